#include "assess/runs.h"

#include <algorithm>

namespace probata {

Join first_of_both() {
  return [](Why a, Why b) { return a != 0 ? a : b; };
}

Signal constant(Truth value) {
  return {{.after = Instant::never_before(),
           .at = Instant::never_before(),
           .value = value,
           .why = 0,
           .fact = {}}};
}

namespace {

Edge exact_edge(Instant at, Truth value, Why why) {
  return {.after = before(at), .at = at, .value = value, .why = why, .fact = {}};
}

bool is_exact(const Edge& edge) { return edge.after >= before(edge.at); }

// Puts an edge at the end; an edge at the same instant gives way, an equal value is no edge.
void append(Signal& signal, Edge edge, const Join& join) {
  if (!signal.empty() && signal.back().at >= edge.at) signal.pop_back();
  if (!signal.empty() && signal.back().value == edge.value) {
    signal.back().why = join(signal.back().why, edge.why);
    return;
  }
  signal.push_back(edge);
}

}  // namespace

Signal certainly(std::span<const Period> yes) {
  Signal signal = constant(Truth::no);
  const Join join = first_of_both();
  for (const Period& period : yes) {
    if (period.start >= period.end) continue;
    append(signal, exact_edge(period.start, Truth::yes, 0), join);
    if (period.end != Instant::never_after())
      append(signal, exact_edge(period.end, Truth::no, 0), join);
  }
  if (signal.empty()) return constant(Truth::no);
  return signal;
}

Signal tidy(const Signal& signal, const Join& join) {
  Signal result;
  for (Edge edge : signal) {
    if (!result.empty()) {
      const Edge& last = result.back();
      edge.after = std::max(edge.after, last.at);  // edges never overlap
      if (edge.after >= edge.at) edge.after = before(edge.at);
      if (!is_exact(edge) && last.value == Truth::unknown) edge.after = before(edge.at);
      if (!is_exact(edge) && edge.value == Truth::unknown) edge.at = next(edge.after);
    }
    append(result, edge, join);
  }
  return result;
}

Signal inverse(Signal signal) {
  for (Edge& edge : signal) edge.value = negate(edge.value);
  return signal;
}

namespace {

// What one signal is during an elementary stretch: one value, or moving from one to another.
struct Phase {
  const Edge* edge = nullptr;  // moving: this one; else the one whose value holds
  Truth from = Truth::no, to = Truth::no;
  bool moving() const { return from != to; }
};

Phase phase_at(const Signal& signal, size_t& hint, Instant t) {
  while (hint + 1 < signal.size() && signal[hint + 1].at <= t) ++hint;
  const Edge& here = signal[hint];
  if (hint + 1 < signal.size() && signal[hint + 1].after < t && !is_exact(signal[hint + 1])) {
    return {.edge = &signal[hint + 1], .from = here.value, .to = signal[hint + 1].value};
  }
  return {.edge = &here, .from = here.value, .to = here.value};
}

std::vector<Instant> cuts(const Signal& a, const Signal& b) {
  std::vector<Instant> result;
  for (const Signal* signal : {&a, &b}) {
    for (const Edge& edge : *signal) {
      result.push_back(edge.at);
      if (!is_exact(edge)) result.push_back(next(edge.after));
    }
  }
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

struct Stretch {
  Instant start;
  Truth from, to;  // equal: known, or unknown all along
  Why why = 0;
  std::optional<FactNo> fact;
};

Why why_of(Truth value, const Phase& a, const Phase& b, const Join& join) {
  const auto part = [&](const Phase& p) {
    const bool decides = value == Truth::unknown ? (p.moving() || p.to == Truth::unknown) : true;
    return decides ? p.edge->why : Why{0};
  };
  return join(part(a), part(b));
}

Stretch stretch_of(Instant start, const Phase& a, const Phase& b, Operation op, const Join& join) {
  const Truth first = op(a.from, b.from), last = op(a.to, b.to);
  const bool one =
      !(a.moving() && b.moving()) || (a.edge->fact && a.edge->fact == b.edge->fact &&
                                      a.edge->after == b.edge->after && a.edge->at == b.edge->at);
  Stretch result{.start = start,
                 .from = first,
                 .to = last,
                 .why = 0,
                 .fact = a.moving() ? a.edge->fact : b.edge->fact};
  const bool same =
      first == last && (one || (op(a.from, b.to) == first && op(a.to, b.from) == first));
  if (!same && !one) result.from = result.to = Truth::unknown;
  if (!same && (first == Truth::unknown || last == Truth::unknown))
    result.from = result.to = Truth::unknown;
  const Truth seen = result.from == result.to ? result.from : Truth::unknown;
  result.why = why_of(seen, a, b, join);
  if (!a.moving() && !b.moving())
    result.fact = a.edge->at == start   ? a.edge->fact
                  : b.edge->at == start ? b.edge->fact
                                        : std::nullopt;
  return result;
}

}  // namespace

// Between two cuts nothing begins or ends. A moving stretch becomes an edge at an unknown instant
// only where it is the whole way from the value before to the value after; where other things
// happen meanwhile, it is unknown.
Signal combine(const Signal& a, const Signal& b, Operation op, const Join& join) {
  std::vector<Stretch> stretches;
  size_t in_a = 0, in_b = 0;
  for (const Instant cut : cuts(a, b)) {
    const Phase pa = phase_at(a, in_a, cut), pb = phase_at(b, in_b, cut);
    stretches.push_back(stretch_of(cut, pa, pb, op, join));
  }
  Signal result;
  for (size_t i = 0; i < stretches.size(); ++i) {
    const Stretch& s = stretches[i];
    if (s.from == s.to) {
      append(
          result,
          {.after = before(s.start), .at = s.start, .value = s.from, .why = s.why, .fact = s.fact},
          join);
      continue;
    }
    const bool whole = i + 1 < stretches.size() && !result.empty() &&
                       result.back().value == s.from && stretches[i + 1].from == s.to &&
                       stretches[i + 1].to == s.to;
    if (!whole) {
      append(result, exact_edge(s.start, Truth::unknown, s.why), join);
      continue;
    }
    const Instant at = stretches[++i].start;
    append(result,
           {.after = before(s.start), .at = at, .value = s.to, .why = s.why, .fact = s.fact}, join);
  }
  return result;
}

Truth value_at(const Signal& signal, Instant t) {
  size_t hint = 0;
  const Phase phase = phase_at(signal, hint, t);
  return phase.moving() ? Truth::unknown : phase.to;
}

Signal from_watch(const Signal& signal, Instant watch, const Join& join) {
  size_t hint = 0;
  const Phase phase = phase_at(signal, hint, watch);
  Signal result{{.after = before(watch),
                 .at = watch,
                 .value = phase.moving() ? Truth::unknown : phase.to,
                 .why = phase.edge->why,
                 .fact = phase.edge->at == watch ? phase.edge->fact : std::nullopt}};
  for (size_t i = hint + 1; i < signal.size(); ++i) {
    Edge edge = signal[i];
    edge.after = std::max(edge.after, before(watch));
    append(result, edge, join);
  }
  return tidy(result, join);
}

Signal settle(const Signal& signal, Range range, Truth value, const Join& join) {
  if (range.exact()) return signal;
  size_t hint = 0;
  const Instant first = next(range.after);
  Signal result;
  for (const Edge& edge : signal) {
    if (edge.at <= range.after) append(result, edge, join);
  }
  append(result, exact_edge(first, value, 0), join);
  const Phase end = phase_at(signal, hint, range.at);
  append(result, exact_edge(range.at, end.moving() ? end.from : end.to, end.edge->why), join);
  for (const Edge& edge : signal) {
    if (edge.at <= range.at) continue;
    Edge later = edge;
    later.after = std::max(later.after, before(range.at));
    append(result, later, join);
  }
  return result;
}

Signal together(const Signal& signal, std::optional<FactNo> fact, Range range) {
  Signal result = signal;
  if (!fact || range.exact()) return result;
  for (Edge& edge : result) {
    if (edge.fact != fact || is_exact(edge) || edge.after > range.at || edge.at <= range.after)
      continue;
    edge.after = range.after;
    edge.at = next(range.after);
  }
  return result;
}

Presence presence(const Signal& signal, Instant first, Instant last, const Join& join) {
  Presence result;
  const auto add = [&](Truth value, Why why) {
    if (value == Truth::yes) result.yes = true;
    if (value == Truth::no) result.no = true;
    if (value == Truth::unknown) {
      result.unknown = true;
      result.why = join(result.why, why);
    }
  };
  if (first > last) return result;
  for (size_t i = 0; i < signal.size(); ++i) {
    const Edge& edge = signal[i];
    const Instant holds_until =
        i + 1 < signal.size() ? signal[i + 1].after : Instant::never_after();
    if (std::max(edge.at, first) <= std::min(holds_until, last)) add(edge.value, edge.why);
    // An edge wholly within gives both values, as they hold or happen there; of one in part within
    // it is open what it gives.
    if (is_exact(edge) || edge.at <= first || next(edge.after) > last) continue;
    const bool whole = edge.at <= last && edge.after >= first;
    if (!whole) add(Truth::unknown, edge.why);
  }
  return result;
}

std::optional<Range> possible_within(const Signal& signal, Range range) {
  std::optional<Range> result;
  for (size_t i = 0; i < signal.size(); ++i) {
    if (signal[i].value == Truth::no) continue;
    const bool last = i + 1 == signal.size();
    const Instant start = std::max(next(signal[i].after), next(range.after));
    const Instant end = last ? range.at : std::min(before(signal[i + 1].at), range.at);
    if (start > end) continue;
    if (!result) result = Range{before(start), end};
    result->at = std::max(result->at, end);
  }
  return result;
}

std::optional<Instant> first_yes(const Signal& signal, Instant first, Instant last) {
  for (size_t i = 0; i < signal.size(); ++i) {
    if (signal[i].value != Truth::yes) continue;
    const Instant start = std::max(signal[i].at, first);
    const Instant end = i + 1 < signal.size() ? signal[i + 1].after : Instant::never_after();
    if (start <= end && start <= last) return start;
  }
  return std::nullopt;
}

}  // namespace probata
