// Objectives that nobody approves, risks that nobody looks at, treats or may accept.
#include <algorithm>

#include "sim/availability.h"
#include "sim/direction.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string head = by_person(role_of::head), security = by_person(role_of::security);

// A year before a moment with so many days left, and what is due a year later.
struct Year {
  Instant from, due;
};
Year year(Scene& s, int room) {
  const Instant from = s.moment(room) - days(365);
  return {from, s.world.clock.plus(from, yearly)};
}

// Its yearly approval lies elsewhere.
void category_empty(Scene& s) {
  Thing& none = *find_thing(s.world, "objective", "figures");
  for (int tries = 0; tries < 200; ++tries) {
    const Instant at = s.moment(7), back = at + days(5);
    if (std::ranges::any_of(none.moments, [&](const Moment& one) {
          return one.at > at - days(1) && one.at < back + days(1);
        }))
      continue;
    none.set(at, head, Fields().put("state", "draft"))
        .set(back, head, Fields().put("state", "none"));
    s.world.fail("objectives-register/categories", "company", at, at, back);
    return;
  }
}

void no_tolerance(Scene& s) {
  const Instant at = s.moment(47), set = at + days(45);
  Thing& one = add_objective(s.world, {.id = s.world.number("vague-objective"), .none = true},
                             {at - days(200)});
  one.set(at, head, Fields().none("tolerance").put("state", "draft"))
      .set(set, head, Fields().put("tolerance", "one day"))
      .set(set + days(1), head, Fields().put("state", "none"));
  s.world.fail("objectives-register/complete", "objective/" + one.id, at, at + after_change, set);
}

void approved_late(Scene& s) {
  const auto [from, due] = year(s, 22);
  const Instant approved = due + days(20);
  const Thing& one = add_objective(s.world, {.id = s.world.number("old-objective"), .none = true},
                                   {from, approved});
  s.world.fail("objectives-register/approved", "objective/" + one.id, from, due, approved);
}

void orphan_commitment(Scene& s) {
  const Instant at = s.moment(47), linked = at + days(45);
  const std::string id = s.world.number("orphan-promise");
  s.world.thing("commitment", id)
      .set(at, security,
           Fields()
               .put("text", "Answers within an hour")
               .put("risks", std::vector<std::string>{"outage"})
               .put("controls", std::vector<std::string>{"uptime"})
               .put("state", "draft"))
      .set(linked, security, Fields().put("objective", "availability"));
  s.world.fail("objectives-register/traced", "commitment/" + id, at, at + after_change, linked);
}

void objective_not_assessed(Scene& s) {
  const auto [from, due] = year(s, 22);
  const Instant assessed = due + days(20);
  const std::string id = s.world.number("new-objective");
  std::vector<Instant> approved;
  for (Instant t = from; t < s.world.end(); t = t + days(200)) approved.push_back(t);
  add_objective(s.world, {.id = id}, approved);
  const std::string risk =
      add_risk(s.world, {.id = "risk-of-" + id, .objective = id, .at = from}).id;
  add_assessment(s.world, {.id = "risks-of-" + id, .risks = {risk}, .approved = assessed});
  s.world.fail("objectives-at-risk/assessed", "objective/" + id, from, due, assessed);
}

void unit_left_out(Scene& s) {
  const auto [from, due] = year(s, 22);
  const Instant assessed = due + days(20);
  const std::string id = s.world.number("subsidiary");
  s.world.thing("unit", id)
      .set(from, head,
           Fields()
               .put("name", id)
               .put("parent", "company")
               .put("head", role_of::head)
               .put("subsidiary", true));
  add_assessment(s.world, {.id = "risks/" + id, .unit = id, .approved = assessed});
  s.world.fail("risk-assessment/every-unit", "unit/" + id, from, due, assessed);
}

void vendors_left_out(Scene& s) {
  const Instant at = s.moment(6), filled = at + days(4);
  Thing& one = add_assessment(s.world, {.id = s.world.number("quick-assessment"),
                                        .risks = {"weak-code"},
                                        .approved = at,
                                        .without = "vendors"});
  one.set(filled, security, Fields().put("vendors", "the cloud may fail"));
  s.world.fail("risk-assessment/whole", "risk_assessment/" + one.id, at, at, filled);
}

