// Baselines that do not follow, and controls that nobody evaluates.
#include <algorithm>

#include "sim/baselines.h"
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/sources.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// No baseline is approved in between; whatever changed then was followed too late.
void without_baselines(Scene& s, Instant after, Instant next) {
  std::vector<Instant>& all = s.world.baselines;
  const Instant last = *std::prev(std::ranges::upper_bound(all, after));
  leave_out_baselines(s.world, after, next);
  for (const Thing& thing : s.world.things) {
    if (thing.kind != "significant_change") continue;
    const Instant noticed = thing.moments.front().at;
    if (noticed <= last || noticed > next) continue;
    const Instant followed = *std::ranges::lower_bound(all, noticed);
    if (followed > noticed + after_change)
      s.world.fail("evaluation-plan/revised", "significant_change/" + thing.id, noticed,
                   noticed + after_change, followed);
  }
}

// For more than a year, which ends in the first months of the period.
void no_baseline_for_a_year(Scene& s) {
  if (!s.world.unplanned.insert("baselines of a year").second) return;
  const std::vector<Instant> all = s.world.baselines;
  for (const Instant last : all) {
    const Instant due = s.world.clock.plus(last, yearly), next = due + days(11);
    if (due < s.world.start() + days(20)) continue;
    s.world.fail("evaluation-plan/baseline", "company", last, due, next);
    without_baselines(s, last, next);
    return;
  }
}

void baseline_behind(Scene& s) {
  if (!s.world.unplanned.insert("baseline of a change").second) return;
  std::vector<Instant> fit;
  for (const Thing& thing : s.world.things)
    if (thing.kind == "significant_change" &&
        thing.moments.front().at > s.world.start() + days(100) &&
        thing.moments.front().at < s.world.end() - days(45))
      fit.push_back(thing.moments.front().at);
  if (fit.empty()) return;
  const Instant noticed = s.random.pick(fit) - second;
  without_baselines(s, noticed, noticed + days(41));
}

// The pipeline is read from six weeks into the period on only: what it did before nobody knows, so
// the population of its control is not known, and no audit evaluates that one.
void control_not_evaluated(Scene& s) {
  const std::string control = "deployments";
  s.world.unplanned.insert(evaluated + control);
  const Instant covered = s.world.clock.covered();
  const Instant read =
      s.world.clock.at(s.world.clock.date_of(s.world.start() + pipeline_unread), 6 * 60);
  s.world.silences.push_back(
      {.by = "connector:pipeline", .time = {covered - hours(1), read}, .log = true});
  read_late(s.world, s.world.silences.back());
  s.world.fail("evaluation-plan/evaluated", "control/" + control, covered, covered + after_change);
}

}  // namespace

std::vector<Violation> baseline_violations() {
  return {
      {"no-baseline-for-a-year", "evaluation-plan/baseline",
       "A baseline is approved eleven days after its year, and follows no change until then.", 359,
       no_baseline_for_a_year, true},
      {"baseline-behind-change", "evaluation-plan/revised",
       "The baseline follows a significant change after 41 days.", 150, baseline_behind, true},
      {"control-not-evaluated", "evaluation-plan/evaluated",
       "Deployments are read from six weeks into the period on, and no audit looks at them.", 40,
       control_not_evaluated},
  };
}

}  // namespace probata::sim
