// What comes round every night and day: backups of stores, readings of how full something is.
#include <fmt/format.h>

#include "sim/availability.h"
#include "sim/writer.h"

namespace probata::sim {
namespace {

// The tool has a place for each of seven nights and takes the oldest anew: another run of the same
// name, so that what there is at a time is also all that there ever was.
void write_nights(const World& world, Lines& lines, const Routine& routine) {
  const std::string by = "connector:backup";
  int number = 0;
  for (Instant t = routine.from; t < routine.until && t <= world.end(); t = t + day) {
    const std::string id = fmt::format("{}/{}", routine.asset, number++ % 7);
    const Instant expires = t + night_kept;
    Fields fields;
    fields.put("asset", routine.asset).put("name", "Night of " + to_text(world.clock.date_of(t)));
    fields.put("finished", t).put("status", "succeeded").put("encrypted", true);
    fields.put("location", second_region).put("expires", expires);
    lines.add("backup", id, t, by, fields);
    if (expires <= world.end()) lines.gone("backup", id, expires, by);
  }
}

// A source tells of a day's value only where it is another than before, so few do in a company of
// little activity.
void write_readings(const World& world, Lines& lines, const Routine& routine) {
  Random random = world.random.fork("readings/" + routine.asset);
  for (Instant t = routine.from; t < routine.until && t <= world.end(); t = t + day) {
    const int64_t value = random.between(30, 80);
    const bool told = static_cast<int>(random.below(100)) < world.activity;
    if (!told || (routine.apart && routine.apart->contains(t))) continue;
    lines.add("metric", "capacity/" + routine.asset, t, "connector:metrics",
              Fields().raw("value", fmt::format("0.{}", value)));
  }
}

}  // namespace

void write_routines(const World& world, Lines& lines) {
  for (const Routine& routine : world.backups) write_nights(world, lines, routine);
  for (const Routine& routine : world.readings) write_readings(world, lines, routine);
}

}  // namespace probata::sim
