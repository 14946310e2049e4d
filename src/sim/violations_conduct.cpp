// Breaches that nobody follows up, interests that nobody declares, and nobody to report to.
#include <algorithm>

#include "sim/areas.h"
#include "sim/conduct.h"
#include "sim/limits.h"
#include "sim/oversight.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

CasePlan breach(Scene& s, int room) {
  const Instant at = s.moment(room);
  return case_about(s.world.number("failed-case"), role_of::owner_b, at);
}

void not_looked_at(Scene& s) {
  CasePlan plan = breach(s, 17);
  plan.triaged = plan.opened + days(15);
  add_case(s.world, plan);
  s.world.fail("conduct-cases/triaged", "case/" + plan.id, plan.opened, plan.opened + triage,
               plan.triaged);
}

void not_decided(Scene& s) {
  CasePlan plan = breach(s, 92);
  plan.closed = plan.opened + days(90);
  plan.sanctioned = plan.closed + days(2);
  add_case(s.world, plan);
  s.world.fail("conduct-cases/decided", "case/" + plan.id, plan.opened, plan.opened + case_decision,
               plan.closed);
}

// Who was said to have done it is found to be the one who decided.
void decided_by_involved(Scene& s) {
  CasePlan plan = breach(s, 62);
  plan.sanctioned.reset();
  add_case(s.world, plan);
  s.world.things.back().set(
      plan.closed - minute, by_person(role_of::people_ops),
      Fields().put("involved", std::vector<std::string>{role_of::owner_b, plan.decider}));
  s.world.fail("conduct-cases/decided", "case/" + plan.id, plan.opened,
               plan.opened + case_decision);
}

void nothing_follows(Scene& s) {
  CasePlan plan = breach(s, 78);
  const Instant decided = plan.closed - hours(1);
  plan.sanctioned = decided + days(45);
  add_case(s.world, plan);
  s.world.fail("sanctions/decided", "case/" + plan.id, decided, decided + after_change,
               plan.sanctioned);
}

void duties_not_rated(Scene& s) {
  const Instant at = s.moment(2);
  const std::string id = add_appraisal(s.world, role_of::it, at, false);
  s.world.fail("sanctions/appraised", "appraisal/" + id, at, at);
}

void code_judged_late(Scene& s) { judged_late(s, "conduct-cases/lived"); }
void chart_judged_late(Scene& s) { judged_late(s, "organisation-chart/judged"); }

// Somebody begins to buy, and declares 20 days after a year.
void interests_late(Scene& s) {
  const Instant due = s.moment(22);
  const Instant from = s.world.clock.plus(due, Span{.months = -12});
  if (s.world.clock.plus(from, yearly) != due) return;
  Person& person = s.employee(from);
  s.world.unplanned.insert("interests/" + person.id);
  Thing& buyer = assign(s.world, "buyer", person.id, from);
  declare_interests(s.world, {.person = person.id, .filed = due + days(20)});
  s.world.fail("conflict-declarations/filed", "assignment/" + buyer.id, from, due, due + days(20));
}

// A member whom the list of people does not know sits down, and declares 20 days after a year.
void member_late(Scene& s) {
  const Instant due = s.moment(22);
  const Instant from = s.world.clock.plus(due, Span{.months = -12});
  if (s.world.clock.plus(from, yearly) != due) return;
  const std::string seat = s.world.number("seat-of-nobody");
  add_seat(s.world, seat, {}, false, from);
  s.world.unplanned.insert("interests/" + seat);
  declare_interests(s.world, {.person = {}, .filed = due + days(20), .seat = seat});
  s.world.fail("conflict-declarations/members", "body_member/" + seat, from, due, due + days(20));
}

void conflict_not_resolved(Scene& s) {
  const Instant at = s.moment(77);
  const std::string id = declare_interests(
      s.world, {.person = s.employee(at).id, .filed = at, .resolved = at + days(75)});
  s.world.fail("conflict-declarations/resolved", "declaration/" + id, at, at + case_decision,
               at + days(75));
}

void manager_has_left(Scene& s) {
  const Instant at = s.world.clock.at(s.world.clock.date_of(s.moment(45)), 17 * 60);
  Person& manager = s.employee(at);
  Person& person = s.employee(at);
  depart(s.world, manager, at);
  report_to(s.world, person.id, manager.id, at - days(20));
  report_to(s.world, person.id, role_of::head, at + days(42));
  s.world.fail("organisation-chart/manager", "person/" + person.id, at, at + after_change,
               at + days(42));
}

void circle(Scene& s) {
  const Instant at = s.moment(4);
  Person& one = s.employee(at);
  Person& two = s.employee(at);
  report_to(s.world, one.id, two.id, at - days(9));
  report_to(s.world, two.id, one.id, at);
  report_to(s.world, two.id, role_of::head, at + days(2));
  for (const Person* person : {&one, &two})
    s.world.fail("organisation-chart/no-circle", "person/" + person->id, at, at + hours(24),
                 at + days(2));
}

// Who reports to nobody is a second head of the company.
void second_head(Scene& s) {
  const std::string test = "organisation-chart/one-head";
  if (std::ranges::find(s.world.truth, test, &Failure::test) != s.world.truth.end()) return;
  const Instant at = s.moment_after(headless, 45);
  Person& person = s.employee(at);
  report_to(s.world, person.id, "", at);
  report_to(s.world, person.id, role_of::head, at + days(42));
  s.world.fail(test, "company", at, at + after_change, at + days(42));
  s.world.fail("organisation-chart/manager", "person/" + person.id, at, at + after_change,
               at + days(42));
}

}  // namespace

std::vector<Violation> conduct_violations() {
  return {
      {"case-not-looked-at", "conduct-cases/triaged",
       "Nobody looks at a case about conduct for 15 days.", 17, not_looked_at},
      {"case-not-decided", "conduct-cases/decided", "A case about conduct is closed after 90 days.",
       92, not_decided},
      {"case-decided-by-involved", "conduct-cases/decided",
       "Who decided a case about conduct turns out to be one of those whom it is about.", 62,
       decided_by_involved},
      {"code-judged-late", "conduct-cases/lived",
       "Whether the code of conduct is lived by is judged 20 days after its year.", 359,
       code_judged_late},
      {"interests-declared-late", "conflict-declarations/filed",
       "Somebody who buys declares their interests 20 days after a year.", 22, interests_late},
      {"member-declares-late", "conflict-declarations/members",
       "A member of the overseeing body declares their interests 20 days after a year.", 359,
       member_late},
      {"conflict-not-resolved", "conflict-declarations/resolved",
       "A conflict of interest is resolved after 75 days.", 77, conflict_not_resolved},
      {"nothing-follows", "sanctions/decided",
       "What follows from a breach is decided after 45 days.", 78, nothing_follows},
      {"duties-not-rated", "sanctions/appraised",
       "The appraisal of somebody who owns controls leaves them out.", 2, duties_not_rated},
      {"manager-has-left", "organisation-chart/manager",
       "Somebody reports for six weeks to a manager who has left.", 45, manager_has_left},
      {"reports-in-a-circle", "organisation-chart/no-circle",
       "Two people report to each other for two days.", 4, circle},
      {"second-head", "organisation-chart/one-head", "Two people report to nobody for six weeks.",
       90, second_head},
      {"chart-judged-late", "organisation-chart/judged",
       "Chart and units are judged 20 days after their year.", 359, chart_judged_late},
  };
}

}  // namespace probata::sim
