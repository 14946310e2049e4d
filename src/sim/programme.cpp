// Who holds which role of the programme, and what people judge and when.
#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/limits.h"

namespace probata::sim {

void register_system(World& world, const System& system) {
  const Instant at = world.clock.covered() - days(40);
  Fields fields;
  fields.put("name", system.name).put("owner", system.owner).put("in_scope", system.in_scope);
  fields.put("sso", system.sso).put("password_standard", !system.sso).put("tier", system.tier);
  // The cloud holds more than one environment.
  if (system.id != "aws")
    fields.put("environment", system.id.starts_with("shop") ? "production" : "office");
  world.thing("system", system.id).set(at, by_person(role_of::it), fields);
}

void add_waiver(World& world, const WaiverPlan& plan) {
  Fields fields;
  fields.put("test", plan.test).put("item", plan.item);
  fields.put("from", plan.from).put("until", plan.until).put("reason", plan.reason);
  if (!plan.compensating.empty()) fields.put("compensating", plan.compensating);
  world.thing("waiver", world.number("waiver"))
      .set(plan.requested, by_person(plan.requester), fields.put("state", "requested"))
      .set(plan.requested + days(1), by_person(role_of::security),
           Fields().put("state", "approved"));
}

namespace {

void add_roles(World& world) {
  const Instant at = world.clock.covered() - days(30);
  const std::pair<const char*, std::string> roles[] = {{"management", role_of::head},
                                                       {"security_officer", role_of::security},
                                                       {"privacy_officer", role_of::privacy},
                                                       {"it_operations", role_of::it},
                                                       {"engineering_lead", role_of::engineering},
                                                       {"system_owner", role_of::owner_a},
                                                       {"system_owner", role_of::owner_b},
                                                       {"reviewer", role_of::reviewer},
                                                       {"reviewer", role_of::owner_a},
                                                       {"people_operations", role_of::people_ops}};
  for (const auto& [role, person] : roles)
    world.thing("assignment", world.number("assignment"))
        .set(at, by_person(role_of::head), Fields().put("role", role).put("person", person));
}

void add_job_roles(World& world) {
  const Instant at = world.clock.covered() - days(99);
  std::vector<std::string> birthrights;
  for (const Entitlement& right : world.entitlements)
    if (right.birthright) birthrights.push_back(right.id);
  for (const char* role :
       {"developer", "support", "sales", "product", "finance", "people", "ops", "manager"})
    world.thing("job_role", role)
        .set(at, by_person(role_of::people_ops),
             Fields().put("title", role).put("birthrights", birthrights).put("state", "draft"))
        .set(at + hours(1), by_person(role_of::head), Fields().put("state", "approved"));
}

void privileged_access(World& world, Random& random) {
  for (const Period& window : world.clock.windows(Window::month, world.start() - days(70)))
    for (const char* system : {"okta", "github", "aws", "shop"})
      world.judgements.push_back({"privileged-review/still-needed",
                                  fmt::format("system/{}", system), role_of::owner_a,
                                  moment_in(world, random, window), window});
}

// The first near miss of the judgements: in the last second of its quarter.
void sensitive_zones(World& world, Random& random) {
  bool near = true;
  for (const Period& window : world.clock.windows(Window::quarter, world.start() - days(95))) {
    for (const char* zone : {"site/office/server-room", "site/office/archive"}) {
      const Instant at = near ? window.end - second : moment_in(world, random, window);
      world.judgements.push_back({"zone-review/reviewed", zone, role_of::reviewer, at, window});
      near = false;
    }
  }
}

// What comes round within a year, from the first day that sources cover.
void yearly_judgement(World& world, Random& random, const std::string& test,
                      const std::string& item, const std::string& by) {
  Instant at = world.clock.covered() + days(random.between(10, 60));
  while (at < world.end()) {
    world.judgements.push_back({test, item, by, at, {at, world.clock.plus(at, yearly)}});
    const Date next = {world.clock.date_of(at).days + static_cast<int>(random.between(320, 350))};
    at = world.clock.at(next, 10 * 60);
  }
}

}  // namespace

Instant moment_in(const World& world, Random& random, const Period& window) {
  const Date first = world.clock.date_of(window.start);
  const int length = world.clock.date_of(window.end).days - first.days;
  const Date date = {first.days + length / 3 + static_cast<int>(random.between(0, length / 4))};
  return world.clock.at(world.clock.working(date),
                        static_cast<int>(random.between(9 * 60, 16 * 60)));
}

void plan_programme(World& world) {
  Random random = world.random.fork("programme");
  add_roles(world);
  add_job_roles(world);
  for (const System& system : world.systems) register_system(world, system);
  privileged_access(world, random);
  sensitive_zones(world, random);
  yearly_judgement(world, random, "data-flows/register", "company", role_of::privacy);
  for (const char* asset : {"asset/net/production", "asset/net/staging"})
    yearly_judgement(world, random, "network-rules-reviewed/still-needed", asset,
                     role_of::security);
  for (const Period& window : world.clock.windows(Window::half, world.start() - days(190)))
    for (int i = 1; i <= 6; ++i)
      world.judgements.push_back({"integrations/least-scope",
                                  fmt::format("application/integration-{}", i), role_of::security,
                                  moment_in(world, random, window), window});
}

}  // namespace probata::sim
