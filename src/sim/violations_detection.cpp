// Logs, rules and monitors that see nothing.
#include <fmt/format.h>

#include "sim/limits.h"
#include "sim/response.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string siem = "connector:siem";

// A system of its own in scope, whose log brings an event twice a day but for one stretch.
Thing& own_log(Scene& s, const Period& silent) {
  World& world = s.world;
  const std::string id = world.number("tool");
  world.systems.push_back({id, id, role_of::owner_b, true, true});
  world.thing("system", id)
      .set(world.clock.covered() - days(40), by_person(role_of::it),
           Fields()
               .put("name", id)
               .put("owner", role_of::owner_b)
               .put("in_scope", true)
               .put("sso", true)
               .put("password_standard", false));
  Thing& log = add_log(world, "log/" + id, id, world.clock.covered() - days(40));
  for (Instant t = world.clock.covered() - hours(3); t < world.end(); t = t + hours(12))
    if (!silent.contains(t)) beat(log, t);
  return log;
}

std::string system_of(const Thing& log) { return "system/" + log.id.substr(log.id.find('/') + 1); }

void log_silent(Scene& s) {
  const Instant at = s.moment(5), end = at + days(3);
  Thing& log = own_log(s, {at, end});
  beat(log, at);
  beat(log, end);
  const Instant from = at + log_silence + microsecond;
  s.world.fail("log-coverage/live", system_of(log), from, from, end);
}

// A field of a log is wrong for two days.
void log_weak(Scene& s, const std::string& test, const Fields& weak, const Fields& usual) {
  const Instant at = s.moment(4), end = at + days(2);
  Thing& log = own_log(s, {at, at});
  log.set(at, siem, weak).set(end, siem, usual);
  s.world.fail(test, system_of(log), at, at, end);
}

void log_kept_short(Scene& s) {
  log_weak(s, "log-coverage/live", Fields().put("retention", "30d"),
           Fields().put("retention", "365d"));
}
void log_not_protected(Scene& s) {
  log_weak(s, "log-coverage/live", Fields().put("protected", false),
           Fields().put("protected", true));
}
// Errors are missing, too: a system of the office needs none of them.
void log_without_administrators(Scene& s) {
  log_weak(s, "log-coverage/events",
           Fields().put("events", std::vector<std::string>{"sign_in", "access", "configuration"}),
           Fields().put("events", log_events));
}

void log_switched_off(Scene& s) {
  const Instant at = s.moment(4), end = at + days(2);
  Thing& log = own_log(s, {at, end});
  log.gone(at, siem);
  const std::string system = system_of(log);
  beat(add_log(s.world, log.id, system.substr(system.find('/') + 1), end), end);
  s.world.fail("log-coverage/live", system, at, at, end);
  s.world.fail("log-coverage/events", system, at, at, end);
}

void rule_blind(Scene& s) {
  const Period blind = s.window(Window::quarter);
  Thing& rule = add_detection_rule(s.world, s.world.number("detection-rule"),
                                   s.world.clock.covered() - days(20));
  for (const Period& window : s.world.clock.windows(Window::quarter, s.world.clock.covered())) {
    const Instant at = window.start + days(s.random.between(20, 60));
    if (window.start == blind.start)
      rule.set(at, siem, Fields().put("replay_fired", false));
    else
      replay(rule, at, at + second * 4);
  }
  s.world.fail("detection-rules/fires", "detection_rule/" + rule.id, blind.start,
               blind.end - microsecond);
}

void scenario_not_judged(Scene& s) { skip_judgement(s, "detection-rules/right"); }

void scenario_judged_by_another(Scene& s) {
  const std::string test = "detection-rules/right";
  auto one = s.judgement(test);
  for (int tries = 0; tries < 200 && one != s.world.judgements.end(); ++tries) {
    if (one->by == role_of::security) break;
    one = s.judgement(test);
  }
  if (one == s.world.judgements.end() || one->by != role_of::security) return;
  one->by = role_of::people_ops;
  s.world.fail(test, one->item, one->window.start, one->window.end - microsecond);
}

void nobody_told(Scene& s) {
  const Instant at = s.moment(44), end = at + days(40), from = s.world.clock.covered();
  const Thing& store = add_store(s.world, s.world.number("store"), "production", from);
  add_monitor(s.world, store.id, "health", from + hours(1))
      .set(at, "connector:monitoring", Fields().none("alert_owner"))
      .set(end, "connector:monitoring", Fields().put("alert_owner", role_of::engineering));
  s.world.fail("operational-monitors/watched", "asset/" + store.id, at, at + after_change, end);
}

// A store in the office whose thermometer is taken away.
void no_thermometer(Scene& s) {
  const Instant at = s.moment(44), end = at + days(40), from = s.world.clock.covered();
  Thing& store = add_store(s.world, s.world.number("office-store"), "production", from);
  store.set(from, "connector:aws", Fields().put("region", "Office"));
  add_monitor(s.world, store.id, "environment", from + hours(1)).gone(at, "connector:monitoring");
  add_monitor(s.world, store.id, "environment", end);
  s.world.fail("operational-monitors/watched", "asset/" + store.id, at, at + after_change, end);
}

}  // namespace

std::vector<Violation> detection_violations() {
  return {
      {"log-silent", "log-coverage/live", "The log of a system is silent for three days.", 5,
       log_silent},
      {"log-kept-short", "log-coverage/live", "A log is kept for 30 days only, for two days.", 4,
       log_kept_short},
      {"log-not-protected", "log-coverage/live",
       "Whoever a log watches can delete it for two days.", 4, log_not_protected},
      {"log-without-administrators", "log-coverage/events",
       "For two days the log of a system leaves out what administrators do.", 4,
       log_without_administrators},
      {"log-switched-off", "log-coverage/live", "A system has no log for two days.", 4,
       log_switched_off},
      {"rule-blind", "detection-rules/fires",
       "A detection rule does not fire on its sample in a quarter.", 92, rule_blind},
      {"scenario-not-judged", "detection-rules/right",
       "Nobody judges the detection of a scenario in a quarter.", 184, scenario_not_judged},
      {"scenario-judged-by-another", "detection-rules/right",
       "Somebody who is no security officer judges the detection of a scenario.", 184,
       scenario_judged_by_another},
      {"nobody-told", "operational-monitors/watched",
       "For 40 days nobody is told when a component is unwell.", 44, nobody_told},
      {"no-thermometer", "operational-monitors/watched",
       "For 40 days nothing watches the surroundings of a component in the office.", 44,
       no_thermometer},
  };
}

}  // namespace probata::sim
