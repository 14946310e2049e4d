// What the company wants to reach in each category, approved again every year.
#include "sim/direction.h"
#include "sim/limits.h"

namespace probata::sim {

Thing& add_objective(World& world, const ObjectivePlan& plan,
                     const std::vector<Instant>& approved) {
  const std::string by = by_person(plan.owner);
  Fields fields;
  fields.put("title", plan.id).put("category", plan.category).put("owner", plan.owner);
  fields.put("measure", "seen every month in figures").put("tolerance", "one month a year");
  if (plan.none) fields.put("none_reason", "nobody within needs more than the others report");
  Thing& objective = world.thing("objective", plan.id);
  objective.set(approved.front() - hours(2), by, fields.put("state", "draft"));
  for (const Instant at : approved)
    objective.set(at, by_person(role_of::head),
                  Fields().put("state", plan.none ? "none" : "approved"));
  return objective;
}

std::vector<Instant> yearly_dates(const World& world, Random& random, Instant from) {
  std::vector<Instant> dates;
  Instant at = from + days(random.between(10, 30)) + hours(10);
  for (bool near = true; at < world.end(); near = false) {
    dates.push_back(at);
    at = near ? world.clock.plus(at, yearly) - second : at + days(random.between(320, 350));
  }
  return dates;
}

void plan_objectives(World& world) {
  Random random = world.random.fork("objectives");
  const ObjectivePlan plans[] = {
      {"availability", "operations", role_of::engineering},
      {"security", "operations", role_of::security},
      {"books", "external_financial", role_of::head},
      {"customer-reports", "external_nonfinancial", role_of::owner_b},
      {"figures", "internal_reporting", role_of::head, true},
  };
  for (const ObjectivePlan& plan : plans) {
    std::vector<Instant> approved = yearly_dates(world, random, world.clock.covered());
    approved.insert(approved.begin(), world.clock.covered() - days(25));
    add_objective(world, plan, approved);
  }
}

}  // namespace probata::sim