void system_left_out(Scene& s) {
  const auto [from, due] = year(s, 47);
  const Instant begins = due + microsecond, assessed = begins + days(45);
  const std::string id = new_service(s);
  s.world.unplanned.insert("assessed/" + id);
  for (const Instant at : {s.world.clock.covered() + days(5), from, assessed})
    add_assessment(s.world, {.id = s.world.number("own-assessment"),
                             .risks = {"outage"},
                             .systems = {id},
                             .approved = at});
  s.world.fail("risk-assessment/systems", "system/" + id, begins, begins + after_change, assessed);
}

void risk_not_scored(Scene& s) {
  const Instant at = s.moment(22), scored = at + days(20);
  const Thing& risk =
      add_risk(s.world, {.id = s.world.number("unscored-risk"), .at = at, .scored = scored});
  s.world.fail("risk-treatment/scored", "risk/" + risk.id, at, at + triage, scored);
}

Thing& new_risk(Scene& s, const std::string& name) {
  return add_risk(s.world, {.id = s.world.number(name), .at = s.world.clock.covered() - days(20)});
}

const Thing& last_action(const World& world) {
  return *std::ranges::find(world.things.rbegin(), world.things.rend(), std::string("action"),
                            &Thing::kind);
}

void treatment_late(Scene& s) {
  const Instant due = s.moment(22), done = due + days(15);
  treat_risk(s.world, new_risk(s, "untreated-risk"), due, done, done + days(3));
  const Thing& action = last_action(s.world);
  s.world.fail("risk-treatment/treated", "action/" + action.id, action.moments.front().at, due,
               done);
}

void treatment_not_dated(Scene& s) {
  const Instant at = s.moment(22), due = at + treatment, dated = at + days(20);
  treat_risk(s.world, new_risk(s, "undated-risk"), due, due - days(5), due - days(2), dated);
  s.world.fail("risk-treatment/dated", "action/" + last_action(s.world).id, at, at + triage, dated);
}

// Who signs leads nobody: no limit covers it.
void accepted_beyond_limit(Scene& s) {
  const Instant at = s.moment(9), again = at + days(6);
  Thing& risk = new_risk(s, "bold-risk");
  accept_risk(risk, role_of::admin_a, at, at + days(300));
  accept_risk(risk, role_of::head, again, again + days(300));
  risk.set(again + days(60), head, Fields().put("state", "open"));
  s.world.fail("risk-treatment/accepted", "risk/" + risk.id, at, at, again);
  s.world.fail("authority-limits/risk", "risk/" + risk.id, at, at, again);
}

void acceptance_run_out(Scene& s) {
  const Instant until = s.moment(22), again = until + days(20);
  Thing& risk = new_risk(s, "forgotten-risk");
  accept_risk(risk, role_of::head, until - days(300), until);
  risk.set(again, head, Fields().put("state", "open"));
  s.world.fail("risk-treatment/accepted", "risk/" + risk.id, until + microsecond,
               until + microsecond, again);
}

void high_risk_not_reviewed(Scene& s) {
  const Period window = s.window(Window::quarter);
  const Thing& risk = add_risk(s.world, {.id = s.world.number("unreviewed-risk"),
                                         .key = true,
                                         .at = s.world.clock.covered() - days(20)});
  s.world.unplanned.insert("reviewed/" + risk.id + "/" +
                           to_text(s.world.clock.date_of(window.start)));
  s.world.fail("high-risk-review/reviewed", "risk/" + risk.id, window.start,
               window.end - microsecond);
}

void risk_not_rescored(Scene& s) {
  const Instant done = s.moment(47), scored = done + days(45);
  Thing& risk = new_risk(s, "treated-risk");
  treat_risk(s.world, risk, done + days(2), done, scored);
  s.world.fail("high-risk-review/rescored", "risk/" + risk.id, done, done + after_change, scored);
}

// Twenty days after a year; what follows is a year later again.
void fraud_assessed_late(Scene& s) {
  std::vector<Instant>& all = s.world.fraud_assessed;
  for (size_t i = 0; i < all.size(); ++i) {
    const Instant due = s.world.clock.plus(all[i], yearly), late = due + days(20);
    if (due <= s.world.start() || due >= s.world.end()) continue;
    s.world.fail("fraud-assessment/every-year", "company", all[i], due,
                 late <= s.world.end() ? std::optional(late) : std::nullopt);
    all.resize(i + 1);
    all.push_back(late);
    return;
  }
}

