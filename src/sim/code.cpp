// The code host: repositories and their protection, merges, pushes, emergencies.
#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/engineering.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

// A job role that stays: neither moved nor left, and no outsider.
bool stays(const Person& person) {
  return person.role == "developer" && person.type != "external" && !person.taken;
}

}  // namespace

Instant business_days(const Clock& clock, Instant t, int count) {
  Date d = clock.date_of(t);
  Duration time_of_day = t - clock.at(d, 0);
  if (!clock.works(d)) {
    d = clock.working(d);
    time_of_day = {};
  }
  for (; count > 0; --count) d = clock.working({d.days + 1});
  return clock.at(d, 0) + time_of_day;
}

void waive(World& world, const std::string& test, const std::string& item, Instant from,
           Instant until) {
  add_waiver(world, {.test = test,
                     .item = item,
                     .reason = "cannot be otherwise until then",
                     .requested = from - days(2),
                     .from = from,
                     .until = until,
                     .compensating = "compared afterwards"});
}

void plan_engineers(World& world) {
  const Date first = {world.clock.first().days - Clock::before - 50};
  const int wanted = std::clamp(world.people_wanted / 20, 3, 12);
  int count = 0;
  for (Person& person : world.people)
    if (count < wanted && stays(person) && person.start < world.clock.covered()) {
      person.keeper = person.taken = true;
      ++count;
    }
  for (; count < 3; ++count) {
    Person& person = hire(world, "developer", "employee", world.clock.working(first));
    person.keeper = person.taken = true;
  }
  // Some tests ask for every assignment at each right: as many as are needed.
  for (const std::string& person : engineers(world))
    world.thing("assignment", world.number("developer"))
        .set(world.clock.covered(), by_person(role_of::engineering),
             Fields().put("role", "developer").put("person", person));
}

std::vector<std::string> engineers(const World& world) {
  std::vector<std::string> list;
  for (const Person& person : world.people)
    if (person.keeper && person.role == "developer") list.push_back(person.id);
  return list;
}

MergePlan good_merge(World& world, Instant at) {
  const std::vector<std::string> list = engineers(world);
  const auto n = static_cast<size_t>(world.numbers["engineer"]++);
  MergePlan plan{.at = at, .author = list[n % list.size()]};
  plan.reviewers = {list[(n + 1) % list.size()]};
  return plan;
}

Fields merge_fields(const MergePlan& plan, const std::string& commit) {
  Fields fields;
  fields.put("repository", plan.repository)
      .put("production", true)
      .put("author", plan.author)
      .put("reviewers", plan.reviewers)
      .put("approved_commit", plan.approved_to_the_end ? commit : commit + "-before")
      .put("final_commit", commit)
      .put("checks", plan.checks)
      .put("passed", plan.passed);
  if (!plan.ticket.empty()) fields.put("ticket", plan.ticket + "-" + commit);
  return fields;
}

Fields push_fields(const MergePlan& plan, const std::string& merge) {
  return Fields()
      .put("repository", plan.repository)
      .put("branch", "main")
      .put("production", true)
      .put("actor", plan.author)
      .put("type", "merge")
      .put("merge", merge);
}

std::string add_merge(World& world, const MergePlan& plan) {
  const std::string commit = world.number("c"), id = plan.repository + "/" + commit;
  world.thing("merge", id).set(plan.at, push_log, merge_fields(plan, commit));
  world.thing("push", "push/" + id).set(plan.at, push_log, push_fields(plan, id));
  return id;
}

std::string add_push(World& world, const std::string& repository, Instant at,
                     const std::string& type, const std::string& change) {
  const std::string id = world.number("push");
  Fields fields;
  fields.put("repository", repository)
      .put("branch", "main")
      .put("production", true)
      .put("actor", engineers(world).front())
      .put("type", type);
  if (!change.empty()) fields.put("change", change);
  world.thing("push", id).set(at, push_log, fields);
  return id;
}

Thing& add_repository(World& world, const std::string& id, Instant at, bool production) {
  return world.thing("repository", id)
      .set(at, code_host,
           Fields()
               .put("name", id)
               .put("system", "shop")
               .put("production", production)
               .put("production_branches", std::vector<std::string>{"main"})
               .put("protection", production)
               .put("admins_included", production));
}

