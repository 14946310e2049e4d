// One thread's walk through items in the fast lane (lane.h): an item's conditions over time.
#pragma once

#include "assess/deadline.h"
#include "assess/lane_plan.h"

namespace probata {

// What the conditions are from an instant on; known, but where unsure() says so.
struct Stage {
  int64_t at;
  uint8_t is;  // bits
  static constexpr uint8_t in_domain = 1, is_raised = 2, is_met = 4, is_unsure = 8, is_then = 16,
                           is_ending = 32;
  bool inside() const { return (is & in_domain) != 0; }
  bool raised() const { return (is & is_raised) != 0; }  // an invariant: broken
  bool met() const { return (is & is_met) != 0; }        // of a response
  bool then() const { return (is & is_then) != 0; }      // `then` alone meets it
  // Whether it is met; of an invariant, which is not broken then, whether the item is inside.
  bool unsure() const { return (is & is_unsure) != 0; }
  // Of an invariant that was broken: it is or is not any more, by one fact's change.
  bool ending() const { return (is & is_ending) != 0; }
};

// What a period has of one obligation.
struct Weighed {
  bool arises = false, belongs = false, at_edge = false;
  Verdict verdict = Verdict::passed;
  bool operator==(const Weighed&) const = default;
};
// Of the obligation of a window, which does not hang on the item.
struct WeighedWindow {
  Weighed met, unmet;
};
// How often that is so of some windows, all of them met: three counts in one number, so that they
// are added and taken away at once.
class MetWindows {
 public:
  MetWindows() = default;
  explicit MetWindows(const Weighed& met)
      : counts_((met.arises ? 1 : uint64_t{0}) | (met.belongs ? 1 : uint64_t{0}) << bits |
                (!met.belongs && met.at_edge ? 1 : uint64_t{0}) << (2 * bits)) {}
  uint32_t arise() const { return counts_ & most; }
  uint32_t belong() const { return counts_ >> bits & most; }
  uint32_t at_edge() const { return static_cast<uint32_t>(counts_ >> (2 * bits)); }
  MetWindows operator+(MetWindows other) const { return MetWindows(counts_ + other.counts_); }
  MetWindows operator-(MetWindows other) const { return MetWindows(counts_ - other.counts_); }

 private:
  static constexpr unsigned bits = 21;
  static constexpr uint64_t most = (1U << bits) - 1;
  explicit MetWindows(uint64_t counts) : counts_(counts) {}
  uint64_t counts_ = 0;
};

class Lane::Walk {
 public:
  // By window of the plan. What is not behind the plan's ways `evaluator` reads, made when it is
  // needed.
  Walk(const Plan&, std::vector<WeighedWindow>, std::optional<Evaluator>& evaluator);

  // The item's stages (the first at the watch, neighbours differ), up to now; false: it is not
  // plain.
  bool take(uint32_t place);
  std::span<const Stage> stages() const { return {stages_.data(), stage_count_}; }
  std::span<const WeighedWindow> windows() const { return windows_; }
  // From the window on, up to the last.
  MetWindows met_from(size_t window) const { return met_.back() - met_[window]; }
  MetWindows met_at(size_t window) const { return met_[window + 1] - met_[window]; }
  int64_t watch() const { return watch_; }
  // Of ascending instants, the first in each window of the plan; never, where there is none.
  std::span<const int64_t> first_in_windows(std::span<const int64_t>);
  // Of the item that was taken, for what arose and was met so; none: it cannot be read. `never`:
  // not met.
  std::optional<int64_t> due(int64_t from, int64_t done);
  bool late() const { return late_; }  // it may rest on what was recorded late
  // For what the lane does not read by itself.
  Evaluator& evaluator();

