// Incidents that nobody leads, that last, and that are closed too early.
#include "sim/limits.h"
#include "sim/response.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

IncidentPlan incident(Scene& s, int room) {
  return incident_plan(s.random, s.world.number("failed-incident"), s.moment(room));
}

void add(Scene& s, const IncidentPlan& plan, const std::string& test, Instant from, Instant due,
         std::optional<Instant> done = {}) {
  add_incident(s.world, plan);
  s.world.fail(test, "incident/" + plan.id, from, due, done);
}

void no_commander(Scene& s) {
  IncidentPlan plan = incident(s, 9);
  plan.led = plan.declared + days(3);
  add(s, plan, "incident-response/led", plan.declared, plan.declared + alert_high, plan.led);
}

void commander_without_role(Scene& s) {
  IncidentPlan plan = incident(s, 9);
  plan.commander = role_of::people_ops;
  add(s, plan, "incident-response/led", plan.declared, plan.declared + alert_high);
}

void contained_late(Scene& s) {
  IncidentPlan plan = incident(s, 13);
  delay(plan, days(4));
  add(s, plan, "incident-response/contained", plan.declared, plan.declared + contain,
      plan.contained);
}

// Within the general time, and beyond what its severity sets.
void target_missed(Scene& s) {
  IncidentPlan plan = incident(s, 11);
  make_serious(plan);
  delay(plan, hours(49));
  add(s, plan, "incident-response/contained", plan.declared, plan.declared + *plan.target,
      plan.contained);
}

void cause_not_removed(Scene& s) {
  IncidentPlan plan = incident(s, 9);
  plan.eradicated.reset();
  add(s, plan, "incident-response/closed", plan.closed, plan.closed);
}

void closed_by_the_same(Scene& s) {
  IncidentPlan plan = incident(s, 9);
  plan.closer = plan.eradicator;
  add(s, plan, "incident-response/closed", plan.closed, plan.closed);
}

void no_timeline(Scene& s) {
  IncidentPlan plan = incident(s, 12);
  plan.timeline = plan.closed + days(3);
  add(s, plan, "incident-response/closed", plan.closed, plan.closed, plan.timeline);
}

void integrity_not_verified(Scene& s) {
  IncidentPlan plan = incident(s, 11);
  plan.verified = plan.closed + days(2);
  add(s, plan, "incident-recovery/restored", plan.closed, plan.closed);
}

void staff_not_told(Scene& s) {
  IncidentPlan plan = incident(s, 11);
  plan.told = plan.recovered + days(5);
  add(s, plan, "incident-recovery/told", plan.recovered, plan.recovered + notice, plan.told);
}

void not_reviewed(Scene& s) {
  IncidentPlan plan = incident(s, 55);
  make_serious(plan);
  plan.reviewed = plan.closed + days(45);
  add(s, plan, "incident-recovery/reviewed", plan.closed, plan.closed + incident_review,
      plan.reviewed);
}

void fail_action(Scene& s, const IncidentPlan& plan, std::optional<Instant> done = {}) {
  add_incident(s.world, plan);
  s.world.fail("incident-recovery/actions", "action/action/" + plan.id, action_opened(plan),
               *plan.action_due, done);
}

void action_forgotten(Scene& s) {
  IncidentPlan plan = incident(s, 50);
  make_serious(plan);
  plan.action_due = plan.closed + days(20);
  plan.action_done = plan.closed + days(38);
  plan.action_verified = plan.closed + days(40);
  fail_action(s, plan, plan.action_verified);
}

void action_verified_by_doer(Scene& s) {
  IncidentPlan plan = incident(s, 35);
  make_serious(plan);
  plan.action_due = plan.closed + days(20);
  plan.action_done = plan.closed + days(15);
  plan.action_verified = plan.closed + days(16);
  plan.verifier = role_of::admin_a;
  fail_action(s, plan);
}

}  // namespace

std::vector<Violation> incident_violations() {
  return {
      {"no-commander", "incident-response/led", "Nobody leads an incident for three days.", 9,
       no_commander},
      {"commander-without-role", "incident-response/led",
       "Somebody leads an incident who does not hold that role.", 9, commander_without_role},
      {"contained-late", "incident-response/contained",
       "An incident is contained after more than four days.", 13, contained_late},
      {"target-missed", "incident-response/contained",
       "A serious incident is contained in the general time, not in that of its severity.", 11,
       target_missed},
      {"cause-not-removed", "incident-response/closed",
       "An incident is closed and its cause was never removed.", 9, cause_not_removed},
      {"closed-by-the-same", "incident-response/closed",
       "Who removed the cause of an incident closes it, too.", 9, closed_by_the_same},
      {"no-timeline", "incident-response/closed",
       "An incident is closed three days before somebody writes what happened when.", 12,
       no_timeline},
      {"integrity-not-verified", "incident-recovery/restored",
       "An incident is closed two days before anybody verifies that data is sound.", 11,
       integrity_not_verified},
      {"staff-not-told", "incident-recovery/told",
       "Staff and management hear after five days that an incident is over.", 11, staff_not_told},
      {"incident-not-reviewed", "incident-recovery/reviewed",
       "A serious incident is reviewed 45 days after its end.", 55, not_reviewed},
      {"action-forgotten", "incident-recovery/actions",
       "What a serious incident taught is done 18 days after its date.", 50, action_forgotten},
      {"action-verified-by-doer", "incident-recovery/actions",
       "Who did what a serious incident taught verifies it, too.", 35, action_verified_by_doer},
  };
}

}  // namespace probata::sim
