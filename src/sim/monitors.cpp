// What is watched of every component, and who is told.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/limits.h"
#include "sim/response.h"

namespace probata::sim {
namespace {

// The systems that customers hang on: what runs in the cloud. One of its servers stands in the
// office.
void plan_components(World& world) {
  const Instant at = world.clock.covered() - days(40);
  for (const System& system : world.systems)
    world.thing("system", system.id)
        .set(at, by_person(role_of::it), Fields().put("critical", system.id == "aws"));
  world.thing("asset", "server-1")
      .set(world.clock.covered() - days(15), "connector:aws", Fields().put("region", "Office"));
}

// When each asset was first seen.
std::map<std::string, Instant> first_seen(const World& world) {
  std::map<std::string, Instant> assets;
  for (const Thing& thing : world.things)
    for (const Moment& moment : thing.moments) {
      if (thing.kind != "asset") continue;
      const auto at = assets.try_emplace(thing.id, moment.at).first;
      at->second = std::min(at->second, moment.at);
    }
  return assets;
}

std::set<std::string> monitors(const World& world) {
  std::set<std::string> ids;
  for (const Thing& thing : world.things)
    if (thing.kind == "metric") ids.insert(thing.id);
  return ids;
}

}  // namespace

Thing& add_monitor(World& world, const std::string& asset, const std::string& type, Instant at) {
  const std::string id = fmt::format("{}/{}", type, asset);
  return world.thing("metric", id)
      .set(at, "connector:monitoring",
           Fields()
               .put("name", id)
               .put("asset", asset)
               .put("type", type)
               .raw("threshold", "0.8")
               .put("alert_owner", role_of::engineering));
}

void plan_monitors(World& world) {
  Random random = world.random.fork("monitors");
  plan_components(world);
  const std::set<std::string> there = monitors(world);
  bool near = true;
  for (const auto& [asset, at] : first_seen(world)) {
    if (there.contains("health/" + asset)) continue;
    // The first new one in the period is watched when its time is over.
    const bool longest = near && at > world.start();
    near = near && !longest;
    add_monitor(world, asset, "health",
                longest ? at + after_change : at + hours(random.between(1, 20)));
  }
  add_monitor(world, "server-1", "environment", world.clock.covered() - days(14));
}

}  // namespace probata::sim
