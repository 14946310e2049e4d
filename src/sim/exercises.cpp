// The response to incidents tried out, what is decided then, and the plan that is confirmed.
#include <fmt/format.h>

#include "sim/actions.h"
#include "sim/limits.h"
#include "sim/policies.h"
#include "sim/response.h"

namespace probata::sim {

Instant confirmed_after(Instant exercise) { return exercise + days(20); }

void add_exercise(World& world, const ExercisePlan& plan) {
  Fields held;
  held.put("scenario", "a stolen key").put("result", "the list of people to call was old");
  if (plan.whole)
    held.put("participants", std::vector<std::string>{role_of::security, role_of::engineering,
                                                      role_of::admin_a, role_of::privacy});
  held.put("state", "held");
  const std::string by = by_person(role_of::security);
  world.thing("exercise", plan.id)
      .set(plan.held - days(20), by,
           Fields().put("title", plan.id).put("type", "incident").put("state", "planned"))
      .set(plan.held, by, held);
  add_action(world, {.id = "action/" + plan.id,
                     .title = "Renew the list of people to call",
                     .of = "exercise/" + plan.id,
                     .opener = role_of::security,
                     .owner = role_of::it,
                     .opened = plan.held + hours(2),
                     .due = plan.action_due,
                     .done = plan.action_done,
                     .verified = plan.action_done + days(2)});
}

void plan_exercises(World& world) {
  const Instant published = world.clock.covered() - days(99);
  const std::string by = by_person(role_of::security);
  add_policy(world, {.id = "incident-plan",
                     .name = "Plan for incidents",
                     .type = "plan",
                     .topic = "incident",
                     .applies_to = {"incident_commander"},
                     .at = published});
  Thing& version = add_policy_version(
      world, {.policy = "incident-plan", .drafted = published, .published = published + days(2)});
  for (size_t i = 0; i < world.roster.exercises.size(); ++i) {
    const Instant held = world.roster.exercises[i], due = held + days(45);
    add_exercise(world, {.id = fmt::format("incident-exercise-{}", i + 1),
                         .held = held,
                         .action_due = due,
                         .action_done = i == 1 ? due - second : held + days(15)});
    version.set(confirmed_after(held), by, Fields().put("state", "confirmed"));
  }
}

}  // namespace probata::sim
