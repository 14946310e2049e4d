// Measures of capacity, and uptime.
#include <fmt/format.h>

#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string metrics = "connector:metrics", lead = by_person(role_of::engineering);

// A service of its own, measured by nobody but the violation.
Thing& component(Scene& s, Instant at) {
  Thing& one = add_component(s.world, "aws", "service", at);
  s.world.unplanned.insert("metric/" + one.id);
  return one;
}
Thing& measured(Scene& s) {
  return add_metric(s.world, component(s, services_from(s.world)).id, services_from(s.world));
}

void capacity_unwatched(Scene& s) {
  const Instant at = s.moment(44);
  const std::string id = component(s, at).id;
  add_metric(s.world, id, at + days(41));
  s.world.fail("capacity/watched", "asset/" + id, at, at + after_change, at + days(41));
}

void disk_fills_up(Scene& s) {
  const Instant at = s.moment(18);
  Thing& metric = measured(s);
  metric.set(at, metrics, Fields().raw("value", "0.97"))
      .set(at + days(15), lead,
           Fields().put("handled", at + days(15)).put("cause", "Nobody looked"));
  s.world.fail("capacity/handled", "metric/" + metric.id, at, at + triage, at + days(15));
}

void capacity_not_judged(Scene& s) {
  // There are only a few half years.
  if (s.world.numbers["capacity not judged"]++ > 0) return;
  const auto judgement = s.judgement("capacity/enough");
  const Period window = judgement->window;
  s.world.judgements.erase(judgement);
  s.world.fail("capacity/enough", "company", window.start, window.end - microsecond);
}

void runs_out(Scene& s) {
  const Instant at = s.moment(6);
  Thing& metric = measured(s);
  const std::string change = add_change(s.world, "More for " + metric.id, at + days(2));
  metric.set(at, metrics, Fields().put("exhaustion", at + days(10)))
      .set(at + hours(3), lead, Fields().put("change", change))
      .set(at + days(5), metrics, Fields().none("exhaustion"));
  s.world.fail("capacity-forecast/not-exhausted", "metric/" + metric.id, at, at, at + days(2));
}

// A service whose uptime is measured for every month but the one of which the violation says what
// happens.
std::string measured_but_for(Scene& s, const Period& month) {
  const std::string id = measured(s).id.substr(std::string_view("capacity/").size());
  s.world.unplanned.insert("uptime/" + id);
  for (const Period& each : s.world.clock.windows(Window::month, s.world.clock.covered()))
    if (each.start >= s.world.clock.covered() && each.start != month.start)
      add_uptime(s.world, id, each, "0.9997");
  return id;
}

void uptime_missed(Scene& s) {
  const Period month = s.window(Window::month);
  const Instant told = month.end + hours(6);
  if (told >= s.world.end()) return uptime_missed(s);
  add_uptime(s.world, measured_but_for(s, month), month, "0.9931");
  s.world.fail("uptime/kept", "metric/" + s.world.things.back().id, told, told);
}

// What was measured for the month before holds to the end of this one.
void uptime_not_measured(Scene& s) {
  const auto months = s.world.clock.windows(Window::month, s.world.start() + days(20));
  std::vector<size_t> fit;
  for (size_t i = 0; i + 1 < months.size(); ++i)
    if (months[i].start >= s.world.start() + days(20) &&
        months[i + 1].end + hours(7) < s.world.end())
      fit.push_back(i);
  if (fit.empty()) return;
  const size_t missing = s.random.pick(fit);
  const Instant from = months[missing].end;
  s.world.fail("uptime/measured", "asset/" + measured_but_for(s, months[missing]), from,
               from + triage, months[missing + 1].end + hours(6));
}

}  // namespace

std::vector<Violation> capacity_violations() {
  return {
      {"capacity-unwatched", "capacity/watched",
       "Nobody measures how full a new service is for 41 days.", 44, capacity_unwatched},
      {"disk-fills-up", "capacity/handled",
       "A disk is nearly full, and somebody looks at it after fifteen days.", 18, disk_fills_up},
      {"capacity-not-judged", "capacity/enough",
       "In a half year nobody judges whether there is enough capacity.", 190, capacity_not_judged},
      {"capacity-runs-out", "capacity-forecast/not-exhausted",
       "By its trend a disk is full in ten days, and more is approved after two.", 6, runs_out},
      {"uptime-missed", "uptime/kept", "A service is down for five hours of a month.", 62,
       uptime_missed},
      {"uptime-not-measured", "uptime/measured",
       "Nobody measures for a month whether a service is up.", 130, uptime_not_measured},
  };
}

}  // namespace probata::sim
