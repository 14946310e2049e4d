// Changes that are no code, what is done by hand in production, and who may do it.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/engineering.h"
#include "sim/limits.h"

namespace probata::sim {

ChangePlan good_change(const std::string& type, Instant done) {
  return {.type = type, .done = done, .tested = done - days(3), .approved = done - days(2)};
}

// What is done shows in the trail of the cloud, in the log of the database, or is noted.
std::string add_done_change(World& world, const ChangePlan& plan) {
  const std::string id = world.number("operation"), actor = by_person(role_of::admin_b);
  const bool data = plan.type == "schema" || plan.type == "data";
  Fields fields;
  fields.put("type", plan.type)
      .put("title", "Change " + id)
      .put("system", "shop")
      .put("actor", role_of::admin_b);
  if (!plan.ticket.empty()) fields.put("ticket", plan.ticket + "-" + id);
  Thing& change = world.thing("change", id);
  change.set(plan.done - days(5), actor, fields.put("state", "asked"));
  if (plan.tested) change.set(*plan.tested, actor, Fields().put("state", "tested"));
  if (plan.approved)
    change.set(*plan.approved, by_person(plan.approver), Fields().put("state", "approved"));
  const std::string by = plan.type == "runbook" ? actor : data ? database : trail;
  change.set(plan.done, by, Fields().put("state", "done"));
  return id;
}

std::string add_console_change(World& world, Instant done, std::optional<Period> window) {
  const std::string id = world.number("console");
  world.thing("session", id)
      .set(done - hours(1), "connector:signin",
           Fields()
               .put("account", "aws/" + role_of::admin_b + "-admin")
               .put("type", "session")
               .put("began", done - hours(1))
               .put("mfa", true)
               .put("remote", false)
               .put("production", true))
      .set(done + minute, "connector:signin", Fields().put("ended", done + minute));
  Thing& change = world.thing("change", id);
  Fields fields;
  fields.put("type", "infrastructure").put("title", "By hand " + id).put("system", "aws");
  fields.put("actor", role_of::admin_b);
  if (window) {
    const Fields asked = Fields(fields)
                             .put("ticket", "OPS-" + id)
                             .put("from", window->start)
                             .put("until", window->end)
                             .put("state", "asked");
    change.set(window->start - days(3), by_person(role_of::admin_b), asked)
        .set(window->start - days(2), by_person(role_of::admin_b), Fields().put("state", "tested"))
        .set(window->start - days(1), by_person(role_of::engineering),
             Fields().put("state", "approved"));
  }
  change.set(done, trail, fields.put("session", id).put("state", "done"));
  return id;
}

void give_production(World& world, Person& person, Instant from, Instant until) {
  Account& account = add_account(world, "shop", person, from, true);
  account.disabled = until;
  add_grant(world, account, entitlement(world, "shop/operate"), person, from + minute).until =
      until;
}

namespace {

void plan_operations(World& world, Random& random) {
  const std::vector<std::string> types = {"infrastructure", "schema", "data", "runbook", "patch"};
  const int every = std::max(1, 4 * 60 / std::max(60, world.people_wanted));
  size_t number = 0;
  for (Date d = {world.clock.first().days + 1}; d <= world.clock.last(); d.days += every) {
    const Instant at =
        world.clock.at(world.clock.working(d), static_cast<int>(random.between(600, 900)));
    if (at < world.end()) add_done_change(world, good_change(types[number++ % types.size()], at));
  }
  // Tested and approved in the instant in which it is done.
  const Instant at = world.clock.at(world.clock.working({world.clock.first().days + 7}), 610);
  ChangePlan near = good_change("data", at);
  near.tested = at - second;
  near.approved = at;
  add_done_change(world, near);
  ChangePlan waived = good_change("patch", with_waiver(world, at + days(1)));
  waived.tested = {};
  waive(world, "other-changes/approved-before", "change/" + add_done_change(world, waived),
        waived.done - days(2), longest_waiver(world, waived.done - days(4)));
}

// The first ends with its window.
void plan_console(World& world, Random& random) {
  const int every = std::max(3, 18 * 60 / std::max(60, world.people_wanted));
  bool near = true;
  for (Date d = {world.clock.first().days + 4}; d < world.clock.last(); d.days += every) {
    const Instant done =
        world.clock.at(world.clock.working(d), static_cast<int>(random.between(600, 900)));
    if (done > world.end()) continue;
    add_console_change(world, done,
                       Period{done - hours(2), near ? done : done + hours(random.between(1, 4))});
    near = false;
  }
}

// An owner helps out in production for two days, and was a developer until that instant.
void plan_near_developer(World& world) {
  Person& person = world.people[6];
  const Instant at = world.clock.at(world.clock.working({world.clock.first().days + 8}), 600);
  give_production(world, person, at, at + days(2));
  world.thing("assignment", world.number("assignment"))
      .set(world.clock.covered(), by_person(role_of::head),
           Fields().put("role", "developer").put("person", person.id).put("until", at));
}

}  // namespace

void plan_changes(World& world) {
  Random random = world.random.fork("changes");
  plan_operations(world, random);
  plan_console(world, random);
  plan_near_developer(world);
}

}  // namespace probata::sim
