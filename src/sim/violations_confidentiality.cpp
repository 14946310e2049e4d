// Classes, hits of the scanner of data, confidential stores and who sees them.
#include "sim/availability.h"
#include "sim/confidentiality.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string aws = "connector:aws";

void store_unclassified(Scene& s) {
  const Instant at = s.moment(44);
  const std::string id = s.world.number("data");
  s.world.thing("asset", id)
      .set(at, aws, store_fields(id, "production"))
      .set(at, by_person(role_of::it),
           Fields().put("system", "aws").put("owner", role_of::engineering))
      .set(at + days(41), by_person(role_of::privacy), Fields().put("class", "internal"));
  for (const char* test : {"classification/classed", "asset-inventory/owned"})
    s.world.fail(test, "asset/" + id, at, at + after_change, at + days(41));
}

void hit_ignored(Scene& s) {
  const Instant at = s.moment(17);
  const std::string store = add_component(s.world, "aws", "store", services_from(s.world)).id;
  const std::string hit = add_hit(s.world, {.store = store, .at = at, .triaged = at + days(15)});
  for (const char* test : {"classification/hits", "alerts-triaged/others"})
    s.world.fail(test, "alert/" + hit, at, at + triage, at + days(15));
}

void confidential_not_logged(Scene& s) {
  const Instant at = s.moment(5);
  Thing& store = add_confidential_store(s.world, services_from(s.world));
  store.set(at, aws, Fields().put("logged", false))
      .set(at + days(3), aws, Fields().put("logged", true));
  s.world.fail("confidential-protected/stores", "asset/" + store.id, at, at, at + days(3));
}

void confidential_open(Scene& s) {
  const Instant at = s.moment(2);
  Thing& store = add_confidential_store(s.world, services_from(s.world));
  store.set(at, aws, Fields().put("public", true))
      .set(at + hours(5), aws, Fields().put("public", false));
  for (const char* test : {"confidential-protected/stores", "stores-and-networks/stores"})
    s.world.fail(test, "asset/" + store.id, at, at, at + hours(5));
}

void access_without_agreement(Scene& s) {
  const Instant at = s.moment(12);
  Person& person = hire(s.world, "developer", "employee", s.world.clock.date_of(at));
  person.taken = true;
  s.world.unplanned.insert("agreement/" + person.id);
  for (const Grant& grant : s.world.grants) {
    if (grant.person != person.id || store_of(grant.entitlement).empty()) continue;
    add_confidentiality_agreement(s.world, person.id, grant.from + days(6));
    s.world.fail("confidential-protected/agreed", "account/" + grant.account, grant.from,
                 grant.from, grant.from + days(6));
  }
}

}  // namespace

std::vector<Violation> confidentiality_violations() {
  return {
      {"store-unclassified", "classification/classed",
       "Nobody says for 41 days how confidential a new store is.", 44, store_unclassified},
      {"hit-ignored", "classification/hits",
       "Confidential data in an internal store is looked into after fifteen days.", 17,
       hit_ignored},
      {"confidential-not-logged", "confidential-protected/stores",
       "Access to a confidential store is not logged for three days.", 5, confidential_not_logged},
      {"confidential-open", "confidential-protected/stores",
       "A confidential store is open to the world for five hours.", 2, confidential_open},
      {"access-without-agreement", "confidential-protected/agreed",
       "Somebody new sees confidential data six days before agreeing to confidentiality.", 12,
       access_without_agreement},
  };
}

}  // namespace probata::sim
