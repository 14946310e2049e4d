// The response to incidents tried out, what is decided then, and the plan that is confirmed.
#include <fmt/format.h>

#include "sim/limits.h"
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
  world.thing("action", "action/" + plan.id)
      .set(plan.held + hours(2), by,
           Fields()
               .put("title", "Renew the list of people to call")
               .put("of", "exercise/" + plan.id)
               .put("owner", role_of::it)
               .put("due", plan.action_due)
               .put("state", "open"))
      .set(plan.action_done, by_person(role_of::it), Fields().put("state", "done"))
      .set(plan.action_done + days(2), by, Fields().put("state", "verified"));
}

void plan_exercises(World& world) {
  const Instant published = world.clock.covered() - days(99);
  const std::string by = by_person(role_of::security);
  world.thing("policy", "incident-plan")
      .set(published, by,
           Fields()
               .put("name", "Plan for incidents")
               .put("type", "plan")
               .put("topic", "incident")
               .put("required", true)
               .put("owner", role_of::security));
  Thing version{"policy_version", "incident-plan/1", {}};
  version.set(published, by,
              Fields()
                  .put("policy", "incident-plan")
                  .put("number", "1")
                  .put("author", role_of::security)
                  .put("state", "draft"));
  version.set(published + days(1), by_person(role_of::head), Fields().put("state", "approved"));
  version.set(published + days(2), by, Fields().put("state", "published"));
  for (size_t i = 0; i < world.roster.exercises.size(); ++i) {
    const Instant held = world.roster.exercises[i], due = held + days(45);
    add_exercise(world, {.id = fmt::format("incident-exercise-{}", i + 1),
                         .held = held,
                         .action_due = due,
                         .action_done = i == 1 ? due - second : held + days(15)});
    version.set(confirmed_after(held), by, Fields().put("state", "confirmed"));
  }
  world.things.push_back(std::move(version));
}

}  // namespace probata::sim
