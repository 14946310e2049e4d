// Backups that fail, that nobody made, or whose copies are not what they must be; replicas.
#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string aws = "connector:aws";

// A store of its own, backed up by nobody but the violation.
std::string store(Scene& s, Instant at) {
  const std::string id = add_component(s.world, "aws", "store", at).id;
  s.world.unplanned.insert("backups/" + id);
  return id;
}
// Every night up to the last one at `last`, and again from `again` on.
std::string backed_up_but(Scene& s, Instant last, Instant again) {
  const std::string id = store(s, services_from(s.world));
  const int nights = 30 + s.world.clock.date_of(last).days - s.world.clock.first().days;
  s.world.backups.push_back({id, last - days(nights + 10), last + hours(1)});
  s.world.backups.push_back({id, again, s.world.end()});
  return id;
}

void three_nights_fail(Scene& s) {
  const Instant last = s.moment(7), again = last + days(4);
  const std::string id = backed_up_but(s, last, again);
  const Instant old = last + recovery_point + microsecond;
  s.world.fail("backups/recent", "asset/" + id, old, old + recovery_point, again);
  for (const int night : {1, 2, 3}) {
    const Instant at = last + days(night);
    const std::string run = add_backup(s.world, id, {.at = at, .succeeded = false});
    if (at + alarm_time < again)
      s.world.fail("recovery-infrastructure/rerun", "backup/" + run, at, at + alarm_time, again);
  }
}

void store_not_enrolled(Scene& s) {
  const Instant at = s.moment(12), enrolled = at + days(10);
  const std::string id = store(s, at);
  s.world.backups.push_back({id, enrolled, s.world.end()});
  s.world.fail("backups/recent", "asset/" + id, at, at + recovery_point, enrolled);
}

void copies_in_one_region(Scene& s) {
  const Instant at = s.moment(44), first = at + hours(4), mended = first + days(41);
  const std::string id = store(s, at);
  for (Instant t = first; t < mended; t = t + days(1))
    add_backup(s.world, id, {.at = t, .location = home_region});
  s.world.backups.push_back({id, mended, s.world.end()});
  s.world.fail("backups/copies", "asset/" + id, at, at + after_change, mended);
}

void copy_not_encrypted(Scene& s) {
  const Instant at = s.moment(44);
  const std::string id = store(s, services_from(s.world));
  s.world.backups.push_back({id, backups_from(s.world) - hours(9), s.world.end()});
  add_backup(s.world, id, {.at = at, .encrypted = false, .kept = days(41)});
  s.world.fail("backups/copies", "asset/" + id, at, at + after_change, at + days(41));
}

// A run by day fails, and the night after it is late.
void backup_not_rerun(Scene& s) {
  const Instant last = s.moment(5), failed = last + hours(2), again = last + hours(28);
  const std::string id = backed_up_but(s, last, again);
  const std::string run = add_backup(s.world, id, {.at = failed, .succeeded = false});
  s.world.fail("recovery-infrastructure/rerun", "backup/" + run, failed, failed + alarm_time,
               again);
}

// A system of its own, whose service or store is other than it must be for a while.
void fall_back(Scene& s, bool of_store, const Fields& bad, const Fields& good, Duration lasts) {
  const Instant at = s.moment(4);
  const std::string system = new_service(s);
  Thing& asset =
      *find_thing(s.world, "asset", of_store ? store_of_service(system, 1) : service_of(system));
  asset.set(at, aws, bad).set(at + lasts, aws, good);
  s.world.fail("recovery-infrastructure/redundant", "system/" + system, at, at, at + lasts);
}
void replica_lags(Scene& s) {
  fall_back(s, true, Fields().put("replica_lag", "30h"), Fields().put("replica_lag", "5m"),
            hours(7));
}
void not_redundant(Scene& s) {
  fall_back(s, false, Fields().put("redundant", false), Fields().put("redundant", true), days(2));
}

}  // namespace

std::vector<Violation> backup_violations() {
  return {
      {"three-nights-fail", "backups/recent", "The backup of a store fails in three nights.", 7,
       three_nights_fail},
      {"store-not-enrolled", "backups/recent", "A new store is not backed up for ten days.", 12,
       store_not_enrolled},
      {"copies-in-one-region", "backups/copies",
       "The copies of a new store lie in its own region for 41 days.", 44, copies_in_one_region},
      {"copy-not-encrypted", "backups/copies", "A copy that is not encrypted is kept for 41 days.",
       44, copy_not_encrypted},
      {"backup-not-rerun", "recovery-infrastructure/rerun",
       "A backup that failed is run again after 26 hours.", 5, backup_not_rerun},
      {"replica-lags", "recovery-infrastructure/redundant",
       "A replica is thirty hours behind for seven hours.", 4, replica_lags},
      {"not-redundant", "recovery-infrastructure/redundant",
       "A service has nothing to fall back on for two days.", 5, not_redundant},
  };
}

}  // namespace probata::sim
