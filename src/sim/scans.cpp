// Weekly scans of whatever hosts and services there are, and the standards of all assets.
#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/engineering.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

constexpr int scan_minute = 4 * 60;

bool sunday(Date d) { return ((d.days + 3) % 7 + 7) % 7 == 6; }

Fields scan_fields(const std::vector<std::string>& assets, Instant completed) {
  return Fields()
      .put("scanner", "weekly")
      .put("assets", assets)
      .put("authenticated", true)
      .put("completed", completed);
}

}  // namespace

std::string scan_id(const World& world, Instant t) {
  return "scan-" + to_text(world.clock.date_of(t));
}

Instant weekly_scan(const World& world, Instant t) {
  Date d = world.clock.date_of(t);
  while (!sunday(d) || world.clock.at(d, scan_minute) < t) ++d.days;
  return world.clock.at(d, scan_minute);
}

std::string add_rescan(World& world, const std::string& asset, Instant at) {
  const std::string id = world.number("rescan");
  world.thing("scan", id).set(at, scanner, scan_fields({asset}, at));
  return id;
}

Thing& add_host(World& world, const std::string& system, Instant at) {
  const std::string aws = "connector:aws", id = world.number("host");
  Thing& host = world.thing("asset", id);
  host.set(at, aws, host_fields(id, at));
  host.set(
      at + hours(2), by_person(role_of::it),
      Fields().put("system", system).put("owner", role_of::engineering).put("class", "internal"));
  for (Instant t = at + days(4); t < world.end(); t = t + days(4))
    host.set(t, aws, Fields().put("definitions_at", t));
  return host;
}

void plan_scans(World& world) {
  std::vector<const Thing*> assets;
  for (const Thing& thing : world.things)
    if (thing.kind == "asset" &&
        (says(thing, R"("type":"host")") || says(thing, R"("type":"service")")))
      assets.push_back(&thing);
  for (Instant t = weekly_scan(world, world.clock.covered()); t < world.end();
       t = weekly_scan(world, t + second)) {
    std::vector<std::string> covered;
    for (const Thing* asset : assets) {
      const auto quiet = world.unscanned.find(asset->id);
      const bool skipped = quiet != world.unscanned.end() && quiet->second.contains(t);
      const bool ended = asset->moments.back().gone && asset->moments.back().at <= t;
      if (asset->moments.front().at <= t && !skipped && !ended) covered.push_back(asset->id);
    }
    world.thing("scan", scan_id(world, t)).set(t, scanner, scan_fields(covered, t));
  }
}

void plan_standards(World& world) {
  for (Thing& thing : world.things)
    if (thing.kind == "asset" && !says(thing, R"("standard":)"))
      thing.moments.front().set.put("standard", "baseline");
}

}  // namespace probata::sim
