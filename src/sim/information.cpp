// What comes from outside, the anonymous line, and what is promised and published.
#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/direction.h"
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/policies.h"

namespace probata::sim {
namespace {

const std::string mailbox = "connector:mailbox", probe = "connector:probe";
constexpr int reply_days = 5;

Fields contact_fields(Instant until) {
  return Fields().put("contact", "security@corp.example").put("contact_until", until);
}

// The first is acknowledged and the second is triaged in the last second; some become cases.
void plan_messages(World& world, Random& random) {
  int number = 0;
  for (Instant t = world.start() - days(20); t < world.end() - days(1);
       t = t + hours(random.between(60, 250)), ++number) {
    const Instant answer =
        number == 2 ? business_days(world.clock, t, reply_days) - second : t + hours(3);
    Thing& message = add_message(world, t, answer, t + (number == 3 ? nearly(triage) : hours(5)));
    if (number % 5 != 4) continue;
    const std::string id = world.number("case");
    message.moments.back().set = Fields().put("case", id);
    world.thing("case", id)
        .set(t + hours(4), by_person(role_of::security),
             Fields().put("code", id).put("type", "inbound").put("opened", t).put("state", "open"));
  }
}

void plan_advisories(World& world, Random& random) {
  bool near = true;
  for (Instant t = world.start() + days(2); t < world.end() - days(11);
       t = t + days(random.between(15, 45))) {
    const Duration took = near ? nearly(triage) : hours(random.between(2, 150));
    add_advisory(world, world.number("notice-from-outside"), random.chance(500) ? "law" : "vendor",
                 t, t + took);
    near = false;
  }
}

// Tried in every half year, the first time in its last second.
void plan_line(World& world, Random& random) {
  // In each half year, so that two are up to a year apart.
  add_procedure(world, {.id = "line-test",
                        .name = "Test of the anonymous line",
                        .type = "line_test",
                        .role = "people_operations",
                        .every = "P1Y",
                        .owner = role_of::people_ops,
                        .at = world.clock.covered() - days(29)});
  bool near = true;
  for (const Period& window : world.clock.windows(Window::half, world.clock.covered())) {
    const Instant at = near ? window.end - second : moment_in(world, random, window);
    near = near && window.end <= world.start();
    add_run(world, {.id = "line-test/" + to_text(world.clock.date_of(window.start)),
                    .procedure = "line-test",
                    .performer = role_of::people_ops,
                    .began = at - hours(30),
                    .done = at});
  }
  for (Instant t = world.start() - days(30); t < world.end() - days(9);
       t = t + days(random.between(25, 60))) {
    const Instant opened = t + minute * random.between(0, 1'400);
    add_hotline_case(world, opened, business_days(world.clock, opened, 2));
  }
  const Instant opened = world.start() + days(8);
  add_hotline_case(world, opened, business_days(world.clock, opened, reply_days) - second);
}

// What it says runs out one second after a look, and the next look finds it renewed.
void plan_contact_points(World& world) {
  const Instant until = shown(world, probe, world.start() + days(6)) + second;
  Thing& page = add_contact_point(world, "security.corp.example", until);
  renew_contact_point(world, page, until + hours(2));
  add_contact_point(world, "status.corp.example", world.end() + days(90));
}

}  // namespace

Thing& add_message(World& world, Instant received, std::optional<Instant> acknowledged,
                   std::optional<Instant> triaged) {
  const std::string id = world.number("message");
  Thing& message = world.thing("inbound_message", id);
  message.set(received, mailbox,
              Fields()
                  .put("channel", "mailbox")
                  .put("subject", "About security, " + id)
                  .put("received", received));
  if (acknowledged)
    message.set(*acknowledged, mailbox, Fields().put("acknowledged", *acknowledged));
  if (triaged)
    message.set(*triaged, by_person(role_of::security),
                Fields().put("noise_reason", "asks for our report"));
  return message;
}

std::string add_hotline_case(World& world, Instant opened, Instant answered) {
  const std::string id = world.number("case"), by = by_person(role_of::people_ops);
  // Nobody's name is behind it, so that Probata itself writes it down.
  world.thing("case", id)
      .set(opened, "probata",
           Fields()
               .put("code", id)
               .put("type", "hotline")
               .put("opened", opened)
               .put("state", "open"))
      .set(answered, by, Fields().put("answered", answered).put("state", "triaged"))
      .set(answered + days(9), by,
           Fields()
               .put("investigator", role_of::people_ops)
               .put("decision", "a misunderstanding, explained under the code")
               .put("state", "decided"))
      .set(answered + days(10), by, Fields().put("state", "closed"));
  return id;
}

Thing& add_contact_point(World& world, const std::string& host, Instant until) {
  const Instant at = world.clock.covered() - days(5);
  Thing& page = add_endpoint(world, host, at, 443);
  page.set(shown(world, probe, at), probe, contact_fields(until))
      .set(at + hours(1), by_person(role_of::engineering),
           Fields().put("owner", role_of::engineering).put("contact_point", true));
  renew_certificates(world, page, at, world.end());
  return page;
}

void renew_contact_point(World& world, Thing& page, Instant at) {
  page.set(shown(world, probe, at), probe, contact_fields(world.end() + days(90)));
}

void add_customer_agreement(World& world, const std::string& customer, Instant signed_at,
                            std::optional<Instant> deviation_approved) {
  const std::string by = by_person(role_of::owner_b);
  Thing& agreement = world.thing("agreement", "agreement/" + customer);
  Fields fields;
  fields.put("name", customer).put("type", "customer").put("customer", customer);
  fields.put("signed", signed_at).put("standard_terms", !deviation_approved);
  agreement.set(signed_at - days(1), by, fields);
  if (deviation_approved)
    agreement.set(*deviation_approved, by_person(role_of::head),
                  Fields().put("deviation_approved", *deviation_approved));
}

void plan_information(World& world) {
  Random random = world.random.fork("information");
  plan_messages(world, random);
  plan_advisories(world, random);
  plan_line(world, random);
  plan_contact_points(world);
  yearly_judgement(world, random, "commitments-published/agree", "company", role_of::head,
                   world.clock.covered());
}

// The third one's deviation is approved in the very second before it is signed; one more customer
// signs in the last second, and has no number, so that what is planned of the others stays.
void keep_agreements(World& world) {
  int number = 0;
  const size_t count = world.things.size();
  for (size_t i = 0; i < count; ++i) {
    const Thing& customer = world.things[i];
    if (customer.kind != "customer" || world.unplanned.contains("terms/" + customer.id)) continue;
    const Instant at = customer.moments.front().at;
    const bool deviates = ++number % 7 == 3;
    add_customer_agreement(world, customer.id, at,
                           deviates ? std::optional(at - second) : std::nullopt);
  }
  const Instant at = world.start() + days(6);
  const std::string late = "customer-in-time";
  world.thing("customer", late)
      .set(at, "connector:billing", Fields().put("name", late).put("status", "active"));
  add_customer_agreement(world, late, at + nearly(triage), {});
}

}  // namespace probata::sim
