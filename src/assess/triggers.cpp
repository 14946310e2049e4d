#include "assess/patterns.h"

namespace probata {
namespace {

// What an unknown stretch hides (section 6). It lies after every instant at which the signal was
// known to be true: to become true it has to stop first.
std::optional<Trigger> hidden(const Signal& signal, size_t i, Instant now) {
  const bool first = i == 0, last = i + 1 == signal.size();
  const Truth then = last ? Truth::unknown : signal[i + 1].value;
  const bool was_yes = !first && signal[i - 1].value == Truth::yes;
  Trigger trigger;
  trigger.from.after = was_yes ? signal[i].at : before(signal[i].at);
  trigger.from.at = last ? now : then == Truth::yes ? signal[i + 1].at : before(signal[i + 1].at);
  trigger.possible = was_yes || then != Truth::yes;
  trigger.maybe_found = first;
  trigger.why = signal[i].why;
  trigger.after = then;
  if (trigger.from.after >= trigger.from.at) return std::nullopt;
  return trigger;
}

}  // namespace

std::vector<Trigger> triggers(const Signal& whole, const Setting& setting) {
  if (setting.watch > setting.now) return {};
  const Signal signal = from_watch(tidy(whole, setting.join), setting.watch, setting.join);
  std::vector<Trigger> result;
  for (size_t i = 0; i < signal.size(); ++i) {
    const Edge& edge = signal[i];
    if (edge.value == Truth::unknown) {
      if (auto trigger = hidden(signal, i, setting.now)) result.push_back(*trigger);
    } else if (edge.value == Truth::yes && i == 0) {
      result.push_back({.from = Range::exactly(edge.at), .found = true, .fact = edge.fact});
    } else if (edge.value == Truth::yes && signal[i - 1].value == Truth::no) {
      const Why why = edge.after < before(edge.at) ? edge.why : 0;
      result.push_back({.from = {edge.after, edge.at}, .why = why, .fact = edge.fact});
    }
  }
  return result;
}

}  // namespace probata
