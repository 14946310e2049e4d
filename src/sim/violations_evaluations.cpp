// Evaluations that are late, not independent or not answered, and rights that conflict.
#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/evaluations.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

void findings_not_discussed(Scene& s) { skip_judgement(s, "finding-status/discussed"); }

// The whole evaluation happens later.
void audit_late(Scene& s) {
  Thing& audit = *find_thing(s.world, "evaluation", yearly_audit);
  const Instant due = audit.moments[1].at;
  for (Moment& moment : audit.moments) moment.at = moment.at + days(20);
  const Instant last = find_thing(s.world, "evaluation", "audit-1")->moments[1].at;
  s.world.fail("independent-evaluation/every-year", "company", last, due, due + days(20));
}

// Another one, by somebody who has shown no knowledge of it.
void audit_by_the_unqualified(Scene& s) {
  const Thing& audit = *find_thing(s.world, "evaluation", yearly_audit);
  const Instant at = audit.moments[1].at;
  const std::string id = s.world.number("own-audit");
  add_evaluation(
      s.world,
      {.id = id, .evaluator = role_of::reviewer, .reported = at, .answered = at + days(9)});
  s.world.fail("independent-evaluation/independent", "evaluation/" + id, at, at);
}

void promised_test_late(Scene& s) {
  const Instant due = s.moment(60), last = s.world.clock.plus(due, Span{.months = -12});
  if (s.world.clock.plus(last, yearly) != due) return promised_test_late(s);
  const std::string promise = promise_penetration_tests(s.world, last - days(40));
  for (const Instant at : {last, due + days(20)})
    add_evaluation(s.world, penetration_test(s.world, promise, at));
  s.world.fail("penetration-test/reported", "commitment/" + promise, last, due, due + days(20));
}

// Beside those that are promised.
EvaluationPlan another(Scene& s, int room) {
  return penetration_test(s.world, "promised-test-1", s.moment(room));
}

void report_answered_late(Scene& s) {
  EvaluationPlan plan = another(s, 60);
  plan.answered = plan.reported + days(41);
  add_evaluation(s.world, plan);
  s.world.fail("evaluation-response/answered", "evaluation/" + plan.id, plan.reported,
               plan.reported + after_change, plan.answered);
}

void report_not_recorded(Scene& s) {
  EvaluationPlan plan = another(s, 45);
  plan.exceptions = 3;
  add_evaluation(s.world, plan);
  s.world.fail("evaluation-response/answered", "evaluation/" + plan.id, plan.reported,
               plan.reported + after_change);
}

// By somebody of the company who has not learned how.
void attacked_by_the_unqualified(Scene& s) {
  EvaluationPlan plan = another(s, 45);
  plan.evaluator = role_of::reviewer;
  add_evaluation(s.world, plan);
  s.world.fail("penetration-test/independent", "evaluation/" + plan.id, plan.reported,
               plan.reported);
}

void attack_on_nothing_named(Scene& s) {
  EvaluationPlan plan = another(s, 45);
  plan.systems.clear();
  add_evaluation(s.world, plan);
  s.world.fail("penetration-test/systems", "evaluation/" + plan.id, plan.reported, plan.reported);
}

// Somebody who keeps the books may look after customers as well.
void conflicting_rights(Scene& s) {
  const Instant at = s.moment(30);
  Person& person = hire(s.world, "finance", "employee",
                        s.world.clock.working({s.world.clock.date_of(at).days - 100}));
  person.taken = true;
  Account& account = add_account(s.world, "crm", person, at - hours(2));
  Grant& grant = add_grant(s.world, account, entitlement(s.world, "crm/user"), person, at);
  account.quiet = true;  // it is new, and nobody may sign in before
  grant.until = at + days(20);
  // No review takes either of the rights away.
  for (Grant& one : s.world.grants)
    if (one.person == person.id) one.taken = true;
  s.world.fail("toxic-pairs/none", "person/" + person.id, at, at, grant.until);
}

// Somebody who leads engineering is to audit, too, for 20 days.
void audits_own_work(Scene& s) {
  const Instant at = s.moment(30);
  const std::string item = "person/" + role_of::engineering;
  const auto same = [&](const Failure& one) {
    return one.test == "separated-decisions/roles" && one.item == item;
  };
  if (std::ranges::any_of(s.world.truth, same)) return;
  assign(s.world, "auditor_internal", role_of::engineering, at)
      .set(at + days(20), by_person(role_of::head), Fields().put("until", at + days(20)));
  s.world.fail("separated-decisions/roles", item, at, at, at + days(20));
}

}  // namespace

std::vector<Violation> evaluation_violations() {
  return {
      {"findings-not-discussed", "finding-status/discussed",
       "For a month nobody discusses what is overdue in findings.", 35, findings_not_discussed},
      {"audit-late", "independent-evaluation/every-year",
       "The yearly audit is reported 20 days too late.", 120, audit_late},
      {"audit-by-the-unqualified", "independent-evaluation/independent",
       "Somebody without any qualification audits the controls.", 120, audit_by_the_unqualified},
      {"promised-test-late", "penetration-test/reported",
       "A promised penetration test is reported 20 days too late.", 60, promised_test_late},
      {"report-answered-late", "evaluation-response/answered",
       "Management answers a report after 41 days.", 60, report_answered_late},
      {"report-not-recorded", "evaluation-response/answered",
       "Of three findings of a report two are recorded.", 45, report_not_recorded},
      {"attacked-by-the-unqualified", "penetration-test/independent",
       "Somebody without any qualification makes the penetration test.", 45,
       attacked_by_the_unqualified},
      {"attack-on-nothing-named", "penetration-test/systems",
       "The report of a penetration test does not say what was attacked.", 45,
       attack_on_nothing_named},
      {"audits-own-work", "separated-decisions/roles",
       "Who leads engineering is an internal auditor as well, for 20 days.", 30, audits_own_work},
      {"conflicting-rights", "toxic-pairs/none",
       "Somebody holds two rights that conflict for 20 days.", 30, conflicting_rights},
  };
}

}  // namespace probata::sim
