// What runs in the cloud: stores, servers, keys, rules, endpoints, deployments.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/confidentiality.h"
#include "sim/engineering.h"
#include "sim/limits.h"

namespace probata::sim {

// A rule of each store deletes what is older than its `lifecycle`; people say how long data may be
// kept, see retention.cpp.
Fields store_fields(const std::string& name, const std::string& environment) {
  return Fields()
      .put("type", "store")
      .put("name", name)
      .put("environment", environment)
      .put("encrypted", true)
      .put("public", false)
      .put("logged", true)
      .put("region", home_region)
      .put("redundant", true)
      .put("replica_lag", "5m")
      .put("lifecycle", "370d")
      .put("protection", "none");
}

Fields host_fields(const std::string& id, Instant at) {
  return Fields()
      .put("type", "host")
      .put("name", id)
      .put("environment", "production")
      .put("encrypted", true)
      .put("public", false)
      .put("protection", "running")
      .put("definitions_at", at);
}

Fields register_fields(const std::string& owner, const std::string& data_class) {
  return Fields().put("system", "aws").put("owner", owner).put("class", data_class);
}

Thing& add_store(World& world, const std::string& id, const std::string& environment, Instant at) {
  return world.thing("asset", id)
      .set(at, "connector:aws", store_fields(id, environment))
      .set(at + hours(20), by_person(role_of::it),
           register_fields(role_of::engineering, "confidential"));
}

std::string add_change(World& world, const std::string& title, Instant approved,
                       const std::string& approver) {
  const std::string id = world.number("change");
  world.thing("change", id)
      .set(approved - days(3), by_person(role_of::admin_a),
           Fields()
               .put("type", "infrastructure")
               .put("title", title)
               .put("system", "aws")
               .put("actor", role_of::admin_a)
               .put("state", "asked"))
      .set(approved, by_person(approver), Fields().put("state", "approved"));
  return id;
}

Thing& add_rule(World& world, const RulePlan& plan) {
  const std::string change = add_change(world, "Rule " + plan.id, plan.approved);
  return world.thing("network_rule", plan.id)
      .set(plan.at, "connector:aws",
           Fields()
               .put("name", plan.id)
               .put("asset", plan.to == "production" ? "net/production" : "net/staging")
               .put("from_environment", plan.from)
               .put("to_environment", plan.to)
               .put("source", plan.source)
               .put("protocol", "tcp")
               .put("port", plan.port)
               .put("action", "allow")
               .put("owner", role_of::engineering)
               .put("change", change));
}

Thing& add_endpoint(World& world, const std::string& host, Instant at, int64_t port) {
  const std::string probe = "connector:probe";
  Thing& thing = world.thing("public_endpoint", host);
  thing.set(shown(world, probe, at), probe,
            Fields()
                .put("host", host)
                .put("protocol", "tcp")
                .put("port", port)
                .put("tls", "1.3")
                .put("reachable", true)
                .put("redirects", false)
                .put("filter", "web_filter")
                .put("certificate_until", shown(world, probe, at) + days(90)));
  return thing;
}

void register_endpoint(Thing& endpoint, Instant at) {
  endpoint.set(at, by_person(role_of::engineering),
               Fields().put("owner", role_of::engineering).put("contact", "web team"));
}

// Renewed every 60 days, so that 30 are always left.
void renew_certificates(World& world, Thing& endpoint, Instant from, Instant until) {
  const std::string probe = "connector:probe";
  for (Instant t = from + days(60); t < until; t = t + days(60))
    endpoint.set(shown(world, probe, t), probe,
                 Fields().put("certificate_until", shown(world, probe, t) + days(90)));
}

Thing& add_secret(World& world, const std::string& id, Instant at, Instant created) {
  return world.thing("secret", id)
      .set(at, "connector:aws",
           Fields()
               .put("name", id)
               .put("system", "aws")
               .put("owner", role_of::engineering)
               .put("created", created)
               .put("last_used", at)
               .put("in_code", false));
}

void use_secret(Thing& secret, Instant from, Instant until) {
  for (Instant t = from + days(25); t < until; t = t + days(25))
    secret.set(t, "connector:aws", Fields().put("last_used", t));
}

namespace {

void plan_stores(World& world, Random& random, Instant from) {
  for (const char* environment : {"production", "staging"})
    world.thing("asset", fmt::format("net/{}", environment))
        .set(from, "connector:aws",
             Fields()
                 .put("type", "service")
                 .put("name", environment)
                 .put("environment", environment))
        .set(from + hours(3), by_person(role_of::it),
             register_fields(role_of::engineering, "internal"));
  const int count = std::max(8, world.people_wanted / 8);
  for (int i = 0; i < count; ++i)
    add_store(world, world.number("store"), i % 3 == 2 ? "staging" : "production",
              from + days(random.between(0, 9)));
  // A new one that is registered one second before its triage ends.
  const std::string late = world.number("store");
  const Instant at = world.start() + days(12);
  world.thing("asset", late)
      .set(at, "connector:aws", store_fields(late, "production"))
      .set(at + triage - second, by_person(role_of::it),
           register_fields(role_of::engineering, "internal"));
}

void plan_servers(World& world, Random& random, Instant from) {
  for (int i = 0; i < std::max(6, world.people_wanted / 6); ++i) {
    const std::string id = world.number("server");
    Thing& server = world.thing("asset", id);
    server.set(from, "connector:aws", host_fields(id, from));
    server.set(from + hours(2), by_person(role_of::it),
               register_fields(role_of::engineering, "confidential"));
    for (Instant t = from + days(4); t < world.end(); t = t + hours(72 + random.between(0, 24)))
      server.set(t, "connector:aws", Fields().put("definitions_at", t));
  }
}

void plan_secrets(World& world, Random& random, Instant from) {
  for (int i = 0; i < std::max(10, world.people_wanted / 5); ++i) {
    // Fewer days than the soonest rotation takes: none is before the first look.
    Instant created = from - days(random.between(1, 170));
    Thing& secret = add_secret(world, world.number("key"), from, created);
    use_secret(secret, from, world.end());
    // The first is rotated in the last instant that its age allows.
    for (;;) {
      created = created + (i == 0 ? key_age : days(random.between(180, 330)));
      if (created >= world.end()) break;
      secret.set(created, "connector:aws",
                 Fields().put("created", created).put("last_used", created));
    }
  }
}

// A store is deleted under an approved change; its copies are gone in the last second. One is
// deleted in the instant at which its time is over, the others because their owner asks for it.
void plan_deletions(World& world, Random& random) {
  for (int i = 0; i < 3; ++i) {
    const Instant at = world.start() + days(5 + 7 * i) + hours(random.between(10, 14));
    const std::string id = world.number("old-store");
    Thing& store = add_store(world, id, "production", world.clock.covered());
    if (i == 1) {
      world.unplanned.insert("oldest/" + id);
      store.set(world.clock.covered(), "connector:aws", Fields().put("oldest", at - retention));
    }
    delete_store(world, store, at,
                 i == 0 ? at + disposal_time - second : at + days(random.between(2, 12)),
                 i == 1 ? role_of::admin_a : role_of::engineering);
  }
}

void plan_network(World& world, Instant from) {
  for (const char* to : {"production", "staging"})
    for (const int64_t port : {int64_t{80}, int64_t{443}})
      add_rule(world, {.id = fmt::format("rule/{}/{}", to, port),
                       .from = "outside",
                       .to = to,
                       .source = "0.0.0.0/0",
                       .port = port,
                       .at = from,
                       .approved = from - days(3)});
  add_rule(world, {.id = "rule/office",
                   .from = "office",
                   .to = "production",
                   .source = "10.0.0.0/8",
                   .port = 8443,
                   .at = world.start() + days(9),
                   .approved = world.start() + days(9) - second});
  for (int i = 0; i < std::max(4, world.people_wanted / 15); ++i) {
    Thing& endpoint = add_endpoint(world, world.number("web") + ".corp.example:443", from, 443);
    register_endpoint(endpoint, from + hours(1));
    renew_certificates(world, endpoint, from, world.end());
  }
}

// One of the second week shows in the trail of the cloud in the last second.
void plan_deployments(World& world, Random& random) {
  bool near = true;
  for (Date d = world.clock.first(); d <= world.clock.last(); ++d.days) {
    if (!world.clock.works(d)) continue;
    for (int64_t i = random.between(0, 2); i > 0; --i) {
      const Instant at = world.clock.at(d, static_cast<int>(random.between(600, 1'000)));
      const std::string id = add_deployment(world, at, registry);
      if (!near || d.days < world.clock.first().days + 7) continue;
      near = false;
      Moment& shown = find_thing(world, "deployment", id)->moments.back();
      shown = {at + nearly(triage), trail, deployed_fields(id).put("took_effect", at)};
    }
  }
  world.thing("vulnerability", "advisory-1")
      .set(world.start() + days(3), "connector:scanner",
           Fields()
               .put("advisory", "ADV-1")
               .put("severity", "critical")
               .put("status", "absent")
               .put("asset", "server-1"));
}

// A copy of production's data in staging that is masked, and an alarm that was none.
void plan_alerts(World& world) {
  Thing& masked = add_store(world, world.number("store"), "staging", world.start() + days(4));
  masked.set(world.start() + days(5), "connector:aws", Fields().put("masked", true));
  add_alert(world, masked.id, world.start() + days(6), false);
  add_alert(world, add_store(world, world.number("store"), "staging", world.start() + days(8)).id,
            world.start() + days(10), true);
}

}  // namespace

void delete_store(World& world, Thing& store, Instant at, Instant copies,
                  const std::string& requester) {
  const std::string change = add_change(world, "Delete " + store.id, at - hours(3));
  store.set(at, "connector:aws", Fields().put("deleted", at).put("change", change));
  world.thing("disposal", world.number("disposal"))
      .set(at - hours(2), by_person(role_of::it),
           Fields()
               .put("asset", store.id)
               .put("method", "delete")
               .put("requester", requester)
               .put("state", "authorised"))
      .set(copies, by_person(role_of::admin_a), Fields().put("copies", true));
}

void add_alert(World& world, const std::string& store, Instant at, bool false_alarm) {
  Fields fields;
  fields.put("title", "Confidential data outside production").put("type", "data");
  fields.put("asset", store).put("severity", "medium").put("opened", at);
  fields.put("found_class", "confidential");
  if (false_alarm) fields.put("disposition", "false_positive");
  Fields triaged;
  triaged.put("triaged", at + hours(26)).put("analyst", role_of::admin_a).put("cause", "a restore");
  if (!false_alarm) triaged.put("disposition", "event");
  world.thing("alert", world.number("alert"))
      .set(at, "connector:scanner", fields)
      .set(at + hours(26), "connector:scanner", triaged);
}

std::string add_deployment(World& world, Instant at, const std::string& from) {
  return add_deployment_of(world, at, from, add_merge(world, good_merge(world, at - hours(2)))).id;
}

Fields deployed_fields(const std::string& id) {
  return Fields()
      .put("system", "shop")
      .put("environment", "production")
      .put("artefact", "shop-" + id);
}

Thing& add_deployment_of(World& world, Instant at, const std::string& from,
                         const std::string& merge, bool scanned) {
  const std::string id = world.number("deployment");
  return world.thing("deployment", id)
      .set(at, "connector:pipeline",
           deployed_fields(id)
               .put("commit", merge.substr(merge.find('/') + 1))
               .put("merge", merge)
               .put("pipeline", "main")
               .put("registry", from)
               .put("scanned", scanned))
      // The cloud's own trail shows it, too, and would show it without the pipeline.
      .set(at, trail, deployed_fields(id).put("took_effect", at));
}

void plan_cloud(World& world) {
  Random random = world.random.fork("cloud");
  const Instant from = world.clock.covered() - days(15);
  plan_stores(world, random, from);
  plan_servers(world, random, from);
  plan_secrets(world, random, from);
  plan_deletions(world, random);
  plan_network(world, from);
  plan_deployments(world, random);
  plan_alerts(world);
}

}  // namespace probata::sim
