// Exercises of recovery, of the loss of people, the service of the office and its alarms.
#include <fmt/format.h>

#include <algorithm>

#include "sim/actions.h"
#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/policies.h"

namespace probata::sim {
namespace {

const std::string it = by_person(role_of::it);
constexpr const char* recovery_plan = "recovery-plan/1";

void plan_recovery_plan(World& world) {
  const Instant at = world.clock.covered() - days(40);
  add_policy(world, {.id = "recovery-plan",
                     .name = "Plan for recovery",
                     .type = "plan",
                     .topic = "recovery",
                     .owner = role_of::it,
                     .applies_to = {"it_operations"},
                     .at = at});
  add_policy_version(
      world,
      {.policy = "recovery-plan", .author = role_of::it, .drafted = at, .published = at + days(2)});
}

// The second in the last second of its year, which lies in the period.
void plan_people_exercises(World& world) {
  const Instant first = world.start() - days(362) + hours(10);
  Instant at = first;
  for (int number = 1; at < world.end(); ++number) {
    add_recovery_exercise(world, {.type = "people", .held = at});
    world.things.back().id = fmt::format("people-{}", number);
    const Instant due = world.clock.plus(at, yearly);
    at = number == 1 ? due - second : at + days(330);
  }
}

void plan_site_service(World& world) {
  add_procedure(world, {.id = "environment-service",
                        .name = "Service of power, cooling and fire protection",
                        .type = "environment_service",
                        .every = "P1Y",
                        .at = world.clock.covered() - days(29)});
  Instant at = world.clock.covered() + days(45) + hours(9);
  for (int number = 1; at < world.end(); ++number) {
    service_site(world, "office", at, {"ups", "cooling", "fire"});
    at = number == 1 ? world.clock.plus(at, yearly) - second : at + days(340);
  }
}

void plan_alarms(World& world, Random& random) {
  bool near = true;
  for (Instant t = world.start() + days(6); t < world.end() - days(3);
       t = t + days(random.between(25, 70))) {
    const Instant at = t + minute * random.between(0, 1'000);
    add_alarm(world, at, at + (near ? nearly(alarm_time) : minute * random.between(10, 600)));
    near = false;
  }
}

// All stores of the systems that are exercised on that day.
std::vector<std::string> stores_of(const World& world, const std::vector<std::string>& systems,
                                   Instant at) {
  std::vector<std::string> stores;
  for (const std::string& system : systems)
    for (const Thing& thing : world.things)
      if (thing.kind == "asset" && thing.moments.front().at < at &&
          says(thing, R"("type":"store")") &&
          says(thing, fmt::format(R"("system":"{}")", system)) &&
          !world.unplanned.contains("restore/" + thing.id))
        stores.push_back(thing.id);
  return stores;
}

}  // namespace

std::string add_recovery_exercise(World& world, const RecoveryExercise& plan) {
  const std::string id = world.number("exercise");
  Fields fields;
  fields.put("title", fmt::format("Exercise of {} {}", plan.type, id)).put("type", plan.type);
  fields.put("state", "planned");
  if (!plan.systems.empty()) fields.put("systems", plan.systems);
  if (!plan.stores.empty()) fields.put("stores", plan.stores);
  Fields held;
  held.put("scenario", "The region is lost on a Monday").put("result", "Found what was missing");
  held.put("participants", std::vector<std::string>{role_of::it, role_of::engineering});
  if (plan.type == "recovery" || plan.type == "restore")
    held.put("target", "8h").put("rto", plan.missed ? "11h" : "8h");
  if (plan.type == "recovery" || plan.type == "restore")
    held.put("target_loss", "24h").put("rpo", "20h");
  if (plan.type == "restore") held.put("matched", plan.restored).put("isolated", plan.restored);
  held.put("state", "held");
  world.thing("exercise", id).set(plan.held - days(20), it, fields).set(plan.held, it, held);
  return id;
}

std::string add_recovery_action(World& world, const std::string& exercise, Instant held,
                                Instant due, Instant done) {
  return add_action(world, {.id = world.number("action"),
                            .title = "What the exercise showed",
                            .of = "exercise/" + exercise,
                            .opener = role_of::it,
                            .owner = role_of::it,
                            .opened = held,
                            .due = due,
                            .done = done})
      .id;
}

void confirm_recovery_plan(World& world, Instant at) {
  find_thing(world, "policy_version", recovery_plan)
      ->set(at, it, Fields().put("state", "confirmed"));
}

Instant exercise_day(const World& world, int number) {
  const Date first = {world.clock.first().days - 365};
  return world.clock.at(world.clock.working({first.days + 340 * (number - 1)}), 10 * 60);
}

void service_site(World& world, const std::string& site, Instant at,
                  const std::vector<std::string>& serviced) {
  add_run(world, {.id = world.number("procedure-run"),
                  .procedure = "environment-service",
                  .began = at - days(3),
                  .done = at})
      .set(at, it, Fields().put("site", site).put("serviced", serviced));
}

std::string add_alarm(World& world, Instant at, Instant triaged) {
  const std::string id = world.number("alarm");
  world.thing("alert", id)
      .set(at, "connector:sensors",
           Fields()
               .put("title", "Warm in the office")
               .put("type", "environment")
               .put("site", "office")
               .put("severity", "medium")
               .put("opened", at))
      .set(triaged, it,
           Fields()
               .put("triaged", triaged)
               .put("analyst", role_of::it)
               .put("disposition", "harmless")
               .put("cause", "The sun on the sensor"));
  return id;
}

void plan_recovery(World& world) {
  Random random = world.random.fork("exercises");
  plan_recovery_plan(world);
  plan_people_exercises(world);
  plan_site_service(world);
  plan_alarms(world, random);
}

void keep_exercised(World& world) {
  for (int number = 1; exercise_day(world, number) < world.end(); ++number) {
    const Instant at = exercise_day(world, number);
    std::vector<std::string> systems;
    for (const System& system : world.systems)
      if (system.tier == "high" && !world.unplanned.contains("exercise/" + system.id))
        systems.push_back(system.id);
    const std::string id =
        add_recovery_exercise(world, {.systems = systems, .held = at, .missed = number != 1});
    if (number != 1)
      add_recovery_action(world, id, at + hours(2), at + days(45), at + days(45) - second);
    std::vector<std::string> all;
    for (const System& system : world.systems)
      if (system.tier == "high") all.push_back(system.id);
    add_recovery_exercise(world,
                          {.type = "restore", .stores = stores_of(world, all, at), .held = at});
    // The third in the last second of its time, no later than a year after the second.
    const Duration took = number == 3 ? nearly(after_change) : days(number == 2 ? 15 : 5);
    confirm_recovery_plan(world, at + took);
  }
}

}  // namespace probata::sim