 private:
  using Point = Columns::Point;
  struct Line {  // what is still to come, what holds, and what did before
    const Point* next;
    const Point* end;
    uint32_t code, before = no_code;
    FactNo fact{};  // inside the interval of whose change it is
    void advance() {
      before = code;
      fact = next->fact;
      code = static_cast<uint32_t>(next++->value);
    }
    bool is_between() const { return code == between_code; }
    uint32_t after() const { return next == end ? no_code : static_cast<uint32_t>(next->value); }
    int64_t next_at() const { return next == end ? Instant::never_after().us : next->at; }
    // Up to the instant, which comes.
    void reach(int64_t at) {
      while (next_at() <= at) advance();
    }
  };

  // What follows of the values of few ways for an item that is there while the control applies.
  static constexpr size_t most_together = 4;
  using Codes = std::array<uint32_t, most_together>;
  struct Outcome {
    Codes codes{no_code, no_code, no_code, no_code};
    bool sure = false;
    uint8_t is = 0;  // as in a stage
  };

  Deadline deadline(Evaluator&) const;
  std::optional<Instant> ask_due(Instant from, std::optional<Instant> done);
  bool begin(uint32_t place);
  bool begin_watch(uint32_t place);
  std::ptrdiff_t lives(uint32_t place) const;
  bool take_together(uint32_t place);
  template <size_t count>
  bool take_together(uint32_t place);
  bool take_by_steps(uint32_t place);
  uint32_t asked(size_t way, uint32_t code) const {
    return null_asked_[way] ? TruthTable::asked_of_null(code) : code;
  }
  bool never_raised(uint32_t place);
  const Outcome& outcome(const Codes&);
  static Line from(std::span<const Point>, int64_t at);
  bool advance(int64_t at);
  bool evaluate(int64_t at, uint32_t changed);
  bool find_stage(uint8_t& is, uint32_t changed);
  Truth truth(Clause);
  void note(uint32_t changed);
  Truth look_up(size_t clause);
  // Where a value is inside the interval of a change: before it, after it, or neither.
  enum class Side : uint8_t { before, after, not_known };
  Truth look_up(size_t clause, Side);
  static uint32_t code_of(const Line&, Side);
  bool find_between();
  Truth ask(size_t clause);
  Answers::Answer answer(size_t clause);
  Answers::Answer evaluated(size_t clause);
  bool uses_now(size_t clause) const;
  bool find_ending(Truth inside);
  void find_met(uint8_t& is, Truth inside, bool raised);
  int64_t next_instant() const;

  const Plan& plan_;
  CodeReader reader_;
  cel::Arena arena_;
  std::array<std::optional<TruthTable>, clause_count> tables_;
  std::array<Answers, clause_count> answers_;
  std::array<uint32_t, clause_count> masks_{};  // ways that a part reads
  std::array<Truth, clause_count> truths_{};
  std::array<bool, clause_count> stale_{};     // a truth may differ from what it was
  std::array<int64_t, clause_count> until_{};  // when a truth may differ though no value does
  bool asks_ = false;                          // the evaluator
  bool moves_ = false;    // some condition may differ though no value of a way does
  bool raised_ = false;   // of a response: at the last instant
  bool pending_ = false;  // and not met since
  std::optional<Evaluator>& evaluator_;
  Entity item_{};
  int64_t at_ = 0;  // which stage is looked for
  std::vector<uint32_t> codes_;
  std::array<Outcome, 64> outcomes_{};
  std::array<bool, most_ways> null_asked_{};  // of a way's value only whether it is null
  uint8_t when_way_ = no_way;  // of a response: the one value that decides whether it is raised
  Line life_{};
  std::vector<Line> lines_;  // by way
  // Lines that are inside the interval of a change; whose; whether of one fact alone.
  uint32_t between_ = 0;
  FactNo between_fact_{};
  bool between_one_ = false;
  std::optional<FactNo> ending_;  // whose change ends what is broken, here
  size_t control_ = 0;
  std::vector<Stage> stages_;  // with room for more
  size_t stage_count_ = 0;
  std::vector<WeighedWindow> windows_;
  std::vector<MetWindows> met_;  // before each window, and before the end
  std::vector<int64_t> firsts_;  // by window
  int64_t watch_ = 0;
  bool late_ = false;
};

}  // namespace probata
