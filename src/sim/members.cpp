// Who sits in the overseeing body, what they declare and what they know.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/limits.h"
#include "sim/oversight.h"

namespace probata::sim {

Thing& add_seat(World& world, const std::string& id, const std::string& person, bool independent,
                Instant from) {
  Fields fields;
  fields.put("name", "Seat " + id).put("independent", independent).put("from", from);
  if (!person.empty()) fields.put("person", person);
  return world.thing("body_member", id).set(from - days(1), by_person(role_of::head), fields);
}

void declare_independence(World& world, const std::string& seat, Instant filed, Instant until) {
  const std::string by = by_person(seat == seat_b ? role_of::outsider_b : role_of::outsider_a);
  world.thing("declaration", world.number("independence"))
      .set(filed - days(3), by,
           Fields().put("type", "independence").put("body_member", seat).put("state", "asked"))
      .set(filed, by, Fields().put("until", until).put("state", "filed"));
}

Thing& add_expertise(World& world, const std::string& person, const std::string& field,
                     Instant at) {
  return world.thing("qualification", world.number("expertise"))
      .set(at, by_person(role_of::head),
           Fields().put("person", person).put("name", field + " expertise"));
}

namespace {

// They are in the list of people, for they hold a role, and have no access to anything.
void add_outsider(World& world, const std::string& id, const std::string& name) {
  world.people.push_back(Person{.id = id,
                                .name = name,
                                .type = "external",
                                .role = "board",
                                .start = world.clock.covered() - days(50),
                                .keeper = true,
                                .taken = true,
                                .sponsor = role_of::head});
}

// Given anew before it ends, by the first in the last second.
void keep_independent(World& world, Random& random, const std::string& seat, bool near) {
  Instant until = world.start() + days(random.between(10, 60));
  declare_independence(world, seat, world.clock.covered() - days(40), until);
  while (until < world.end()) {
    const Instant again = until - (near ? second : days(random.between(2, 20)));
    until = again + days(365);
    declare_independence(world, seat, again, until);
  }
}

// One knows security and the other finance, of which the second has to be shown anew.
void know_the_field(World& world) {
  const Instant from = world.clock.covered() - days(45), until = world.start() + days(4);
  add_expertise(world, role_of::outsider_a, "security", from);
  add_expertise(world, role_of::outsider_b, "finance", from)
      .set(from + days(1), by_person(role_of::head), Fields().put("until", until));
  add_expertise(world, role_of::outsider_b, "finance", until + nearly(after_change));
}

}  // namespace

void plan_members(World& world) {
  Random random = world.random.fork("members");
  add_outsider(world, role_of::outsider_a, "Olga Prinz");
  add_outsider(world, role_of::outsider_b, "Paul Quast");
  const Instant from = world.clock.covered() - days(30);
  add_seat(world, seat_a, role_of::outsider_a, true, from);
  add_seat(world, seat_b, role_of::outsider_b, true, from);
  add_seat(world, seat_of_head, role_of::head, false, from);
  keep_independent(world, random, seat_a, true);
  keep_independent(world, random, seat_b, false);
  know_the_field(world);
}

}  // namespace probata::sim
