// The state of an Evaluator (signal.h), shared by its files.
//
// How a signal comes about (semantics.md, section 3). At an instant the formula is evaluated with
// everything that is inside an (after, at) taken as unknown. If that alone makes it unknown, and it
// is one fact's doing, it is evaluated twice more: the fact not yet happened, and happened. What
// was read tells until when all of this stays the same, and the sweep goes on from there. The
// stretches are then joined to edges (evaluator_sweep.cpp).
#pragma once

#include <map>

#include "assess/evaluator_reader.h"

namespace probata {

struct Outcome {
  Truth value = Truth::unknown;
  std::vector<cel::Cause> causes;
};

// The formula at one instant, and until when it stays so.
struct Moment {
  Instant from, until;
  Truth value = Truth::unknown;     // inside `change`: before it
  Truth next = Truth::unknown;      // and after it
  std::optional<Uncertain> change;  // value and next are known and differ
  std::vector<cel::Cause> causes;   // of unknown, or of being inside `change`
};

struct Evaluator::State {
  explicit State(const View& v) : view(v), lens(view), tables(view.history), reader(lens, tables) {}

  Outcome evaluate(const Formula&, Entity item);
  Outcome evaluate(const cel::Program&);
  Moment moment(const Formula&, Entity item, Instant);
  std::vector<Moment> sweep(const Formula&, Entity item, const Stretch&);
  Signal join(const std::vector<Moment>&);
  void push(Signal&, const Edge&);
  cel::Value value(const cel::Program&, Instant);
  void trace(const Formula&, Evaluation&);
  void note_quality() { quality.add(reader.seen_every(), reader.claimed(), reader.late()); }

  const View view;
  Lens lens;
  Tables tables;
  HistoryReader reader;
  cel::Arena arena;
  Quality quality;
  std::map<std::pair<TestNo, bool>, Signal> controls;
};

}  // namespace probata
