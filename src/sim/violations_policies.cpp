// Rules that nobody owns, looks at or keeps, and what was to be done and was not.
#include "sim/areas.h"
#include "sim/findings.h"
#include "sim/limits.h"
#include "sim/policies.h"
#include "sim/staff.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string security = by_person(role_of::security);

// A policy of its own, for few.
PolicyPlan policy_plan(Scene& s, Instant at) {
  const std::string id = s.world.number("own-policy");
  return {.id = id, .name = id, .applies_to = {"privacy_officer"}, .at = at};
}

void confirm_from(Scene& s, Thing& version, Instant from) {
  for (Instant t = from; t < s.world.end(); t = t + days(340))
    version.set(t, security, Fields().put("state", "confirmed"));
}

void policy_not_published(Scene& s) {
  const PolicyPlan plan = policy_plan(s, s.moment(45));
  const Instant published = plan.at + days(41);
  add_policy(s.world, plan);
  confirm_from(
      s,
      add_policy_version(s.world,
                         {.policy = plan.id, .drafted = plan.at + days(9), .published = published}),
      published + days(300));
  s.world.fail("policy-review/published", "policy/" + plan.id, plan.at, plan.at + after_change,
               published);
}

void policy_not_reviewed(Scene& s) {
  const auto [last, due] = s.year(25);
  const PolicyPlan plan = policy_plan(s, last - days(9));
  add_policy(s.world, plan);
  Thing& version = add_policy_version(
      s.world, {.policy = plan.id, .drafted = plan.at, .published = last + days(1)});
  confirm_from(s, version, due + days(20));
  s.world.fail("policy-review/looked-at-again", "policy/" + plan.id, last, due, due + days(20));
}

void version_not_approved(Scene& s) {
  const Instant at = s.moment(2);
  const PolicyPlan plan = policy_plan(s, at - days(60));
  add_policy(s.world, plan);
  add_policy_version(s.world,
                     {.policy = plan.id, .drafted = plan.at, .published = plan.at + days(9)});
  Thing& second = add_policy_version(
      s.world, {.policy = plan.id, .number = "2", .drafted = at - days(9), .published = at});
  std::erase_if(second.moments, [&](const Moment& one) { return one.at == at - days(1); });
  confirm_from(s, second, at + days(200));
  s.world.fail("policy-review/approved-by-another", "policy_version/" + second.id, at, at);
}

void practice_not_judged(Scene& s) {
  const auto [last, due] = s.year(25);
  const PolicyPlan plan = policy_plan(s, last - days(9));
  const std::string item = "policy/" + plan.id;
  add_policy(s.world, plan);
  Thing& version = add_policy_version(
      s.world, {.policy = plan.id, .drafted = plan.at, .published = plan.at + days(4)});
  confirm_from(s, version, last + days(300));
  s.world.unplanned.insert("walk/" + plan.id);
  const auto judge = [&](Instant at) {
    s.world.judgements.push_back({"practice-equals-policy/walked-through",
                                  item,
                                  role_of::reviewer,
                                  at,
                                  {at, s.world.clock.plus(at, yearly)}});
  };
  judge(last);
  for (Instant t = due + days(20); t < s.world.end(); t = t + days(340)) judge(t);
  s.world.fail("practice-equals-policy/walked-through", item, last, due, due + days(20));
}

// A procedure of every month, which its owner carries out.
ProcedurePlan procedure(Scene& s) {
  const std::string id = s.world.number("own-procedure");
  return {.id = id, .name = id, .at = s.world.clock.covered() - days(9)};
}

RunPlan run_at(Scene& s, const ProcedurePlan& procedure, Instant at) {
  return {.id = s.world.number(procedure.id + "/run"),
          .procedure = procedure.id,
          .performer = procedure.owner,
          .began = at - hours(1),
          .done = at};
}

void run_until(Scene& s, const ProcedurePlan& procedure, Instant last) {
  for (Instant t = last; t > s.world.clock.covered() - days(8); t = t - days(27))
    add_run(s.world, run_at(s, procedure, t));
}

void run_from(Scene& s, const ProcedurePlan& procedure, Instant first) {
  for (Instant t = first; t < s.world.end(); t = t + days(27))
    add_run(s.world, run_at(s, procedure, t));
}

// The run of a month comes twelve days late.
Failure miss(Scene& s) {
  const ProcedurePlan plan = procedure(s);
  const Instant from = s.moment(60), due = s.world.clock.plus(from, Span{.months = 1});
  add_procedure(s.world, plan);
  run_until(s, plan, from);
  run_from(s, plan, due + days(12));
  const std::string item = "procedure/" + plan.id;
  s.world.fail("procedures-performed/performed", item, from, due, due + days(12));
  return s.world.truth.back();
}

void procedure_missed(Scene& s) { miss(s); }

// It has failed as soon as its time is over.
void missed_run_unnoticed(Scene& s) {
  const Failure missed = miss(s);
  const std::string obligation = obligation_of(missed);
  const Instant from = overdue_from(missed);
  s.world.unplanned.insert(follows + obligation);
  for (const char* test : {"procedures-performed/missed-followed-up", "findings/opened"})
    s.world.fail(test, "obligation/" + obligation, from, from + triage);
}

void fail_run(Scene& s, const ProcedurePlan& plan, const std::string& performer) {
  const Instant at = s.moment(30);
  add_procedure(s.world, plan);
  run_until(s, plan, at - days(20));
  RunPlan run = run_at(s, plan, at);
  run.performer = performer;
  s.world.fail("procedures-performed/by-the-right-people",
               "procedure_run/" + add_run(s.world, run).id, at, at);
  run_from(s, plan, at + days(27));
}

void run_without_role(Scene& s) { fail_run(s, procedure(s), role_of::admin_b); }

void run_untrained(Scene& s) {
  ProcedurePlan plan = procedure(s);
  plan.role = "system_owner";
  plan.owner = role_of::owner_b;
  plan.qualification = plan.id;
  train(s.world, plan.owner, plan.id, plan.at, s.world.end() + days(400));
  fail_run(s, plan, role_of::owner_a);
}

}  // namespace

std::vector<Violation> policy_violations() {
  return {
      {"policy-not-published", "policy-review/published",
       "A policy that the company has decided to have is published after 41 days.", 45,
       policy_not_published},
      {"policy-not-reviewed", "policy-review/looked-at-again",
       "A policy is confirmed 20 days after its year.", 25, policy_not_reviewed},
      {"version-not-approved", "policy-review/approved-by-another",
       "A new version of a policy is published without any approval.", 2, version_not_approved},
      {"practice-not-judged", "practice-equals-policy/walked-through",
       "Whether a policy is practised is judged 20 days after its year.", 25, practice_not_judged},
      {"procedure-missed", "procedures-performed/performed",
       "What is to be done every month is done twelve days late, and a finding follows it up.", 60,
       procedure_missed},
      {"missed-run-unnoticed", "procedures-performed/missed-followed-up",
       "What is to be done every month is done twelve days late, and nobody asks why.", 60,
       missed_run_unnoticed},
      {"run-without-role", "procedures-performed/by-the-right-people",
       "A procedure is carried out by somebody without its role.", 30, run_without_role},
      {"run-untrained", "procedures-performed/by-the-right-people",
       "A procedure is carried out by somebody who was never trained for it.", 30, run_untrained},
  };
}

}  // namespace probata::sim
