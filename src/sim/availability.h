// What keeps services up: systems of the highest tier, measures, backups, exercises of recovery.
#pragma once

#include "sim/world.h"

namespace probata::sim {

constexpr const char *home_region = "eu-central", *second_region = "eu-west";
// Serious alarms of sensors are dealt with in this time.
constexpr Duration alarm_time{hour.us * 24};

// Whether a thing was ever said to have this value: `"type":"store"`.
bool says(const Thing&, std::string_view member);
// The text that was first said of it under this name, or nothing.
std::string value_of(const Thing&, std::string_view field);
// What a moment sets a field to, and whether a thing was ever said to have this in a list.
std::string value_of(const Moment&, std::string_view field);
bool lists(const Thing&, std::string_view field, std::string_view member);
Thing* find_thing(World&, const std::string& kind, const std::string& id);
// When it ends: deleted or gone, or never.
std::optional<Instant> end_of(const Thing&);

// services.cpp
System& add_service(World&);  // of the highest tier, with a service and two stores
std::string service_of(const std::string& system);
std::string store_of_service(const std::string& system, int number);
// A component that is registered as soon as the cloud shows it.
Thing& add_component(World&, const std::string& system, const std::string& type, Instant at);
Instant services_from(const World&);
// For the year from a day before the instant on.
void add_waiver(World&, const std::string& test, const std::string& item, const std::string& why,
                Instant);

// capacity.cpp
Thing& add_metric(World&, const std::string& asset, Instant at);
void add_uptime(World&, const std::string& asset, const Period& month, const std::string& value);

// backups.cpp
struct BackupRun {
  Instant at;
  bool succeeded = true, encrypted = true;
  std::string location = second_region;
  Duration kept{day.us * 10};
};
std::string add_backup(World&, const std::string& store, const BackupRun&);
// The copy of a night goes an hour before the seventh night after it.
constexpr Duration night_kept{hour.us * 167};
// The first instant that the tool for backups tells of.
Instant backups_from(const World&);

// exercises.cpp
struct RecoveryExercise {
  std::string type = "recovery";
  std::vector<std::string> systems, stores;
  Instant held;
  bool missed = false, restored = true;
};
std::string add_recovery_exercise(World&, const RecoveryExercise&);
std::string add_recovery_action(World&, const std::string& exercise, Instant held, Instant due,
                                Instant done);
void confirm_recovery_plan(World&, Instant);
// The yearly exercise of recovery, the first before the period.
Instant exercise_day(const World&, int number);
// Nobody exercises recovery or confirms its plan in the first days of the period, for what goes
// wrong there would else be mended by chance.
constexpr Duration quiet_days{day.us * 50};
void service_site(World&, const std::string& site, Instant at,
                  const std::vector<std::string>& serviced);
std::string add_alarm(World&, Instant at, Instant triaged);
// The people's yearly exercise that falls due in the period.
constexpr const char *first_people_exercise = "people-1", *second_people_exercise = "people-2";

// What a healthy company has; then what follows from all assets.
void plan_availability(World&);
void keep_available(World&);
// The parts of it.
void plan_services(World&);
void plan_capacity(World&);
void plan_backups(World&);
void plan_recovery(World&);
void keep_measured(World&);
void keep_backed_up(World&);
void keep_exercised(World&);

}  // namespace probata::sim
