// Customers, and what they are told of significant changes.
#include <fmt/format.h>

#include <algorithm>

#include "sim/confidentiality.h"
#include "sim/limits.h"
#include "sim/response.h"

namespace probata::sim {
namespace {

void plan_active_customers(World& world) {
  for (int i = 0; i < std::max(6, world.people_wanted / 5); ++i)
    add_customer(world, world.clock.covered() - days(30));
}

void plan_changes(World& world, Random& random) {
  const char* types[] = {"vendor", "region", "law", "leader"};
  int number = 0;
  for (const Period& window : world.clock.windows(Window::month, world.clock.covered())) {
    SignificantChange plan{.id = world.number("significant-change"), .type = types[number % 4]};
    plan.noticed = window.start + hours(random.between(24 * 3, 24 * 20));
    if (number++ % 3 != 2) {
      plan.affected = some_customers(world, random);
      plan.told = plan.noticed + minute * random.between(60, 4'000);
    }
    add_significant_change(world, plan);
  }
  const Instant near = world.start() + days(5);
  add_significant_change(world, {.id = world.number("significant-change"),
                                 .type = "region",
                                 .noticed = near,
                                 .affected = some_customers(world, random),
                                 .told = near + nearly(notice)});
}

}  // namespace

std::vector<std::string> some_customers(const World& world, Random& random) {
  const int count = world.numbers.at("customer");
  const auto first = static_cast<int>(random.between(1, count - 1));
  return {fmt::format("customer-{}", first), fmt::format("customer-{}", first + 1)};
}

void add_significant_change(World& world, const SignificantChange& plan) {
  Fields fields;
  fields.put("title", "Change " + plan.id).put("type", plan.type).put("state", "noticed");
  fields.put("notifiable", !plan.affected.empty());
  if (!plan.affected.empty()) fields.put("affected", plan.affected);
  world.thing("significant_change", plan.id)
      .set(plan.noticed, by_person(role_of::security), fields)
      .set(plan.noticed + days(6), by_person(role_of::security), Fields().put("state", "assessed"));
  if (!plan.told) return;
  for (const std::string& customer : plan.affected)
    add_notice(world, "significant_change/" + plan.id, "customer", customer, *plan.told);
}

void plan_announcements(World& world) {
  Random random = world.random.fork("announcements");
  plan_active_customers(world);
  plan_changes(world, random);
}

}  // namespace probata::sim
