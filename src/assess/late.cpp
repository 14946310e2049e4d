// Lateness (semantics.md, section 7): a year mended in its last week is seen.
//
// The law is taken at its word: the item is derived again from those facts alone that were recorded
// by `due` and the limit, coverage and now as they are. Few items need that: derive() says of which
// nothing that was recorded late can make a difference.
#include <algorithm>

#include "assess/rows.h"
#include "history/lens.h"

namespace probata {
namespace {

// Whether it passes so, too. An obligation that would not have arisen at that instant does not.
bool passes(const View& all, View::Timely timely, const Test& test, const Obligation& o,
            const Period& period, const Mode& mode) {
  const View view{all.history, all.known, all.now, timely};
  Evaluator evaluator(view);
  if (test.each && !evaluator.lens().spoken_of(o.item)) return false;
  const Derived derived = derive(evaluator, People(view), test, o.item, mode);
  return std::ranges::any_of(derived.obligations, [&](const Obligation& other) {
    if (other.from.at != o.from.at || other.waived != o.waived) return false;
    const InPeriod stands = in_period(other, period, view.now);
    return stands.belongs && stands.verdict == Verdict::passed;
  });
}

}  // namespace

Late late_evidence(const View& view, const Test& test, const Obligation& o, const Period& period,
                   const Mode& mode) {
  if (o.due_unknown) return Late::no;
  const Instant limit = o.due.at + view.history.settings().late_recording;
  if (passes(view, {.recorded_by = limit}, test, o, period, mode)) return Late::no;
  const bool by_people =
      !passes(view, {.recorded_by = limit, .people_only = true}, test, o, period, mode);
  return by_people ? Late::people : Late::source;
}

void mark(Row& row, Late late) {
  row.on_late_evidence = late != Late::no;
  row.late_people = late == Late::people;
}

}  // namespace probata
