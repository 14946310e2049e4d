// Everything that failed is followed up, whatever it was: found, mended, closed, and told higher
// up where it lasts.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/findings.h"
#include "sim/limits.h"
#include "sim/response.h"

namespace probata::sim {
namespace {

// In the morning of a working day so many days later.
Instant morning_after(const World& world, Random& random, Instant t, int count) {
  return world.clock.at(world.clock.working({world.clock.date_of(t).days + count}), 10 * 60,
                        static_cast<int>(random.below(3'600)) % 60);
}

// Whether something of the same item is open and overdue at the instant, or nobody can know.
bool still_wrong(const World& world, const Failure& about, Instant at) {
  const bool hidden = std::ranges::any_of(world.unknown, [&](const Unknown& one) {
    return one.test == about.test && (one.item.empty() || one.item == about.item);
  });
  return hidden || std::ranges::any_of(world.truth, [&](const Failure& one) {
           return one.test == about.test && one.item == about.item && overdue_from(one) <= at &&
                  (!one.done || *one.done > at);
         });
}

void open_finding(World& world, const Failure& failure, Instant opened) {
  FindingPlan plan = finding_plan(failure.test, failure.item, opened);
  plan.from = failure.from;
  if (failure.done) plan.done = std::max(*failure.done, *plan.triaged + days(1));
  plan.due = std::max(*plan.due, *plan.done + days(2));
  plan.closed = *plan.done + days(3);
  if (!failure.done || still_wrong(world, failure, *plan.closed)) plan.closed.reset();
  add_finding(world, plan);
}

bool lasts(const Failure& failure, Instant until) { return !failure.done || *failure.done > until; }

class FollowingUp {
 public:
  explicit FollowingUp(World& world)
      : world_(world), random_(world.random.fork("findings")), managers_(managers(world)) {}

  void run(const Failure& failure, bool near) {
    const std::string obligation = obligation_of(failure);
    const Instant overdue = overdue_from(failure);
    if (overdue > world_.end()) return;
    const auto planned = [&](const std::string& what) {
      return !world_.unplanned.contains(what + obligation);
    };
    const auto when = [&](Duration time, int count) {
      return near ? overdue + nearly(time) : morning_after(world_, random_, overdue, count);
    };
    if (planned(follows)) open_finding(world_, failure, when(triage, 3));
    if (planned(tells_manager) && lasts(failure, overdue + escalation))
      tell_overdue(world_, {obligation, managers_, "manager", when(escalation, 7)});
    if (planned(tells_officer) && lasts(failure, overdue + escalation * 2))
      tell_overdue(world_,
                   {obligation, {role_of::security}, "management", when(escalation * 2, 21)});
  }

 private:
  World& world_;
  Random random_;
  std::vector<std::string> managers_;
};

}  // namespace

std::string obligation_of(const Failure& failure) {
  return fmt::format("{}#{}#{}", failure.test, failure.item, to_text(failure.from));
}

Instant overdue_from(const Failure& failure) {
  return std::max(failure.due, failure.from) + microsecond;
}

std::vector<std::string> managers(const World& world) {
  std::set<std::string> all;
  for (const Person& person : world.people)
    if (!person.manager.empty()) all.insert(person.manager);
  return {all.begin(), all.end()};
}

void tell_overdue(World& world, const Overdue& plan) {
  world.thing("notice", world.number("overdue"))
      .set(plan.sent, by_person(role_of::it),
           Fields()
               .put("obligation", plan.obligation)
               .put("recipients", plan.recipients)
               .put("audience", plan.audience)
               .put("sent", plan.sent));
}

// Due nine days before the period and done a week later: its finding and its notices come when
// they come, and fall into the period.
void plan_late_action(World& world) {
  Random random = world.random.fork("late action");
  IncidentPlan plan = incident_plan(random, "incident-before", world.start() - days(40));
  make_serious(plan);
  plan.action_due = world.start() - days(9);
  plan.action_done = world.start() - days(3);
  plan.action_verified = world.start() - days(2);
  add_incident(world, plan);
  const Failure late{"incident-recovery/actions", "action/action/" + plan.id, action_opened(plan),
                     *plan.action_due, plan.action_verified};
  const Instant overdue = overdue_from(late), told = world.start() - days(5);
  open_finding(world, late, overdue + nearly(triage));
  tell_overdue(world, {obligation_of(late), managers(world), "manager", told});
  tell_overdue(world, {obligation_of(late), {role_of::security}, "management", told});
}

void follow_up(World& world) {
  FollowingUp following(world);
  const std::vector<Failure> all = world.truth;
  for (size_t i = 0; i < all.size(); ++i) following.run(all[i], i == 0);
}

}  // namespace probata::sim
