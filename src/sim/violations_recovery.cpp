// Exercises that were missed or led to nothing, the service of sites, alarms.
#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// A working moment after the days in which the plan for recovery is not confirmed.
Instant later_moment(Scene& s, int room) {
  const auto quiet = static_cast<int>(quiet_days.us / day.us) + 25;
  const int length = s.world.clock.last().days - s.world.clock.first().days;
  const int after = std::max(0, length - quiet - room - 4);
  const Date date = {s.world.clock.first().days + quiet +
                     static_cast<int>(s.random.between(0, after))};
  return s.world.clock.at(s.world.clock.working(date), 11 * 60);
}

void recovery_not_exercised(Scene& s) {
  const Instant due = later_moment(s, 44);
  const auto last = year_before(s.world, due);
  if (!last) return recovery_not_exercised(s);
  const std::string system = new_service(s);
  s.world.unplanned.insert("exercise/" + system);
  for (const Instant held : {s.world.clock.covered() + days(20), *last, due + days(41)}) {
    add_recovery_exercise(s.world, {.systems = {system}, .held = held});
    confirm_recovery_plan(s.world, held + days(3));
  }
  s.world.fail("recovery-tested/exercised", "system/" + system, *last, due, due + days(41));
}

// What was talked through is written down as a restore, and proves nothing.
void tabletop_as_restore(Scene& s) {
  const Instant due = later_moment(s, 44);
  const auto last = year_before(s.world, due);
  if (!last) return tabletop_as_restore(s);
  const std::string store = store_of_service(new_service(s), 2);
  s.world.unplanned.insert("restore/" + store);
  for (const Instant held : {*last, due - days(20), due + days(41)}) {
    const bool restored = held != due - days(20);
    const std::string exercise = add_recovery_exercise(
        s.world, {.type = "restore", .stores = {store}, .held = held, .restored = restored});
    confirm_recovery_plan(s.world, held + days(3));
    if (!restored)
      add_recovery_action(s.world, exercise, held + days(2), held + days(20), held + days(9));
  }
  s.world.fail("recovery-tested/restored", "asset/" + store, *last, due, due + days(41));
}

void store_never_restored(Scene& s) {
  const std::string store = store_of_service(new_service(s), 1);
  s.world.unplanned.insert("restore/" + store);
  const Instant from = s.world.clock.covered();
  s.world.fail("recovery-tested/restored", "asset/" + store, from,
               s.world.clock.plus(from, yearly));
}

void target_missed(Scene& s) {
  const Instant at = later_moment(s, 44);
  const std::string exercise =
      add_recovery_exercise(s.world, {.systems = {"shop-1"}, .held = at, .missed = true});
  confirm_recovery_plan(s.world, at + days(4));
  add_recovery_action(s.world, exercise, at + days(41), at + days(60), at + days(50));
  s.world.fail("recovery-tested/followed-up", "exercise/" + exercise, at, at + after_change,
               at + days(41));
}

void plan_not_confirmed(Scene& s) {
  const Instant at =
      s.world.clock.at(s.world.clock.working(
                           {s.world.clock.first().days + static_cast<int>(s.random.between(2, 6))}),
                       static_cast<int>(s.random.between(600, 930)));
  const Instant confirmed = s.world.start() + quiet_days;
  const std::string exercise = add_recovery_exercise(s.world, {.systems = {"shop-1"}, .held = at});
  confirm_recovery_plan(s.world, confirmed);
  s.world.fail("recovery-tested/followed-up", "exercise/" + exercise, at, at + after_change,
               confirmed);
}

void recovery_action_late(Scene& s) {
  const Instant due = s.moment(9), held = exercise_day(s.world, 1);
  const std::string exercise =
      add_recovery_exercise(s.world, {.systems = {"shop-1"}, .held = held});
  const std::string action = add_recovery_action(s.world, exercise, held, due, due + days(6));
  s.world.fail("recovery-tested/actions", "action/" + action, held, due, due + days(6));
}

void people_exercise_late(Scene& s) {
  if (!s.world.unplanned.insert("exercise/people").second) return;
  Thing& second = *find_thing(s.world, "exercise", second_people_exercise);
  for (Moment& moment : second.moments) moment.at = moment.at + days(41);
  Thing& first = *find_thing(s.world, "exercise", first_people_exercise);
  const Instant from = first.moments.back().at;
  s.world.fail("people-loss-exercise/held", "company", from, s.world.clock.plus(from, yearly),
               second.moments.back().at);
}

// Of a site of its own, serviced first when it is new, one of the three is left out of the service.
void serviced_without(Scene& s, const std::string& part, const std::string& test) {
  const auto [last, due] = s.year(44);
  const std::string site = s.world.number("branch");
  s.world.thing("site", site)
      .set(last - days(20), by_person(role_of::it),
           Fields().put("name", site).put("own", true).put("sensitive", false));
  const std::vector<std::string> all = {"ups", "cooling", "fire"};
  std::vector<std::string> others = all;
  std::erase(others, part);
  service_site(s.world, site, last, all);
  service_site(s.world, site, due - days(9), others);
  for (Instant t = due + days(41); t < s.world.end(); t = t + days(340))
    service_site(s.world, site, t, all);
  s.world.fail(test, "site/" + site, last, due, due + days(41));
}

void power_not_serviced(Scene& s) { serviced_without(s, "ups", "environment-maintained/power"); }
void cooling_not_serviced(Scene& s) {
  serviced_without(s, "cooling", "environment-maintained/cooling");
}
void site_not_serviced(Scene& s) { serviced_without(s, "fire", "environment-maintained/fire"); }

void alarm_ignored(Scene& s) {
  const Instant at = s.moment(4);
  const std::string id = add_alarm(s.world, at, at + hours(40));
  s.world.fail("environment-maintained/alarms", "alert/" + id, at, at + alarm_time, at + hours(40));
}

}  // namespace

std::vector<Violation> recovery_violations() {
  return {
      {"recovery-not-exercised", "recovery-tested/exercised",
       "Recovery of a system is exercised 41 days after its year.", 130, recovery_not_exercised},
      {"tabletop-as-restore", "recovery-tested/restored",
       "A talk is written down as the restore of a store, which comes 41 days too late.", 130,
       tabletop_as_restore},
      {"store-never-restored", "recovery-tested/restored",
       "A store of the most important systems is never restored.", 1, store_never_restored},
      {"recovery-target-missed", "recovery-tested/followed-up",
       "Recovery takes too long in an exercise, and what to do is decided after 41 days.", 130,
       target_missed},
      {"recovery-plan-not-confirmed", "recovery-tested/followed-up",
       "The plan for recovery is confirmed some 45 days after an exercise.", 60,
       plan_not_confirmed},
      {"recovery-action-late", "recovery-tested/actions",
       "What an exercise showed is mended six days after its date.", 9, recovery_action_late},
      {"people-exercise-late", "people-loss-exercise/held",
       "The loss of people is exercised 41 days after its year.", 50, people_exercise_late},
      {"power-not-serviced", "environment-maintained/power",
       "Power supply of a site is serviced 41 days after its year.", 44, power_not_serviced},
      {"cooling-not-serviced", "environment-maintained/cooling",
       "Cooling of a site is serviced 41 days after its year.", 44, cooling_not_serviced},
      {"site-not-serviced", "environment-maintained/fire",
       "Fire protection of a site is serviced 41 days after its year.", 44, site_not_serviced},
      {"alarm-ignored", "environment-maintained/alarms",
       "An alarm of a sensor is dealt with after forty hours.", 4, alarm_ignored},
  };
}

}  // namespace probata::sim
