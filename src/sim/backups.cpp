// Backups: every store each night, in a second region, kept for a week.
#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"

namespace probata::sim {

Instant backups_from(const World& world) {
  return world.clock.at({world.clock.first().days - 35}, 0);
}

std::string add_backup(World& world, const std::string& store, const BackupRun& run) {
  const std::string id = world.number("run"), by = "connector:backup";
  Thing& backup = world.thing("backup", id);
  Fields fields;
  fields.put("asset", store).put("name", "Run of " + store).put("finished", run.at);
  fields.put("status", run.succeeded ? "succeeded" : "failed");
  if (run.succeeded)
    fields.put("encrypted", run.encrypted)
        .put("location", run.location)
        .put("expires", run.at + run.kept);
  backup.set(run.at, by, fields).gone(run.at + run.kept, by);
  return id;
}

// A night fails, and the run after it is good in the last second of its time.
void plan_backups(World& world) {
  const Instant at = world.start() + days(8) + hours(1);
  const std::string store = add_component(world, "aws", "store", services_from(world)).id;
  world.unplanned.insert("backups/" + store);
  world.backups.push_back({store, at - days(45), at - hours(1)});
  add_backup(world, store, {.at = at, .succeeded = false});
  add_backup(world, store, {.at = at + alarm_time - second});
  world.backups.push_back({store, at + days(2), world.end()});
  // A new store: its first copy outside its region is made in the last second.
  const Instant born = world.start() + days(3);
  const std::string late = add_component(world, "aws", "store", born).id;
  world.unplanned.insert("backups/" + late);
  for (Instant t = born + hours(5); t < born + after_change; t = t + days(1))
    add_backup(world, late, {.at = t, .location = home_region});
  add_backup(world, late, {.at = born + nearly(after_change)});
  world.backups.push_back({late, born + after_change + hours(5), world.end()});
  // What can be made anew is not backed up, and everybody knows.
  const Instant made = with_waiver(world, world.start() + days(5));
  const std::string cache = add_component(world, "aws", "store", made).id;
  world.unplanned.insert("backups/" + cache);
  for (const char* test : {"backups/recent", "backups/copies"})
    add_waiver(world, test, "asset/" + cache, "A cache, made anew from the orders", made);
}

void keep_backed_up(World& world) {
  Random random = world.random.fork("backups");
  // Backups are added meanwhile.
  for (size_t i = 0, size = world.things.size(); i < size; ++i) {
    const Thing& asset = world.things[i];
    if (asset.kind != "asset" || !says(asset, R"("type":"store")") ||
        world.unplanned.contains("backups/" + asset.id))
      continue;
    const Instant from = std::max(asset.moments.front().at, backups_from(world) - days(1)) +
                         minute * random.between(30, 600);
    const Instant until = end_of(asset).value_or(world.end());
    world.backups.push_back({asset.id, from, until});
    // Now and then a night fails; it is run again a few hours later.
    if (!random.chance(300) || from > world.start() || until < world.end()) continue;
    const Instant failed = from + days(random.between(37, 56)) + hours(1);
    add_backup(world, asset.id, {.at = failed, .succeeded = false});
    add_backup(world, asset.id, {.at = failed + hours(random.between(2, 9))});
  }
}

}  // namespace probata::sim
