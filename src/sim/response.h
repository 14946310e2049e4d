// Noticing and answering: logs, rules, monitors, alerts, events, incidents. The parts that
// violations use as well.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// detection.cpp
inline const std::vector<std::string> log_events = {"sign_in", "access", "configuration",
                                                    "administration", "error"};
Thing& add_log(World&, const std::string& id, const std::string& system, Instant);
void beat(Thing& log, Instant at);  // an event arrives
Thing& add_detection_rule(World&, const std::string& id, Instant);
void replay(Thing& rule, Instant at, Instant fired);

// monitors.cpp
Thing& add_monitor(World&, const std::string& asset, const std::string& type, Instant);

// alerts.cpp
struct AlertPlan {
  std::string id, type = "detection", severity = "low", disposition = "harmless";
  std::string cause = "a scan of our own";
  std::string analyst, event;
  Instant opened;
  std::optional<Instant> triaged;
};
void add_alert(World&, const AlertPlan&);
struct EventPlan {
  std::string id, alert, by, type = "event", reason = "looked at each log", effect = "none";
  bool data_touched = false;
  Instant opened;
  std::optional<Instant> classified, declared;
  std::string incident;
};
void add_event(World&, const EventPlan&);
// Who is on call, or the security officer where nobody is.
const std::string& on_call(const World&, Instant);

// incidents.cpp
struct IncidentPlan {
  std::string id, title = "Slow answers", severity = "medium", impact = "minor", data = "internal";
  std::string commander = role_of::security, eradicator = role_of::admin_a;
  std::string closer = role_of::security, verifier = role_of::security;
  Instant declared, led, contained, recovered, closed;
  std::optional<Duration> target, promised;
  // Where nothing is set it does not happen.
  std::optional<Instant> eradicated, verified, timeline, told, reviewed, decided, noticed;
  std::optional<Instant> action_due, action_done, action_verified;
  std::vector<std::string> affected;
  bool authority = false;
};
// One that goes well.
IncidentPlan incident_plan(Random&, const std::string& id, Instant declared);
// What a serious one needs beside.
void make_serious(IncidentPlan&);
// Customers and an authority have to be told of it.
void make_notifiable(const World&, IncidentPlan&, Random&);
// All after its leader is named happens later.
void delay(IncidentPlan&, Duration);
void add_incident(World&, const IncidentPlan&);
Instant action_opened(const IncidentPlan&);
void add_notice(World&, const std::string& about, const std::string& audience,
                const std::string& customer, Instant sent);

// announcements.cpp
struct SignificantChange {
  std::string id, type = "vendor";
  Instant noticed;
  std::vector<std::string> affected;
  std::optional<Instant> told;
};
void add_significant_change(World&, const SignificantChange&);
std::vector<std::string> some_customers(const World&, Random&);

// exercises.cpp
// When the plan is confirmed after an exercise.
Instant confirmed_after(Instant exercise);
struct ExercisePlan {
  std::string id;
  Instant held, action_due, action_done;
  bool whole = true;  // with its participants: only such a one counts as held
};
void add_exercise(World&, const ExercisePlan&);

// Before the violations.
void plan_detection(World&);      // rules
void plan_roster(World&);         // on call, paging tests, exercises
void plan_announcements(World&);  // customers, significant changes
// After them.
void plan_logs(World&);      // of all systems that have none yet
void plan_monitors(World&);  // of all assets
void plan_on_call(World&);
void plan_response(World&);   // alerts, events
void plan_incidents(World&);  // incidents and what follows from them
void plan_exercises(World&);

}  // namespace probata::sim
