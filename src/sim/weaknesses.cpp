// What scans find, exploited weaknesses, deviations from the standard, launches.
#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/engineering.h"
#include "sim/limits.h"

namespace probata::sim {

Thing& add_advisory(World& world, const std::string& id, const std::string& type, Instant received,
                    Instant assessed) {
  return world.thing("advisory", id)
      .set(received, feeds, Fields().put("name", id).put("type", type).put("received", received))
      .set(assessed, by_person(role_of::security),
           Fields().put("assessed", assessed).put("routed", role_of::engineering));
}

Thing& add_weakness(World& world, const WeaknessPlan& plan) {
  const std::string advisory = world.number("CVE-2026");
  Fields fields;
  fields.put("asset", plan.asset)
      .put("advisory", advisory)
      .put("severity", plan.severity)
      .put("status", "present")
      .put("first_seen", plan.found);
  if (plan.exploited_due) {
    const Instant received = plan.found - days(1);
    add_advisory(world, advisory, "vulnerability", received, received + hours(7))
        .set(received, feeds,
             Fields().put("severity", plan.severity).put("exploited_due", *plan.exploited_due));
    fields.put("feed_entry", advisory);
  }
  Thing& weakness =
      world.thing("vulnerability", plan.asset + "/" + advisory).set(plan.found, scanner, fields);
  close_weakness(world, weakness, plan.asset, plan.closed);
  return weakness;
}

void close_weakness(World& world, Thing& weakness, const std::string& asset, Instant at) {
  if (at > world.end()) return;
  const std::string scan =
      weekly_scan(world, at) == at ? scan_id(world, at) : add_rescan(world, asset, at);
  weakness.set(at, scanner, Fields().put("status", "absent").put("absent_by", scan));
}

Thing& add_drift(World& world, const std::string& asset, Instant at) {
  const std::string id = world.number("drift");
  return world.thing("drift", id)
      .set(at, configuration,
           Fields().put("asset", asset).put("rule", "rule " + id).put("status", "deviates"));
}

std::string add_launch(World& world, const std::string& system, Instant noticed, Instant live) {
  const std::string id = world.number("launch");
  world.thing("significant_change", id)
      .set(noticed, by_person(role_of::engineering),
           Fields()
               .put("title", "Launch " + id)
               .put("type", "launch")
               .put("about", "system/" + system)
               .put("go_live", live)
               .put("state", "noticed"))
      .set(noticed + days(2), by_person(role_of::security), Fields().put("state", "assessed"));
  return id;
}

namespace {

Duration limit_of(const std::string& severity) {
  return severity == "critical" ? fix_critical : severity == "high" ? fix_high : fix_medium;
}

// Found by one weekly scan and closed by a later one, in time.
void plan_findings(World& world, Random& random, const std::vector<std::string>& hosts) {
  const std::vector<std::string> severities = {"low",    "low",  "medium", "medium",  "medium",
                                               "medium", "high", "high",   "critical"};
  for (const std::string& host : hosts)
    for (Instant t = world.start() - days(60) + days(random.between(0, 50)); t < world.end();
         t = t + days(random.between(30, 50))) {
      const std::string severity = random.pick(severities);
      const int64_t most = limit_of(severity).us / day.us - 8;
      const Instant found = weekly_scan(world, t);
      const Instant closed = weekly_scan(world, found + days(random.between(2, most)));
      if (found < world.end())
        add_weakness(world,
                     {.asset = host, .severity = severity, .found = found, .closed = closed});
    }
}

void plan_near_findings(World& world, const std::string& host) {
  const Instant found = weekly_scan(world, world.start() + days(4)) - days(28);
  for (const std::string severity : {"critical", "high", "medium"})
    add_weakness(world, {.asset = host,
                         .severity = severity,
                         .found = found,
                         .closed = found + nearly(limit_of(severity))});
  // Graver than was thought: from then on there is less time, and it suffices.
  const Instant graver = found + days(9);
  add_weakness(world, {.asset = host,
                       .severity = "medium",
                       .found = found,
                       .closed = graver + nearly(fix_critical)})
      .set(graver, scanner, Fields().put("severity", "critical"));
  // Known to be exploited, until the end of a day.
  const Date last = {world.clock.first().days + 25};
  const Instant due = world.clock.at(last, 0);
  add_weakness(world, {.asset = host,
                       .severity = "high",
                       .found = due - days(14),
                       .closed = due - second,
                       .exploited_due = due});
  // Accepted before it is due, closed within that time.
  Thing& accepted =
      add_weakness(world, {.asset = host,
                           .severity = "critical",
                           .found = found,
                           .closed = weekly_scan(world, found + fix_critical + days(9))});
  waive(world, "vulnerabilities/fixed", "vulnerability/" + accepted.id, found + days(20),
        found + fix_critical + days(30));
}

void plan_exploited(World& world, Random& random, const std::vector<std::string>& hosts) {
  for (Instant t = world.start() + days(3); t < world.end(); t = t + days(random.between(40, 60))) {
    const Instant found = weekly_scan(world, t);
    const Instant due = world.clock.at({world.clock.date_of(found).days + 21}, 0);
    if (due < world.end())
      add_weakness(world, {.asset = random.pick(hosts),
                           .severity = "critical",
                           .found = found,
                           .closed = weekly_scan(world, found + days(random.between(1, 13))),
                           .exploited_due = due});
  }
}

void plan_drifts(World& world, Random& random, const std::vector<std::string>& hosts) {
  const int every = std::max(2, 14 * 60 / std::max(60, world.people_wanted));
  for (Instant t = world.start() - days(20); t < world.end(); t = t + days(every)) {
    const Instant at = t + hours(random.between(1, 20));
    Thing& drift = add_drift(world, random.pick(hosts), at);
    drift.set(at + hours(random.between(2, 500)), configuration,
              Fields().put("status", "corrected"));
  }
  const Instant at = world.start() + days(2);
  add_drift(world, hosts.front(), at)
      .set(at + nearly(correction), configuration, Fields().put("status", "corrected"));
  // It becomes the new state, by a change that is approved in the last second.
  const Instant approved = at + nearly(correction);
  add_drift(world, hosts.front(), at)
      .set(approved - days(3), configuration,
           Fields().put("change", add_change(world, "Keep the deviation", approved)));
  Thing& waived = add_drift(world, hosts.front(), at);
  waived.set(at + days(50), configuration, Fields().put("status", "corrected"));
  waive(world, "configuration-drift/corrected", "drift/" + waived.id, at + days(9), at + days(60));
}

// After the first, one host is scanned in the last second; it has a system of its own.
void plan_launches(World& world, Random& random) {
  for (Instant t = world.start() + days(5); t < world.end(); t = t + days(random.between(50, 90)))
    add_launch(world, "shop", t - days(20), t + hours(9));
  const std::string system = world.number("laboratory");
  const Instant live = world.start() + days(11) + hours(9);
  world.thing("system", system)
      .set(world.clock.covered(), by_person(role_of::it),
           Fields().put("name", system).put("owner", role_of::engineering).put("in_scope", false));
  const std::string host = add_host(world, system, live - days(60)).id;
  add_launch(world, system, live - days(20), live);
  world.unscanned[host] = Period{live, live + triage};
  add_rescan(world, host, live + nearly(triage));
}

}  // namespace

void plan_weaknesses(World& world) {
  Random random = world.random.fork("weaknesses");
  const Instant from = world.clock.covered() - days(15);
  std::vector<std::string> hosts;
  for (int i = 0; i < std::max(4, world.people_wanted / 20); ++i)
    hosts.push_back(add_host(world, "shop", from).id);
  plan_findings(world, random, hosts);
  plan_near_findings(world, add_host(world, "aws", from).id);
  plan_exploited(world, random, hosts);
  plan_drifts(world, random, hosts);
  plan_launches(world, random);
  // New, and under a standard in the last second.
  const Instant at = world.start() + days(3);
  add_host(world, "shop", at)
      .set(at + nearly(after_change), "connector:aws", Fields().put("standard", "debian"));
}

}  // namespace probata::sim
