// The overseeing body that is dependent, does not meet, or is not shown what it has to see.
#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/oversight.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// A seat of its own, of somebody in no list of people, independent since long before.
std::string seat(Scene& s, const std::string& person, Instant from) {
  const std::string id = s.world.number("extra-seat");
  add_seat(s.world, id, person, true, from);
  return id;
}

void declaration_lapses(Scene& s) {
  const Instant at = s.moment(13);
  const std::string id = seat(s, "", at - days(60));
  declare_independence(s.world, id, at - days(70), at);
  declare_independence(s.world, id, at + days(11), s.world.end() + days(90));
  s.world.fail("oversight-members/independent", "body_member/" + id, at, at, at + days(11));
}

void employee_in_the_body(Scene& s) {
  const Instant at = s.moment(2);
  const std::string id = seat(s, s.employee(at).id, at);
  declare_independence(s.world, id, at - days(3), s.world.end() + days(90));
  s.world.fail("oversight-members/independent", "body_member/" + id, at, at);
}

// Who knows security has to show it anew, and does so late.
void nobody_knows_security(Scene& s) {
  const std::string test = "oversight-members/expertise";
  if (std::ranges::find(s.world.truth, test, &Failure::test) != s.world.truth.end()) return;
  const auto shown = std::ranges::find_if(s.world.things, [](const Thing& one) {
    return one.kind == "qualification" && says(one, R"("name":"security expertise")");
  });
  const Instant at = s.moment_after(without_finance, 46);
  shown->set(at - days(30), by_person(role_of::head), Fields().put("until", at));
  add_expertise(s.world, role_of::outsider_a, "security", at + days(42));
  s.world.fail(test, "company", at, at + after_change, at + days(42));
}

// None of those that would count for it takes place.
void no_meeting(Scene& s) {
  std::vector<MeetingPlan>& all = s.world.board.meetings;
  std::vector<Period> fit;
  for (const Period& half : s.world.clock.windows(Window::half, s.world.start()))
    if (half.start >= s.world.start() &&
        std::ranges::any_of(all, [&](const MeetingPlan& one) { return half.contains(one.held); }))
      fit.push_back(half);
  if (fit.empty()) return;
  const Period half = s.random.pick(fit);
  for (const MeetingPlan& one : all)
    if (half.contains(one.held))
      std::erase_if(s.world.things, [&](const Thing& thing) {
        return thing.kind == "action" && thing.moments.front().set.text().find(
                                             "\"meeting/" + one.id + "\"") != std::string::npos;
      });
  std::erase_if(all, [&](const MeetingPlan& one) { return half.contains(one.held); });
  s.world.fail("oversight-meetings/held", "company", half.start, half.end - microsecond);
}

// A meeting about money only, which counts for nothing else.
MeetingPlan extra(Scene& s, int room) {
  MeetingPlan plan = meeting_at(s.world.number("extra-meeting"), s.moment(room));
  plan.agenda = {"finance"};
  return plan;
}

void hold(Scene& s, MeetingPlan plan, const std::string& test, Duration time,
          std::optional<Instant> done = {}) {
  s.world.fail(test, "meeting/" + plan.id, plan.held, plan.held + time, done);
  s.world.board.meetings.push_back(std::move(plan));
}

void managers_alone(Scene& s) {
  MeetingPlan plan = extra(s, 25);
  plan.attended = {seat_of_head};
  hold(s, plan, "oversight-meetings/independent", {});
}

void minutes_late(Scene& s) {
  MeetingPlan plan = extra(s, 78);
  plan.minuted = plan.held + days(75);
  hold(s, plan, "oversight-meetings/minutes", case_decision, plan.minuted);
}

void not_challenged(Scene& s) {
  MeetingPlan plan = extra(s, 46);
  plan.judged = plan.held + days(43);
  hold(s, plan, "meeting-actions/challenged", after_change, plan.judged);
}

void results_not_shown(Scene& s) {
  MeetingPlan plan = extra(s, 12);
  plan.results = plan.held + days(9);
  hold(s, plan, "oversight-report/papers", {}, plan.results);
}

// It lies ready a minute before, and is shown to the next.
void finding_not_shown(Scene& s) {
  MeetingPlan plan = extra(s, 15);
  const std::string id = s.world.number("withheld-finding");
  add_severe_finding(s.world,
                     {.id = id, .opened = plan.held - days(2), .triaged = plan.held - minute});
  plan.withheld = {"finding/" + id};
  hold(s, plan, "oversight-report/papers", {});
}

