// Findings from their opening to their end.
#include "sim/findings.h"

#include "sim/actions.h"
#include "sim/limits.h"
#include "sim/response.h"

namespace probata::sim {
namespace {

ActionPlan action_of(const FindingPlan& plan, const std::string& id, Instant at) {
  ActionPlan action{.id = "action/" + id,
                    .title = "Mend it, and look for others",
                    .of = "finding/" + id,
                    .opener = plan.owner,
                    .owner = plan.doer,
                    .opened = at,
                    .due = *plan.due,
                    .done = plan.done};
  if (plan.done) action.verified = *plan.done + hours(20);
  action.verifier = plan.closer;
  return action;
}

// Whoever owns it finds the cause, decides what follows, and by when.
void add_triage(Thing& finding, const FindingPlan& plan, Instant fixed) {
  const std::string owner = by_person(plan.owner);
  finding.set(*plan.triaged, owner,
              Fields()
                  .put("severity", plan.severity)
                  .put("owner", plan.owner)
                  .put("root_cause", "nobody stood in")
                  .put("state", "triaged"));
  finding.set(plan.decided.value_or(*plan.triaged), owner,
              Fields().put("response", "the control stays, and somebody stands in"));
  finding.set(fixed, owner,
              Fields().put("action", "mend it").put("due", *plan.due).put("state", "fixing"));
}

}  // namespace

FindingPlan finding_plan(const std::string& test, const std::string& item, Instant opened) {
  return {.test = test,
          .item = item,
          .opened = opened,
          .triaged = opened + days(2),
          .due = opened + days(30),
          .done = opened + days(12),
          .closed = opened + days(15)};
}

std::string add_finding(World& world, const FindingPlan& plan) {
  const std::string id = world.number("finding");
  Fields fields;
  fields.put("test", plan.test).put("item", plan.item);
  fields.put("control", plan.test.substr(0, plan.test.find('/')));
  if (plan.from) fields.put("from", *plan.from);
  if (!plan.report.empty()) fields.put("reported_in", plan.report);
  Thing finding{"finding", id, {}};
  finding.set(plan.opened, by_person(role_of::security), fields.put("state", "open"));
  if (plan.triaged) {
    const Instant fixed = *plan.triaged + hours(1);
    add_triage(finding, plan, fixed);
    add_action(world, action_of(plan, id, fixed));
    if (plan.severity == "high")
      add_notice(world, "finding/" + id, "management", "", *plan.triaged + hours(20));
  }
  if (plan.closed)
    finding.set(*plan.closed, by_person(plan.closer), Fields().put("state", "closed"));
  world.things.push_back(std::move(finding));
  return id;
}

}  // namespace probata::sim
