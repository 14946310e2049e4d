// Alerts, who looks into them, and what becomes of them.
#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/limits.h"
#include "sim/response.h"
#include "sim/writer.h"

namespace probata::sim {
namespace {

const std::string siem = "connector:siem";

bool serious(const AlertPlan& plan) {
  return plan.severity == "high" || plan.severity == "critical" || plan.type == "malware";
}

// The first of each kind within the period is a near miss.
struct Near {
  bool serious = true, other = true, event = true;
};

void become_event(World& world, Random& random, AlertPlan& alert, Near& near) {
  alert.event = "event/" + alert.id;
  EventPlan plan{.id = alert.event, .alert = alert.id, .opened = *alert.triaged};
  const bool longest = near.event && plan.opened > world.start();
  near.event = near.event && !longest;
  plan.classified = plan.opened + (longest ? nearly(contain) : minute * random.between(30, 4'000));
  if (random.chance(400)) {
    plan.type = "false_positive";
    plan.reason = "a test that nobody had announced";
  }
  plan.by = on_call(world, *plan.classified);
  add_event(world, plan);
}

void plan_alert(World& world, Random& random, AlertPlan plan, Near& near) {
  plan.type = random.chance(60) ? "malware" : "detection";
  const auto draw = random.below(100);
  plan.severity = draw < 2 ? "critical" : draw < 9 ? "high" : draw < 45 ? "medium" : "low";
  bool& longest = serious(plan) ? near.serious : near.other;
  const Duration time = serious(plan) ? alert_high : triage;
  const bool now = longest && plan.opened > world.start();
  longest = longest && !now;
  const int64_t most = serious(plan) ? 1'300 : 9'000;
  plan.triaged = plan.opened + (now ? nearly(time) : minute * random.between(3, most));
  plan.analyst = on_call(world, *plan.triaged);
  const auto found = random.below(100);
  plan.disposition = found < 60 ? "false_positive" : found < 90 ? "harmless" : "event";
  if (plan.disposition == "event") become_event(world, random, plan, near);
  add_alert(world, plan);
}

}  // namespace

void add_alert(World& world, const AlertPlan& plan) {
  Thing& alert = world.thing("alert", plan.id);
  alert.set(plan.opened, siem,
            Fields()
                .put("title", "Alert " + plan.id)
                .put("type", plan.type)
                .put("severity", plan.severity)
                .put("opened", plan.opened));
  if (!plan.triaged) return;
  Fields fields;
  fields.put("triaged", *plan.triaged).put("analyst", plan.analyst);
  fields.put("disposition", plan.disposition);
  if (!plan.cause.empty()) fields.put("cause", plan.cause);
  if (!plan.event.empty()) fields.put("event", plan.event);
  alert.set(*plan.triaged, siem, fields);
}

void add_event(World& world, const EventPlan& plan) {
  Thing& event = world.thing("security_event", plan.id);
  Fields fields;
  fields.put("title", "Event " + plan.id).put("state", "open");
  if (!plan.alert.empty()) fields.put("alert", plan.alert);
  event.set(plan.opened, by_person(plan.by), fields);
  if (!plan.classified) return;
  Fields classified;
  classified.put("class", plan.type).put("effect", plan.effect);
  classified.put("data_touched", plan.data_touched).put("state", "classified");
  if (!plan.reason.empty()) classified.put("reason", plan.reason);
  event.set(*plan.classified, by_person(plan.by), classified);
  if (plan.declared)
    event.set(*plan.declared, by_person(plan.by), Fields().put("incident", plan.incident));
}

const std::string& on_call(const World& world, Instant at) {
  const auto shift = std::ranges::find_if(world.roster.shifts,
                                          [&](const Shift& one) { return one.time.contains(at); });
  return shift == world.roster.shifts.end() ? role_of::security : shift->person;
}

// Three a day for fifty people, by day and by night.
void plan_response(World& world) {
  const int per_mille = std::max(400, world.people_wanted * 60 * world.activity / 100);
  Near near;
  for (Date d = world.clock.date_of(logs_from(world)); d <= world.clock.last(); ++d.days) {
    Random random = world.random.fork("alerts/" + to_text(d));
    int count = per_mille / 1'000 + (random.chance(per_mille % 1'000) ? 1 : 0);
    for (int i = 1; i <= count; ++i) {
      const int minute_of_day = static_cast<int>(random.between(0, 1'439));
      plan_alert(
          world, random,
          {.id = fmt::format("{}/{}", to_text(d), i), .opened = world.clock.at(d, minute_of_day)},
          near);
    }
  }
}

}  // namespace probata::sim
