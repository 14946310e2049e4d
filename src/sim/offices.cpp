// The office and its zones, visitors, and the sites that providers run.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/limits.h"

namespace probata::sim {

std::string add_visit(World& world, const VisitPlan& plan) {
  const std::string id = world.number("visit");
  Fields fields;
  fields.put("visitor", "Visitor of " + id).put("site", "office").put("identified", true);
  fields.put("day", world.clock.date_of(plan.arrived)).put("arrived", plan.arrived);
  if (plan.host) fields.put("host", role_of::owner_b);
  world.thing("visit", id)
      .set(plan.arrived, by_person(role_of::people_ops), fields)
      .set(plan.left, by_person(role_of::people_ops), Fields().put("left", plan.left));
  return id;
}

void review_site(World& world, const std::string& site, Instant at, const std::string& approver) {
  world.thing("vendor_review", world.number("vendor-review"))
      .set(at - days(4), by_person(role_of::security),
           Fields()
               .put("vendor", "cloud")
               .put("site", site)
               .put("report", "sha256:" + std::string(64, 'e'))
               .put("period_end", Date{world.clock.date_of(at).days - 45})
               .put("controls_expected", std::vector<std::string>{"doors", "guards", "cameras"})
               .put("state", "open"))
      .set(at, by_person(approver), Fields().put("state", "approved"));
}

Thing& add_site(World& world, const std::string& id) {
  return world.thing("site", id)
      .set(world.clock.covered() - days(20), by_person(role_of::it),
           Fields()
               .put("name", "Site " + id)
               .put("provider", "cloud")
               .put("own", false)
               .put("sensitive", false));
}

namespace {

// Reviewed on a leap day, and then in the last second of each year from it: the year of a 29
// February ends on the 28th.
void plan_leap_site(World& world) {
  const Clock& clock = world.clock;
  Date leap = clock.date_of(clock.covered());
  while (leap < clock.last() && !to_text(leap).ends_with("-02-29")) ++leap.days;
  if (leap == clock.last()) return;
  add_site(world, "region-leap");
  const Instant from = clock.at(leap, 700);
  for (Instant t = clock.covered() + days(10); t < from; t = t + days(300))
    review_site(world, "region-leap", t);
  for (Instant t = from; t < world.end(); t = clock.plus(t, yearly) - second)
    review_site(world, "region-leap", t);
}

void plan_sites(World& world, Random& random) {
  const Instant at = world.clock.covered() - days(20);
  const std::string by = by_person(role_of::it);
  world.thing("site", "office")
      .set(at, by, Fields().put("name", "Office").put("own", true).put("sensitive", false));
  for (const char* zone : {"server-room", "archive"})
    world.thing("site", fmt::format("office/{}", zone))
        .set(at, by,
             Fields()
                 .put("name", zone)
                 .put("parent", "office")
                 .put("own", true)
                 .put("sensitive", true));
  for (const char* id : {"region-1", "region-2", "tape-store"}) {
    add_site(world, id);
    for (Instant t = world.clock.covered() + days(random.between(20, 60)); t < world.end();
         t = t + days(random.between(320, 355)))
      review_site(world, id, t);
  }
}

// A review takes a zone from two badges; from the first one in the last second.
void plan_zones(World& world) {
  for (const int after : {4, 7}) {
    const Instant at = world.start() + days(after) + hours(12);
    const std::string by = "connector:badges", id = world.number("spare-badge");
    Fields fields;
    fields.put("number", id).put("person", role_of::it).put("status", "active");
    fields.put("zones", std::vector<std::string>{"office", "office/server-room"});
    fields.put("approved", at - days(40));
    world.thing("badge", id)
        .set(at - days(39), by, fields)
        .set(at, by_person(role_of::reviewer),
             Fields().put("revoked_zones", std::vector<std::string>{"office/server-room"}))
        .set(at + (after == 4 ? nearly(revocation) : days(3)), by,
             Fields().put("zones", std::vector<std::string>{"office"}));
  }
}

void plan_visits(World& world, Random& random) {
  bool near = true;
  for (Date d = world.clock.first(); d <= world.clock.last(); ++d.days) {
    if (!world.clock.works(d)) continue;
    for (int64_t i = random.between(0, 1 + world.people_wanted / 100); i > 0; --i) {
      const Instant arrived = world.clock.at(d, static_cast<int>(random.between(540, 800)));
      const Instant midnight = world.clock.at({d.days + 1}, 0);
      add_visit(world,
                {.arrived = arrived,
                 .left = near ? midnight - second : arrived + minute * random.between(20, 500)});
      near = false;
    }
  }
}

}  // namespace

void plan_offices(World& world) {
  Random random = world.random.fork("offices");
  plan_sites(world, random);
  plan_leap_site(world);
  plan_zones(world);
  plan_visits(world, random);
}

}  // namespace probata::sim
