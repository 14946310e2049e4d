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
  if (system.id == "okta") fields.put("directory", true);
  // The cloud holds more than one environment.
  if (system.id != "aws")
    fields.put("environment", system.id.starts_with("shop") ? "production" : "office");
  world.thing("system", system.id).set(at, by_person(role_of::it), fields);
}

std::string add_waiver(World& world, const WaiverPlan& plan) {
  const std::string id = world.number("waiver");
  Fields fields;
  fields.put("test", plan.test).put("item", plan.item);
  fields.put("from", plan.from).put("until", plan.until).put("reason", plan.reason);
  if (!plan.compensating.empty()) fields.put("compensating", plan.compensating);
  world.thing("waiver", id)
      .set(plan.requested, by_person(plan.requester), fields.put("state", "requested"))
      .set(plan.requested + days(1), by_person(plan.approver), Fields().put("state", "approved"));
  return id;
}

Instant longest_waiver(const World& world, Instant requested) {
  return world.clock.plus(requested + days(1), yearly);
}

Instant with_waiver(const World& world, Instant at) {
  return std::max(at, world.end() - days(360));
}

Thing& assign(World& world, const std::string& role, const std::string& person,
              std::optional<Instant> at) {
  return world.thing("assignment", world.number("assignment"))
      .set(at.value_or(world.clock.covered() - days(30)), by_person(role_of::head),
           Fields().put("role", role).put("person", person));
}

namespace {

void add_roles(World& world) {
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
  for (const auto& [role, person] : roles) assign(world, role, person);
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
             Fields()
                 .put("title", role)
                 .put("key", std::string_view(role) == "manager")
                 .put("birthrights", birthrights)
                 .put("state", "draft"))
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

}  // namespace

Instant moment_in(const World& world, Random& random, const Period& window) {
  const Date first = world.clock.date_of(window.start);
  const int length = world.clock.date_of(window.end).days - first.days;
  const Date date = {first.days + length / 3 + static_cast<int>(random.between(0, length / 4))};
  return world.clock.at(world.clock.working(date),
                        static_cast<int>(random.between(9 * 60, 16 * 60)));
}

std::vector<Instant> yearly_moments(const World& world, Random& random, Instant first, bool near) {
  std::vector<Instant> moments;
  for (Instant at = first; at < world.end();) {
    moments.push_back(at);
    const Instant due = world.clock.plus(at, yearly);
    const bool last_second = near && due > world.start();
    near = near && !last_second;
    const Date next = {world.clock.date_of(at).days + static_cast<int>(random.between(320, 350))};
    at = last_second ? due - second : world.clock.at(next, 10 * 60);
  }
  return moments;
}

void yearly_judgement(World& world, Random& random, const std::string& test,
                      const std::string& item, const std::string& by, Instant from) {
  // Nobody holds a role long before anything is covered.
  const Instant first = std::max(from, world.clock.covered()) + days(random.between(10, 60));
  for (const Instant at : yearly_moments(world, random, first))
    world.judgements.push_back({test, item, by, at, {at, world.clock.plus(at, yearly)}});
}

void plan_programme(World& world) {
  Random random = world.random.fork("programme");
  add_roles(world);
  add_job_roles(world);
  for (const System& system : world.systems) register_system(world, system);
  privileged_access(world, random);
  sensitive_zones(world, random);
  const Instant from = world.clock.covered();
  yearly_judgement(world, random, "data-flows/register", "company", role_of::privacy, from);
  for (const char* asset : {"asset/net/production", "asset/net/staging"})
    yearly_judgement(world, random, "network-rules-reviewed/still-needed", asset, role_of::security,
                     from);
  for (const Period& window : world.clock.windows(Window::half, world.start() - days(190)))
    for (int i = 1; i <= 6; ++i)
      world.judgements.push_back({"integrations/least-scope",
                                  fmt::format("application/integration-{}", i), role_of::security,
                                  moment_in(world, random, window), window});
}

}  // namespace probata::sim
