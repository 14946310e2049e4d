// Small algebra on signals: what patterns and domains are made of. Knows no history.
//
// A signal is *tidy* when neighbours differ in value and every edge at an unknown instant lies
// between two known values: an uncertain edge next to an unknown value says no more than that the
// value is unknown until the edge is over.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "assess/signal.h"

namespace probata {

// The set of gaps of two sets. The Evaluator's, or a test's own.
using Join = std::function<Why(Why, Why)>;
Join first_of_both();  // for tests: keeps the first that is not empty

inline Instant next(Instant t) { return t + microsecond; }
inline Instant before(Instant t) { return t - microsecond; }

Signal constant(Truth);
// Yes within the periods, no elsewhere, all exact. REQUIRES: ascending, apart.
Signal certainly(std::span<const Period> yes);
Signal tidy(const Signal&, const Join&);
Signal inverse(Signal);
using Operation = Truth (*)(Truth, Truth);
// The two at every instant. Where both move within one stretch of uncertainty they move together if
// the edges come from one fact; else the result is unknown there, unless it is the same in every
// order. Tidy.
Signal combine(const Signal&, const Signal&, Operation, const Join&);

// Unknown inside an edge's interval.
Truth value_at(const Signal&, Instant);
// Cut off before `watch`: the first edge is exact and lies there. Inside an edge's interval it
// begins unknown.
Signal from_watch(const Signal&, Instant watch, const Join&);
// `value` in the open interval (range.after, range.at), and the edges there made exact.
Signal settle(const Signal&, Range range, Truth value, const Join&);
// The edges that come from `fact` and may happen within the range happen at its very beginning:
// whoever asks from an instant of the range on sees them done, as the trigger of the same fact is.
Signal together(const Signal&, std::optional<FactNo> fact, Range range);

struct Presence {
  bool yes = false, no = false, unknown = false;
  Why why = 0;
};
// Which values it has within [first, last]. An edge at an unknown instant within gives both.
Presence presence(const Signal&, Instant first, Instant last, const Join&);
// The part of the range from the first to the last instant at which it may be yes; none: nowhere.
std::optional<Range> possible_within(const Signal&, Range);
// The first instant in [first, last] at which it is certainly yes.
std::optional<Instant> first_yes(const Signal&, Instant first, Instant last);

}  // namespace probata
