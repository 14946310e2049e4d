// Risks without controls, controls without a place, and what nobody decides or judges.
#include "sim/areas.h"
#include "sim/direction.h"
#include "sim/findings.h"
#include "sim/limits.h"
#include "sim/matrix.h"
#include "sim/oversight.h"
#include "sim/processes.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

constexpr Duration too_long = days(41);

// Of a risk of its own these controls are left for too long.
void uncovered(Scene& s, const std::string& name, bool key,
               const std::vector<std::string>& controls) {
  const Instant at = s.moment(45), again = at + too_long;
  RiskPlan plan{.id = s.world.number(name), .key = key, .at = s.world.clock.covered() - days(20)};
  const std::string security = by_person(role_of::security);
  add_risk(s.world, plan)
      .set(at, security, Fields().put("controls", controls))
      .set(again, security, Fields().put("controls", plan.controls));
  s.world.fail("risk-control-matrix/risks-covered", "risk/" + plan.id, at, at + after_change,
               again);
}

void risk_without_controls(Scene& s) { uncovered(s, "bare-risk", false, {}); }
void key_risk_undetected(Scene& s) { uncovered(s, "unseen-risk", true, {"access-approved"}); }

// One that the company's own risks or processes do not name.
std::string control_of_its_own(Scene& s, const std::string& word) {
  for (const char* one : {"visitors", "badges", "zone-review", "tls", "disposals", "mfa"})
    if (!s.world.unplanned.contains(acts + std::string(one)) &&
        !s.world.unplanned.contains(answers + std::string(one))) {
      s.world.unplanned.insert(word + one);
      return one;
    }
  return {};
}

void not_placed(Scene& s, const std::string& control, Instant at) {
  s.world.fail("risk-control-matrix/controls-placed", "control/" + control, at, at + after_change,
               at + too_long);
}

void control_in_no_process(Scene& s) {
  const Instant at = s.moment(45), from = mapped_from(s.world);
  const std::string control = control_of_its_own(s, acts);
  if (control.empty()) return;
  const std::string it = by_person(role_of::it);
  const std::vector<std::string> controls = {control}, none;
  add_process(s.world, {.id = s.world.number("process"),
                        .systems = {"shop"},
                        .vendors = {},
                        .controls = controls,
                        .at = from,
                        .analysed = from + hours(1)})
      .set(at, it, Fields().put("controls", none))
      .set(at + too_long, it, Fields().put("controls", controls));
  not_placed(s, control, at);
}

void control_without_risk(Scene& s) {
  const Instant at = s.moment(45);
  const std::string control = control_of_its_own(s, answers), by = by_person(role_of::security);
  if (control.empty()) return;
  RiskPlan plan{.id = s.world.number("answered-risk"), .at = s.world.clock.covered() - days(20)};
  const std::vector<std::string> without = plan.controls;
  plan.controls.push_back(control);
  add_risk(s.world, plan)
      .set(at, by, Fields().put("controls", without))
      .set(at + too_long, by, Fields().put("controls", plan.controls));
  not_placed(s, control, at);
}

// Found to be severe in time, and mended; what follows is decided at the end of it.
void severe_finding_undecided(Scene& s) {
  const Instant at = s.moment(45), decided = at + after_change + hours(20);
  const std::string id = s.world.number("undecided-finding");
  add_severe_finding(
      s.world, {.id = id, .opened = at - days(2), .triaged = at, .told = {}, .decided = decided});
  s.world.fail("risk-control-matrix/severe-decided", "finding/" + id, at, at + after_change,
               decided);
}

// Every answer is to be judged by somebody; the next one nobody asked about yet.
std::string next_question(Scene& s) {
  for (const char* one : {"writes_detection", "orders_capacity", "round_the_clock",
                          "promises_uptime", "uses_ssh", "has_host", "is_public"})
    if (s.world.unplanned.insert(std::string("answered/") + one).second) return one;
  return {};
}

std::optional<Failure> judged_too_late(Scene& s, Instant at) {
  const std::string question = next_question(s);
  if (question.empty()) return {};
  answer_otherwise(s.world, question, at, at + too_long);
  s.world.fail("risk-control-matrix/tailoring-changed", "setting/answers/" + question, at,
               at + after_change, at + too_long);
  return s.world.truth.back();
}

void answer_judged_late(Scene& s) { judged_too_late(s, s.moment(45)); }

// Two of three answers judged too late make the control ineffective; of the finding about one of
// them nothing is decided for as long.
void ineffective_undecided(Scene& s) {
  const Instant at = s.moment(90);
  judged_too_late(s, at);
  const auto failure = judged_too_late(s, at + hours(1));
  if (!failure) return;
  FindingPlan plan = finding_plan(failure->test, failure->item, overdue_from(*failure) + days(3));
  plan.from = failure->from;
  plan.decided = plan.opened + too_long;
  plan.done = *plan.decided + days(1);
  plan.due = *plan.done + days(1);
  plan.closed = *plan.due + days(1);
  s.world.unplanned.insert(follows + obligation_of(*failure));
  s.world.fail("risk-control-matrix/ineffective-decided", "finding/" + add_finding(s.world, plan),
               plan.opened, plan.opened + after_change, plan.decided);
}

void adequacy_judged_late(Scene& s) {
  const auto [last, due] = s.year(25);
  const Instant judged = due + days(20);
  const std::string id = s.world.number("trusted-risk");
  s.world.unplanned.insert(adequate + id);
  add_risk(s.world, {.id = id, .key = true, .at = s.world.clock.covered() - days(20)});
  for (const Instant at : {last, judged}) judge_adequacy(s.world, id, at);
  s.world.fail("control-adequacy/judged", "risk/" + id, last, due, judged);
}

void tailoring_judged_late(Scene& s) { judged_late(s, "risk-control-matrix/tailoring-fits"); }

}  // namespace

std::vector<Violation> matrix_violations() {
  return {
      {"risk-without-controls", "risk-control-matrix/risks-covered",
       "A risk that is to be reduced has no control for 41 days.", 45, risk_without_controls},
      {"key-risk-undetected", "risk-control-matrix/risks-covered",
       "A key risk has no control that detects for 41 days.", 45, key_risk_undetected},
      {"control-in-no-process", "risk-control-matrix/controls-placed",
       "A control acts in no process for 41 days.", 45, control_in_no_process},
      {"control-without-risk", "risk-control-matrix/controls-placed",
       "A control answers no risk for 41 days.", 45, control_without_risk},
      {"severe-finding-undecided", "risk-control-matrix/severe-decided",
       "What follows from a severe finding is decided 20 hours too late.", 45,
       severe_finding_undecided},
      {"ineffective-undecided", "risk-control-matrix/ineffective-decided",
       "What follows from a finding about an ineffective control is decided after 41 days.", 90,
       ineffective_undecided},
      {"answer-judged-late", "risk-control-matrix/tailoring-changed",
       "Management judges an answer that takes controls away after 41 days.", 45,
       answer_judged_late},
      {"adequacy-judged-late", "control-adequacy/judged",
       "Whether the controls of a key risk are enough is judged 20 days after its year.", 25,
       adequacy_judged_late},
      {"tailoring-judged-late", "risk-control-matrix/tailoring-fits",
       "Whether the selection of controls fits is judged 20 days after its year.", 359,
       tailoring_judged_late},
  };
}

}  // namespace probata::sim
