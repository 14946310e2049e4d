// What the company does about what failed: findings with their actions, and who is told of what
// stays overdue. The parts that violations use as well.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// findings.cpp
struct FindingPlan {
  std::string test, item;
  std::string severity = "medium", owner = role_of::engineering, doer = role_of::admin_a,
              closer = role_of::security;
  std::string report = {};  // the evaluation that named it, where no test found it
  Instant opened;
  // Where nothing is set it does not happen.
  std::optional<Instant> from, triaged, due, done, closed;
  std::optional<Instant> decided = {};  // what follows; with the rest where nothing is said
};
// One that goes well.
FindingPlan finding_plan(const std::string& test, const std::string& item, Instant opened);
// Returns its id.
std::string add_finding(World&, const FindingPlan&);

// follow_up.cpp
// As the obligation is named as a thing that tests read.
std::string obligation_of(const Failure&);
// The first instant at which it is overdue.
Instant overdue_from(const Failure&);
struct Overdue {
  std::string obligation;
  std::vector<std::string> recipients;
  std::string audience;
  Instant sent;
};
void tell_overdue(World&, const Overdue&);
// All who lead people.
std::vector<std::string> managers(const World&);
// What a violation leaves out or plans itself says so in `unplanned`: one of these words and the
// obligation.
inline const std::string follows = "finding/", tells_manager = "told-manager/",
                         tells_officer = "told-officer/";
// An action that was done late before the period, and all that followed from it.
void plan_late_action(World&);
// Near the end: what failed in any violation is followed up.
void follow_up(World&);

}  // namespace probata::sim