std::string add_emergency(World& world, const EmergencyPlan& plan) {
  const std::string id = world.number("emergency"), actor = engineers(world).front();
  Thing& change = world.thing("change", id);
  change.set(std::min(plan.done, plan.approved.value_or(plan.done)) - hours(1), by_person(actor),
             Fields()
                 .put("type", "emergency")
                 .put("title", "Emergency " + id)
                 .put("system", "shop")
                 .put("actor", actor)
                 .put("ticket", "SHOP-" + id)
                 .put("state", "asked"));
  change.set(plan.done, by_person(actor), Fields().put("state", "done"));
  const Fields approved = Fields().put("state", "approved");
  if (plan.approved) change.set(*plan.approved, by_person(role_of::engineering), approved);
  if (plan.reviewed)
    change.set(*plan.reviewed, by_person(role_of::security), Fields().put("state", "reviewed"));
  return id;
}

namespace {

// One is moved to another host and not protected for a day, under a waiver.
void plan_repositories(World& world) {
  const Instant at = world.clock.covered() - days(20);
  for (const char* id : {"shop-web", "shop-api", "shop-infrastructure"})
    add_repository(world, id, at, true);
  for (int i = 0; i < world.people_wanted / 30; ++i)
    add_repository(world, world.number("shop-service"), at, true);
  add_repository(world, "handbook", at, false);
  Thing& moved = add_repository(world, "archive", at, true);
  const Instant off = world.start() + days(9);
  waive(world, "branch-protection/protected", "repository/archive", off - days(1), off + days(4));
  moved.set(off, code_host, Fields().put("protection", false))
      .set(off + days(1), code_host, Fields().put("protection", true));
}

// The author approves as well, a second review follows the last commit, checks fail under a waiver.
void plan_merges(World& world) {
  MergePlan both = good_merge(world, world.start() + days(6) + hours(10));
  both.reviewers.push_back(both.author);
  add_merge(world, both);
  MergePlan failing = good_merge(world, with_waiver(world, world.start() + days(7)) + hours(10));
  failing.checks = "failed";
  waive(world, "code-changes/reviewed", "merge/" + add_merge(world, failing), failing.at - days(1),
        longest_waiver(world, failing.at - days(3)));
}

// Somewhat over one a month, most of them outside working hours.
void plan_emergencies(World& world, Random& random) {
  const Clock& clock = world.clock;
  const int every = std::max(2, 26 * 60 / std::max(60, world.people_wanted));
  for (Date d = {clock.first().days + 2}; d < clock.last(); d.days += every) {
    const Instant done = clock.at(d, static_cast<int>(random.between(60, 1'300)));
    add_emergency(world, {.done = done,
                          .approved = done + hours(random.between(1, 40)),
                          .reviewed = done + hours(random.between(41, 70))});
  }
}

// Feasts, the days on which the clock changes, and leap days: each shifts a deadline.
std::vector<Date> odd_days(const Clock& clock) {
  std::vector<Date> days;
  for (Date d = clock.first(); d < clock.last(); ++d.days) {
    const bool feast = std::ranges::binary_search(clock.holidays(), d);
    const bool changes = clock.at({d.days + 1}, 0) - clock.at(d, 0) != day;
    if (feast || changes || to_text(d).ends_with("-02-29")) days.push_back(d);
  }
  return days;
}

// Reviewed in the last second of five business days; on a day without work they begin on the next.
void plan_near_emergencies(World& world) {
  const Clock& clock = world.clock;
  Date rest = {clock.first().days + 1};
  while (clock.works(rest)) ++rest.days;
  std::vector<Date> days = {clock.working({clock.first().days + 9}), clock.first(), rest};
  for (const Date odd : odd_days(clock)) {
    days.push_back(odd);
    days.push_back({odd.days - 1});
  }
  for (const Date d : days) {
    const Instant done = clock.at(d, 700);
    add_emergency(world, {.done = done,
                          .approved = done + hours(1),
                          .reviewed = business_days(clock, done, emergency_days) - second});
  }
}

// Pushed around the protection, under an emergency that was approved one second before.
void plan_bypasses(World& world) {
  const Clock& clock = world.clock;
  for (Date d = {clock.first().days + 5}; d.days + 5 < clock.last().days; d.days += 50) {
    const Instant pushed = clock.at(clock.working(d), 800);
    const EmergencyPlan plan{
        .done = pushed + hours(1), .approved = pushed - second, .reviewed = pushed + days(2)};
    add_push(world, "shop-api", pushed, "bypass", add_emergency(world, plan));
  }
}

}  // namespace

void plan_code(World& world) {
  Random random = world.random.fork("code");
  plan_repositories(world);
  plan_merges(world);
  plan_emergencies(world, random);
  plan_near_emergencies(world);
  plan_bypasses(world);
}

}  // namespace probata::sim
