// Breaches of the rules of conduct, interests that are declared, appraisals, and the chart.
#include "sim/conduct.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/oversight.h"

namespace probata::sim {
namespace {

const std::string people_ops = by_person(role_of::people_ops), head = by_person(role_of::head);
// Who leads, oversees or buys.
const std::vector<std::string> declaring = {
    "management",     "oversight", "security_officer", "privacy_officer", "finance",
    "vendor_manager", "buyer"};

void add_company(World& world) {
  world.thing("company", "company")
      .set(world.clock.covered() - days(70), head,
           Fields().put("name", "Example").put("has_board", true).put("root", role_of::head));
}

// The first of the period takes all the time there is.
void plan_cases(World& world, Random& random) {
  const int every = std::max(6, 60 * 60 / std::max(60, world.people_wanted));
  bool near = true;
  int number = 0;
  for (Instant at = world.clock.covered() + days(12); at < world.end();
       at = at + days(random.between(every / 2, every))) {
    const std::string& about = world.people[random.below(world.people.size())].id;
    CasePlan plan = case_about(fmt::format("conduct-{}", ++number), about, at);
    if (number % 2 == 0) plan.sanctioned.reset();
    if (near && at > world.start()) {
      plan.triaged = at + nearly(triage);
      plan.closed = at + nearly(case_decision);
      plan.sanctioned = plan.closed - hours(1) + nearly(after_change);
      near = false;
    }
    add_case(world, plan);
  }
}

// Of those about whom nothing else is planned, one for as long as there is.
Person* somebody(World& world) {
  const auto found = std::ranges::find_if(world.people, [&](const Person& one) {
    return !one.taken && one.type == "employee" && one.start < world.clock.covered();
  });
  if (found == world.people.end()) return nullptr;
  found->taken = true;
  return &*found;
}

// One reports to nobody for nearly as long as is allowed; then two to each other.
void plan_chart(World& world) {
  Person *one = somebody(world), *two = somebody(world);
  if (!one || !two) return;
  const Instant alone = world.start() + days(3), circle = world.start() + headless;
  report_to(world, one->id, "", alone);
  report_to(world, one->id, one->manager, alone + nearly(after_change));
  report_to(world, one->id, two->id, circle);
  report_to(world, two->id, one->id, circle);
  report_to(world, two->id, two->manager, circle + nearly(hours(24)));
}

void declare_yearly(World& world, Random& random, const std::string& person, Instant from,
                    int number) {
  const Instant first = from + days(random.between(60, 85));
  for (const Instant at : yearly_moments(world, random, first, number == 0)) {
    Interests interests{.person = person, .filed = at};
    if (number % 3 == 0)
      interests.resolved = at + (number == 0 ? nearly(case_decision) : days(random.between(3, 40)));
    declare_interests(world, interests);
  }
}

// Since when people hold a role in which they have to declare.
std::vector<std::pair<std::string, Instant>> declarants(const World& world) {
  std::vector<std::pair<std::string, Instant>> all;
  for (const Thing& thing : world.things) {
    if (thing.kind != "assignment" ||
        std::ranges::find(declaring, value_of(thing, "role")) == declaring.end())
      continue;
    const std::string person = value_of(thing, "person");
    const bool known =
        std::ranges::any_of(all, [&](const auto& one) { return one.first == person; });
    if (!known && !world.unplanned.contains("interests/" + person))
      all.emplace_back(person, thing.moments.front().at);
  }
  return all;
}

// Of those whom the list of people does not know the office keeps what they declare.
void declare_of_seats(World& world) {
  std::vector<std::pair<std::string, Instant>> seats;
  for (const Thing& thing : world.things)
    if (thing.kind == "body_member" && value_of(thing, "person").empty() &&
        !world.unplanned.contains("interests/" + thing.id))
      seats.emplace_back(thing.id, thing.moments.front().at + days(1));
  for (const auto& [seat, from] : seats)
    for (Instant at = from + days(20); at < world.end(); at = at + days(300))
      declare_interests(world, {.person = {}, .filed = at, .seat = seat});
}

}  // namespace

CasePlan case_about(const std::string& id, const std::string& person, Instant opened) {
  const Instant closed = opened + days(30);
  return {.id = id,
          .opened = opened,
          .triaged = opened + days(2),
          .closed = closed,
          .involved = {person},
          .sanctioned = closed + days(4)};
}

void add_case(World& world, const CasePlan& plan) {
  const auto about = [&](const std::string& person) {
    return std::ranges::find(plan.involved, person) != plan.involved.end();
  };
  // Whom it is about neither investigates nor decides.
  const std::string investigator = about(plan.investigator) ? role_of::security : plan.investigator;
  const std::string decider = about(plan.decider) ? role_of::privacy : plan.decider;
  Thing& one = world.thing("case", plan.id);
  one.set(plan.opened, people_ops,
          Fields()
              .put("code", "C-" + plan.id)
              .put("type", "conduct")
              .put("opened", plan.opened)
              .put("state", "open"))
      .set(plan.triaged, people_ops,
           Fields()
               .put("investigator", investigator)
               .put("involved", plan.involved)
               .put("state", "triaged"))
      .set(plan.closed - hours(1), by_person(decider),
           Fields()
               .put("decision", plan.sanctioned ? "It was so" : "It was not so")
               .put("upheld", plan.sanctioned.has_value())
               .put("state", "decided"))
      .set(plan.closed, people_ops, Fields().put("state", "closed"));
  if (plan.sanctioned)
    one.set(*plan.sanctioned, head, Fields().put("sanctioned", *plan.sanctioned));
}

std::string declare_interests(World& world, const Interests& plan) {
  const std::string id = world.number("interests");
  Fields filed;
  if (plan.resolved) filed.put("conflict", "A share in a vendor");
  Thing& one = world.thing("declaration", id);
  one.set(plan.filed - days(7), people_ops,
          Fields()
              .put("type", "conflict")
              .put(plan.seat.empty() ? "person" : "body_member",
                   plan.seat.empty() ? plan.person : plan.seat)
              .put("state", "asked"))
      .set(plan.filed, plan.seat.empty() ? by_person(plan.person) : people_ops,
           filed.put("state", "filed"));
  if (plan.resolved) one.set(*plan.resolved, people_ops, Fields().put("state", "resolved"));
  return id;
}

std::string add_appraisal(World& world, const std::string& person, Instant held, bool duties) {
  const std::string id = world.number("appraisal");
  const std::string by = person == role_of::head ? by_person(role_of::outsider_a) : head;
  world.thing("appraisal", id)
      .set(held - days(9), people_ops,
           Fields()
               .put("person", person)
               .put("period", to_text(world.clock.date_of(held)).substr(0, 4))
               .put("state", "open"))
      .set(
          held, by,
          Fields().put("covers_control_duties", duties).put("rating", "good").put("state", "done"));
  return id;
}

void report_to(World& world, const std::string& person, const std::string& manager, Instant at) {
  Fields fields;
  if (manager.empty())
    fields.none("manager");
  else
    fields.put("manager", manager);
  world.thing("person", person).set(at, "connector:hr", fields);
}

void plan_conduct(World& world) {
  Random random = world.random.fork("conduct");
  add_company(world);
  plan_cases(world, random);
  plan_chart(world);
  const Instant from = world.clock.covered();
  yearly_judgement(world, random, "conduct-cases/lived", "company", role_of::head, from);
  yearly_judgement(world, random, "organisation-chart/judged", "company", role_of::head, from);
}

void keep_conduct(World& world) {
  Random random = world.random.fork("interests and appraisals");
  int number = 0;
  for (const auto& [person, from] : declarants(world))
    declare_yearly(world, random, person, from, number++);
  declare_of_seats(world);
  // Who owns controls, and one who owns none.
  const Instant from = world.clock.covered() + days(60);
  for (const Person& person : world.people) {
    if (!person.keeper || person.type == "external") continue;
    const bool owner = person.id != role_of::reviewer;
    for (const Instant at : yearly_moments(world, random, from + days(random.between(0, 60))))
      add_appraisal(world, person.id, at, owner);
  }
}

}  // namespace probata::sim
