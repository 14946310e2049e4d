// Findings that are missing, late, or closed too early, and what is overdue and nobody says.
#include "sim/findings.h"
#include "sim/limits.h"
#include "sim/response.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// What a serious incident taught is not done by its date: so much later, or never.
Failure overdue_action(Scene& s, int room, std::optional<Duration> after) {
  IncidentPlan plan =
      incident_plan(s.random, s.world.number("unfollowed-incident"), s.moment(room));
  make_serious(plan);
  plan.action_due = plan.closed + days(3);
  plan.action_done.reset();
  plan.action_verified.reset();
  if (after) {
    plan.action_done = *plan.action_due + *after - hours(1);
    plan.action_verified = *plan.action_due + *after;
  }
  add_incident(s.world, plan);
  s.world.fail("incident-recovery/actions", "action/action/" + plan.id, action_opened(plan),
               *plan.action_due, plan.action_verified);
  return s.world.truth.back();
}

void not_followed(Scene& s, const std::string& test, const std::string& word,
                  const Failure& failure, Duration time, std::optional<Instant> done = {}) {
  const Instant overdue = overdue_from(failure);
  s.world.unplanned.insert(word + obligation_of(failure));
  s.world.fail(test, "obligation/" + obligation_of(failure), overdue, overdue + time, done);
}

void no_finding(Scene& s) {
  not_followed(s, "findings/opened", follows, overdue_action(s, 30, days(8)), triage);
}

void finding_late(Scene& s) {
  const Failure failure = overdue_action(s, 40, days(8));
  FindingPlan plan =
      finding_plan(failure.test, failure.item, overdue_from(failure) + triage + days(4));
  plan.from = failure.from;
  add_finding(s.world, plan);
  not_followed(s, "findings/opened", follows, failure, triage, plan.opened);
}

// The only finding on the item was closed long before it failed.
void old_finding(Scene& s) {
  const Failure failure = overdue_action(s, 30, days(8));
  FindingPlan plan = finding_plan(failure.test, failure.item, failure.from - days(1));
  plan.triaged = plan.opened + hours(1);
  plan.done = plan.opened + hours(4);
  plan.closed = plan.opened + hours(20);
  add_finding(s.world, plan);
  not_followed(s, "findings/opened", follows, failure, triage);
}

// About what a person saw, and no test.
FindingPlan seen(Scene& s, int room) {
  return finding_plan("visitors/recorded", "visit/" + s.world.number("seen"), s.moment(room));
}

void not_triaged(Scene& s) {
  FindingPlan plan = seen(s, 30);
  plan.triaged = plan.opened + days(16);
  plan.done = plan.opened + days(18);
  plan.closed = plan.opened + days(20);
  s.world.fail("findings/triaged", "finding/" + add_finding(s.world, plan), plan.opened,
               plan.opened + triage, *plan.triaged + hours(1));
}

void mended_late(Scene& s) {
  FindingPlan plan = seen(s, 50);
  plan.due = plan.opened + days(20);
  plan.done = plan.opened + days(31);
  plan.closed = plan.opened + days(34);
  s.world.fail("findings/mended", "finding/" + add_finding(s.world, plan), *plan.triaged + hours(1),
               *plan.due, plan.done);
}

void closed_by_mender(Scene& s) {
  FindingPlan plan = seen(s, 30);
  plan.closer = plan.doer;
  s.world.fail("findings/closed", "finding/" + add_finding(s.world, plan), *plan.closed,
               *plan.closed);
}

void closed_too_early(Scene& s) {
  const Failure failure = overdue_action(s, 55, days(30));
  FindingPlan plan = finding_plan(failure.test, failure.item, overdue_from(failure) + days(2));
  plan.from = failure.from;
  s.world.unplanned.insert(follows + obligation_of(failure));
  s.world.fail("findings/closed", "finding/" + add_finding(s.world, plan), *plan.closed,
               *plan.closed, failure.done);
}

void manager_not_told(Scene& s) {
  not_followed(s, "escalation/manager", tells_manager, overdue_action(s, 45, {}), escalation);
}

void manager_told_late(Scene& s) {
  const Failure failure = overdue_action(s, 45, days(25));
  const Instant told = overdue_from(failure) + escalation + days(4);
  tell_overdue(s.world, {obligation_of(failure), managers(s.world), "manager", told});
  not_followed(s, "escalation/manager", tells_manager, failure, escalation, told);
}

void officer_not_told(Scene& s) {
  const Failure failure = overdue_action(s, 55, days(35));
  not_followed(s, "escalation/security-officer", tells_officer, failure, escalation * 2,
               failure.done);
}

// A notice about it goes to somebody who does not hold the role.
void wrong_officer_told(Scene& s) {
  const Failure failure = overdue_action(s, 55, {});
  tell_overdue(
      s.world,
      {obligation_of(failure), {role_of::privacy}, "management", overdue_from(failure) + days(20)});
  not_followed(s, "escalation/security-officer", tells_officer, failure, escalation * 2);
}

}  // namespace

std::vector<Violation> finding_violations() {
  return {
      {"no-finding", "findings/opened", "Nobody opens a finding on an action that is overdue.", 30,
       no_finding},
      {"finding-late", "findings/opened", "A finding is opened four days too late.", 40,
       finding_late},
      {"old-finding", "findings/opened",
       "The only finding on what failed was closed before it failed.", 30, old_finding},
      {"finding-not-triaged", "findings/triaged",
       "For 16 days a finding has neither severity nor owner.", 30, not_triaged},
      {"finding-mended-late", "findings/mended",
       "What was found is mended eleven days after its date.", 50, mended_late},
      {"finding-closed-by-mender", "findings/closed",
       "Who mended what was found closes the finding, too.", 30, closed_by_mender},
      {"finding-closed-too-early", "findings/closed",
       "A finding is closed while its test still fails.", 55, closed_too_early},
      {"manager-not-told", "escalation/manager",
       "No manager hears of an action that is never done.", 45, manager_not_told},
      {"manager-told-late", "escalation/manager",
       "The manager hears of an overdue action four days too late.", 45, manager_told_late},
      {"officer-not-told", "escalation/security-officer",
       "The security officer never hears of an action that is five weeks late.", 55,
       officer_not_told},
      {"wrong-officer-told", "escalation/security-officer",
       "The privacy officer hears of an action that is never done, in place of the security "
       "officer.",
       55, wrong_officer_told},
  };
}

}  // namespace probata::sim
