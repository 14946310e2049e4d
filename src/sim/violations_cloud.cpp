// Assets, keys, copies and deployments.
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string aws = "connector:aws";

void unowned_bucket(Scene& s) {
  const Instant at = s.moment(42);
  const std::string id = s.world.number("bucket");
  s.world.thing("asset", id)
      .set(at, aws, store_fields(id, "production"))
      .set(at + days(1), by_person(role_of::it),
           Fields().put("system", "aws").put("class", "internal"))
      .set(at + days(40), by_person(role_of::it), Fields().put("owner", role_of::engineering));
  s.world.fail("asset-inventory/owned", "asset/" + id, at, at + after_change, at + days(40));
}

void unregistered_asset(Scene& s) {
  const Instant at = s.moment(17);
  const std::string id = s.world.number("bucket");
  Fields fields = store_fields(id, "production");
  fields.put("system", "aws").put("owner", role_of::engineering).put("class", "internal");
  s.world.thing("asset", id)
      .set(at, aws, fields)
      .set(at + days(15), by_person(role_of::it), Fields().put("retention", "400d"));
  s.world.fail("asset-inventory/registered", "asset/" + id, at, at + triage, at + days(15));
}

// A store of its own that changes for a while.
void for_a_while(Scene& s, const std::string& field, bool value, Duration how_long) {
  const Instant at = s.moment(static_cast<int>(how_long.us / day.us) + 2);
  Thing& store = add_store(s.world, s.world.number("store"), "production", s.world.clock.covered());
  store.set(at, aws, Fields().put(field, value))
      .set(at + how_long, aws, Fields().put(field, !value));
  for (const char* test : {"stores-and-networks/stores", "confidential-protected/stores"})
    s.world.fail(test, "asset/" + store.id, at, at, at + how_long);
}
void public_bucket(Scene& s) { for_a_while(s, "public", true, hours(5)); }
void store_not_encrypted(Scene& s) { for_a_while(s, "encrypted", false, days(2)); }

void old_key(Scene& s) {
  const Instant at = s.moment(20);
  Thing& secret = add_secret(s.world, s.world.number("key"), s.world.clock.covered() - days(9),
                             at - key_age - microsecond);
  const Instant rotated = at + days(15);
  use_secret(secret, s.world.clock.covered(), s.world.end());
  secret.set(rotated, aws, Fields().put("created", rotated).put("last_used", rotated));
  s.world.fail("keys-and-secrets/fresh", "secret/" + secret.id, at, at, rotated);
}

// Another one takes its place.
void key_in_code(Scene& s) {
  const Instant at = s.moment(4), mended = at + days(2);
  Thing& secret = add_secret(s.world, s.world.number("key"), at - days(30), at - days(30));
  use_secret(secret, at - days(30), s.world.end());
  secret.set(at, aws, Fields().put("in_code", true))
      .set(mended, aws,
           Fields().put("in_code", false).put("created", mended).put("last_used", mended));
  s.world.fail("keys-and-secrets/fresh", "secret/" + secret.id, at, at, mended);
}

void idle_key(Scene& s) {
  const Instant due = s.moment(12);
  const Instant used = due - correction - idle - microsecond;
  Thing& secret = add_secret(s.world, s.world.number("key"), used, used - days(30));
  secret.gone(due + days(10), aws);
  s.world.fail("root-and-service-accounts/keys", "secret/" + secret.id, used + idle + microsecond,
               due, due + days(10));
}

void copies_stay(Scene& s) {
  const Instant at = s.moment(50);
  Thing& store =
      add_store(s.world, s.world.number("old-store"), "production", s.world.clock.covered());
  delete_store(s.world, store, at, at + days(45));
  s.world.fail("cloud-decommissioning/deleted-stores", "asset/" + store.id, at, at + disposal_time,
               at + days(45));
}

void copy_in_staging(Scene& s) {
  const Instant at = s.moment(6);
  Thing& store = add_store(s.world, s.world.number("store"), "staging", s.world.clock.covered());
  add_alert(s.world, store.id, at, false);
  store.set(at + days(4), aws, Fields().put("masked", true));
  s.world.fail("production-copies/no-copies", "asset/" + store.id, at, at, at + days(4));
}

void server_unprotected(Scene& s) {
  const Instant at = s.moment(14);
  const Instant from = s.world.clock.covered() - days(9);
  Thing& server = s.world.thing("asset", s.world.number("server"));
  server.set(from, aws,
             Fields()
                 .put("type", "host")
                 .put("name", server.id)
                 .put("environment", "production")
                 .put("protection", "running")
                 .put("definitions_at", from));
  server.set(from + hours(2), by_person(role_of::it),
             register_fields(role_of::engineering, "internal"));
  for (Instant t = from; t < s.world.end(); t = t + days(4))
    server.set(t, aws, Fields().put("definitions_at", t));
  server.set(at, aws, Fields().put("protection", "stopped"));
  server.set(at + days(10), aws, Fields().put("protection", "running"));
  s.world.fail("endpoint-protection/servers", "asset/" + server.id, at, at + device_grace,
               at + days(10));
}

void unknown_registry(Scene& s) {
  const Instant at = s.moment_after(pipeline_unread + day, 1);
  const std::string id = add_deployment(s.world, at, "registry.elsewhere.example");
  s.world.fail("software-supply/deployments", "deployment/" + id, at, at);
}

}  // namespace

std::vector<Violation> cloud_violations() {
  return {
      {"unowned-bucket", "asset-inventory/owned", "A new store has no owner for 40 days.", 42,
       unowned_bucket},
      {"unregistered-asset", "asset-inventory/registered",
       "A new store is in no register for fifteen days.", 17, unregistered_asset},
      {"public-bucket", "stores-and-networks/stores",
       "A store is open to the world for five hours.", 2, public_bucket},
      {"store-not-encrypted", "stores-and-networks/stores",
       "A store is not encrypted for two days.", 4, store_not_encrypted},
      {"old-key", "keys-and-secrets/fresh", "A key is rotated fifteen days after its year.", 20,
       old_key},
      {"key-in-code", "keys-and-secrets/fresh",
       "A key is found in code and stays there for two days.", 4, key_in_code},
      {"idle-key", "root-and-service-accounts/keys",
       "A key is idle for 130 days and is not deleted.", 12, idle_key},
      {"copies-stay", "cloud-decommissioning/deleted-stores",
       "The copies of a deleted store are gone after 45 days.", 50, copies_stay},
      {"copy-in-staging", "production-copies/no-copies",
       "Confidential data lies unmasked in staging for four days.", 6, copy_in_staging},
      {"server-unprotected", "endpoint-protection/servers",
       "The protection of a server stands still for ten days.", 14, server_unprotected},
      {"unknown-registry", "software-supply/deployments",
       "An artefact of an unknown registry reaches production.", 60, unknown_registry},
  };
}

}  // namespace probata::sim
