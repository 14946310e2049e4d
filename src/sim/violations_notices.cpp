// Customers and authorities who hear late of what concerns them.
#include "sim/limits.h"
#include "sim/response.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

IncidentPlan notifiable(Scene& s, int room) {
  IncidentPlan plan = incident_plan(s.random, s.world.number("untold-incident"), s.moment(room));
  make_notifiable(s.world, plan, s.random);
  return plan;
}

void add(Scene& s, const IncidentPlan& plan, Duration time) {
  add_incident(s.world, plan);
  s.world.fail("notices-on-time/incidents", "incident/" + plan.id, *plan.decided,
               *plan.decided + time, plan.noticed);
}

void notice_late(Scene& s) {
  IncidentPlan plan = notifiable(s, 11);
  plan.noticed = *plan.decided + notice + days(3);
  add(s, plan, notice);
}

void promise_broken(Scene& s) {
  IncidentPlan plan = notifiable(s, 9);
  plan.promised = hours(24);
  plan.noticed = *plan.decided + hours(40);
  add(s, plan, *plan.promised);
}

void authority_not_told(Scene& s) {
  IncidentPlan plan = notifiable(s, 9);
  plan.affected.clear();
  plan.authority = true;
  plan.noticed.reset();
  add(s, plan, notice);
}

void not_decided(Scene& s) {
  IncidentPlan plan = incident_plan(s.random, s.world.number("untold-incident"), s.moment(9));
  plan.data = "personal";
  plan.decided = plan.declared + days(6);
  add_incident(s.world, plan);
  s.world.fail("notices-on-time/decided", "incident/" + plan.id, plan.declared,
               plan.declared + notice, plan.decided);
}

void change(Scene& s, int room, std::optional<Duration> after) {
  SignificantChange plan{.id = s.world.number("untold-change"),
                         .noticed = s.moment(room),
                         .affected = some_customers(s.world, s.random)};
  if (after) plan.told = plan.noticed + *after;
  add_significant_change(s.world, plan);
  s.world.fail("notices-on-time/changes", "significant_change/" + plan.id, plan.noticed,
               plan.noticed + notice, plan.told);
}
void change_announced_late(Scene& s) { change(s, 10, days(8)); }
void change_not_announced(Scene& s) { change(s, 5, {}); }

}  // namespace

std::vector<Violation> notice_violations() {
  return {
      {"notice-late", "notices-on-time/incidents",
       "Customers are told of an incident three days too late.", 11, notice_late},
      {"promise-broken", "notices-on-time/incidents",
       "Customers to whom a day was promised are told after 40 hours.", 9, promise_broken},
      {"authority-not-told", "notices-on-time/incidents",
       "An authority is never told of an incident.", 9, authority_not_told},
      {"notice-not-decided", "notices-on-time/decided",
       "For six days nobody decides whether to tell of an incident with personal data.", 9,
       not_decided},
      {"change-announced-late", "notices-on-time/changes",
       "Customers are told of a change after eight days.", 10, change_announced_late},
      {"change-not-announced", "notices-on-time/changes", "Nobody tells the customers of a change.",
       5, change_not_announced},
  };
}

}  // namespace probata::sim
