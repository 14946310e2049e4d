// Customers who come and go, and how data is got rid of.
#include <fmt/format.h>

#include <algorithm>

#include "sim/confidentiality.h"
#include "sim/limits.h"

namespace probata::sim {

Thing& add_customer(World& world, Instant since) {
  const std::string id = world.number("customer");
  return world.thing("customer", id)
      .set(since, "connector:billing",
           Fields().put("name", "Customer " + id).put("status", "active"));
}

void end_customer(Thing& customer, Instant at) {
  customer.set(at, "connector:billing", Fields().put("status", "ended").put("ended", at));
}

namespace {

Thing& add_promise(World& world, const std::string& within, Instant at) {
  return world.thing("commitment", world.number("promise"))
      .set(at, by_person(role_of::privacy),
           Fields()
               .put("text", "Data is deleted within " + within)
               .put("deletion", within)
               .put("objective", "security")
               .put("risks", std::vector<std::string>{"lost-data"})
               .put("controls", std::vector<std::string>{"customer-data-deleted"})
               .put("state", "draft"))
      .set(at + days(1), by_person(role_of::head), Fields().put("state", "approved"));
}

}  // namespace

void promise_deletion(World& world, const std::string& customer, const std::string& within) {
  add_promise(world, within, world.clock.covered() - days(20))
      .moments.front()
      .set.put("customer", customer);
}

void promise_deletion_to_all(World& world, Instant at) {
  add_promise(world, to_text(deletion_for_all), at);
}

DataDisposalPlan disposal_at(Instant at) {
  return {.authorised = at - days(5), .disposed = at, .copies = at, .certificate = at};
}

std::string add_data_disposal(World& world, const DataDisposalPlan& plan) {
  const std::string id = world.number("data-disposal");
  Fields fields;
  fields.put("requester", plan.requester).put("class", "confidential");
  if (plan.authorised > Instant{}) fields.put("state", "authorised");
  if (!plan.asset.empty()) fields.put("asset", plan.asset).put("serial", plan.asset);
  if (!plan.customer.empty()) fields.put("customer", plan.customer);
  if (!plan.vendor.empty()) fields.put("vendor", plan.vendor);
  const std::string by = by_person(role_of::admin_b);
  world.thing("disposal", id)
      .set(std::max(plan.authorised, plan.disposed - days(9)), by_person(plan.authoriser), fields)
      .set(plan.disposed - days(2), by,
           Fields()
               .put("method", "crypto_erase")
               .put("operator", role_of::admin_b)
               .put("state", "sanitised"))
      .set(plan.disposed - days(1), by_person(plan.verifier), Fields().put("state", "verified"))
      .set(plan.certificate, by_person(role_of::it),
           Fields().put("certificate", "sha256:" + std::string(64, 'a')))
      .set(plan.copies, by, Fields().put("copies", true))
      .set(plan.disposed, by, Fields().put("state", "disposed"));
  return id;
}

void plan_customers(World& world) {
  Random random = world.random.fork("customers");
  const Instant since = world.clock.covered() - days(9);
  for (int i = 0; i < std::max(8, world.people_wanted / 4); ++i) {
    const std::string id = add_customer(world, since).id;
    if (i % 3 == 0) promise_deletion(world, id, "30d");
  }
  promise_deletion_to_all(world, world.start() - days(70));
  const int length = world.clock.last().days - world.clock.first().days;
  for (int i = 0; i < std::max(5, world.people_wanted / 20); ++i) {
    Thing& customer = add_customer(world, since);
    const Instant at = world.start() +
                       days(i < 2    ? -80
                            : i == 2 ? -60
                                     : random.between(-60, length - 20)) +
                       hours(14);
    end_customer(customer, at);
    // The first in the last second, the second comes back in it; of the third at the last instant
    // of what was promised to all.
    if (i == 1)
      customer.set(at + nearly(deletion), "connector:billing",
                   Fields().put("status", "active").none("ended"));
    if (i == 1) continue;
    DataDisposalPlan plan = disposal_at(at + (i == 0   ? nearly(deletion)
                                              : i == 2 ? deletion_for_all
                                                       : days(random.between(8, 80))));
    plan.customer = customer.id;
    add_data_disposal(world, plan);
  }
}

}  // namespace probata::sim
