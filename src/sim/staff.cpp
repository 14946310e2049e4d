// What follows from everybody's work: hiring, training, what is accepted, appraisals.
#include "sim/staff.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

const std::string people_ops = by_person(role_of::people_ops);

// What a job role asks for beyond what everybody must know.
std::vector<std::string> asked_of(const std::string& role) {
  if (role == "developer") return {"secure development"};
  if (role == "ops") return {"running systems"};
  if (role == "support" || role == "sales" || role == "product") return {};
  return {"internal control"};
}

bool here(const Person& person, Instant at) { return !person.left || at < *person.left; }

Instant first_access(const World& world, const Person& person) {
  Instant first = world.end();
  for (const Account& account : world.accounts)
    if (account.person == person.id) first = std::min(first, account.created);
  return first;
}

// Cleared in the very instant at which access begins by the second, and lawful for none by the
// third.
void keep_hired(World& world, const Person& person) {
  if (world.unplanned.contains("hire/" + person.id)) return;
  const int number = world.numbers["hire in order"]++;
  add_hire(world, {.person = person.id,
                   .start = person.start,
                   .cleared = number == 1 ? first_access(world, person) : person.start - days(2),
                   .screened = number != 2});
}

void keep_trained(World& world, Random& random, const Person& person) {
  const bool first = person.start > world.start() && world.numbers["trained in time"]++ == 0;
  const Instant at = person.start + (first ? nearly(joiner) : days(random.between(2, 25)));
  if (!world.unplanned.contains("trained/" + person.id))
    train_again(world, random, person, awareness, at, 12,
                world.numbers["trained again in time"]++ == 0);
}

void qualify(World& world, Random& random, const Person& person, const std::string& role,
             Instant from) {
  for (const std::string& name : asked_of(role)) {
    const bool first = from > world.start() && world.numbers["qualified in time"]++ == 0;
    train_again(world, random, person, name,
                from + (first ? nearly(joiner) : days(random.between(2, 25))), 24);
  }
}

void keep_qualified(World& world, Random& random, const Person& person) {
  if (world.unplanned.contains("qualified/" + person.id)) return;
  qualify(world, random, person, person.role, person.start);
  for (const Person::Move& move : person.moves) qualify(world, random, person, move.role, move.at);
}

// The first one whose time runs out in the period in the last second of it.
void keep_appraised(World& world, Random& random, const Person& person) {
  if (person.type != "employee" || world.unplanned.contains("appraised/" + person.id)) return;
  const Instant from = appraised_from(world, person), due = world.clock.plus(from, yearly);
  const bool near =
      due > world.start() && here(person, due) && world.numbers["appraised in time"]++ == 0;
  const Instant first = near ? due - second : from + days(random.between(60, 330)) + hours(10);
  for (const Instant at : yearly_moments(world, random, first))
    if (here(person, at)) add_appraisal(world, person.id, at);
}

// A version of a policy while it holds, and since when it applies to whom where not to everybody.
struct Version {
  std::string id;
  bool code = false, everybody = true;
  Instant published, retired;
  std::map<std::string, Instant> holders;
};

std::map<std::string, Instant> holders_of(const World& world, const Thing& policy) {
  std::map<std::string, Instant> holders;
  for (const Thing& thing : world.things) {
    if (thing.kind != "assignment") continue;
    const Moment& first = thing.moments.front();
    const std::string role = value_of(first, "role");
    if (lists(policy, "applies_to", role)) holders.try_emplace(value_of(first, "person"), first.at);
  }
  return holders;
}

std::vector<Version> versions_of(World& world) {
  std::vector<Version> versions;
  for (const Thing& thing : world.things) {
    if (thing.kind != "policy_version") continue;
    Version version{.id = thing.id, .retired = world.end() + days(1)};
    bool published = false;
    for (const Moment& moment : thing.moments) {
      const std::string state = value_of(moment, "state");
      if (state == "published") version.published = moment.at;
      published = published || state == "published";
      if (state == "retired") version.retired = moment.at;
    }
    const Thing* policy = find_thing(world, "policy", value_of(thing.moments.front(), "policy"));
    if (!published || !policy) continue;
    version.code = says(*policy, R"("type":"code")");
    version.everybody = !says(*policy, R"("applies_to":)");
    version.holders = holders_of(world, *policy);
    versions.push_back(std::move(version));
  }
  return versions;
}

