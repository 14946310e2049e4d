// What goes outside: data flows, shares and integrations, and agreements with people outside.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/limits.h"

namespace probata::sim {

Thing& add_flow(World& world, const std::string& name, Instant since) {
  return world.thing("data_flow", name)
      .set(since - days(5), by_person(role_of::privacy),
           Fields()
               .put("name", name)
               .put("from", "crm")
               .put("to", "vendor/cloud")
               .put("class", "confidential")
               .put("channel", "https")
               .put("encrypted", true)
               .put("agreement", "agreement/cloud")
               .put("since", since)
               .put("state", "draft"))
      .set(since - days(2), by_person(role_of::security), Fields().put("state", "approved"));
}

Thing& add_share(World& world, const std::string& item, Instant at, bool approved) {
  Fields fields;
  fields.put("item", item).put("class", "confidential").put("outside", true);
  fields.put("owner", role_of::owner_b).put("expires", at + days(30));
  if (approved) fields.put("approved", at - hours(2));
  return world.thing("share", item).set(at, "connector:workspace", fields);
}

Thing& add_integration(World& world, Instant at, std::optional<Instant> approved) {
  const std::string id = world.number("integration");
  Thing& integration = world.thing("application", id);
  integration.set(at, "connector:workspace",
                  Fields()
                      .put("name", id)
                      .put("origin", "oauth")
                      .put("owner", role_of::owner_b)
                      .put("scopes", std::vector<std::string>{"calendar.read"})
                      .put("first_used", at));
  if (approved)
    integration.set(*approved, by_person(role_of::security), Fields().put("approved", *approved));
  return integration;
}

namespace {

void plan_outside_agreements(World& world) {
  for (const Person& person : world.people)
    if (person.type == "external")
      world.thing("agreement", "agreement/" + person.id)
          .set(person.start - days(9), by_person(role_of::people_ops),
               Fields()
                   .put("name", person.id)
                   .put("type", "confidentiality")
                   .put("person", person.id)
                   .put("signed", person.start - days(9)));
}

void plan_shares(World& world, Random& random) {
  for (int i = 0; i < std::max(6, world.people_wanted / 4); ++i) {
    const auto span = static_cast<uint64_t>(world.clock.last().days - world.clock.first().days);
    const Date date = {world.clock.first().days + static_cast<int>(random.below(span))};
    const Instant at = world.clock.at(world.clock.working(date), 11 * 60, i % 60);
    add_share(world, world.number("folder"), at, true).gone(at + days(30), "connector:workspace");
  }
}

}  // namespace

void plan_sharing(World& world) {
  Random random = world.random.fork("sharing");
  plan_outside_agreements(world);
  for (const char* name : {"crm-to-cloud", "erp-to-cloud", "mail-to-mailer"})
    add_flow(world, name, world.clock.covered() - days(15));
  plan_shares(world, random);
  for (int i = 0; i < 6; ++i) {
    const Instant at = world.clock.covered() - days(9);
    add_integration(world, at, at + days(random.between(0, 3)));
  }
  const Instant at = world.start() + days(20);
  Thing& late = add_integration(world, at, at + triage - second);
  late.gone(at + days(25), "connector:workspace");
}

}  // namespace probata::sim
