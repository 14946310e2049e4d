// Baselines of controls and configuration with the plan of evaluations, and what audits evaluate.
#include "sim/baselines.h"

#include <algorithm>

#include "sim/limits.h"
#include "sim/matrix.h"

namespace probata::sim {
namespace {

// The first change of the period is followed in the last second.
void follow_late(World& world) {
  std::optional<Instant> first;
  for (const Thing& thing : world.things) {
    if (thing.kind != "significant_change") continue;
    const Instant noticed = thing.moments.front().at;
    if (noticed > world.start() && (!first || noticed < *first)) first = noticed;
  }
  if (!first) return;
  world.baselines.push_back(*first - second);
  leave_out_baselines(world, *first - second, *first + nearly(after_change));
}

void add_baseline(World& world, Instant approved) {
  const std::string by = by_person(role_of::security);
  world.thing("evaluation", world.number("baseline"))
      .set(approved - days(9), by,
           Fields()
               .put("title", "Controls and configuration as they are")
               .put("type", "baseline")
               .put("external", false)
               .put("evaluator", role_of::security)
               .put("state", "planned"))
      .set(approved - hours(30), by,
           Fields().put("report", "sha256:" + std::string(64, 'b')).put("state", "reported"))
      .set(approved, by_person(role_of::head),
           Fields().put("response", "evaluated as planned").put("state", "answered"));
}

}  // namespace

void plan_baselines(World& world) {
  Random random = world.random.fork("baselines");
  for (Instant at = world.clock.covered() + days(5) + hours(9); at < world.end();
       at = at + days(random.between(22, 28)))
    world.baselines.push_back(at);
  follow_late(world);
}

void leave_out_baselines(World& world, Instant after, Instant next) {
  std::erase_if(world.baselines, [&](Instant one) { return one > after && one < next; });
  world.baselines.push_back(next);
  std::ranges::sort(world.baselines);
}

void keep_baselines(World& world) {
  for (const Instant at : world.baselines)
    if (at < world.end()) add_baseline(world, at);
  const std::vector<std::string> controls = controls_but(world, evaluated);
  for (Thing& thing : world.things)
    if (thing.kind == "evaluation" && thing.id.starts_with("audit-"))
      thing.moments.front().set.put("controls", controls);
}

}  // namespace probata::sim
