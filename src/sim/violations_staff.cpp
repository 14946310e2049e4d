// People who start unchecked, who never learn or accept the rules, and whom nobody follows.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/limits.h"
#include "sim/staff.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

constexpr Duration too_long = days(41);
constexpr const char* code = "code-of-conduct/1";

// Somebody new, about whom nothing else is planned.
Person& joins(Scene& s, Instant at, const std::string& type = "employee",
              const std::string& role = "support") {
  Person& person = hire(s.world, role, type, s.world.clock.working(s.world.clock.date_of(at)));
  person.taken = true;
  return person;
}

std::string item_of(const Person& person) { return "person/" + person.id; }

void access_before_screening(Scene& s) {
  const Person& person = joins(s, s.moment(8));
  const Instant cleared = person.start + days(3);
  s.world.unplanned.insert("hire/" + person.id);
  add_hire(s.world, {.person = person.id, .start = person.start, .cleared = cleared});
  for (const Account& account : s.world.accounts)
    if (account.person == person.id)
      s.world.fail("hiring/cleared", "account/" + account.id, account.created, account.created,
                   cleared);
}

void hired_without_interview(Scene& s) {
  const Person& person = joins(s, s.moment(16), "contractor");
  s.world.unplanned.insert("hire/" + person.id);
  add_hire(s.world, {.person = person.id,
                     .start = person.start,
                     .cleared = person.start - days(1),
                     .interviewed = false});
  const Instant recorded = person.start + days(12);
  s.world.thing("hire", "hire/" + person.id)
      .set(recorded, "connector:applicants", Fields().put("interview", person.start - days(35)));
  s.world.fail("hiring/record", item_of(person), person.start, person.start, recorded);
}

void joiner_not_trained(Scene& s) {
  const Person& person = joins(s, s.moment(45));
  s.world.unplanned.insert("trained/" + person.id);
  const Instant trained = person.start + too_long;
  train_again(s.world, s.random, person, awareness, trained, 12);
  s.world.fail("security-training/trained", item_of(person), person.start, person.start + joiner,
               trained);
}

void training_lapsed(Scene& s) {
  const auto [last, due] = s.year(35);
  const Person& person = joins(s, last - days(9));
  s.world.unplanned.insert("trained/" + person.id);
  train(s.world, person.id, awareness, last, due);
  train_again(s.world, s.random, person, awareness, due + days(30), 12);
  s.world.fail("security-training/trained", item_of(person), due, due, due + days(30));
}

void developer_not_qualified(Scene& s) {
  const Person& person = joins(s, s.moment(45), "employee", "developer");
  s.world.unplanned.insert("qualified/" + person.id);
  const Instant trained = person.start + too_long;
  train_again(s.world, s.random, person, "secure development", trained, 24);
  s.world.fail("role-training/qualified", item_of(person), person.start, person.start + joiner,
               trained);
}

void not_appraised(Scene& s) {
  const Instant year_ago = s.world.clock.plus(s.moment(30), Span{.months = -18});
  const Person& person = joins(s, std::max(year_ago, s.world.clock.covered() - days(30)));
  s.world.unplanned.insert("appraised/" + person.id);
  const Instant from = appraised_from(s.world, person), due = s.world.clock.plus(from, yearly);
  for (Instant t = due + days(20); t < s.world.end(); t = t + days(340))
    add_appraisal(s.world, person.id, t);
  if (due < s.world.end())
    s.world.fail("talent-review/appraised", item_of(person), from, due,
                 due + days(20) <= s.world.end() ? std::optional(due + days(20)) : std::nullopt);
}