// Asked within a day and accepted within a month, the first one to join in the last seconds; the
// code again every year, by one person in the last second.
void acknowledge(World& world, Random& random, const Person& person, const Version& version,
                 Instant from) {
  const bool last = from > world.start() && world.numbers["asked in time"]++ == 0;
  AcknowledgementPlan plan{.person = person.id, .version = version.id};
  plan.asked = from + (last ? nearly(day) : minute * random.between(5, 1'200));
  const Instant accepted = plan.asked + (last ? nearly(joiner) : hours(random.between(1, 500)));
  if (!here(person, plan.asked) || plan.asked >= version.retired) return;
  if (here(person, accepted) && accepted < version.retired) plan.accepted = accepted;
  Thing& acknowledgement = add_acknowledgement(world, plan);
  if (!version.code || !plan.accepted) return;
  const bool near = world.numbers["accepted again in time"]++ == 0;
  for (const Instant at : yearly_moments(world, random, accepted, near))
    if (at != accepted && here(person, at))
      acknowledgement.set(at, by_person(person.id), Fields().put("state", "accepted"));
}

void keep_acknowledged(World& world, Random& random, const Person& person,
                       const std::vector<Version>& versions) {
  for (const Version& version : versions) {
    const auto holder = version.holders.find(person.id);
    if (!version.everybody && holder == version.holders.end()) continue;
    if (world.unplanned.contains(fmt::format("accepted/{}/{}", person.id, version.id))) continue;
    Instant from = std::max(person.start, version.published);
    if (!version.everybody) from = std::max(from, holder->second);
    acknowledge(world, random, person, version, from);
  }
}

}  // namespace

void add_hire(World& world, const HirePlan& plan) {
  const std::string by = "connector:applicants";
  Fields fields;
  fields.put("person", plan.person).put("specification", plan.start - days(60));
  if (plan.interviewed) fields.put("interview", plan.start - days(35));
  fields.put("ordered", plan.start - days(20));
  Fields end;
  if (plan.screened)
    end.put("cleared", plan.cleared);
  else
    end.put("not_lawful_reason", "The law of the country allows none").put("decided", plan.cleared);
  world.thing("hire", "hire/" + plan.person)
      .set(plan.start - days(9), by, fields)
      .set(plan.cleared, by, end);
}

void train(World& world, const std::string& person, const std::string& name, Instant at,
           Instant until) {
  world.thing("qualification", world.number("qualification"))
      .set(at, by_person(role_of::security),
           Fields().put("person", person).put("name", name).put("passed", at).put("until", until));
}

void train_again(World& world, Random& random, const Person& person, const std::string& name,
                 Instant first, int32_t months, bool near) {
  for (Instant at = first; at < world.end() && here(person, at);) {
    const Instant until = world.clock.plus(at, Span{.months = months});
    train(world, person.id, name, at, until);
    const bool last = near && until > world.start();
    near = near && !last;
    at = until - (last ? second : days(random.between(1, 25)));
  }
}

Thing& add_acknowledgement(World& world, const AcknowledgementPlan& plan) {
  Thing& one =
      world.thing("acknowledgement", fmt::format("accepted/{}/{}", plan.person, plan.version));
  one.set(plan.asked, people_ops,
          Fields().put("person", plan.person).put("version", plan.version).put("state", "asked"));
  if (plan.accepted)
    one.set(*plan.accepted, by_person(plan.person), Fields().put("state", "accepted"));
  return one;
}

void add_appraisal(World& world, const std::string& person, Instant at) {
  world.thing("appraisal", world.number("appraisal"))
      .set(at - days(5), people_ops,
           Fields()
               .put("person", person)
               .put("period", to_text(world.clock.date_of(at)).substr(0, 4))
               .put("covers_control_duties", true)
               .put("state", "open"))
      .set(at, people_ops, Fields().put("rating", "as expected").put("state", "done"));
}

Instant appraised_from(const World& world, const Person& person) {
  const Instant first_day = world.clock.at(world.clock.date_of(person.start), 0);
  return std::max(world.clock.plus(first_day, Span{.months = 6}), world.clock.covered());
}

void plan_staff(World& world) {
  Random random = world.random.fork("staff");
  for (const char* role : {"developer", "support", "sales", "product", "finance", "people", "ops",
                           "manager", "board"}) {
    Thing& job = *find_thing(world, "job_role", role);
    const bool key = role == std::string("ops") || role == std::string("manager");
    Fields fields;
    fields.put("qualifications", asked_of(role)).put("key", key);
    if (role == std::string("ops")) fields.put("successor", role_of::admin_b);
    if (role == std::string("manager")) fields.put("plan", "Whoever reports the longest steps in");
    job.set(job.moments.front().at + minute, people_ops, fields);
    if (!key) continue;
    const Instant first = world.clock.covered() - days(80);
    const bool near = role == std::string("ops");
    for (const Instant at : yearly_moments(world, random, first, near))
      job.set(at, people_ops, Fields().put("succession_reviewed", world.clock.date_of(at)));
  }
}

void keep_staff(World& world) {
  Random random = world.random.fork("keep staff");
  const std::vector<Version> versions = versions_of(world);
  for (const Person& person : world.people) {
    // Whoever works with us from outside must know how, too.
    keep_qualified(world, random, person);
    if (person.type == "external") continue;
    keep_hired(world, person);
    keep_trained(world, random, person);
    keep_appraised(world, random, person);
    keep_acknowledged(world, random, person, versions);
  }
}

}  // namespace probata::sim
