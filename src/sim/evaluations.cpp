// Audits and penetration tests: planned, reported, answered, and their findings.
#include "sim/evaluations.h"

#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/findings.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

void add_findings(World& world, const EvaluationPlan& plan) {
  for (int i = 1; i <= plan.recorded; ++i) {
    FindingPlan finding = finding_plan("vulnerabilities/fixed", fmt::format("{}/{}", plan.id, i),
                                       plan.reported + days(2 + i));
    finding.report = plan.id;
    // The first in the last second of its times.
    if (i == 1 && plan.id == "pentest-2") {
      finding.triaged = finding.opened + nearly(triage) - hours(1);
      finding.done = *finding.due - second;
      finding.closed = *finding.due + days(3);
    }
    add_finding(world, finding);
  }
}

void plan_audits(World& world) {
  const Instant early = world.clock.covered() + days(12);
  add_evaluation(world, {.id = "audit-0", .reported = early, .answered = early + days(20)});
  Instant at = world.start() - days(300) + hours(10);
  for (int number = 1; at < world.end(); ++number) {
    add_evaluation(world, {.id = fmt::format("audit-{}", number),
                           .reported = at,
                           .answered = at + (number == 2 ? nearly(after_change) : days(20))});
    at = number == 1 ? world.clock.plus(at, yearly) : at + days(340);
  }
}

void plan_penetration_tests(World& world) {
  Instant at = world.start() - days(310) + hours(11);
  const std::string promise = promise_penetration_tests(world, at - days(60));
  for (int number = 1; at < world.end(); ++number) {
    EvaluationPlan plan = penetration_test(world, promise, at);
    plan.id = fmt::format("pentest-{}", number);
    add_evaluation(world, plan);
    at = number == 1 ? world.clock.plus(at, yearly) : at + days(340);
  }
}

// Whatever is overdue in findings is discussed every month; once in the last second of it.
void discuss_findings(World& world) {
  Random random = world.random.fork("overdue findings");
  bool near = true;
  for (const Period& window : world.clock.windows(Window::month, world.start() - days(70))) {
    const bool last = near && window.end > world.start();
    const Instant at = last ? window.end - second : moment_in(world, random, window);
    world.judgements.push_back({"finding-status/discussed", "company", role_of::head, at, window});
    near = near && !last;
  }
}

}  // namespace

Thing& add_evaluation(World& world, const EvaluationPlan& plan) {
  add_findings(world, plan);
  const std::string by = by_person(role_of::security);
  Fields planned;
  planned.put("title", "Report " + plan.id)
      .put("type", plan.type)
      .put("external", plan.evaluator.empty());
  if (!plan.evaluator.empty()) planned.put("evaluator", plan.evaluator);
  if (!plan.systems.empty()) planned.put("systems", plan.systems);
  if (!plan.commitment.empty()) planned.put("commitment", plan.commitment);
  Thing& evaluation = world.thing("evaluation", plan.id);
  evaluation.set(plan.reported - days(60), by, planned.put("state", "planned"))
      .set(plan.reported, by,
           Fields()
               .put("report", "sha256:" + std::string(64, 'f'))
               .put("exceptions", int64_t{plan.exceptions})
               .put("state", "reported"));
  if (plan.answered)
    evaluation.set(*plan.answered, by_person(role_of::head),
                   Fields().put("response", "all of it is mended").put("state", "answered"));
  return evaluation;
}

EvaluationPlan penetration_test(World& world, const std::string& commitment, Instant reported) {
  return {.id = world.number("special-pentest"),
          .type = "penetration_test",
          .commitment = commitment,
          .systems = {"aws"},
          .exceptions = 2,
          .recorded = 2,
          .reported = reported,
          .answered = reported + days(16)};
}

std::string promise_penetration_tests(World& world, Instant at) {
  const std::string id = world.number("promised-test");
  world.thing("commitment", id)
      .set(at - days(1), by_person(role_of::security),
           Fields()
               .put("text", "Somebody outside tries to break in every year")
               .put("penetration_test", true)
               .put("objective", "security")
               .put("risks", std::vector<std::string>{"stolen-access"})
               .put("controls", std::vector<std::string>{"penetration-test"})
               .put("state", "draft"))
      .set(at, by_person(role_of::head), Fields().put("state", "approved"));
  return id;
}

void plan_evaluations(World& world) {
  plan_audits(world);
  plan_penetration_tests(world);
  discuss_findings(world);
}

}  // namespace probata::sim
