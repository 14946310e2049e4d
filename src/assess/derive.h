// From a test and an item to its obligations: signals of the history into the patterns, waivers
// over them.
#pragma once

#include "assess/domain.h"
#include "assess/occurrences.h"
#include "assess/patterns.h"
#include "assess/people.h"

namespace probata {

struct Mode {
  bool state = false;  // section 5, State at T
  std::optional<Instant>
      since;  // calendar windows that end before are left out, where the watch has no beginning
};

struct Derived {
  std::vector<Obligation> obligations;  // by from
  std::vector<Cut> partial;
  std::vector<Discounted> not_counted;
  Signal domain;
  std::vector<Instant> lives;  // of an invariant: where those after the first begin
  Duration seen_every{0};
  bool claimed = false;
  // Until then facts were recorded late that may make a difference (late.cpp); never_before():
  // none.
  Instant late_until = Instant::never_before();
  Instant watch;
};

// The formulas of which the facts of a row are read: the condition that raises an obligation, and
// the one that meets it.
struct Formulas {
  Formula trigger, met;
};
Formulas formulas_of(const Test&);

Derived derive(Evaluator&, const People&, const Test&, Entity, const Mode&);

}  // namespace probata
