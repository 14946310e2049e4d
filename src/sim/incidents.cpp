// Incidents from their declaration to what is learned of them, and who is told.
#include <fmt/format.h>

#include <algorithm>

#include "sim/actions.h"
#include "sim/areas.h"
#include "sim/limits.h"
#include "sim/response.h"

namespace probata::sim {
namespace {

Fields state(const char* name) { return Fields().put("state", name); }

void add_decision(Thing& incident, const IncidentPlan& plan) {
  const bool notifiable = plan.authority || !plan.affected.empty();
  Fields fields;
  fields.put("notifiable", notifiable)
      .put("reason", notifiable ? "their data was readable" : "nobody read it");
  if (!plan.affected.empty()) fields.put("affected", plan.affected);
  if (plan.authority) fields.put("authority", true);
  if (plan.promised) fields.put("promised", to_text(*plan.promised));
  incident.set(*plan.decided, by_person(role_of::privacy), fields);
}

void add_states(Thing& incident, const IncidentPlan& plan) {
  const std::string commander = by_person(plan.commander);
  Fields declared = state("declared");
  declared.put("title", plan.title).put("severity", plan.severity);
  declared.put("impact", plan.impact).put("data", plan.data);
  if (plan.target) declared.put("target", to_text(*plan.target));
  incident.set(plan.declared, by_person(role_of::security), declared);
  incident.set(plan.led, commander, Fields().put("commander", plan.commander));
  incident.set(plan.contained, commander, state("contained"));
  if (plan.eradicated)
    incident.set(*plan.eradicated, by_person(plan.eradicator), state("eradicated"));
  incident.set(plan.recovered, by_person(plan.eradicator), state("recovered"));
  if (plan.verified)
    incident.set(*plan.verified, commander, Fields().put("integrity_verified", *plan.verified));
  if (plan.timeline)
    incident.set(*plan.timeline, commander, Fields().put("timeline", "from the first sign on"));
  incident.set(plan.closed, by_person(plan.closer), state("closed"));
  if (plan.reviewed)
    incident.set(*plan.reviewed, commander,
                 Fields().put("reviewed", *plan.reviewed).put("cause", "an old library"));
}

ActionPlan action_of(const IncidentPlan& plan) {
  return {.id = "action/" + plan.id,
          .title = "Renew the library",
          .of = "incident/" + plan.id,
          .opener = plan.commander,
          .owner = role_of::admin_a,
          .opened = action_opened(plan),
          .due = *plan.action_due,
          .done = plan.action_done,
          .verified = plan.action_verified,
          .verifier = plan.verifier};
}

void add_notices(World& world, const IncidentPlan& plan) {
  const std::string about = "incident/" + plan.id;
  if (plan.told)
    for (const char* audience : {"staff", "management"})
      add_notice(world, about, audience, "", *plan.told);
  if (!plan.noticed) return;
  for (const std::string& customer : plan.affected)
    add_notice(world, about, "customer", customer, *plan.noticed);
  if (plan.authority) add_notice(world, about, "authority", "", *plan.noticed);
}

// An alert that turned out to be an event, and the event an incident.
void add_origin(World& world, const IncidentPlan& plan) {
  const Instant seen = plan.declared - hours(7), classified = plan.declared - minute * 20;
  const std::string alert = "alert-of/" + plan.id, event = "event-of/" + plan.id;
  add_alert(world, AlertPlan{.id = alert,
                             .severity = "high",
                             .disposition = "event",
                             .cause = "not known yet",
                             .analyst = on_call(world, seen + hours(2)),
                             .event = event,
                             .opened = seen,
                             .triaged = seen + hours(2)});
  add_event(world, {.id = event,
                    .alert = alert,
                    .by = on_call(world, classified),
                    .type = "incident",
                    .effect = plan.data == "customer" ? "broken" : "possible",
                    .data_touched = plan.data == "customer",
                    .opened = seen + hours(2),
                    .classified = classified,
                    .declared = plan.declared,
                    .incident = plan.id});
}

void vary(const World& world, Random& random, IncidentPlan& plan, int number) {
  const char* data[] = {"internal", "customer", "none", "personal"};
  const char* titles[] = {"Slow answers", "Key in a log", "Wrong invoices", "Lost laptop"};
  plan.title = titles[number % 4];
  plan.data = data[number % 4];
  plan.impact = number % 5 == 4 ? "none" : number % 3 == 0 ? "major" : "minor";
  if (number % 3 == 0) make_serious(plan);
  if (number % 4 == 1) make_notifiable(world, plan, random);
  if (number % 4 == 3) plan.decided = plan.declared + hours(random.between(2, 60));
}

// Everything in the last second of its time.
void plan_near_miss(World& world, Random& random) {
  const Instant at = world.start() + days(2) + hours(10);
  IncidentPlan plan = incident_plan(random, "incident-late", at);
  make_serious(plan);
  plan.target.reset();
  plan.data = "personal";
  plan.led = at + nearly(alert_high);
  plan.contained = at + nearly(contain);
  plan.eradicated = plan.contained + hours(2);
  plan.recovered = plan.contained + hours(5);
  plan.verified = plan.closed = plan.contained + hours(7);
  plan.timeline = plan.closed - second;
  plan.told = plan.recovered + nearly(notice);
  plan.reviewed = plan.closed + nearly(incident_review);
  plan.action_due = plan.closed + days(42);
  plan.action_done = plan.closed + days(35);
  plan.action_verified = *plan.action_due - second;
  plan.affected = some_customers(world, random);
  plan.authority = true;
  plan.decided = at + nearly(notice);
  plan.promised = hours(48);
  plan.noticed = *plan.decided + nearly(*plan.promised);
  add_origin(world, plan);
  add_incident(world, plan);
}

}  // namespace

IncidentPlan incident_plan(Random& random, const std::string& id, Instant declared) {
  IncidentPlan plan{.id = id, .declared = declared};
  plan.led = declared + minute * random.between(5, 300);
  plan.contained = plan.led + minute * random.between(30, 1'000);
  plan.eradicated = plan.contained + hours(random.between(2, 40));
  plan.recovered = *plan.eradicated + hours(random.between(1, 20));
  plan.verified = plan.recovered + hours(random.between(1, 10));
  plan.closed = *plan.verified + hours(random.between(2, 60));
  plan.timeline = plan.closed - hours(1);
  plan.told = plan.recovered + hours(random.between(1, 50));
  return plan;
}

void make_serious(IncidentPlan& plan) {
  plan.severity = "high";
  plan.target = hours(48);
  plan.reviewed = plan.closed + days(10);
  plan.action_due = plan.closed + days(45);
  plan.action_done = plan.closed + days(25);
  plan.action_verified = plan.closed + days(30);
}

void make_notifiable(const World& world, IncidentPlan& plan, Random& random) {
  plan.data = "customer";
  plan.decided = plan.declared + hours(random.between(2, 30));
  plan.affected = some_customers(world, random);
  plan.authority = random.chance(400);
  plan.noticed = *plan.decided + hours(random.between(2, 60));
}

void delay(IncidentPlan& plan, Duration by) {
  for (Instant* at : {&plan.contained, &plan.recovered, &plan.closed}) *at = *at + by;
  for (auto* at : {&plan.eradicated, &plan.verified, &plan.timeline, &plan.told, &plan.reviewed,
                   &plan.action_due, &plan.action_done, &plan.action_verified})
    if (*at) *at = **at + by;
}

Instant action_opened(const IncidentPlan& plan) { return plan.closed + hours(20); }

void add_incident(World& world, const IncidentPlan& plan) {
  Thing& incident = world.thing("incident", plan.id);
  add_states(incident, plan);
  if (plan.decided) add_decision(incident, plan);
  if (plan.action_due) add_action(world, action_of(plan));
  add_notices(world, plan);
}

void add_notice(World& world, const std::string& about, const std::string& audience,
                const std::string& customer, Instant sent) {
  Fields fields;
  fields.put("about", about).put("audience", audience).put("sent", sent);
  if (!customer.empty()) fields.put("customer", customer);
  world.thing("notice", fmt::format("{}/{}{}", about, audience, customer))
      .set(sent, by_person(role_of::security), fields);
}

// One a month for sixty people.
void plan_incidents(World& world) {
  Random random = world.random.fork("incidents");
  int number = 0;
  for (const Period& window : world.clock.windows(Window::month, world.clock.covered()))
    for (int i = 0; i < std::max(1, world.people_wanted / 60); ++i) {
      const std::string id = fmt::format(
          "incident-{}-{}", to_text(world.clock.date_of(window.start)).substr(0, 7), i + 1);
      const Instant at = window.start + minute * random.between(24 * 60, 26 * 24 * 60);
      IncidentPlan plan = incident_plan(random, id, at);
      vary(world, random, plan, number++);
      add_origin(world, plan);
      add_incident(world, plan);
    }
  plan_near_miss(world, random);
}

}  // namespace probata::sim
