// A condition as a table: of the numbers of the values that its paths read, the truth. Each
// combination that occurs is evaluated once; after that it is a look-up.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "assess/evaluator_reader.h"
#include "history/columns.h"

namespace probata {

// The number of a path's value where it is not known: above all that a history gives.
constexpr auto no_code = static_cast<uint32_t>(Columns::not_known);
// In place of one that the lane does not read.
constexpr uint32_t unread_code = no_code - 1;
// One of two, that of the point before and that of the point after.
constexpr auto between_code = static_cast<uint32_t>(Columns::between);

// Numbers of pairs of numbers, new where a pair is.
class Pairs {
 public:
  static constexpr uint32_t none = 0xffffffff;
  // The place of what is known of the pair; `none` in it until somebody says.
  uint32_t& at(uint32_t a, uint32_t b);

 private:
  struct Entry {
    uint64_t key = empty;
    uint32_t value = none;
  };
  static constexpr uint64_t empty = 0xffffffffffffffff;
  void grow();
  std::vector<Entry> entries_ = std::vector<Entry>(64);
  size_t used_ = 0;
};

// What paths give where their values are given. Whatever else is asked is unknown: a condition that
// is decided without it is decided.
class CodeReader final : public cel::Reader {
 public:
  explicit CodeReader(const View& view, const Columns& columns)
      : columns_(columns), lens_(view), tables_(view.history), history_(lens_, tables_) {}

  // By the program's slots, in their order, at an instant; behind them whether those exist that
  // exists() asks of.
  void begin(std::span<const uint32_t> codes, std::span<const cel::Slot> slots, Instant at) {
    codes_ = codes, slots_ = slots, at_ = at, until_ = Instant::never_after();
  }
  // The next instant at which the result may differ while the values do not.
  Instant until() const { return until_; }

  cel::Value slot(const cel::Slot&, cel::Arena&) override;
  cel::Value select(cel::Value, uint16_t, cel::Arena& arena) override { return unread(arena); }
  cel::Value entities(uint16_t, cel::Arena& arena) override { return unread(arena); }
  cel::Value exists(const cel::Slot*, cel::Value, cel::Arena&) override;
  cel::Value seen(cel::Value, std::string_view, cel::Arena& arena) override {
    return unread(arena);
  }
  Instant now() const override { return at_; }
  void flips(Instant at) override {
    if (at > at_) until_ = std::min(until_, at);
  }
  const Calendar& calendar() const override { return history_.calendar(); }

 private:
  static cel::Value unread(cel::Arena&);

  const Columns& columns_;
  Lens lens_;
  Tables tables_;
  HistoryReader history_;  // of parameters
  std::span<const uint32_t> codes_;
  std::span<const cel::Slot> slots_;
  Instant at_{}, until_{};
};

// One program in one thread.
class TruthTable {
 public:
  explicit TruthTable(const cel::Program&);
  // `codes` by the program's slots. REQUIRES: the program does not use `now`.
  Truth of(std::span<const uint32_t> codes, CodeReader&, cel::Arena&);
  // Of any program, at an instant; lowers `until` to the next one at which it may differ while the
  // values do not. Kept for two sets of values, while it holds: inside the interval of a change
  // both are asked for.
  Truth at(Instant, std::span<const uint32_t> codes, CodeReader&, cel::Arena&, int64_t& until);
  // Of a slot's value nothing else is asked than whether it is null.
  bool asks_null(size_t slot) const { return slot < null_test_.size() && null_test_[slot] != 0; }
  // One value stands for all then: instants are all different.
  static uint32_t asked_of_null(uint32_t code) {
    const bool known = code < between_code && code != static_cast<uint32_t>(null_value);
    return known ? static_cast<uint32_t>(true_value) : code;
  }
  // The same of one slot.
  Truth of(uint32_t code, CodeReader& reader, cel::Arena& arena) {
    code = asked_of(code, 0);
    Last& last = last_[code % last_.size()];
    if (last.code != code) last = {code, of({&code, 1}, reader, arena)};
    return last.truth;
  }

 private:
  Truth evaluate(std::span<const uint32_t> codes, Instant, CodeReader&, cel::Arena&) const;
  uint32_t asked_of(uint32_t code, size_t slot) const {
    return asks_null(slot) ? asked_of_null(code) : code;
  }

  // Texts and lists of which each item has its own: looking for them takes longer than evaluating.
  bool seldom_asked_again() const { return asked_ >= 4096 && evaluated_ > asked_ / 2; }

  struct Last {
    uint32_t code = no_code;
    Truth truth = Truth::unknown;
  };

  struct Held {
    std::vector<uint32_t> codes;
    Instant from, until = Instant::never_before();
    Truth truth = Truth::unknown;
  };

  const cel::Program* program_;
  std::vector<uint8_t> null_test_;  // by slot
  std::vector<uint32_t> codes_;
  std::array<Last, 32> last_;
  std::array<Held, 2> held_;
  size_t oldest_held_ = 0;
  std::vector<Pairs> pairs_;
  uint32_t next_ = 0;  // number of a pair
  size_t asked_ = 0, evaluated_ = 0;
};

// What the evaluator answered, by the numbers of the values that it hangs on and the instant.
class Answers {
 public:
  struct Answer {
    Truth truth = Truth::unknown;
    int64_t from = 0, until = 0;
    bool late = false;  // it may rest on what was recorded late
  };
  // Null: it has not been asked.
  const Answer* find(std::span<const uint32_t> codes, int64_t at);
  // For what was last looked for.
  void keep(const Answer& answer) { last_->insert_or_assign(answer.from, answer); }

 private:
  using OverTime = std::map<int64_t, Answer>;  // by from
  std::unordered_map<std::u32string, OverTime> by_codes_;
  OverTime* last_ = nullptr;
};

}  // namespace probata
