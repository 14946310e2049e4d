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
  bool of(Entity e) const { return last_of(e) > Instant::never_before(); }
  // When the last of its facts that are late was recorded; never_before(): none is.
  Instant last_of(Entity e) const {
    const auto n = static_cast<size_t>(e);
    return n < last_.size() ? last_[n] : Instant::never_before();
  }

 private:
  std::vector<Instant> last_;  // by entity, as far as there are any
};

}  // namespace probata
