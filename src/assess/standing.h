// The verdicts as they stand, fact by fact: what one fact touches is worked out anew, nothing else.
//
// Contract. A Standing is of a history as it grows, of one period and one `now`, and says at any
// time what assess() with Detail::verdicts would say of all facts folded so far. take() is told of
// every fold, in their order, and by the thread that folds; nobody reads meanwhile. A later `now`
// is another Standing: verdicts change with time alone.
//
// What a fact costs. Items of the fast lane (lane.h): those that read the entity touched, through
// references too. A test that has no lane is worked out anew as a whole where the fact is of a kind
// that it reads; everything is after a fact of a built-in kind (a look, a waiver, who holds a role)
// and after the first word of a new source.
#pragma once

#include <memory>
#include <vector>

#include "assess/assess.h"
#include "assess/conclude.h"

namespace probata {

class Standing {
 public:
  // REQUIRES: the history outlives it.
  Standing(const History&, const Request&, Instant now);
  ~Standing();

  void take(const Fact&, std::span<const Touched>);
  Counts counts(TestNo) const;
  // The tests whose counts or rows the last fact may have changed.
  const std::vector<TestNo>& changed() const;
  // Concludes where that was not done since the last fact that mattered.
  const TestResult& result(TestNo);

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace probata
