// Lateness (semantics.md, section 7): a year mended in its last week is seen.
//
// The law is taken at its word: the item is derived again from those facts alone that were recorded
// by `due` and the limit, coverage and now as they are. Few items need that. What is left out and
// was recorded within the limit after its `at` tells of a time after `due`; it makes a difference
// only where a source is blind and a later fact shows what was there before. So an item needs it
// only where derive() read an entity with a fact that was recorded late, and not before the last
// such fact was recorded, or read something that a later fact shows (Lens::may_be_late).
#include <algorithm>

#include "assess/rows.h"
#include "history/lens.h"

namespace probata {
namespace {

// Whether it passes so, too. An obligation that would not have arisen at that instant does not.
bool passes(const View& all, View::Timely timely, const People& people, const Test& test,
            const Obligation& o, const Period& period, const Mode& mode) {
  const View view{all.history, all.known, all.now, timely};
  Evaluator evaluator(view);
  if (test.each && !evaluator.lens().spoken_of(o.item)) return false;
  const People timely_people = people.as_of(view, {test.full_id, item_name(view, test, o.item)});
  const Derived derived = derive(evaluator, timely_people, test, o.item, mode);
  return std::ranges::any_of(derived.obligations, [&](const Obligation& other) {
    if (other.from.at != o.from.at || other.waived != o.waived) return false;
    const InPeriod stands = in_period(other, period, view.now);
    return stands.belongs && stands.verdict == Verdict::passed;
  });
}

}  // namespace

Late late_evidence(const View& view, const People& people, const Test& test, const Obligation& o,
                   const Period& period, const Mode& mode, Instant late_until) {
  if (o.due_unknown) return Late::no;
  const Instant limit = o.due.at + view.history.settings().late_recording;
  if (late_until <= limit) return Late::no;
  if (passes(view, {.recorded_by = limit}, people, test, o, period, mode)) return Late::no;
  const bool by_people =
      !passes(view, {.recorded_by = limit, .people_only = true}, people, test, o, period, mode);
  return by_people ? Late::people : Late::source;
}

void mark(Row& row, Late late) {
  row.on_late_evidence = late != Late::no;
  row.late_people = late == Late::people;
}

}  // namespace probata
