// Causes and gaps by number: what the language carries with an unknown, and what an edge says why.
#pragma once

#include <deque>
#include <map>
#include <vector>

#include "assess/signal.h"
#include "history/lens.h"

namespace probata {

class Tables {
 public:
  explicit Tables(const History& history) : history_(history) { sets_.emplace_back(); }

  cel::Cause cause(const Doubt&);
  Why why(const std::vector<cel::Cause>&);  // REQUIRES: ascending, without repeats
  Why why(std::vector<Gap>);
  const std::vector<Gap>& gaps(Why why) const { return sets_[why]; }

 private:
  const History& history_;
  std::vector<Doubt> doubts_;
  std::map<Doubt, cel::Cause> causes_;
  std::map<std::vector<cel::Cause>, Why> by_causes_;
  std::deque<std::vector<Gap>> sets_;
  std::map<std::vector<Gap>, Why> by_gaps_;
};

}  // namespace probata
