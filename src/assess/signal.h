// Conditions over time (semantics.md, section 3).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cel/program.h"
#include "history/history.h"
#include "history/read.h"

namespace probata {

class Lens;

enum class Truth : uint8_t { no, yes, unknown };
constexpr Truth negate(Truth t) {
  if (t == Truth::unknown) return t;
  return t == Truth::yes ? Truth::no : Truth::yes;
}
constexpr Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}
constexpr Truth either(Truth a, Truth b) { return negate(both(negate(a), negate(b))); }

using Why = uint32_t;  // a set of gaps in the Evaluator's table; 0: none
// From `at` on the signal has `value`; up to `after` (inclusive) the value of the edge before; in
// between it is one or the other, with one change at an unknown instant. Exact: after = at - 1 us.
// `fact`: where the edge comes from (edges of one fact happen together).
struct Edge {
  Instant after, at;
  Truth value;
  Why why = 0;
  std::optional<FactNo> fact;
};
// Never empty: the first edge is exact, at Instant::never_before(). Ascending by `at`; neighbours
// differ in value or why. Ends at now.
using Signal = std::vector<Edge>;

// What a signal is of: programs combined. Evaluated together, so that one uncertain fact is one
// edge of the whole.
struct Formula {
  enum class Op : uint8_t { exists, refers, program, negate, all, any, constant };
  Op op = Op::constant;
  const cel::Program* program =
      nullptr;  // its condition must be true; null, error: unknown with that reason
  bool constant = true;
  std::vector<Formula> parts;
  Field field{};  // refers: the occurrence exists and, unless 0, refers to the item by it
};

// One fact-given value that an evaluation read, for explanations and provenance.
struct ReadValue {
  std::string path;   // `account.person.status`
  std::string item;   // the entity read, `person/p1`
  std::string value;  // cel::to_text
  std::vector<FactNo> facts;
  std::vector<Gap> gaps;
  std::vector<std::pair<std::string, std::string>> conflicts;  // by, value
};
struct Evaluation {
  Instant at;
  Truth value = Truth::unknown;
  std::vector<Gap> gaps;
  std::vector<ReadValue> reads;
  struct OfProgram {
    std::string text;
    std::string value;
    std::vector<cel::Step> steps;
  };
  std::vector<OfProgram> programs;
  Duration seen_every{0};
  bool claimed = false;
};

// Evaluates programs over a view. One a thread; keeps tables of gaps and an arena. Reads
// dynamically: the reads of an evaluation tell the next instant at which anything can change, and
// the sweep jumps there.
class Evaluator {
 public:
  explicit Evaluator(const View&);
  ~Evaluator();

  // From the beginning to view.now. `occurrence` is variable 2 of the programs, where they have
  // one.
  Signal signal(const Formula&, Entity item, std::optional<Entity> occurrence = {});
  // What matters of it from `watch` on; before, it says what it is right before `watch`.
  Signal signal_from(Instant watch, const Formula&, Entity item);
  // From an instant on; where the other is given, no further than to where it holds for certain at
  // or after that: what follows is not worked out, and reads as if it went on to hold.
  struct Stretch {
    Instant from;
    std::optional<Instant> until_met = {};
  };
  // None: a fact's (after, at) reaches over its beginning.
  std::optional<Signal> signal_within(Stretch, const Formula&, Entity item);
  // The value of a program at an instant (`within`, `due`, `counts_for`, parts of `says`); valid
  // until the next call. `words` are the string variables from index 2 on (`late from due done`).
  cel::Value value(const cel::Program&, Entity item, Instant, std::optional<Entity> occurrence = {},
                   std::span<const std::string> words = {});
  // From here on `param` is read as at this instant; none: as at the one that is asked.
  void parameters_at(std::optional<Instant>);
  // A condition at an instant, and until when it stays so; unknown where that is not known now.
  struct Certain {
    Truth value = Truth::unknown;
    Instant until;
    bool late = false;  // may rest on what was recorded late
  };
  Certain certain(const cel::Program&, Entity item, Instant);
  // The instants in [from, to) at which value() may differ, `from` first.
  std::vector<Instant> changes(const cel::Program&, Entity item, Instant from, Instant to);
  Evaluation trace(const Formula&, Entity item, Instant, std::optional<Entity> occurrence = {});
  // Until it is called again, the fact is taken to have happened wherever in its (after, at) one
  // is. For who asks from an instant on at which it has: what else it does happens together with
  // it.
  void suppose(std::optional<FactNo>);
  // On what the signals and values since the last call rest: for `seen_every` and `claimed`, and
  // whether facts that were recorded late may make a difference.
  struct Quality {
    Duration seen_every{0};
    bool claimed = false, late = false;
    void add(Duration every, bool by_claims, bool by_late);
  };
  Quality take_quality();
  void note(const Members&);  // what was read through lens()

  const std::vector<Gap>& gaps(Why) const;
  Why why(std::vector<Gap>);
  const View& view() const;
  // For whoever reads beside the programs, with what was read for them.
  Lens& lens();
  // When a test's control applies does not hang on the item: worked out once.
  const Signal& control(TestNo, bool state, const std::function<Signal()>& make);
  // The entity that a reference value names.
  static Entity entity_of(const cel::Value&);

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace probata
