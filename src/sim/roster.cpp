// Who is on call and trained for it, and whether the way to reach them works.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/limits.h"
#include "sim/policies.h"
#include "sim/response.h"
#include "sim/staff.h"

namespace probata::sim {
namespace {

constexpr const char* response = "incident response";

const std::vector<std::string>& responders() {
  static const std::vector<std::string> all = {role_of::engineering, role_of::admin_a,
                                               role_of::admin_b, role_of::it};
  return all;
}

// Week by week, handed over on Monday at eight without a second between.
void plan_shifts(World& world) {
  Date monday = {world.clock.first().days - Clock::before - 35};
  while ((monday.days + 3) % 7 != 0) ++monday.days;
  for (size_t week = 0;; ++week, monday.days += 7) {
    const Period time = {world.clock.at(monday, 8 * 60), world.clock.at({monday.days + 7}, 8 * 60)};
    world.roster.shifts.push_back({time, responders()[week % responders().size()]});
    if (time.end > world.end()) return;
  }
}

// What somebody has shown lasts two years, and is shown again before. It runs out for the first
// one while that one is on call, and is renewed in the last second.
void plan_training(World& world, Random& random) {
  const Instant near = world.start() + days(10);
  const std::string first = on_call(world, near);
  for (const std::string& person : responders()) {
    Instant until = person == first ? near : world.start() + days(random.between(20, 300));
    train(world, person, response, world.clock.covered() - days(50), until);
    while (until < world.end()) {
      const Instant again = until - (person == first ? second : days(random.between(1, 20)));
      until = again + days(730);
      train(world, person, response, again, until);
    }
  }
}

// Made by whoever leads engineering and answered in every month, once in the last second of it.
void plan_paging(World& world, Random& random) {
  add_procedure(world, {.id = "paging-test",
                        .name = "Paging test",
                        .type = "paging_test",
                        .role = "engineering_lead",
                        .qualification = response,
                        // In each month, so that two are up to two months apart.
                        .every = "P2M",
                        .owner = role_of::engineering,
                        .at = world.clock.covered() - days(29)});
  bool near = true;
  for (const Period& window : world.clock.windows(Window::month, world.clock.covered())) {
    const bool last = near && window.end > world.start();
    near = near && !last;
    const Instant at = last ? window.end - second : moment_in(world, random, window);
    add_run(world, {.id = "paging/" + to_text(world.clock.date_of(window.start)),
                    .procedure = "paging-test",
                    .performer = role_of::engineering,
                    .began = at - minute * 4,
                    .done = at});
  }
}

// Within a year, once in its last second.
void plan_exercise_dates(World& world, Random& random) {
  Instant at = world.clock.at(
      {world.clock.first().days - Clock::before + static_cast<int>(random.between(10, 60))},
      10 * 60);
  for (bool near = true; at < world.end(); near = false) {
    world.roster.exercises.push_back(at);
    const Date next = {world.clock.date_of(at).days + static_cast<int>(random.between(320, 350))};
    at = near ? world.clock.plus(at, yearly) - second : world.clock.at(next, 10 * 60);
  }
}

void plan_looks_back(World& world, Random& random) {
  const std::string& by = role_of::reviewer;
  for (const Period& window : world.clock.windows(Window::month, world.clock.covered()))
    world.judgements.push_back(
        {"second-look/judged", "company", by, moment_in(world, random, window), window});
  for (const Period& window : world.clock.windows(Window::quarter, world.clock.covered()))
    world.judgements.push_back(
        {"incidents-reconciled/complete", "company", by, moment_in(world, random, window), window});
}

}  // namespace

void plan_roster(World& world) {
  Random random = world.random.fork("roster");
  plan_shifts(world);
  plan_training(world, random);
  for (const std::string& person : {role_of::security, role_of::engineering})
    assign(world, "incident_commander", person);
  assign(world, "customer_success", role_of::owner_b);
  plan_paging(world, random);
  plan_exercise_dates(world, random);
  plan_looks_back(world, random);
}

void plan_on_call(World& world) {
  for (const Shift& shift : world.roster.shifts)
    world.thing("assignment", "on-call/" + to_text(world.clock.date_of(shift.time.start)))
        .set(shift.time.start, by_person(role_of::engineering),
             Fields()
                 .put("role", "on_call")
                 .put("person", shift.person)
                 .put("until", shift.time.end));
}

}  // namespace probata::sim
