// What nobody mapped, analysed or insured.
#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/processes.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string it = by_person(role_of::it);
constexpr Duration too_long = days(41);

// A process of its own; what it needs is there from the beginning.
ProcessPlan process_plan(Scene& s, Instant at) {
  return {.id = s.world.number("process"),
          .systems = {"shop"},
          .vendors = {},
          .at = at,
          .analysed = at + hours(1)};
}

void process_without_systems(Scene& s) {
  ProcessPlan plan = process_plan(s, s.moment(45));
  plan.analysed = plan.at + too_long;
  add_process(s.world, plan);
  s.world.fail("system-controls/processes-mapped", "process/" + plan.id, plan.at,
               plan.at + after_change, plan.analysed);
}

void system_without_process(Scene& s) {
  const Instant at = s.moment(45);
  const std::string system = new_service(s);
  s.world.unplanned.insert("process/" + system);
  ProcessPlan plan = process_plan(s, mapped_from(s.world));
  plan.systems = {"shop", system};
  const std::vector<std::string> without = {"shop"};
  add_process(s.world, plan)
      .set(at, it, Fields().put("systems", without))
      .set(at + too_long, it, Fields().put("systems", plan.systems));
  s.world.fail("system-controls/systems-mapped", "system/" + system, at, at + after_change,
               at + too_long);
}

void system_without_backup_controls(Scene& s) {
  const Instant at = s.moment(45);
  const std::string system = new_service(s);
  s.world.unplanned.insert("controls/" + system);
  std::vector<std::string> without = general_controls();
  without.pop_back();
  s.world.thing("system", system)
      .set(mapped_from(s.world), it, Fields().put("controls", general_controls()))
      .set(at, it, Fields().put("controls", without))
      .set(at + too_long, it, Fields().put("controls", general_controls()));
  s.world.fail("system-controls/general-controls", "system/" + system, at, at + after_change,
               at + too_long);
}

// It is in no register for as long, either.
void cloud_account_unknown(Scene& s) {
  const Instant at = s.moment(45), registered = at + too_long;
  const std::string item = "asset/" + add_cloud_account(s.world, at, registered).id;
  for (const char* test : {"system-controls/cloud-accounts", "asset-inventory/owned"})
    s.world.fail(test, item, at, at + after_change, registered);
}

void process_without_recovery_time(Scene& s) {
  ProcessPlan plan = process_plan(s, s.moment(45));
  plan.critical = true;
  plan.recovery_time = "";
  add_process(s.world, plan).set(plan.at + too_long, it, Fields().put("rto", "4h"));
  approve_yearly(s.world, s.random, plan.id, plan.at + too_long);
  s.world.fail("business-continuity/impact-known", "process/" + plan.id, plan.at,
               plan.at + after_change, plan.at + too_long);
}

void impact_not_approved(Scene& s) {
  const auto [last, due] = s.year(25);
  ProcessPlan plan = process_plan(s, last - days(9));
  plan.critical = true;
  add_process(s.world, plan);
  approve_process(s.world, plan.id, last);
  approve_yearly(s.world, s.random, plan.id, due + days(20));
  s.world.fail("business-continuity/impact-approved", "process/" + plan.id, last, due,
               due + days(20));
}

// A process depends on a vendor more, and the strategy is still the old one.
void strategy_forgets_vendor(Scene& s) {
  const Instant at = s.moment(45), from = mapped_from(s.world);
  const std::string risk = s.world.number("risk");
  const std::vector<std::string> vendors = {"cloud", "payroll"};
  ProcessPlan plan = process_plan(s, from);
  plan.vendors = {"cloud"};
  plan.risks = {risk};
  add_disruption_risk(s.world, {.id = risk, .vendors = plan.vendors, .at = from - days(1)})
      .set(at + too_long, by_person(role_of::engineering), Fields().put("vendors", vendors));
  add_process(s.world, plan).set(at, it, Fields().put("vendors", vendors));
  s.world.fail("business-continuity/strategies", "risk/" + risk, at, at + after_change,
               at + too_long);
}

// The first one that ends in the period is followed nine days later.
void insurance_lapsed(Scene& s) {
  if (!s.world.unplanned.insert("insurance").second) return;
  std::vector<Period>& all = s.world.insurances;
  for (size_t i = 0; i + 1 < all.size(); ++i) {
    const Instant end = all[i].end, again = end + days(9);
    if (end <= s.world.start() || again >= s.world.end()) continue;
    all[i + 1].start = again;
    s.world.fail("business-continuity/insurance", "company", end, end, again);
    return;
  }
}

}  // namespace

std::vector<Violation> process_violations() {
  return {
      {"process-without-systems", "system-controls/processes-mapped",
       "A new process lists its systems after 41 days.", 45, process_without_systems},
      {"system-without-process", "system-controls/systems-mapped",
       "A system belongs to no process for 41 days.", 45, system_without_process},
      {"system-without-backup-controls", "system-controls/general-controls",
       "A system is taken out of the controls of backups for 41 days.", 45,
       system_without_backup_controls},
      {"cloud-account-unknown", "system-controls/cloud-accounts",
       "An account at the cloud provider belongs to no registered system for 41 days.", 45,
       cloud_account_unknown},
      {"process-without-recovery-time", "business-continuity/impact-known",
       "Of a critical process nobody says for 41 days how long it may be down.", 45,
       process_without_recovery_time},
      {"impact-not-approved", "business-continuity/impact-approved",
       "The analysis of a critical process is approved 20 days after its year.", 25,
       impact_not_approved},
      {"strategy-forgets-vendor", "business-continuity/strategies",
       "A strategy does without a critical vendor of its process for 41 days.", 45,
       strategy_forgets_vendor},
      {"insurance-lapsed", "business-continuity/insurance",
       "An insurance is renewed nine days after its end.", 359, insurance_lapsed},
  };
}

}  // namespace probata::sim
