#include "sim/world.h"

#include <fmt/format.h>

namespace probata::sim {

Thing& World::thing(std::string kind, std::string id) {
  return things.emplace_back(Thing{std::move(kind), std::move(id), {}});
}

std::string World::number(const std::string& prefix) {
  return fmt::format("{}-{}", prefix, ++numbers[prefix]);
}

void World::fail(std::string test, std::string item, Instant from, Instant due,
                 std::optional<Instant> done) {
  truth.push_back({std::move(test), std::move(item), from, due, done});
}

std::optional<Duration> cadence(const std::string& by) {
  if (by == "connector:mdm") return hour * 12;
  if (by == "connector:probe") return hour * 24;
  return {};
}

Instant shown(const World& world, const std::string& by, Instant t) {
  const auto every = cadence(by);
  if (!every || t <= world.clock.covered()) return t;
  const Duration since = t - world.clock.covered();
  const int64_t looks = (since.us + every->us - 1) / every->us;
  return world.clock.covered() + *every * looks;
}

}  // namespace probata::sim
