// From moments to edges.
#include <algorithm>

#include "assess/evaluator.h"

namespace probata {

// What is read of before the watch alone decides nothing. Where it is known what holds when the
// watch begins, it is not even read: at a watch that begins with the first coverage nothing is
// known of before, and to find that out may take reading everything.
std::vector<Moment> Evaluator::State::sweep(const Formula& formula, Entity item,
                                            const Stretch& stretch) {
  const Instant watch = stretch.from;
  const auto met = [&](const Moment& m) {
    return stretch.until_met && m.from >= *stretch.until_met && m.value == Truth::yes && !m.change;
  };
  std::vector<Moment> moments;
  Instant t = watch;
  if (watch > Instant::earliest() && watch <= view.now) {
    Moment first = moment(formula, item, watch);
    if (first.value != Truth::unknown && !first.change) {
      note_quality();
      t = std::max(first.until, t + microsecond);
      moments.push_back(std::move(first));
      if (met(moments.back())) return moments;
    } else {
      t = watch - microsecond;
    }
  }
  while (t <= view.now) {
    moments.push_back(moment(formula, item, t));
    if (moments.back().until > watch) note_quality();
    if (met(moments.back())) return moments;
    t = std::max(moments.back().until, t + microsecond);
  }
  return moments;
}

void Evaluator::State::push(Signal& signal, const Edge& edge) {
  if (signal.empty()) {
    signal.push_back({Instant::never_before(), Instant::never_before(), edge.value, edge.why, {}});
    return;
  }
  if (signal.back().value == edge.value && signal.back().why == edge.why) return;
  signal.push_back(edge);
}

// Moments inside one fact's (after, at), all with the same value before and after it, up to its
// `at` where the value is the later one for certain: that is one edge. Where another change makes
// it false before that, it fell once as well (a rise might be of either). Where another change ends
// what may not have begun, or the value before is no other than that, only `unknown` is certain.
Signal Evaluator::State::join(const std::vector<Moment>& moments) {
  Signal signal;
  for (size_t i = 0; i < moments.size();) {
    const Moment& m = moments[i];
    if (!m.change) {
      const Why why = m.value == Truth::unknown ? tables.why(m.causes) : 0;
      push(signal, {m.from - microsecond, m.from, m.value, why, {}});
      ++i;
      continue;
    }
    size_t end = i;
    std::vector<cel::Cause> causes;
    for (; end < moments.size(); ++end) {
      const Moment& n = moments[end];
      if (!n.change || n.change->fact != m.change->fact || n.value != m.value || n.next != m.next)
        break;
      causes.insert(causes.end(), n.causes.begin(), n.causes.end());
    }
    const bool done = end < moments.size() && !moments[end].change &&
                      moments[end].value == m.next &&
                      (moments[end].from == m.change->at || m.next == Truth::no);
    if (done && !signal.empty() && signal.back().value == m.value) {
      push(signal, {m.from - microsecond, moments[end].from, m.next, 0, m.change->fact});
    } else {
      std::ranges::sort(causes);
      const auto repeats = std::ranges::unique(causes);
      causes.erase(repeats.begin(), repeats.end());
      push(signal, {m.from - microsecond, m.from, Truth::unknown, tables.why(causes), {}});
    }
    i = end;
  }
  if (signal.empty()) push(signal, {});
  return signal;
}

Signal Evaluator::signal(const Formula& formula, Entity item, std::optional<Entity> occurrence) {
  state_->reader.begin({item, occurrence, {}});
  // CEL's timestamps begin with the year 1; before it nothing happens.
  return state_->join(state_->sweep(formula, item, {Instant::earliest()}));
}

// Long before the watch much may change of which nothing is known. What is under way when it begins
// has its edge before.
Signal Evaluator::signal_from(Instant watch, const Formula& formula, Entity item) {
  if (watch <= Instant::earliest()) return signal(formula, item);
  auto from = signal_within({watch}, formula, item);
  return from ? std::move(*from) : signal(formula, item);
}

std::optional<Signal> Evaluator::signal_within(Stretch stretch, const Formula& formula,
                                               Entity item) {
  state_->reader.begin({item, {}, {}});
  const std::vector<Moment> moments = state_->sweep(formula, item, stretch);
  if (moments.empty() || moments.front().change) return std::nullopt;
  return state_->join(moments);
}

void Evaluator::State::trace(const Formula& formula, Evaluation& out) {
  if (formula.op == Formula::Op::program) {
    Evaluation::OfProgram p;
    p.text = formula.program->text();
    p.value = cel::to_text(cel::evaluate_traced(*formula.program, reader, arena, p.steps));
    out.programs.push_back(std::move(p));
  }
  for (const Formula& part : formula.parts) trace(part, out);
}

Evaluation Evaluator::trace(const Formula& formula, Entity item, Instant t,
                            std::optional<Entity> occurrence) {
  Evaluation out;
  out.at = t;
  state_->reader.begin({item, occurrence, {}});
  const Moment m = state_->moment(formula, item, t);
  out.value = m.change ? Truth::unknown : m.value;
  if (out.value == Truth::unknown) out.gaps = state_->tables.gaps(state_->tables.why(m.causes));
  out.seen_every = state_->reader.seen_every();
  out.claimed = state_->reader.claimed();
  state_->arena.reset();
  state_->reader.begin(t, {});
  state_->reader.trace = &out.reads;
  state_->trace(formula, out);
  state_->reader.trace = nullptr;
  return out;
}

}  // namespace probata
