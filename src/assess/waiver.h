// Waivers (semantics.md, section 8): approved deviations with an end.
#pragma once

#include <string>
#include <vector>

#include "assess/patterns.h"
#include "assess/people.h"

namespace probata {

struct Waiver {
  std::string id;
  Instant approved;  // when the approval was recorded, at the earliest when it was said
  Period holds;
  bool certain = true;  // that the approver held the role
  std::vector<Gap> gaps;
};
// Those of one test and item, by when they begin to hold. None where the test has no `waivable_by`.
std::vector<Waiver> waivers_of(const View&, const People&, const Test&, const std::string& item);

// An invariant: while a waiver holds the condition counts as true.
struct Waived {
  Signal broken;  // what no waiver covers
  struct Covered {
    Signal broken;
    std::string waiver;
  };
  std::vector<Covered> covered;
};
Waived split(const Signal& broken, const std::vector<Waiver>&, Instant now,
             const std::function<Why(std::vector<Gap>)>&, const Join&);
// A response or a rolling obligation: its due moves to the waiver's end.
void extend(Obligation&, const std::vector<Waiver>&);
// A calendar window: waived if a waiver holds at its due.
void excuse(Obligation&, const std::vector<Waiver>&);

}  // namespace probata
