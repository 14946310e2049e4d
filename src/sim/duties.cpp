// Holders and deputies of the roles that own controls, what job roles have to do and may approve,
// and what holders say of their controls.
#include "sim/duties.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/direction.h"
#include "sim/limits.h"
#include "sim/oversight.h"

namespace probata::sim {
namespace {

const std::string head = by_person(role_of::head);
// The roles that own controls.
const std::vector<std::string> owners = {
    "management",       "oversight",         "security_officer", "privacy_officer", "it_operations",
    "engineering_lead", "people_operations", "customer_success", "vendor_manager"};

struct Duties {
  const char *role, *duty, *limits;
};
// Of the common job roles; all others have no duties for controls.
constexpr Duties common[] = {
    {"manager", "Decides on access, changes and risks",
     R"({"access":2,"change":2,"risk":15,"waiver":1})"},
    {"ops", "Runs backups and recovery", R"({"change":1})"},
    {"people", "Keeps the file of people", R"({"access":1})"},
    {"finance", "Keeps payees and agreements", R"({"access":1})"},
    {"support", "Records the agreements of customers and their end", R"({"access":0})"},
    {"board", "Oversees internal control", R"({"risk":25})"},
};
// On which the company depends, by the role that they come with.
constexpr std::pair<const char*, const char*> key_roles[] = {
    {"security-officer", "security_officer"},
    {"privacy-officer", "privacy_officer"},
    {"incident-lead", "incident_commander"}};

Fields duties_of(const std::string& duty, const std::string& limits) {
  return Fields()
      .put("duties", std::vector<std::string>{duty})
      .raw("limits", limits)
      .put("control_duties", true);
}

// Besides those who hold them already: for each role that owns controls somebody can stand in. For
// the security officer it is nobody who leads people: what is told to those is told to no officer.
void add_deputies(World& world) {
  const std::pair<const char*, std::string> roles[] = {
      {"management", role_of::privacy},       {"oversight", role_of::outsider_a},
      {"oversight", role_of::outsider_b},     {"security_officer", role_of::admin_b},
      {"privacy_officer", role_of::security}, {"it_operations", role_of::admin_a},
      {"engineering_lead", role_of::admin_b}, {"people_operations", role_of::owner_a},
      {"customer_success", role_of::owner_a}, {"vendor_manager", role_of::it},
      {"finance", role_of::owner_a},          {"buyer", role_of::it}};
  for (const auto& [role, person] : roles) assign(world, role, person);
  // Nobody stands in for the manager of vendors for nearly as long as is allowed.
  const Instant until = world.start() + days(12);
  assign(world, "vendor_manager", role_of::owner_b).moments.back().set.put("until", until);
  assign(world, "vendor_manager", role_of::owner_b, until + nearly(after_change));
}

void approve_yearly(World& world, Random& random, Thing& job_role, bool near) {
  const Instant first = world.clock.covered() + days(random.between(40, 70));
  for (const Instant at : yearly_moments(world, random, first, near)) approve_again(job_role, at);
}

void add_key_role(World& world, const std::string& id, const std::string& role) {
  Thing& job_role = add_duties(world, id, world.clock.covered() - days(90));
  job_role.moments.front()
      .set.put("role", role)
      .put("key", true)
      .put("plan", "Whoever stands in holds the role until somebody is found");
  for (Instant at = job_role.moments.front().at; at < world.end(); at = at + days(350))
    job_role.set(at + hours(2), by_person(role_of::people_ops),
                 Fields().put("succession_reviewed", world.clock.date_of(at)));
}

void describe_job_roles(World& world, Random& random) {
  const Instant at = world.clock.covered() - days(98);
  world.thing("job_role", "board")
      .set(at - days(1), by_person(role_of::people_ops),
           Fields().put("title", "Member of the board").put("state", "draft"));
  bool near = true;
  for (const Duties& one : common) {
    Thing& job_role = *find_thing(world, "job_role", one.role);
    job_role.set(at, by_person(role_of::people_ops), duties_of(one.duty, one.limits));
    approve_again(job_role, at + hours(1));
    approve_yearly(world, random, job_role, near);
    near = false;
  }
  for (const auto& [id, role] : key_roles) {
    add_key_role(world, id, role);
    approve_yearly(world, random, *find_thing(world, "job_role", id), false);
  }
}

// Some are accepted from year to year, and in the end closed.
void plan_risks(World& world, Random& random) {
  for (int i = 1; i <= 6; ++i) {
    const Instant entered = world.start() + days(random.between(-200, 300));
    Thing& risk = add_risk(world, {.id = fmt::format("accepted-risk-{}", i),
                                   .response = "accept",
                                   .controls = {},
                                   .at = entered,
                                   .residual = i == 1 ? 15.0 : 6.0});
    const Instant accepted = entered + days(4);
    accept_risk(risk, i % 2 == 0 ? role_of::head : role_of::privacy, accepted,
                accepted + days(300));
    risk.set(accepted + days(280), by_person(role_of::security), Fields().put("state", "closed"));
  }
}

bool has_duties(const std::string& role) {
  return std::ranges::any_of(common, [&](const Duties& one) { return role == one.role; });
}

// Whoever comes to a job role with duties for controls, and when.
void accept_roles(World& world) {
  Random random = world.random.fork("accepted roles");
  bool near = true;
  for (const Person& person : world.people) {
    if (world.unplanned.contains("acceptance/" + person.id)) continue;
    std::vector<std::pair<Instant, std::string>> taken = {{person.start, person.role}};
    for (const Person::Move& move : person.moves) taken.emplace_back(move.at, move.role);
    for (const auto& [at, role] : taken) {
      if (!has_duties(role)) continue;
      const bool last = near && at > world.start();
      near = near && !last;
      const Instant accepted = at + (last ? nearly(joiner) : hours(random.between(5, 480)));
      const bool left = person.left && *person.left <= accepted;
      add_acceptance(world, person.id, role, at, left ? std::nullopt : std::optional(accepted));
    }
  }
}

struct Holding {
  std::string id, person;
  Instant from;
  std::optional<Instant> until;
};

std::vector<Holding> holdings(const World& world) {
  std::vector<Holding> all;
  for (const Thing& thing : world.things) {
    if (thing.kind != "assignment" ||
        std::ranges::find(owners, value_of(thing, "role")) == owners.end())
      continue;
    const std::string until = value_of(thing, "until");
    all.push_back({thing.id, value_of(thing, "person"), thing.moments.front().at,
                   until.empty() ? std::nullopt : std::optional(*parse_instant(until))});
  }
  return all;
}

// In every quarter in which somebody holds the role throughout, once in the last second of it.
void assess_themselves(World& world) {
  Random random = world.random.fork("self-assessments");
  std::set<std::string> may;
  bool near = true;
  for (const Holding& one : holdings(world)) {
    if (may.insert(one.person).second) assign(world, "control_owner", one.person);
    for (const Period& window : world.clock.windows(Window::quarter, world.clock.covered())) {
      if (one.from > window.start || (one.until && *one.until < window.end)) continue;
      const bool last = near && window.start >= world.start();
      near = near && !last;
      world.judgements.push_back(
          {"owner-self-assessment/judged", "assignment/" + one.id, one.person,
           last ? window.end - second : moment_in(world, random, window), window});
    }
  }
}

}  // namespace

Thing& add_duties(World& world, const std::string& id, Instant approved) {
  const std::string people = by_person(role_of::people_ops);
  return world.thing("job_role", id)
      .set(approved - days(1), people, Fields().put("title", id).put("state", "draft"))
      .set(approved - hours(1), people, duties_of("Answers for controls", R"({"access":0})"))
      .set(approved, head, Fields().put("state", "approved"));
}

void approve_again(Thing& job_role, Instant at) {
  job_role.set(at, head, Fields().put("state", "approved"));
}

void add_acceptance(World& world, const std::string& person, const std::string& role, Instant asked,
                    std::optional<Instant> accepted) {
  Thing& one = world.thing("acknowledgement", fmt::format("{}/{}", person, role));
  one.set(asked, by_person(role_of::people_ops),
          Fields().put("person", person).put("job_role", role).put("state", "asked"));
  if (accepted) one.set(*accepted, by_person(person), Fields().put("state", "accepted"));
}

void vacate(World& world, const std::string& role, Instant from, Instant until,
            const std::vector<std::string>& successors) {
  for (Thing& thing : world.things)
    if (thing.kind == "assignment" && value_of(thing, "role") == role &&
        value_of(thing, "until").empty() &&
        std::ranges::find(successors, value_of(thing, "person")) != successors.end())
      thing.set(from, head, Fields().put("until", from));
  for (const std::string& person : successors) assign(world, role, person, until);
}

void plan_duties(World& world) {
  Random random = world.random.fork("duties");
  add_deputies(world);
  describe_job_roles(world, random);
  plan_risks(world, random);
}

void keep_duties(World& world) {
  accept_roles(world);
  assess_themselves(world);
}

}  // namespace probata::sim
