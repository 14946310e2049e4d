#include "assess/patterns.h"

namespace probata {

// An invariant has one signal, `broken`; it is met by the negation (section 6). Once it broke at
// some instant of an unknown stretch before a known break, it stays broken until there: that is one
// interval.
std::vector<Obligation> invariant(const Signal& broken, const Deadline& grace,
                                  const Setting& setting) {
  const Signal tidied = tidy(broken, setting.join);
  std::vector<Obligation> result;
  for (Trigger trigger : triggers(tidied, setting)) {
    const bool from_watch = trigger.found;
    trigger.found = trigger.maybe_found = false;  // "it is broken from there"
    trigger.strict = true;
    const bool one_interval = trigger.after == Truth::yes;
    const Signal signal =
        one_interval ? settle(tidied, trigger.from, Truth::yes, setting.join) : tidied;
    Obligation obligation = oblige(trigger, Meeting(inverse(signal)), grace, setting);
    obligation.from_unbounded = from_watch && !setting.seen_before;
    if (obligation.possible && always_passes(obligation)) continue;
    result.push_back(std::move(obligation));
  }
  return result;
}

}  // namespace probata
