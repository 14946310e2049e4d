// Classes of stores, what the scanner of data finds, agreements on confidentiality.
#include "sim/confidentiality.h"

#include <set>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"

namespace probata::sim {

std::string store_of(const std::string& entitlement) {
  return entitlement == "aws/developer" ? "store-1" : "";
}

std::string add_hit(World& world, const HitPlan& plan) {
  const std::string id = world.number("hit");
  world.thing("alert", id)
      .set(plan.at, "connector:scanner",
           Fields()
               .put("title", "Data above the class of " + plan.store)
               .put("type", "data")
               .put("asset", plan.store)
               .put("severity", "medium")
               .put("opened", plan.at)
               .put("found_class", plan.found))
      .set(plan.triaged, by_person(role_of::security),
           Fields()
               .put("triaged", plan.triaged)
               .put("analyst", role_of::security)
               .put("disposition", "harmless")
               .put("cause", "An export that was left behind"));
  return id;
}

void add_confidentiality_agreement(World& world, const std::string& person, Instant signed_at) {
  world.thing("agreement", "agreement/" + person)
      .set(signed_at, by_person(role_of::people_ops),
           Fields()
               .put("name", person)
               .put("type", "confidentiality")
               .put("person", person)
               .put("signed", signed_at));
}

namespace {

// A store whose class, and so its place in the inventory, is known in the last second.
void plan_classes(World& world) {
  const std::string id = world.number("data");
  const Instant at = world.start() + days(2);
  world.thing("asset", id)
      .set(at, "connector:aws", store_fields(id, "production"))
      .set(at, by_person(role_of::it),
           Fields().put("system", "aws").put("owner", role_of::engineering))
      .set(at + nearly(after_change), by_person(role_of::privacy),
           Fields().put("class", "internal"));
}

void plan_hits(World& world, Random& random) {
  const std::string store = add_component(world, "aws", "store", services_from(world)).id;
  bool near = true;
  for (Instant t = world.start() + days(4); t < world.end() - days(12);
       t = t + days(random.between(20, 60))) {
    add_hit(world, {.store = store,
                    .at = t,
                    .triaged = t + (near ? nearly(triage) : hours(random.between(2, 200)))});
    near = false;
  }
  // What is found in a store of confidential data is where it belongs.
  const std::string vault = add_confidential_store(world, services_from(world)).id;
  const Instant at = world.start() + days(9);
  add_hit(world, {.store = vault, .at = at, .triaged = at + days(2)});
}

// The log of one store is written elsewhere, and somebody entitled has said that this is enough.
void plan_waived(World& world) {
  Thing& store = add_confidential_store(world, services_from(world));
  const Instant at = with_waiver(world, world.start() + days(3));
  store.set(at, "connector:aws", Fields().put("logged", false));
  add_waiver(world, "confidential-protected/stores", "asset/" + store.id,
             "The application before it logs each access", at);
}

}  // namespace

void plan_confidentiality(World& world) {
  Random random = world.random.fork("confidentiality");
  plan_classes(world);
  plan_hits(world, random);
  plan_waived(world);
  plan_customers(world);
  plan_retention(world);
}

void keep_confidential(World& world) {
  std::set<std::string> agreed;
  for (const Thing& thing : world.things)
    if (thing.kind == "agreement") agreed.insert(thing.id);
  // Signed before the first day, by the second in the very instant at which access begins.
  int number = 0;
  for (const Person& person : world.people) {
    if (agreed.contains("agreement/" + person.id)) continue;
    const Instant at = number++ == 1 ? person.start : person.start - hours(50);
    if (!world.unplanned.contains("agreement/" + person.id))
      add_confidentiality_agreement(world, person.id, at);
  }
  keep_retention(world);
}

}  // namespace probata::sim
