// What the company does: processes with what they need, what may stop them, and insurances.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// Each in scope; times, systems and vendors are known when it is analysed, and then approved.
struct ProcessPlan {
  std::string id;
  bool critical = false;
  std::vector<std::string> systems, vendors, risks, controls = {};
  Instant at, analysed;
  std::string recovery_time = "8h", recovery_point = "24h";  // empty: nobody said
};
Thing& add_process(World&, const ProcessPlan&);
void approve_process(World&, const std::string& process, Instant);
// At an instant, and again within each year.
void approve_yearly(World&, Random&, const std::string& process, Instant first, bool near = false);

struct DisruptionRiskPlan {
  std::string id, strategy = "Work goes on by hand for two days", owner = role_of::engineering;
  std::vector<std::string> vendors;
  Instant at;
};
Thing& add_disruption_risk(World&, const DisruptionRiskPlan&);
// The controls of access, change, operations and backup.
const std::vector<std::string>& general_controls();
// An account at the cloud provider; `registered`: when its system is written down.
Thing& add_cloud_account(World&, Instant at, Instant registered);

// When everything was written down that is there from the beginning.
Instant mapped_from(const World&);
void plan_processes(World&);
// What follows from all insurances and systems: each of these has a process and its controls.
void keep_mapped(World&);

}  // namespace probata::sim
