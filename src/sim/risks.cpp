// The register of risks: estimated, treated, or accepted for a time.
#include <fmt/format.h>

#include <algorithm>

#include "sim/actions.h"
#include "sim/direction.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

Fields scores(Instant at, double residual) {
  return Fields()
      .raw("likelihood", "3.0")
      .raw("impact", "4.0")
      .raw("inherent", fmt::format("{:.1f}", std::max(12.0, residual)))
      .raw("residual", fmt::format("{:.1f}", residual))
      .put("scored", at);
}

// Every few months something is done against one of the risks; the first time all of it happens
// in the last second.
void plan_treatments(World& world, Random& random, const std::vector<Thing*>& risks) {
  bool near = true;
  for (Instant t = world.start() - days(60); t < world.end() - days(70);
       t = t + days(random.between(30, 60))) {
    const Instant due = t + days(random.between(20, 40)) + hours(15);
    const Instant done = near ? due - second : due - days(random.between(1, 15));
    const bool in_period = done > world.start();
    const bool last = near && in_period;
    Thing& risk = *random.pick(risks);
    const Instant scored = done + (last ? nearly(after_change) : days(random.between(1, 20)));
    treat_risk(world, risk, due, done, scored,
               last ? std::optional(due - treatment + nearly(triage)) : std::nullopt);
    near = near && !in_period;
  }
}

// Accepted anew before it ends, the first time for a year less a second and in its last second.
void plan_acceptances(World& world, Random& random) {
  for (const char* id : {"old-printer", "one-office"}) {
    Thing& risk = add_risk(world, {.id = id,
                                   .objective = "availability",
                                   .response = "accept",
                                   .controls = {},
                                   .at = world.clock.covered() - days(20)});
    Instant at = world.clock.covered() - days(15);
    for (bool near = true; at < world.end(); near = false) {
      const Instant until = world.clock.plus(at, yearly);
      accept_risk(risk, role_of::head, at, until);
      at = near ? until - second : until - days(random.between(5, 50));
    }
  }
}

}  // namespace

Thing& add_risk(World& world, const RiskPlan& plan) {
  Thing& risk = world.thing("risk", plan.id);
  const std::string by = by_person(plan.by);
  Fields fields;
  fields.put("title", plan.id).put("type", plan.type).put("objective", plan.objective);
  fields.put("key", plan.key).put("unit", "company").put("cause", "people, machines or the market");
  if (!plan.controls.empty()) fields.put("controls", plan.controls);
  risk.set(plan.at, by, fields.put("state", "open"));
  const Instant at = plan.scored.value_or(plan.at);
  risk.set(
      at, by,
      scores(at, plan.residual).put("owner", role_of::engineering).put("response", plan.response));
  return risk;
}

void treat_risk(World& world, Thing& risk, Instant due, Instant done, Instant scored,
                std::optional<Instant> dated) {
  add_action(world, {.id = world.number("treatment"),
                     .title = "Make it less likely",
                     .of = "risk/" + risk.id,
                     .opener = role_of::security,
                     .owner = role_of::engineering,
                     .opened = due - treatment,
                     .due = due,
                     .done = done,
                     .verified = done + hours(20),
                     .dated = dated});
  risk.set(scored, by_person(role_of::engineering), scores(scored, 4));
}

void accept_risk(Thing& risk, const std::string& by, Instant at, Instant until) {
  risk.set(at, by_person(by),
           Fields()
               .put("accepted_until", until)
               .put("reason", "it costs more to change it than what it may cost")
               .put("state", "accepted"));
}

void plan_risks(World& world) {
  Random random = world.random.fork("risks");
  const Instant at = world.clock.covered() - days(24);
  std::vector<Thing*> treated;
  for (const char* id : {"stolen-access", "weak-code", "lost-laptop", "vendor-fails"})
    treated.push_back(
        &add_risk(world, {.id = id, .key = id == std::string("stolen-access"), .at = at}));
  for (const char* id : {"outage", "lost-data"})
    treated.push_back(&add_risk(world, {.id = id,
                                        .objective = "availability",
                                        .controls = {"code-changes", "operational-monitors"},
                                        .key = true,
                                        .at = at}));
  add_risk(world, {.id = "wrong-invoices", .objective = "books", .at = at});
  add_risk(world, {.id = "late-report", .objective = "customer-reports", .at = at});
  for (const char* id : {"invented-payee", "misused-privilege"})
    add_risk(world, {.id = id, .objective = "books", .type = "fraud", .at = at});
  for (int i = 0; i < world.people_wanted / 20; ++i)
    treated.push_back(&add_risk(world, {.id = world.number("risk"), .at = at}));
  plan_treatments(world, random, treated);
  plan_acceptances(world, random);
  // New in the period, and estimated in the last second.
  const Instant found = world.start() + days(4);
  add_risk(world, {.id = "new-market", .at = found, .scored = found + nearly(triage)});
}

}  // namespace probata::sim
