// Policies and plans with their versions, and procedures with their runs.
#pragma once

#include "sim/world.h"

namespace probata::sim {

struct PolicyPlan {
  std::string id, name, type = "policy", topic = "other", owner = role_of::security;
  std::vector<std::string> applies_to;  // roles; everybody where empty
  Instant at;
};
// One that the company has decided to have.
Thing& add_policy(World&, const PolicyPlan&);
struct VersionPlan {
  std::string policy, number = "1", author = role_of::security, approver = role_of::head;
  Instant drafted, published;  // approved a day before it is published
};
Thing& add_policy_version(World&, const VersionPlan&);

struct ProcedurePlan {
  std::string id, name, type = "other", role = "it_operations", qualification, every = "P1M";
  std::string owner = role_of::it;
  Instant at;
};
Thing& add_procedure(World&, const ProcedurePlan&);
struct RunPlan {
  std::string id, procedure, performer = role_of::it;
  Instant began, done;
};
// With its result and evidence.
Thing& add_run(World&, const RunPlan&);

void plan_policies(World&);
// Each policy that the company has decided to have is walked through.
void keep_walked_through(World&);

}  // namespace probata::sim
