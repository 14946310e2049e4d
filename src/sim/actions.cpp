#include "sim/actions.h"

namespace probata::sim {

Thing& add_action(World& world, const ActionPlan& plan) {
  Thing& action = world.thing("action", plan.id);
  Fields opened;
  opened.put("title", plan.title).put("of", plan.of).put("owner", plan.owner);
  if (!plan.dated) opened.put("due", plan.due);
  action.set(plan.opened, by_person(plan.opener), opened.put("state", "open"));
  if (plan.dated) action.set(*plan.dated, by_person(plan.opener), Fields().put("due", plan.due));
  if (plan.done) action.set(*plan.done, by_person(plan.owner), Fields().put("state", "done"));
  if (plan.verified)
    action.set(*plan.verified, by_person(plan.verifier), Fields().put("state", "verified"));
  return action;
}

}  // namespace probata::sim
