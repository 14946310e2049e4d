// The map of processes, systems and vendors, risks of disruption and insurances.
#include "sim/processes.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/matrix.h"

namespace probata::sim {
namespace {

const std::string it = by_person(role_of::it), head = by_person(role_of::head);

struct Row {
  const char* id;
  bool critical;
  std::vector<std::string> systems, vendors, risks;
};

// The service has whatever else there is, see `keep_mapped`.
const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"service", true, {"shop", "aws", "github"}, {"cloud"}, {"region-lost", "people-ill"}},
      {"support", true, {"jira", "slack", "workspace"}, {"mailer", "helpdesk"}, {"people-ill"}},
      {"sales", false, {"crm", "billing"}, {"payments"}, {"payments-fail"}},
      {"accounting", false, {"erp", "billing"}, {"payments"}, {"payments-fail"}},
      {"staff", false, {"okta", "hris", "vpn"}, {}, {}},
  };
  return all;
}

Fields map_fields(const ProcessPlan& plan) {
  Fields fields;
  fields.put("systems", plan.systems).put("vendors", plan.vendors);
  if (!plan.recovery_time.empty()) fields.put("rto", plan.recovery_time);
  if (!plan.recovery_point.empty()) fields.put("rpo", plan.recovery_point);
  return fields;
}

void plan_risks(World& world) {
  const Instant at = mapped_from(world) - days(5);
  add_disruption_risk(world, {.id = "region-lost", .vendors = {"cloud"}, .at = at});
  add_disruption_risk(world, {.id = "people-ill", .vendors = {"cloud"}, .at = at});
  add_disruption_risk(world, {.id = "payments-fail", .vendors = {"payments"}, .at = at});
  // New, and with a strategy in the last second.
  const Instant later = world.start() + days(6) + hours(10);
  add_disruption_risk(world, {.id = "flood", .strategy = "", .at = later})
      .set(later + nearly(after_change), by_person(role_of::engineering),
           Fields().put("strategy", "Everybody works from home"));
  world.thing("process", "staff")
      .set(later, it, Fields().put("risks", std::vector<std::string>{"flood"}));
}

// Renewed within the year, the first one in the period in the instant at which the old one ends.
void plan_insurances(World& world, Random& random) {
  Instant at = world.clock.covered() - days(random.between(20, 60));
  for (bool near = true; at < world.end();) {
    const Instant until = world.clock.plus(at, yearly);
    world.insurances.push_back({at, until});
    const bool last = near && until > world.start();
    near = near && !last;
    at = last ? until : until - days(random.between(3, 20));
  }
}

// Two processes change: one is new, and known and mapped in the last second; another forgets a
// system for as long.
void plan_changes(World& world) {
  const Instant at = world.start() + days(12) + hours(9), later = world.start() + days(18);
  add_process(world, {.id = "returns",
                      .critical = true,
                      .systems = {"billing"},
                      .vendors = {},
                      .at = at,
                      .analysed = at + nearly(after_change)});
  world.thing("process", "accounting")
      .set(later, it, Fields().put("systems", std::vector<std::string>{"billing"}))
      .set(later + nearly(after_change), it,
           Fields().put("systems", std::vector<std::string>{"erp", "billing"}));
}

// A system in preparation: what it needs is there in the last second after it is in use.
void plan_new_system(World& world) {
  System system{"warehouse", "Warehouse", role_of::owner_b, true, true};
  const Instant live = world.start() + days(21) + hours(8);
  world.systems.push_back(system);
  register_system(world, system);
  world.unplanned.insert("controls/warehouse");
  world.thing("system", system.id)
      .set(mapped_from(world), it, Fields().put("go_live", live))
      .set(live + nearly(after_change), it, Fields().put("controls", general_controls()));
}

void plan_cloud_accounts(World& world) {
  for (int i = 0; i < 3; ++i)
    add_cloud_account(world, services_from(world), services_from(world) + hours(2));
  const Instant at = world.start() + days(25) + hours(9);
  add_cloud_account(world, at, at + nearly(after_change));
}

