#include <algorithm>

#include "assess/patterns.h"

namespace probata {
namespace {

// The closed stretches in which a run of a tidy signal may hold, and in which it holds in every
// filling.
struct Reach {
  Instant possible_first, possible_last;
  bool certain = false;
  Instant certain_first, certain_last;
};

std::optional<Reach> reach(const Signal& signal, size_t i) {
  if (signal[i].value == Truth::no) return std::nullopt;
  const bool last = i + 1 == signal.size();
  Reach result;
  result.possible_first = i == 0 ? signal[i].at : next(signal[i].after);
  result.possible_last = last ? Instant::never_after() : before(signal[i + 1].at);
  result.certain = signal[i].value == Truth::yes;
  result.certain_first = signal[i].at;
  result.certain_last = last ? Instant::never_after() : signal[i + 1].after;
  return result;
}

void earlier(std::optional<Instant>& best, Instant t) {
  if (!best || t < *best) best = t;
}

}  // namespace

std::optional<Instant> Meeting::possible(Instant from) const {
  std::optional<Instant> best;
  for (size_t i = 0; i < signal_.size(); ++i) {
    const auto run = reach(signal_, i);
    if (run && run->possible_last >= from) earlier(best, std::max(from, run->possible_first));
  }
  for (const Pulse& pulse : pulses_) {
    if (pulse.at.at >= from) earlier(best, std::max(from, next(pulse.at.after)));
  }
  return best;
}

std::optional<Instant> Meeting::certain(Instant from) const {
  std::optional<Instant> best;
  for (size_t i = 0; i < signal_.size(); ++i) {
    const auto run = reach(signal_, i);
    if (run && run->certain && run->certain_last >= from)
      earlier(best, std::max(from, run->certain_first));
  }
  for (const Pulse& pulse : pulses_) {
    if (pulse.certain && from <= next(pulse.at.after)) earlier(best, pulse.at.at);
  }
  return best;
}

std::vector<Instant> Meeting::breaks(Instant first, Instant last) const {
  std::vector<Instant> result;
  const auto add = [&](Instant t) {
    for (const Instant near : {before(t), t, next(t)}) {
      if (near > first && near <= last) result.push_back(near);
    }
  };
  for (const Edge& edge : signal_) {
    add(edge.at);
    add(next(edge.after));
  }
  for (const Pulse& pulse : pulses_) {
    add(next(pulse.at.after));
    add(pulse.at.at);
  }
  return result;
}

Why Meeting::why(Instant first, Instant last, const Join& join) const {
  Why result = presence(signal_, first, last, join).why;
  for (const Edge& edge : signal_) {
    const bool uncertain = edge.after < before(edge.at) && edge.at > first && edge.after < last;
    if (uncertain) result = join(result, edge.why);
  }
  for (const Pulse& pulse : pulses_) {
    const bool here = pulse.at.at >= first && pulse.at.after < last;
    if (here && (!pulse.certain || !pulse.at.exact())) result = join(result, pulse.why);
  }
  return result;
}

}  // namespace probata
