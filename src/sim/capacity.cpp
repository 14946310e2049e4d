// What is measured of each component: how full it is, when it will be, and whether it was up.
#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

const std::string metrics = "connector:metrics";
const std::string lead = by_person(role_of::engineering);

// Too full for a while, dealt with in time.
Period fill_up(World& world, Random& random, Thing& metric, bool near) {
  const int length = world.clock.last().days - world.clock.first().days;
  const Instant at = world.start() + days(near ? 5 : random.between(2, length - 12)) +
                     minute * random.between(500, 1'000);
  const Instant handled = at + (near ? nearly(triage) : hours(random.between(2, 100)));
  metric.set(at, metrics, Fields().raw("value", "0.91"))
      .set(handled, lead, Fields().put("handled", handled).put("cause", "Logs were not rotated"))
      .set(handled + hours(1), metrics, Fields().raw("value", "0.52"))
      .set(handled + hours(2), lead, Fields().none("handled").none("cause"));
  return {at, handled + hours(2)};
}

// By its trend it will be full; what is added is approved before the last month begins.
void run_low(World& world, Thing& metric) {
  const Instant full = world.start() + days(46);
  const std::string change = add_change(world, "More for " + metric.id, full - days(30) - second);
  metric.set(full - days(44), metrics, Fields().put("exhaustion", full))
      .set(full - days(40), lead, Fields().put("change", change))
      .set(full - days(20), metrics, Fields().none("exhaustion"));
}

// The trend of a disk that fills slowly, seen anew from time to time.
void foresee(World& world, Random& random, Thing& metric) {
  for (Instant t = world.start() - days(30); t < world.end(); t = t + days(40))
    metric.set(t, metrics, Fields().put("exhaustion", t + days(random.between(80, 200))));
}

void measure_uptime(World& world, Random& random, const Thing& asset) {
  const Instant from = std::max(asset.moments.front().at, world.clock.covered());
  for (const Period& month : world.clock.windows(Window::month, from)) {
    if (month.start < from) continue;
    const int64_t value = random.chance(100) ? 0 : random.between(1, 9);
    add_uptime(world, asset.id, month, fmt::format("0.999{}", value));
  }
}

void judge_capacity(World& world, Random& random) {
  bool near = true;
  for (const Period& window : world.clock.windows(Window::half, world.start() - days(190))) {
    const Instant at = near ? window.end - second : window.start + days(random.between(100, 160));
    world.judgements.push_back({"capacity/enough", "company", role_of::engineering, at, window});
    near = false;
  }
}

}  // namespace

Thing& add_metric(World& world, const std::string& asset, Instant at) {
  return world.thing("metric", "capacity/" + asset)
      .set(at, metrics,
           Fields()
               .put("name", "Capacity of " + asset)
               .put("asset", asset)
               .put("type", "capacity")
               .raw("value", "0.44")
               .raw("threshold", "0.8")
               .put("alert_owner", role_of::engineering));
}

void add_uptime(World& world, const std::string& asset, const Period& month,
                const std::string& value) {
  const Date first = world.clock.date_of(month.start);
  world.thing("metric", fmt::format("uptime/{}/{}", asset, to_text(first)))
      .set(month.end + hours(6), metrics,
           Fields()
               .put("name", "Uptime of " + asset)
               .put("asset", asset)
               .put("type", "uptime")
               .put("month", first)
               .raw("value", value));
}

void plan_capacity(World& world) {
  Random random = world.random.fork("capacity judged");
  judge_capacity(world, random);
  world.thing("commitment", "uptime")
      .set(world.clock.covered() - days(30), by_person(role_of::privacy),
           Fields()
               .put("text", "Up for 99.9 % of each month")
               .put("objective", "availability")
               .put("risks", std::vector<std::string>{"outage"})
               .put("controls", std::vector<std::string>{"uptime"})
               .raw("uptime", "0.999")
               .put("state", "draft"))
      .set(world.clock.covered() - days(29), by_person(role_of::head),
           Fields().put("state", "approved"));
}

void keep_measured(World& world) {
  Random random = world.random.fork("capacity");
  int number = 0;
  const size_t count = world.things.size();
  for (size_t i = 0; i < count; ++i) {
    const Thing& asset = world.things[i];
    if (asset.kind != "asset") continue;
    if (says(asset, R"("type":"service")") && !world.unplanned.contains("uptime/" + asset.id))
      measure_uptime(world, random, asset);
    if (world.unplanned.contains("metric/" + asset.id)) continue;
    const Instant from = asset.moments.front().at;
    Thing& metric = add_metric(world, asset.id, from + hours(1));
    Routine readings{.asset = asset.id, .from = from + days(1), .until = world.end()};
    if (from < world.clock.covered() && (number < 2 || random.chance(200)))
      readings.apart = fill_up(world, random, metric, number == 0);
    if (number == 3) run_low(world, metric);
    if (number > 3 && random.chance(200)) foresee(world, random, metric);
    world.readings.push_back(std::move(readings));
    ++number;
  }
}

}  // namespace probata::sim
