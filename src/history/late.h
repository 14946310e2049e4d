// Facts that were recorded late: later than the organisation's limit after their `at`
// (semantics.md, section 7, lateness). Found when first asked for; a fold keeps it up.
#pragma once

#include <vector>

#include "history/history.h"

namespace probata {

class LateFacts {
 public:
  explicit LateFacts(const History::State&);

  void fold(const History::State&, FactNo, Entity);
  // Whether a fact of the entity is late.
  bool of(Entity e) const {
    const auto n = static_cast<size_t>(e);
    return n < late_.size() && late_[n];
  }

 private:
  static bool is_late(const History::State&, FactNo);
  void note(Entity);

  std::vector<bool> late_;  // by entity, as far as there are any
};

}  // namespace probata