void nobody_follows(Scene& s) {
  const Instant at = s.moment(45), from = s.world.clock.covered() - days(20);
  const std::string id = s.world.number("key-role"), by = by_person(role_of::people_ops);
  Thing& role = s.world.thing("job_role", id);
  role.set(from, by,
           Fields()
               .put("title", id)
               .put("role", "it_operations")
               .put("key", true)
               .put("plan", "Somebody from outside steps in")
               .put("state", "draft"))
      .set(from + hours(1), by_person(role_of::head), Fields().put("state", "approved"))
      .set(at, by, Fields().none("plan"))
      .set(at + too_long, by, Fields().put("successor", role_of::admin_a));
  for (const Instant t : yearly_moments(s.world, s.random, from + days(2)))
    role.set(t, by, Fields().put("succession_reviewed", s.world.clock.date_of(t)));
  s.world.fail("talent-review/succession", "job_role/" + id, at, at + after_change, at + too_long);
}

// What this person is asked to accept of the code; the rest goes as it does for everybody.
AcknowledgementPlan own_code(Scene& s, const Person& person, Instant asked) {
  s.world.unplanned.insert(fmt::format("accepted/{}/{}", person.id, code));
  return {.person = person.id, .version = code, .asked = asked};
}

void not_asked_to_accept(Scene& s) {
  const Person& person = joins(s, s.moment(15));
  AcknowledgementPlan plan = own_code(s, person, person.start + days(6));
  plan.accepted = plan.asked + days(4);
  add_acknowledgement(s.world, plan);
  s.world.fail("policies-acknowledged/asked", item_of(person), person.start, person.start + day,
               plan.asked);
}

// Where a year passes, the code is not accepted again, either.
void contractor_never_accepts(Scene& s) {
  const Person& person = joins(s, s.moment(35), "contractor");
  const AcknowledgementPlan plan = own_code(s, person, person.start + hours(1));
  const Thing& one = add_acknowledgement(s.world, plan);
  s.world.fail("policies-acknowledged/accepted", "acknowledgement/" + one.id, plan.asked,
               plan.asked + joiner);
  const Instant due = s.world.clock.plus(person.start, yearly);
  if (due < s.world.end())
    s.world.fail("policies-acknowledged/code", item_of(person), person.start, due);
}

void code_not_accepted_again(Scene& s) {
  const auto [last, due] = s.year(25);
  const Person& person = joins(s, last - days(9));
  AcknowledgementPlan plan = own_code(s, person, person.start + hours(1));
  plan.accepted = last;
  Thing& one = add_acknowledgement(s.world, plan);
  for (Instant t = due + days(20); t < s.world.end(); t = t + days(340))
    one.set(t, by_person(person.id), Fields().put("state", "accepted"));
  s.world.fail("policies-acknowledged/code", item_of(person), last, due, due + days(20));
}

}  // namespace

std::vector<Violation> staff_violations() {
  return {
      {"access-before-screening", "hiring/cleared",
       "Somebody new has access three days before the screening is cleared.", 8,
       access_before_screening},
      {"hired-without-interview", "hiring/record",
       "A contractor starts twelve days before the interview is on record.", 16,
       hired_without_interview},
      {"joiner-not-trained", "security-training/trained",
       "Somebody new is trained in security after 41 days.", 45, joiner_not_trained},
      {"training-lapsed", "security-training/trained",
       "Somebody's training in security has run out for 30 days.", 35, training_lapsed},
      {"developer-not-qualified", "role-training/qualified",
       "A new developer learns to develop securely after 41 days.", 45, developer_not_qualified},
      {"not-appraised", "talent-review/appraised",
       "Somebody's work is appraised 20 days after its year.", 359, not_appraised},
      {"nobody-follows", "talent-review/succession",
       "For 41 days nobody would follow in a key role, and there is no plan.", 45, nobody_follows},
      {"not-asked-to-accept", "policies-acknowledged/asked",
       "Somebody new is asked to accept the code of conduct after six days.", 15,
       not_asked_to_accept},
      {"contractor-never-accepts", "policies-acknowledged/accepted",
       "A contractor never accepts the code of conduct.", 35, contractor_never_accepts},
      {"code-not-accepted-again", "policies-acknowledged/code",
       "Somebody accepts the code of conduct again 20 days after its year.", 25,
       code_not_accepted_again},
  };
}

}  // namespace probata::sim
