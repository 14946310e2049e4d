// Nobody to call, nobody who answers, nothing exercised, nothing reconciled.
#include <algorithm>

#include "sim/limits.h"
#include "sim/response.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// A week of the period between two in which somebody trained is on call.
std::optional<size_t> week(Scene& s) {
  const std::vector<Shift>& all = s.world.roster.shifts;
  const auto trained = [&](size_t i) { return all[i].person != role_of::owner_b; };
  std::vector<size_t> fit;
  for (size_t i = 1; i + 1 < all.size(); ++i)
    if (all[i].time.start > s.world.start() && all[i].time.end < s.world.end() && trained(i) &&
        trained(i - 1) && trained(i + 1) && all[i - 1].time.end == all[i].time.start &&
        all[i + 1].time.start == all[i].time.end)
      fit.push_back(i);
  if (fit.empty()) return {};
  const size_t one = s.random.pick(fit);
  s.world.fail("on-call-roster/filled", "company", all[one].time.start, all[one].time.start,
               all[one].time.end);
  return one;
}

void week_empty(Scene& s) {
  std::vector<Shift>& all = s.world.roster.shifts;
  if (const auto one = week(s)) all.erase(all.begin() + static_cast<std::ptrdiff_t>(*one));
}

void untrained_on_call(Scene& s) {
  if (const auto one = week(s)) s.world.roster.shifts[*one].person = role_of::owner_b;
}

void paging_not_answered(Scene& s) {
  std::vector<Thing*> fit;
  for (Thing& one : s.world.things)
    if (one.id.starts_with("paging/") && one.moments.back().at > s.world.start() &&
        one.moments.back().set.text().find("passed") != std::string::npos)
      fit.push_back(&one);
  if (fit.empty()) return;
  Moment& answer = s.random.pick(fit)->moments.back();
  answer.set = Fields()
                   .put("result", "failed")
                   .put("evidence", "sha256:" + std::string(64, 'f'))
                   .put("state", "done");
  const Period window = s.world.clock.window(Window::month, answer.at);
  s.world.fail("operational-monitors/paging", "company", window.start, window.end - microsecond);
}

// Twenty days after a year has passed; the plan is confirmed after it, and as late.
void exercise_late(Scene& s) {
  std::vector<Instant>& all = s.world.roster.exercises;
  for (size_t i = 0; i < all.size(); ++i) {
    const Instant due = s.world.clock.plus(all[i], yearly), held = due + days(20);
    const bool in_time = i + 1 < all.size() && all[i + 1] <= due;
    if (!in_time || due <= s.world.start() || due >= s.world.end()) continue;
    s.world.fail("incident-exercise/held", "company", all[i], due,
                 held <= s.world.end() ? std::optional(held) : std::nullopt);
    all[i + 1] = held;
    const Instant confirmed = confirmed_after(all[i]), again = confirmed_after(held);
    const Instant next = s.world.clock.plus(confirmed, yearly);
    if (next < s.world.end() && next < again)
      s.world.fail("policy-review/looked-at-again", "policy/incident-plan", confirmed, next,
                   again <= s.world.end() ? std::optional(again) : std::nullopt);
    return;
  }
}

// A talk-through beside an exercise: it has no list of participants, and counts as none.
ExercisePlan talk(Scene& s, Instant held) {
  return {.id = s.world.number("talk-through"),
          .held = held,
          .action_due = held + days(10),
          .action_done = held + days(5),
          .whole = false};
}

void exercise_action_late(Scene& s) {
  const Instant due = s.moment(16);
  Instant held = s.world.roster.exercises.front();
  for (const Instant one : s.world.roster.exercises)
    if (confirmed_after(one) < due) held = one;
  ExercisePlan plan = talk(s, held + hours(2));
  plan.action_due = due;
  plan.action_done = due + days(14);
  add_exercise(s.world, plan);
  const Instant from = due + microsecond;
  s.world.fail("incident-exercise/followed-up", "exercise/" + plan.id, from, from,
               plan.action_done);
}

// When the plan is confirmed next.
std::optional<Instant> confirmed(const World& world, Instant held) {
  for (const Instant one : world.roster.exercises)
    if (const Instant at = confirmed_after(one); at >= held && at <= world.end()) return at;
  return {};
}

void plan_not_confirmed(Scene& s) {
  for (int tries = 0; tries < 200; ++tries) {
    const Instant held = s.moment(36), from = held + after_change + microsecond;
    const auto done = confirmed(s.world, held);
    if (done && *done < from) continue;
    const ExercisePlan plan = talk(s, held);
    add_exercise(s.world, plan);
    s.world.fail("incident-exercise/followed-up", "exercise/" + plan.id, from, from, done);
    return;
  }
}

void register_not_reconciled(Scene& s) { skip_judgement(s, "incidents-reconciled/complete"); }

}  // namespace

std::vector<Violation> roster_violations() {
  // The first moves what the plan is confirmed after, so that it comes before those that ask when.
  return {
      {"exercise-late", "incident-exercise/held",
       "The response to an incident is exercised 20 days after a year.", 359, exercise_late},
      {"exercise-action-late", "incident-exercise/followed-up",
       "What an exercise showed is mended two weeks after its date.", 16, exercise_action_late},
      {"plan-not-confirmed", "incident-exercise/followed-up",
       "After an exercise nobody confirms the plan for incidents for more than 30 days.", 36,
       plan_not_confirmed},
      {"on-call-week-empty", "on-call-roster/filled", "Nobody is on call for a week.", 22,
       week_empty},
      {"untrained-on-call", "on-call-roster/filled",
       "Somebody who was never trained is on call for a week.", 22, untrained_on_call},
      {"paging-not-answered", "operational-monitors/paging",
       "Nobody answers the paging test of a month.", 62, paging_not_answered},
      {"register-not-reconciled", "incidents-reconciled/complete",
       "Nobody asks in a quarter whether the register of incidents is complete.", 184,
       register_not_reconciled},
  };
}

}  // namespace probata::sim