// Some yearly one of the period: another beside it would count as that, too.
void fraud_part_empty(Scene& s) {
  for (Thing& one : s.world.things) {
    if (one.kind != "risk_assessment" || !says(one, R"("type":"fraud")")) continue;
    const Instant at = one.moments.back().at, filled = at + days(4);
    if (at <= s.world.start() || filled >= s.world.end()) continue;
    one.set(at - hours(1), security, Fields().none("management_override"))
        .set(filled, security, Fields().put("management_override", "a bonus may tempt"));
    s.world.fail("fraud-assessment/whole", "risk_assessment/" + one.id, at, at, filled);
    return;
  }
}

void fraud_unanswered(Scene& s) {
  const Instant at = s.moment(47), answered = at + days(45);
  Thing& risk = add_risk(s.world, {.id = s.world.number("unanswered-fraud"),
                                   .type = "fraud",
                                   .response = "avoid",
                                   .controls = {},
                                   .at = at});
  risk.set(answered, security,
           Fields().put("controls", std::vector<std::string>{"access-approved"}));
  s.world.fail("fraud-assessment/answered", "risk/" + risk.id, at, at + after_change, answered);
}

}  // namespace

std::vector<Violation> risk_violations() {
  // The first moves what counts as the yearly assessment of fraud.
  return {
      {"fraud-assessed-late", "fraud-assessment/every-year",
       "Fraud is assessed 20 days after a year.", 359, fraud_assessed_late},
      {"fraud-part-empty", "fraud-assessment/whole",
       "An assessment of fraud says nothing of management for four days.", 359, fraud_part_empty,
       true},
      {"fraud-unanswered", "fraud-assessment/answered",
       "For 45 days nothing is done against a risk of fraud.", 47, fraud_unanswered},
      {"category-empty", "objectives-register/categories",
       "For five days there is no objective in a category, and no reason.", 7, category_empty},
      {"objective-without-tolerance", "objectives-register/complete",
       "For 45 days nobody says how far from an objective is tolerable.", 47, no_tolerance},
      {"objective-approved-late", "objectives-register/approved",
       "That no objective is needed is approved again 20 days after a year.", 22, approved_late},
      {"commitment-orphan", "objectives-register/traced",
       "A promise belongs to no objective for 45 days.", 47, orphan_commitment},
      {"objective-not-assessed", "objectives-at-risk/assessed",
       "What endangers an objective is assessed 20 days after a year.", 22, objective_not_assessed},
      {"unit-left-out", "risk-assessment/every-unit",
       "The risks of a subsidiary are assessed 20 days after a year.", 22, unit_left_out},
      {"vendors-left-out", "risk-assessment/whole",
       "An approved assessment says nothing of vendors for four days.", 6, vendors_left_out},
      {"system-left-out", "risk-assessment/systems",
       "A system is part of no assessment for 45 days after a year.", 47, system_left_out},
      {"risk-not-scored", "risk-treatment/scored", "A new risk is estimated after 20 days.", 22,
       risk_not_scored},
      {"treatment-late", "risk-treatment/treated",
       "What was decided against a risk is done 15 days after its date.", 22, treatment_late},
      {"treatment-not-dated", "risk-treatment/dated",
       "What was decided against a risk has no date for 20 days.", 22, treatment_not_dated},
      {"accepted-beyond-limit", "risk-treatment/accepted",
       "Somebody without a limit accepts a risk, and six days later somebody who may.", 9,
       accepted_beyond_limit},
      {"acceptance-run-out", "risk-treatment/accepted",
       "The acceptance of a risk ran out 20 days ago.", 22, acceptance_run_out},
      {"high-risk-not-reviewed", "high-risk-review/reviewed",
       "A high risk is left out of the review of a quarter.", 92, high_risk_not_reviewed},
      {"risk-not-rescored", "high-risk-review/rescored",
       "What is left of a treated risk is estimated after 45 days.", 47, risk_not_rescored},
  };
}

}  // namespace probata::sim
