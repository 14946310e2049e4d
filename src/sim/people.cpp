// Who works for the company, from when to when, and what each gets and gives back.
#include <fmt/format.h>

#include <algorithm>

#include "sim/limits.h"
#include "sim/world.h"

namespace probata::sim {
namespace {

constexpr const char* given[] = {"Ada",  "Ben",   "Cleo", "Dan",  "Eva",  "Finn", "Gina",
                                 "Hugo", "Ines",  "Jan",  "Kim",  "Lea",  "Max",  "Nora",
                                 "Otto", "Paula", "Quin", "Rosa", "Sven", "Tara"};
constexpr const char* family[] = {"Adler", "Brandt",  "Conrad",  "Dorn",   "Engel", "Falk",
                                  "Graf",  "Huber",   "Iversen", "Jung",   "Kern",  "Lang",
                                  "Moser", "Neumann", "Ott",     "Peters", "Roth",  "Sommer",
                                  "Thal",  "Vogt",    "Winter"};
const std::vector<std::string> common_roles = {"developer", "developer", "developer", "support",
                                               "sales",     "product",   "finance",   "people"};
constexpr const char* keeper_roles[] = {"manager", "manager", "manager", "manager",
                                        "manager", "manager", "manager", "ops",
                                        "ops",     "manager", "people"};
constexpr int morning = 8 * 60, evening = 17 * 60;

bool wants(const Entitlement& right, const std::string& role) {
  return !right.privileged && !right.rare &&
         (right.birthright || std::ranges::find(right.roles, role) != right.roles.end());
}

void give_access(World& world, Person& person, bool external) {
  int minute_of_day = 5;
  for (const System& system : world.systems) {
    std::vector<const Entitlement*> rights;
    for (const Entitlement& right : world.entitlements)
      if (right.system == system.id && wants(right, person.role)) rights.push_back(&right);
    if (rights.empty() || (external && system.id != "github")) continue;
    Account& account =
        add_account(world, system.id, person, person.start + minute * minute_of_day++);
    for (const Entitlement* right : rights)
      add_grant(world, account, *right, person, account.created + minute);
  }
}

void give_things(World& world, Person& person) {
  const std::string serial = world.number("laptop");
  world.devices.push_back({.id = serial, .person = person.id, .bought = person.start - days(9)});
  world.badges.push_back(
      {.id = world.number("badge"), .person = person.id, .issued = person.start + hours(1)});
}

void plan_hires(World& world, Random& random) {
  // The company began to grow some weeks before the period.
  const int span = 60 + (world.clock.last().days - world.clock.first().days);
  const int hires = std::max(3, world.people_wanted * 20 * span / 36'500);
  for (int i = 0; i < hires; ++i) {
    const auto after = random.between(5, span - 10);
    const Date day = world.clock.working({world.clock.first().days - 60 + static_cast<int>(after)});
    hire(world, random.pick(common_roles), random.chance(120) ? "contractor" : "employee", day);
  }
}

// People change their job role; their access is confirmed for the new one in time.
void plan_moves(World& world, Random& random) {
  const int moves = std::max(3, world.people_wanted / 12);
  for (int i = 0; i < moves; ++i) {
    Person& person = world.people[random.below(world.people.size())];
    if (person.keeper || person.taken || person.type == "external") continue;
    const int span = world.clock.last().days - world.clock.first().days;
    const Date date = world.clock.working(
        {world.clock.first().days + static_cast<int>(random.below(static_cast<uint64_t>(span)))});
    const Instant at = world.clock.at(date, morning);
    if (at < person.start + days(30)) continue;
    person.taken = true;
    // The first mover is a near miss: one second is left.
    const Duration took = i == 0 ? nearly(after_change) : days(random.between(1, 20));
    person.moves.push_back({at, person.role == "product" ? "support" : "product", at + took});
  }
}

// Somebody about whom nothing is planned, or nobody where none is found.
Person* pick_leaver(World& world, Random& random, Instant at) {
  for (int tries = 0; tries < 200; ++tries) {
    Person& person = world.people[random.below(world.people.size())];
    if (!person.taken && person.type != "external" && person.start <= at - days(60)) return &person;
  }
  return nullptr;
}

void plan_leavers(World& world, Random& random) {
  const int span = Clock::before + (world.clock.last().days - world.clock.first().days);
  const int leavers = std::max(4, world.people_wanted * 11 * span / 36'500);
  for (int i = 0; i < leavers; ++i) {
    // Every second one within the period, whatever its length.
    const int from = i % 2 == 0 ? 0 : -Clock::before + 40;
    const Date date =
        world.clock.working({world.clock.first().days +
                             static_cast<int>(random.between(from, span - Clock::before - 4))});
    const Instant at = world.clock.at(date, evening);
    if (Person* person = pick_leaver(world, random, at)) depart(world, *person, at);
  }
}

// Somebody who worked for us from outside ends in time, too.
void plan_outsider_who_leaves(World& world) {
  const int first = world.clock.first().days;
  Person& person = hire(world, "developer", "external", world.clock.working({first - 120}));
  depart(world, person, world.clock.at(world.clock.working({first + 9}), evening));
}

}  // namespace

Person& hire(World& world, const std::string& role, const std::string& type, Date start) {
  const std::string id = world.number("person");
  const size_t number = world.people.size();
  Person& person = world.people.emplace_back(
      Person{.id = id,
             .name = fmt::format("{} {}", given[number % std::size(given)],
                                 family[number % std::size(family)]),
             .type = type,
             .role = role,
             .manager = number == 0   ? ""
                        : number < 12 ? role_of::head
                                      : fmt::format("person-{}", 4 + number % 4),
             .start = world.clock.at(start, morning)});
  if (type == "external") person.sponsor = role_of::engineering;
  give_access(world, person, type == "external");
  if (type != "external") give_things(world, person);
  return person;
}

void depart(World& world, Person& person, Instant at) {
  Random random = world.random.fork("depart/" + person.id);
  person.left = at;
  person.taken = true;
  const bool near = world.numbers["near leaver"]++ == 0;
  // A token of the last week ends in time, too.
  if (at > world.start())
    world.sessions.push_back(
        {.account = (person.type == "external" ? "github/" : "okta/") + person.id,
         .type = "token",
         .began = at - days(3),
         .ended = at + (near ? access_removal : hours(3))});
  for (Account& account : world.accounts) {
    if (account.person != person.id) continue;
    account.disabled = at + (near ? nearly(access_removal) : minute * random.between(5, 1'200));
    for (Grant& grant : world.grants)
      if (grant.account == account.id && !grant.until) grant.until = account.disabled;
  }
  for (Badge& badge : world.badges)
    if (badge.person == person.id) badge.ended = at + minute * random.between(5, 1'200);
  for (Device& device : world.devices) {
    if (device.person != person.id) continue;
    device.returned = at + days(random.between(1, 9));
    device.wiped = *device.returned + hours(random.between(1, 48));
    if (random.chance(500)) device.retired = *device.wiped + days(20);
  }
  for (Device& device : world.devices) {
    if (!device.next || device.next->person != person.id) continue;
    device.next->returned = at + days(2);
    device.next->wiped = at + days(3);
  }
}

void plan_people(World& world) {
  Random random = world.random.fork("people");
  const int first = world.clock.first().days - Clock::before - 60;
  for (const char* role : keeper_roles) {
    Person& keeper = hire(world, role, "employee", world.clock.working({first}));
    keeper.keeper = keeper.taken = true;
  }
  for (const std::string& admin : {role_of::admin_a, role_of::admin_b}) {
    Person& person = world.people[admin == role_of::admin_a ? 7 : 8];
    for (const Entitlement& right : world.entitlements) {
      if (!right.privileged) continue;
      Account& account = add_account(world, right.system, person, person.start + days(2), true);
      add_grant(world, account, right, person, account.created + minute);
    }
  }
  const int wanted = std::max(20, world.people_wanted * 9 / 10) - 11;
  for (int i = 0; i < wanted; ++i)
    hire(world, random.pick(common_roles), random.chance(120) ? "contractor" : "employee",
         world.clock.working({first + static_cast<int>(random.between(1, 40))}));
  for (int i = 0; i < std::max(2, world.people_wanted / 30); ++i)
    hire(world, "developer", "external", world.clock.working({first + 20 + i}));
  plan_hires(world, random);
  plan_moves(world, random);
  plan_leavers(world, random);
  plan_outsider_who_leaves(world);
}

}  // namespace probata::sim
