// The fast lane: items of which everything that a test reads is known and exact from the watch on,
// as nearly all are. Their verdicts come from sorted ranges of the history (history/columns.h) and
// tables of truths (lane_program.h), without signals, gaps or explanations. For what a condition
// reads beside (lists, other kinds) it asks the evaluator, at the instants that matter, and for
// when something is due where that is no constant.
//
// Inside the interval of one fact's change a condition is known where it is the same before and
// after it. An invariant that holds again at some instant of it is taken where it passes, or fails,
// whichever that is.
//
// It decides nothing of its own: where it cannot be sure that the patterns (patterns.h) would find
// just what it finds, the item is not plain and takes the way of all. Which is also how what is
// shown of an item is made: the lane gives verdicts and instants only.
#pragma once

#include <memory>
#include <vector>

#include "assess/conclude.h"
#include "assess/derive.h"
#include "assess/lane_program.h"

namespace probata {

class Lane {
 public:
  // Whether others are waited for that ask for more columns.
  enum class Wait : uint8_t { no, yes };
  // None: nothing of this test can take it, or others were not waited for.
  static std::unique_ptr<const Lane> plan(Evaluator&, const People&, const Test&, const Period&,
                                          const Mode&, std::shared_ptr<SharedColumns>,
                                          Wait = Wait::yes);
  ~Lane();

  // What one thread works with.
  class Walk;
  // `evaluator` is for what the lane does not read by itself; it is made when it is needed, and
  // outlives the walk.
  std::unique_ptr<Walk> walk(std::optional<Evaluator>& evaluator) const;

  struct Ask {
    bool all = false;   // also the rows that passed
    bool shown = true;  // else an item of which rows are shown is not added
  };
  struct Found {
    bool plain = false;
    bool shows = false;  // it has rows other than passed ones of the period
    bool has_rows = false;
    bool failed = false;  // an obligation did, whatever its period
    bool added = false;
  };
  // Adds what the item gives, where it is plain. `place`: where it probably stands
  // (Columns::place).
  Found run(Walk&, Entity, uint32_t place, Ask, Population&, int64_t& arisen) const;
  bool reads(const Columns::Joined&) const;
  // Beside the item itself and what reads() tells of nothing decides what an item gives, waivers
  // and settings aside.
  bool reads_all() const;
  // The longest stretch between looks that any of them may rest on.
  Duration seen_every_at_most() const;

  struct Plan;

 private:
  explicit Lane(std::unique_ptr<const Plan>);
  std::unique_ptr<const Plan> plan_;
};

}  // namespace probata
