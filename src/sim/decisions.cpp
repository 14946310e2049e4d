// Waivers that are renewed and risks that are accepted.
#include "sim/decisions.h"

#include "sim/areas.h"
#include "sim/direction.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

// A laptop is administered by its holder, for less than a year in two parts.
void plan_renewal(World& world) {
  Device& device = add_device(world, role_of::engineering, world.clock.covered() - days(9));
  const Instant at = world.start() - days(150), again = world.start() + days(20),
                over = again + days(180);
  WaiverPlan plan{.test = "install-rights/local-admin",
                  .item = "device/" + device.id,
                  .reason = "tries out drivers",
                  .requested = at - days(4),
                  .from = at - days(1),
                  .until = again + days(9)};
  add_waiver(world, plan);
  plan.requested = again;
  plan.from = again + days(1);
  plan.until = over;
  add_waiver(world, plan);
  device.more.push_back({at, "", Fields().put("local_admin", true)});
  device.more.push_back({over - days(2), "", Fields().put("local_admin", false)});
}

}  // namespace

void plan_decisions(World& world) {
  plan_renewal(world);
  const Instant first = world.start() - days(200) + hours(10);
  Thing& risk = add_risk(world, {.id = "late-invoices",
                                 .objective = "books",
                                 .response = "accept",
                                 .controls = {},
                                 .at = first - days(7)});
  for (Instant at = first; at < world.end(); at = at + days(340))
    accept_risk(risk, role_of::head, at, world.clock.plus(at, yearly));
}

}  // namespace probata::sim
