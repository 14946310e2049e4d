// What the fast lane works out once for a test (lane.h).
#pragma once

#include <array>

#include "assess/lane.h"

namespace probata {

// From which instant on a layer covers a field of a kind up to now, by layer.
using Covered = std::vector<int64_t>;

// One way from the item to a value: a field, or a path of references.
struct Way {
  const Columns::Track* track = nullptr;
  // Behind references: from when on each layer that a value rests on is enough (Joined::pairs).
  const std::vector<uint32_t>* rests_on = nullptr;
  std::vector<int64_t> covered;
  int64_t covered_at_latest = Instant::never_before().us;  // the last of them
};

// The conditions of a test that the lane evaluates.
enum class Clause : uint8_t { scope, when, then, unless };
constexpr size_t clause_count = 4;

constexpr uint8_t most_ways = 16;
// Of a slot that is no way: a constant, or what the lane does not read, which is unknown to it.
constexpr uint8_t no_way = 0xff, unread_way = 0xfe;

struct Conditional {
  const cel::Program* program = nullptr;  // null: there is none
  std::vector<uint8_t> ways;              // of each slot, then of each that exists() asks of
  bool reads_more = false;                // than is behind the ways
  // The ways of which the values, and the instant, decide whatever it reads; none where more does.
  std::optional<std::vector<uint8_t>> hangs_on;
};

// Calendar windows, one after the other, and which of them an instant lies in: without a search,
// for there are many instants, and without a branch, for nobody can guess it.
class CalendarWindows {
 public:
  void add(const Period& window) { all_.push_back(window); }
  void finish();
  std::span<const Period> all() const { return all_; }
  // `none` before the first and behind the last.
  static constexpr size_t none = SIZE_MAX;
  size_t of(int64_t t) const {
    const auto since = static_cast<uint64_t>(t - all_.front().start.us);
    if (since >= length_) return none;
    const uint32_t first = firsts_[since >> shift_];
    return first + (t >= all_[first].end.us ? 1 : 0);
  }

 private:
  std::vector<Period> all_;
  // Time in stretches shorter than any window: for each, the window of its first instant.
  std::vector<uint32_t> firsts_;
  unsigned shift_ = 0;
  uint64_t length_ = 0;
};

struct Lane::Plan {
  const View view;
  std::shared_ptr<SharedColumns> shared;
  const Test* test = nullptr;
  Period period;
  enum class Pattern : uint8_t { invariant, response, recurrence, rolling } pattern{};
  bool asks_due = false;       // of the evaluator: it is no constant
  bool gone_fails = false;     // of a response
  bool stays = false;          // of one
  bool constant = false;       // of one: it is raised wherever the item is inside
  bool reads_all = true;       // that an item's result hangs on is behind the ways
  bool only_unraised = false;  // what follows where something is raised the lane does not know
  const Columns* columns = nullptr;
  const Columns::Things* items = nullptr;
  Covered covered;                   // the item's existence, and the fields read of it
  std::vector<int64_t> watch;        // by layer
  std::vector<int64_t> group_watch;  // of sampled ones, by their group
  std::vector<Way> ways;
  std::array<Conditional, clause_count> clauses;
  std::optional<Duration> allowed;  // else the span
  Span span;
  std::vector<std::pair<int64_t, bool>> control;  // edges; the first is the beginning
  const Columns::Arrivals* arrivals = nullptr;
  std::optional<Columns::Arrivals> counted;            // those, where not all count
  int64_t arrivals_from = Instant::never_before().us;  // all that arrived after it was seen
  CalendarWindows windows;
  std::vector<Entity> waived;                  // ascending
  std::vector<const Lens::Listing*> listings;  // of the lists that the evaluator reads
  Duration seen_every{0};

  explicit Plan(const View& v) : view(v) {}
  const Conditional& clause(Clause p) const { return clauses[static_cast<size_t>(p)]; }
};

}  // namespace probata
