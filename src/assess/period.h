// Which obligations a period has, and what they are in it (semantics.md, sections 1, 5 and 6).
#pragma once

#include "assess/obligation.h"

namespace probata {

struct InPeriod {
  bool belongs = false;
  bool carried = false;
  bool boundary = false;              // from < end <= due
  Verdict verdict = Verdict::passed;  // where it belongs: within the period; else as it is at `now`
};
InPeriod in_period(const Obligation&, const Period&, Instant now);

// The exception: overdue from `begin` on (exclusive, or the instant of a "no"), at most until
// `end`; empty where it is not overdue.
Period exception_of(const Obligation&, Instant now);

}  // namespace probata
