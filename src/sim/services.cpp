// Systems on which much depends: each with a service and two stores, one of each to fall back on.
#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

const std::string aws = "connector:aws";

Fields fields_of(const std::string& id, const std::string& type) {
  if (type == "store") return store_fields(id, "production");
  return Fields()
      .put("type", type)
      .put("name", id)
      .put("environment", "production")
      .put("region", home_region)
      .put("redundant", true);
}

Thing& add(World& world, const std::string& id, const std::string& system, const std::string& type,
           Instant at) {
  return world.thing("asset", id)
      .set(at, aws, fields_of(id, type))
      .set(at, by_person(role_of::it),
           Fields()
               .put("system", system)
               .put("owner", role_of::engineering)
               .put("class", "internal"));
}

}  // namespace

bool says(const Thing& thing, std::string_view member) {
  return std::ranges::any_of(thing.moments, [&](const Moment& moment) {
    return moment.set.text().find(member) != std::string::npos;
  });
}

std::string value_of(const Moment& moment, std::string_view field) {
  const std::string& text = moment.set.text();
  const std::string begin = fmt::format(R"("{}":")", field);
  const size_t at = text.find(begin);
  if (at == text.npos) return "";
  const size_t from = at + begin.size();
  return text.substr(from, text.find('"', from) - from);
}

std::string value_of(const Thing& thing, std::string_view field) {
  for (const Moment& moment : thing.moments)
    if (std::string value = value_of(moment, field); !value.empty()) return value;
  return "";
}

bool lists(const Thing& thing, std::string_view field, std::string_view member) {
  return std::ranges::any_of(thing.moments, [&](const Moment& moment) {
    const std::string& text = moment.set.text();
    const size_t from = text.find(fmt::format(R"("{}":[)", field));
    if (from == text.npos) return false;
    return text.substr(from, text.find(']', from) - from).contains(fmt::format("\"{}\"", member));
  });
}

Thing* find_thing(World& world, const std::string& kind, const std::string& id) {
  const auto found = std::ranges::find_if(
      world.things, [&](const Thing& thing) { return thing.kind == kind && thing.id == id; });
  return found == world.things.end() ? nullptr : &*found;
}

std::optional<Instant> end_of(const Thing& thing) {
  for (const Moment& moment : thing.moments)
    if (moment.gone || moment.set.text().find("\"deleted\"") != std::string::npos) return moment.at;
  return {};
}

std::string service_of(const std::string& system) { return system + "/web"; }
std::string store_of_service(const std::string& system, int number) {
  return fmt::format("{}/store-{}", system, number);
}
Instant services_from(const World& world) { return world.clock.covered() - days(12); }

System& add_service(World& world) {
  const std::string id = world.number("shop");
  const Instant at = services_from(world);
  add(world, service_of(id), id, "service", at);
  for (const int number : {1, 2}) add(world, store_of_service(id, number), id, "store", at);
  world.systems.push_back({id, "Shop " + id, role_of::owner_b, true, true, "high"});
  return world.systems.back();
}

Thing& add_component(World& world, const std::string& system, const std::string& type, Instant at) {
  return add(world, world.number(type == "store" ? "data" : "component"), system, type, at);
}

void add_waiver(World& world, const std::string& test, const std::string& item,
                const std::string& why, Instant at) {
  add_waiver(world, {.test = test,
                     .item = item,
                     .reason = why,
                     .requested = at - days(2),
                     .from = at - days(1),
                     .until = longest_waiver(world, at - days(2))});
}

void plan_services(World& world) {
  const std::string shop = add_service(world).id;
  add_service(world);
  // A replica falls behind until a second less than what may be lost.
  Thing& store = *find_thing(world, "asset", store_of_service(shop, 1));
  const Instant at = world.start() + days(7) + hours(3);
  store.set(at, aws, Fields().put("replica_lag", to_text(nearly(recovery_point))))
      .set(at + days(1), aws, Fields().put("replica_lag", "5m"));
}

void plan_availability(World& world) {
  plan_services(world);
  plan_capacity(world);
  plan_backups(world);
  plan_recovery(world);
}

void keep_available(World& world) {
  keep_measured(world);
  keep_backed_up(world);
  keep_exercised(world);
}

}  // namespace probata::sim
