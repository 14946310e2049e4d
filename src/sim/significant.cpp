// Who becomes a leader, what becomes critical or comes into scope, and what follows from each
// significant change.
#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/direction.h"
#include "sim/limits.h"
#include "sim/response.h"

namespace probata::sim {
namespace {

// A risk that is weighed anew after many changes.
constexpr const char* weighed = "changing-world";

void record(World& world, const std::string& type, const std::string& about, Instant at) {
  world.thing("significant_change", type + "/" + about)
      .set(at, by_person(role_of::security),
           Fields()
               .put("title", "A change of " + about)
               .put("type", type)
               .put("about", about)
               .put("state", "noticed"))
      .set(at + days(6), by_person(role_of::security), Fields().put("state", "assessed"));
}

void review_vendor(World& world, const std::string& vendor, Instant at) {
  world.thing("vendor_review", world.number("review/" + vendor))
      .set(at, by_person(role_of::security),
           Fields()
               .put("vendor", vendor)
               .put("assessment", "visited, and nothing is missing")
               .put("exceptions", std::vector<std::string>{})
               .put("state", "open"))
      .set(at + days(1), by_person(role_of::head), Fields().put("state", "approved"));
}

// Who has led from the first day, or run what all depend on, says so: that is no change.
void name_leaders(World& world) {
  for (const Person& person : world.people)
    if (person.role == "manager" || person.role == "ops")
      world.thing("person", person.id)
          .set(world.clock.covered() - hours(9), by_person(role_of::head),
               Fields().put("leader_from", person.start));
}

void plan_leaders(World& world, Random& random) {
  const int length = world.clock.last().days - world.clock.first().days;
  for (int i = 0; i < 2 + world.people_wanted / 100; ++i) {
    const Date start = world.clock.working(
        {world.clock.first().days + 3 + static_cast<int>(random.between(0, length - 15))});
    const Instant at = world.clock.at(start, 8 * 60);
    add_leader(world, start, i == 0 ? at + nearly(triage) : at - days(3));
  }
}

// What has been in scope from the first day says so, too.
void name_systems(World& world) {
  const Instant at = world.clock.covered() - days(31);
  for (const System& system : world.systems)
    if (system.in_scope)
      world.thing("system", system.id)
          .set(at, by_person(role_of::it), Fields().put("in_scope_from", at - days(60)));
}

struct Following {
  World& world;
  Random random;
  bool staff = true, assessed = true, compared = true;  // the near misses that are still to come

  bool planned(const std::string& what, const Thing& change) const {
    return !world.unplanned.contains(what + "/" + change.id);
  }
  // The first of the period comes in the last second.
  Instant after(Instant noticed, bool& near) {
    const bool last = near && noticed > world.start();
    near = near && !last;
    return noticed + (last ? nearly(after_change) : hours(random.between(50, 480)));
  }
  void assess(const Thing& change, Instant noticed) {
    const bool weigh = random.chance(250);
    // A launch goes live twenty days after it was noticed, and is assessed until then.
    const bool launch = says(change, R"("type":"launch")");
    const Instant at = launch ? noticed + days(20) : after(noticed, assessed);
    add_assessment(world, {.id = "assessment/" + change.id,
                           .type = "change",
                           .change = change.id,
                           .risks = {weighed},
                           .approved = at,
                           .risks_change = weigh});
    const Instant scored = at + hours(random.between(30, 500));
    if (weigh)
      find_thing(world, "risk", weighed)
          ->set(scored, by_person(role_of::security), Fields().put("scored", scored));
  }
  void follow(const Thing& change) {
    const Instant noticed = change.moments.front().at;
    const bool concerns_staff = std::ranges::any_of(
        std::initializer_list<const char*>{"leader", "system", "launch", "objective"},
        [&](const char* type) { return says(change, fmt::format(R"("type":"{}")", type)); });
    if (concerns_staff && planned("staff", change))
      add_notice(world, "significant_change/" + change.id, "staff", "", after(noticed, staff));
    if (planned("assessed", change)) assess(change, noticed);
    if (planned("compared", change))
      world.judgements.push_back({"commitments-published/agree-after-change",
                                  "significant_change/" + change.id,
                                  role_of::head,
                                  after(noticed, compared),
                                  {}});
  }
};

}  // namespace

Person& add_leader(World& world, Date start, Instant recorded) {
  Person& person = hire(world, "manager", "employee", start);
  person.taken = true;
  record_leader(world, person.id, recorded);
  return person;
}

void record_leader(World& world, const std::string& person, Instant at) {
  const std::string about = "person/" + person;
  if (!find_thing(world, "significant_change", "leader/" + about))
    record(world, "leader", about, at);
}

Thing& add_critical_vendor(World& world, Instant critical, Instant recorded) {
  const std::string by = by_person(role_of::security);
  const std::string id = world.number("payments");
  Thing& vendor = world.thing("vendor", id);
  vendor
      .set(world.clock.covered() - days(60), by,
           Fields()
               .put("name", id)
               .put("owner", role_of::security)
               .put("data", "none")
               .put("tier", "low")
               .put("critical", false))
      .set(critical, by, Fields().put("critical", true));
  for (Instant at = critical - days(9); at < world.end(); at = at + days(320))
    review_vendor(world, id, at);
  record(world, "vendor", "vendor/" + id, recorded);
  return vendor;
}

std::string bring_into_scope(World& world, Instant at, Instant recorded) {
  const std::string id = world.number("archive");
  const std::string by = by_person(role_of::it);
  world.thing("system", id)
      .set(world.clock.covered() - days(40), by,
           Fields()
               .put("name", id)
               .put("owner", role_of::owner_a)
               .put("in_scope", false)
               .put("sso", true)
               .put("environment", "office")
               .put("tier", "low"))
      .set(at, by, Fields().put("in_scope", true));
  Thing& log = add_log(world, "log/" + id, id, world.clock.covered() - days(40));
  for (Instant t = at - hours(3); t < world.end(); t = t + hours(12)) beat(log, t);
  add_assessment(world, {.id = "risks/" + id, .systems = {id}, .approved = at + days(3)});
  record(world, "system", "system/" + id, recorded);
  return id;
}

void plan_significant(World& world) {
  Random random = world.random.fork("significant changes");
  add_risk(world, {.id = weighed, .at = world.clock.covered() - days(24)});
  name_leaders(world);
  plan_leaders(world, random);
  for (int i = 0; i < 2; ++i) {
    const Instant critical = world.start() + days(i == 0 ? 6 : random.between(10, 60));
    add_critical_vendor(world, critical, critical + (i == 0 ? nearly(triage) : days(2)));
  }
  // In the last weeks, so that no quarter begins before the period ends.
  const Instant at = world.clock.at({world.clock.last().days - 20}, 10 * 60);
  bring_into_scope(world, at, at + nearly(triage));
  for (const Period& window : world.clock.windows(Window::half, world.start() - days(190)))
    world.judgements.push_back({"change-assessed/horizon", "company", role_of::head,
                                moment_in(world, random, window), window});
}

void keep_changes(World& world) {
  name_systems(world);
  Following following{world, world.random.fork("after changes")};
  const size_t count = world.things.size();
  for (size_t i = 0; i < count; ++i)
    if (world.things[i].kind == "significant_change") following.follow(world.things[i]);
}

}  // namespace probata::sim