void report_not_shown(Scene& s) {
  MeetingPlan plan = extra(s, 15);
  const std::string id = s.world.number("withheld-report");
  add_outside_report(s.world, id, plan.held - minute);
  plan.withheld = {"evaluation/" + id};
  hold(s, plan, "oversight-report/papers", {});
}

void management_not_told(Scene& s) {
  const Instant at = s.moment(18);
  const std::string id = s.world.number("untold-finding");
  add_severe_finding(s.world,
                     {.id = id, .opened = at - days(2), .triaged = at, .told = at + days(16)});
  s.world.fail("oversight-report/management-told", "finding/" + id, at, at + triage, at + days(16));
}

// Twenty days after a year has passed.
void charter_late(Scene& s) {
  std::vector<Instant>& all = s.world.board.charter;
  for (size_t i = 0; i + 1 < all.size(); ++i) {
    const Instant due = s.world.clock.plus(all[i], yearly), again = due + days(20);
    if (all[i + 1] > due || due <= s.world.start() || due >= s.world.end()) continue;
    const auto done = again <= s.world.end() ? std::optional(again) : std::nullopt;
    s.world.fail("oversight-meetings/charter", "company", all[i], due, done);
    s.world.fail("policy-review/looked-at-again", "policy/oversight-charter", all[i], due, done);
    all[i + 1] = again;
    return;
  }
}

void resolution_late(Scene& s) {
  const Instant due = s.moment(16);
  const MeetingPlan& meeting = s.world.board.meetings.front();
  const Instant decided = due - days(30);
  const std::string id = add_meeting_action(s.world, meeting.id, decided, due, due + days(14));
  s.world.fail("meeting-actions/done", "action/" + id, decided, due, due + days(14));
}

void resolution_not_dated(Scene& s) {
  const Instant at = s.moment(22), dated = at + days(20);
  const std::string id = add_meeting_action(s.world, s.world.board.meetings.front().id, at,
                                            at + days(45), at + days(40), dated);
  s.world.fail("meeting-actions/dated", "action/" + id, at, at + triage, dated);
}

}  // namespace

std::vector<Violation> oversight_violations() {
  // The first takes meetings away, so that it comes before those that add some.
  return {
      {"board-does-not-meet", "oversight-meetings/held", "The board does not meet for a half year.",
       359, no_meeting},
      {"independence-lapses", "oversight-members/independent",
       "What a member of the board declared of being independent lapses for eleven days.", 13,
       declaration_lapses},
      {"employee-in-the-board", "oversight-members/independent",
       "Somebody who is employed counts as an independent member of the board.", 2,
       employee_in_the_body},
      {"nobody-knows-security", "oversight-members/expertise",
       "For six weeks nobody in the board has shown to know security.", 90, nobody_knows_security},
      {"managers-meet-alone", "oversight-meetings/independent",
       "No independent member attends a meeting of the board.", 25, managers_alone},
      {"minutes-late", "oversight-meetings/minutes",
       "The minutes of a meeting are approved after 75 days.", 78, minutes_late},
      {"charter-late", "oversight-meetings/charter",
       "The charter of the board is confirmed 20 days after its year.", 359, charter_late},
      {"resolution-late", "meeting-actions/done",
       "What the board decided is done two weeks after its date.", 16, resolution_late},
      {"resolution-not-dated", "meeting-actions/dated",
       "What the board decided has no date for 20 days.", 22, resolution_not_dated},
      {"board-not-challenging", "meeting-actions/challenged",
       "Nobody says within 30 days whether the board challenged what it was shown.", 46,
       not_challenged},
      {"results-not-shown", "oversight-report/papers",
       "A meeting is held nine days before it gets the results of the controls.", 12,
       results_not_shown},
      {"finding-not-shown", "oversight-report/papers", "A meeting is not shown a severe finding.",
       15, finding_not_shown},
      {"report-not-shown", "oversight-report/papers",
       "A meeting is not shown a report from outside.", 15, report_not_shown},
      {"management-not-told", "oversight-report/management-told",
       "Management is told of a severe finding after 16 days.", 18, management_not_told},
  };
}

}  // namespace probata::sim
