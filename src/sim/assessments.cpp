// Who looks for risks, where and when: units, systems, fraud, what privileges were used for.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/direction.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

constexpr const char* of_units[] = {"internal", "external",   "assets",
                                    "threats",  "weaknesses", "vendors"};
constexpr const char* of_fraud[] = {"fraud_types", "incentives",   "opportunities",
                                    "attitudes",   "access_abuse", "management_override"};

struct Unit {
  const char* id;
  std::string head;
};
const std::vector<Unit>& units() {
  static const std::vector<Unit> all = {{"company", role_of::head},
                                        {"engineering", role_of::engineering},
                                        {"operations", role_of::it},
                                        {"sales", role_of::owner_b},
                                        {"people", role_of::people_ops}};
  return all;
}

void plan_units(World& world) {
  for (const Unit& unit : units()) {
    Fields fields;
    fields.put("name", unit.id).put("head", unit.head);
    if (unit.head != role_of::head) fields.put("parent", "company");
    world.thing("unit", unit.id)
        .set(world.clock.covered() - days(35), by_person(role_of::head), fields);
  }
}

// Those that there are at an instant, of which nothing else is planned: `reviewed/RISK/DAY`.
std::vector<std::string> risks_at(const World& world, Instant at, const std::string& member,
                                  const std::string& but) {
  std::vector<std::string> all;
  for (const Thing& thing : world.things)
    if (thing.kind == "risk" && thing.moments.front().at < at && says(thing, member) &&
        !world.unplanned.contains("reviewed/" + thing.id) &&
        !world.unplanned.contains("reviewed/" + thing.id + but))
      all.push_back(thing.id);
  return all;
}

// High risks in every quarter, the first time in its last second; with them one of each objective.
void review_high_risks(World& world, Random& random) {
  bool near = true;
  for (const Period& window : world.clock.windows(Window::quarter, world.clock.covered())) {
    const bool last = near && window.end > world.start();
    const Instant at = last ? window.end - second : moment_in(world, random, window);
    const std::string day = to_text(world.clock.date_of(window.start));
    std::vector<std::string> risks = risks_at(world, at, R"("key":true)", "/" + day);
    risks.insert(risks.end(), {"wrong-invoices", "late-report"});
    add_assessment(world, {.id = "high-risks/" + day, .risks = std::move(risks), .approved = at});
    near = near && !last;
  }
}

void assess_units(World& world, Random& random) {
  std::vector<std::string> systems;
  for (const System& system : world.systems)
    if (system.in_scope && !world.unplanned.contains("assessed/" + system.id))
      systems.push_back(system.id);
  for (const Unit& unit : units()) {
    int number = 0;
    for (const Instant at : yearly_dates(world, random, world.clock.covered()))
      add_assessment(world, {.id = fmt::format("risks/{}/{}", unit.id, ++number),
                             .unit = unit.id,
                             .risks = {"weak-code"},
                             .systems = systems,
                             .approved = at});
  }
}

void assess_fraud(World& world) {
  int number = 0;
  for (const Instant at : world.fraud_assessed)
    add_assessment(world, {.id = fmt::format("fraud/{}", ++number),
                           .type = "fraud",
                           .risks = {"invented-payee", "misused-privilege"},
                           .approved = at});
}

const std::string& head_of(const std::string& unit) {
  for (const Unit& one : units())
    if (one.id == unit) return one.head;
  return role_of::head;
}

}  // namespace

Thing& add_assessment(World& world, const AssessmentPlan& plan) {
  const std::string& head = head_of(plan.unit);
  Fields fields;
  fields.put("title", plan.id).put("type", plan.type).put("state", "open");
  fields.put("participants", std::vector<std::string>{head, role_of::security});
  if (plan.type == "general") fields.put("unit", plan.unit);
  if (!plan.change.empty()) fields.put("change", plan.change);
  if (plan.type == "change") fields.put("risks_change", plan.risks_change);
  if (!plan.risks.empty()) fields.put("risks", plan.risks);
  if (!plan.systems.empty()) fields.put("systems", plan.systems);
  for (const char* part : plan.type == "fraud" ? of_fraud : of_units)
    if (part != plan.without) fields.put(part, "written down at length");
  return world.thing("risk_assessment", plan.id)
      .set(plan.approved - hours(30), by_person(role_of::security), fields)
      .set(plan.approved, by_person(role_of::head), Fields().put("state", "approved"));
}

void plan_assessments(World& world) {
  Random random = world.random.fork("fraud");
  plan_units(world);
  // In the middle of each year, so that the period has one.
  world.fraud_assessed = yearly_dates(world, random, world.clock.covered() + days(150));
}

void keep_assessed(World& world) {
  Random random = world.random.fork("assessments");
  review_high_risks(world, random);
  assess_units(world, random);
  assess_fraud(world);
}

// An administrator signs in now and then, and somebody else looks at each month.
void keep_explained(World& world) {
  Random random = world.random.fork("privileged activity");
  const std::string admin = "aws/" + role_of::admin_a + "-admin";
  for (const Period& window : world.clock.windows(Window::month, world.start() - days(70))) {
    const Instant began = moment_in(world, random, window);
    if (began > world.start())
      world.sessions.push_back(
          {.account = admin, .type = "sign_in", .began = began, .ended = began});
    const std::string day = to_text(world.clock.date_of(window.start));
    for (const System& system : world.systems)
      if (system.in_scope && !world.unplanned.contains("explained/" + system.id + "/" + day))
        world.judgements.push_back({"privileged-activity-review/explained", "system/" + system.id,
                                    role_of::reviewer, moment_in(world, random, window), window});
  }
}

}  // namespace probata::sim