void add_insurance(World& world, const Period& time) {
  const std::string id = world.number("insurance");
  world.thing("agreement", id)
      .set(time.start - days(2), head,
           Fields()
               .put("name", id)
               .put("type", "insurance")
               .put("cover", "cyber")
               .put("signed", time.start)
               .put("until", time.end));
}

}  // namespace

Instant mapped_from(const World& world) { return world.clock.covered() - days(39); }

const std::vector<std::string>& general_controls() {
  static const std::vector<std::string> all = {"access-approved", "code-changes", "log-coverage",
                                               "backups"};
  return all;
}

Thing& add_process(World& world, const ProcessPlan& plan) {
  Fields fields;
  fields.put("name", "Process " + plan.id).put("in_scope", true).put("critical", plan.critical);
  if (!plan.risks.empty()) fields.put("risks", plan.risks);
  if (!plan.controls.empty()) fields.put("controls", plan.controls);
  Thing& process = world.thing("process", plan.id);
  process.set(plan.at, it, fields.put("state", "draft"));
  return process.set(plan.analysed, it, map_fields(plan));
}

void approve_process(World& world, const std::string& process, Instant at) {
  world.thing("process", process).set(at, head, Fields().put("state", "approved"));
}

void approve_yearly(World& world, Random& random, const std::string& process, Instant first,
                    bool near) {
  for (const Instant at : yearly_moments(world, random, first, near))
    approve_process(world, process, at);
}

Thing& add_disruption_risk(World& world, const DisruptionRiskPlan& plan) {
  Fields fields;
  fields.put("title", "Risk " + plan.id).put("type", "disruption").put("key", false);
  fields.put("owner", plan.owner).put("response", "reduce").put("vendors", plan.vendors);
  fields.raw("likelihood", "2").raw("impact", "3").raw("inherent", "6").raw("residual", "3");
  fields.put("scored", plan.at).put("controls", std::vector<std::string>{"business-continuity"});
  if (!plan.strategy.empty()) fields.put("strategy", plan.strategy);
  return world.thing("risk", plan.id)
      .set(plan.at, by_person(role_of::security), fields.put("state", "open"));
}

Thing& add_cloud_account(World& world, Instant at, Instant registered) {
  const std::string id = world.number("cloud-account");
  return world.thing("asset", id)
      .set(at, "connector:aws", Fields().put("type", "account").put("name", id))
      .set(at + hours(1), it,
           Fields().put("owner", role_of::engineering).put("class", "confidential"))
      .set(registered, it, Fields().put("system", "aws"));
}

void plan_processes(World& world) {
  Random random = world.random.fork("processes");
  plan_new_system(world);
  plan_risks(world);
  plan_insurances(world, random);
  plan_changes(world);
  plan_cloud_accounts(world);
  bool near = true;
  for (const Row& row : rows()) {
    approve_yearly(world, random, row.id, mapped_from(world) + days(4), near);
    near = false;
  }
  approve_yearly(world, random, "returns", world.start() + days(60));
}

void keep_mapped(World& world) {
  for (const Period& insurance : world.insurances) add_insurance(world, insurance);
  const Instant at = mapped_from(world);
  std::vector<std::string> rest;
  for (const System& system : world.systems) {
    const bool placed = std::ranges::any_of(rows(), [&](const Row& row) {
      return std::ranges::find(row.systems, system.id) != row.systems.end();
    });
    if (system.in_scope && !placed && !world.unplanned.contains("process/" + system.id))
      rest.push_back(system.id);
    if (system.in_scope && !world.unplanned.contains("controls/" + system.id))
      world.thing("system", system.id).set(at, it, Fields().put("controls", general_controls()));
  }
  for (const Row& row : rows()) {
    std::vector<std::string> systems = row.systems;
    if (&row == rows().data()) systems.insert(systems.end(), rest.begin(), rest.end());
    add_process(world, {.id = row.id,
                        .critical = row.critical,
                        .systems = systems,
                        .vendors = row.vendors,
                        .risks = row.risks,
                        .controls = controls_in(world, row.id),
                        .at = at,
                        .analysed = at + hours(2)});
  }
}

}  // namespace probata::sim
