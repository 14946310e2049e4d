// How long data is kept in each store, and what is deleted when its time is over.
#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/confidentiality.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

const std::string aws = "connector:aws", privacy = by_person(role_of::privacy);
constexpr Duration lifecycle{day.us * 370};

// The rule of a store stands still, and what should be gone is deleted in the last second.
void plan_old_data(World& world) {
  Thing& store = add_component(world, "aws", "store", services_from(world));
  world.unplanned.insert("oldest/" + store.id);
  const Instant over = world.start() + days(6);
  store.set(services_from(world), aws, Fields().put("oldest", over - retention))
      .set(over + nearly(disposal_time), aws, Fields().put("oldest", over));
}

// By its schedule, in the instant at which its time is over; at the request of its owner.
void plan_deletions(World& world) {
  Thing& old = add_confidential_store(world, services_from(world));
  const Instant over = world.start() + days(12) + hours(9);
  world.unplanned.insert("oldest/" + old.id);
  old.set(services_from(world), aws, Fields().put("oldest", over - retention))
      .set(over + hours(1), aws, Fields().put("oldest", over));
  DataDisposalPlan plan = disposal_at(over);
  plan.asset = old.id;
  add_data_disposal(world, plan);
  DataDisposalPlan asked = disposal_at(world.start() + days(17) + hours(10));
  asked.asset = add_confidential_store(world, services_from(world)).id;
  asked.requester = role_of::engineering;
  asked.authorised = asked.disposed - days(2) - second;
  add_data_disposal(world, asked);
}

// Data under hold is older than its time, and stays.
void plan_hold(World& world) {
  Thing& held = add_component(world, "aws", "store", services_from(world));
  world.unplanned.insert("oldest/" + held.id);
  held.set(services_from(world), aws, Fields().put("oldest", world.start() - retention))
      .set(world.start() - days(9), privacy, Fields().put("hold", true));
}

// Who said how confidential a store is also said how long its data is kept.
void schedule(Thing& store) {
  for (const Moment& moment : store.moments)
    if (moment.by != aws && moment.set.text().find("\"class\"") != std::string::npos) {
      store.set(moment.at, privacy, Fields().put("retention", "400d"));
      return;
    }
}

void tell_oldest(World& world, Thing& store) {
  const Instant from = store.moments.front().at, until = end_of(store).value_or(world.end());
  store.set(from, aws, Fields().put("oldest", from));
  for (Instant t = from + lifecycle; t < until; t = t + days(25))
    store.set(t, aws, Fields().put("oldest", t - lifecycle));
  if (const auto deleted = end_of(store)) store.set(*deleted, aws, Fields().none("oldest"));
}

}  // namespace

Thing& add_confidential_store(World& world, Instant at) {
  Thing& store = add_component(world, "aws", "store", at);
  store.set(at, by_person(role_of::it), Fields().put("class", "confidential"));
  return store;
}

void plan_retention(World& world) {
  plan_old_data(world);
  plan_deletions(world);
  plan_hold(world);
}

void keep_retention(World& world) {
  for (Thing& thing : world.things) {
    if (thing.kind != "asset" || !says(thing, R"("type":"store")")) continue;
    if (!world.unplanned.contains("retention/" + thing.id) && !says(thing, "\"retention\""))
      schedule(thing);
    if (!world.unplanned.contains("oldest/" + thing.id)) tell_oldest(world, thing);
  }
}

}  // namespace probata::sim
