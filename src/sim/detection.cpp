// The logs of every system, and the rules that look through them.
#include <fmt/format.h>

#include <set>

#include "sim/areas.h"
#include "sim/limits.h"
#include "sim/response.h"

namespace probata::sim {
namespace {

const std::string siem = "connector:siem";

constexpr const char* scenarios[] = {
    "password guessing", "sign-in from two places", "theft of data",        "misuse of rights",
    "malicious program", "change of a log",         "new way from outside", "flood of requests"};

// The log of `billing` is silent while its system moves, under a waiver.
constexpr const char* moving = "billing";

void plan_waiver(World& world, const Period& silent) {
  add_waiver(world, {.test = "log-coverage/live",
                     .item = fmt::format("system/{}", moving),
                     .reason = "moves to another region",
                     .requested = silent.start - days(4),
                     .from = silent.start - days(1),
                     .until = silent.end + days(9),
                     .requester = role_of::it});
}

void plan_log(World& world, Random& random, const std::string& system, const Period& silent) {
  Thing& log = add_log(world, "log/" + system, system, world.clock.covered() - days(40));
  bool near = true;
  for (Instant t = world.clock.covered() - hours(3); t < world.end();) {
    if (system != moving || !silent.contains(t)) beat(log, t);
    // The longest silence that is allowed.
    const bool longest = near && t > world.start();
    t = t + (longest ? log_silence : minute * random.between(500, 1'400));
    near = near && !longest;
  }
}

void plan_rules(World& world, Random& random) {
  const Instant from = world.clock.covered() - days(20);
  const auto windows = world.clock.windows(Window::quarter, world.clock.covered());
  bool near = true;
  for (size_t i = 0; i < std::size(scenarios); ++i) {
    Thing& rule = add_detection_rule(world, world.number("detection-rule"), from);
    rule.set(from + hours(1), by_person(role_of::security), Fields().put("scenario", scenarios[i]));
    for (const Period& window : windows) {
      const Instant at = moment_in(world, random, window);
      near = near && window.end > world.start();
      replay(rule, at, i == 0 && near ? window.end - second : at + second * 5);
      world.judgements.push_back({"detection-rules/right", "detection_rule/" + rule.id,
                                  role_of::security, moment_in(world, random, window), window});
    }
  }
  add_detection_rule(world, world.number("detection-rule"), from)
      .set(from + days(2), siem, Fields().put("enabled", false));
}

}  // namespace

Thing& add_log(World& world, const std::string& id, const std::string& system, Instant at) {
  return world.thing("log_source", id)
      .set(at, siem,
           Fields()
               .put("name", id)
               .put("system", system)
               .put("retention", "365d")
               .put("events", log_events)
               .put("protected", true));
}

void beat(Thing& log, Instant at) { log.set(at, siem, Fields().put("last_event", at)); }

Thing& add_detection_rule(World& world, const std::string& id, Instant at) {
  return world.thing("detection_rule", id)
      .set(at, siem, Fields().put("name", id).put("enabled", true));
}

void replay(Thing& rule, Instant at, Instant fired) {
  rule.set(at, siem, Fields().put("replay_fired", false))
      .set(fired, siem, Fields().put("replay_fired", true));
}

void plan_detection(World& world) {
  Random random = world.random.fork("detection");
  plan_rules(world, random);
}

void plan_logs(World& world) {
  const Period silent = {world.start() + days(10), world.start() + days(13)};
  plan_waiver(world, silent);
  std::set<std::string> there;
  for (const Thing& thing : world.things)
    if (thing.kind == "log_source") there.insert(thing.id);
  for (const System& system : world.systems) {
    Random random = world.random.fork("log/" + system.id);
    if (!there.contains("log/" + system.id)) plan_log(world, random, system.id, silent);
  }
}

}  // namespace probata::sim
