#include <algorithm>
#include <cstdint>
#include <tuple>

#include "assess/patterns.h"

namespace probata {
namespace {

// ---- calendar windows

// The occurrences that meet a window. One whose instant, or whose T, may lie in it or not, perhaps
// does.
std::vector<Pulse> within(const std::vector<Occurrence>& occurrences, Instant from,
                          const Period& window) {
  std::vector<Pulse> result;
  for (const Occurrence& occurrence : occurrences) {
    const Pulse& place = occurrence.counts ? *occurrence.counts : occurrence.pulse;
    const Instant start = occurrence.counts ? window.start : from;
    if (place.at.at < start || next(place.at.after) >= window.end) continue;
    Pulse pulse = occurrence.pulse;
    const bool inside = next(place.at.after) >= start && place.at.at < window.end;
    pulse.certain = pulse.certain && place.certain && inside;
    if (!pulse.certain && pulse.why == 0) pulse.why = place.why;
    if (!occurrence.counts) {  // what counts for it lies in it
      pulse.at.at = std::min(pulse.at.at, before(window.end));
    }
    // An early one, with counts_for, meets the window as it begins.
    pulse.at.at = std::max(pulse.at.at, from);
    pulse.at.after = std::max(pulse.at.after, before(from));
    result.push_back(pulse);
  }
  return result;
}

class CalendarRecurrence {
 public:
  CalendarRecurrence(const Signal& domain, const std::vector<Occurrence>& occurrences,
                     const Windows& windows, const Setting& setting)
      : domain_(tidy(domain, setting.join)),
        occurrences_(occurrences),
        windows_(windows),
        setting_(setting),
        by_value_(windows.counts_for) {}

  Recurring run() {
    Instant at = std::max(first_instant(), windows_.since);
    while (at <= setting_.now) {
      const auto window = windows_.window(at);
      if (!window || window->end <= at) break;
      add(*window);
      at = window->end;
    }
    return std::move(result_);
  }

 private:
  // No window matters before the watch, or before the domain may hold for the first time.
  Instant first_instant() const {
    for (const Edge& edge : domain_) {
      if (edge.value != Truth::no) return std::max(setting_.watch, next(edge.after));
    }
    return Instant::never_after();
  }

  void add(const Period& window) {
    const bool whole = window.start >= setting_.watch;
    const Instant start = std::max(window.start, setting_.watch),
                  last = std::min(before(window.end), setting_.now);
    const Presence there = presence(domain_, start, last, setting_.join);
    if (!there.yes && !there.unknown) return;
    const bool in_part = !whole || there.no;
    if (in_part && !windows_.partial_counts) {
      if (there.yes || !whole) result_.partial.push_back({window.start, window.end});
      return;
    }
    Trigger trigger{.from = Range::exactly(start),
                    .possible = there.unknown && !(in_part && there.yes),
                    .why = there.why};
    if (in_part) trigger.from = Range::exactly(first_yes(domain_, start, last).value_or(start));
    raise(trigger, window);
  }

  void raise(const Trigger& trigger, const Period& window) {
    const Meeting meeting(constant(Truth::no), within(occurrences_, trigger.from.at, window));
    Deadline deadline;
    deadline.due = [due = before(window.end)](Instant, std::optional<Instant>) {
      return std::optional(due);
    };
    Setting setting = setting_;
    setting.watch = Instant::never_before();  // a window is not found
    Obligation obligation = oblige(trigger, meeting, deadline, setting);
    obligation.ended_by = obligation.done ? EndedBy::then : EndedBy::none;
    if (!by_value_) fail_for_good(obligation);
    if (obligation.possible && always_passes(obligation)) return;
    result_.obligations.push_back(std::move(obligation));
  }

  // "Without `counts_for` a window that passes empty is failed for good."
  static void fail_for_good(Obligation& obligation) {
    for (Case& c : obligation.cases) {
      if (c.met == Case::Met::never) c.met = Case::Met::just_late;
    }
    obligation.momentary = true;
  }

  Signal domain_;
  const std::vector<Occurrence>& occurrences_;
  const Windows& windows_;
  const Setting& setting_;
  bool by_value_;  // counts_for
  Recurring result_;
};

// ---- rolling: from each occurrence to the next

struct Beginning {
  Trigger trigger;
  std::optional<size_t> occurrence;  // none: the start of domain or watch
};

void add_occurrences(std::vector<Beginning>& result, const Signal& domain,
                     const std::vector<Occurrence>& occurrences, const Setting& setting) {
  for (size_t i = 0; i < occurrences.size(); ++i) {
    const Pulse& pulse = occurrences[i].pulse;
    Range at = pulse.at;
    if (at.at < setting.watch || at.at > setting.now) continue;
    const bool straddles = next(at.after) < setting.watch;
    at.after = std::max(at.after, before(setting.watch));
    const Presence there = presence(domain, next(at.after), at.at, setting.join);
    const auto where = possible_within(domain, at);
    if (!where) continue;
    at = *where;
    const bool possible = !pulse.certain || straddles || there.no || there.unknown;
    const Why why = possible || !at.exact() ? setting.join(pulse.why, there.why) : 0;
    result.push_back({.trigger = {.from = at, .possible = possible, .why = why}, .occurrence = i});
  }
}

std::vector<Beginning> beginnings(const Signal& domain, const std::vector<Occurrence>& occurrences,
                                  const Setting& setting) {
  std::vector<Beginning> result;
  add_occurrences(result, domain, occurrences, setting);
  for (const Trigger& trigger : triggers(domain, setting))
    result.push_back({.trigger = trigger, .occurrence = {}});
  // At one instant one begins: an occurrence before the start, a certain one before a possible one.
  std::ranges::sort(result, {}, [](const Beginning& b) {
    return std::tuple(b.trigger.from, b.trigger.possible, b.occurrence.value_or(SIZE_MAX));
  });
  const auto same = [](const Beginning& a, const Beginning& b) {
    return a.trigger.from == b.trigger.from && a.trigger.from.exact();
  };
  result.erase(std::unique(result.begin(), result.end(), same), result.end());
  return result;
}

// The occurrences, so arranged that those which may meet one beginning are found without a look at
// all: there may be as many beginnings.
class Others {
 public:
  explicit Others(const std::vector<Occurrence>& occurrences) : all_(occurrences) {
    for (size_t i = 0; i < all_.size(); ++i) (is_unseen(all_[i]) ? unseen_ : order_).push_back(i);
    std::ranges::stable_sort(order_, {}, [&](size_t i) { return all_[i].pulse.at.at; });
    begins_.resize(order_.size());
    Instant first = Instant::never_after();
    for (size_t k = order_.size(); k-- > 0;) {
      first = std::min(first, all_[order_[k]].pulse.at.after);
      begins_[k] = first;
    }
  }

  // Those in or after the range, up to the first that meets it wherever in the range it began: none
  // that begins later can be the next one.
  std::vector<Pulse> of(const Beginning& begin) const {
    std::vector<Pulse> result;
    const Range& from = begin.trigger.from;
    for (const size_t i : unseen_) {
      if (begin.occurrence != i && all_[i].pulse.at.at >= from.after)
        result.push_back(all_[i].pulse);
    }
    Instant sure = Instant::never_after();
    const auto at = [&](size_t i) { return all_[i].pulse.at.at; };
    const auto start = std::ranges::lower_bound(order_, from.after, {}, at);
    for (auto k = static_cast<size_t>(start - order_.begin()); k < order_.size(); ++k) {
      if (begins_[k] > sure) break;
      if (begin.occurrence == order_[k]) continue;
      const Pulse& pulse = all_[order_[k]].pulse;
      result.push_back(pulse);
      if (pulse.certain && pulse.at.after >= from.at) sure = std::min(sure, pulse.at.at);
    }
    return result;
  }

 private:
  // Of which nothing is known but a stretch, which may be long.
  static bool is_unseen(const Occurrence& o) { return !o.entity && !o.pulse.at.exact(); }

  const std::vector<Occurrence>& all_;
  std::vector<size_t> order_, unseen_;  // by their instants
  std::vector<Instant> begins_;         // the earliest beginning of a range from here on
};

}  // namespace

Recurring recur_calendar(const Signal& domain, const std::vector<Occurrence>& occurrences,
                         const Windows& windows, const Setting& setting) {
  return CalendarRecurrence(domain, occurrences, windows, setting).run();
}

std::vector<Obligation> recur_rolling(const Signal& domain,
                                      const std::vector<Occurrence>& occurrences,
                                      const Deadline& every, const Setting& setting) {
  const Signal tidied = tidy(domain, setting.join);
  const Others others(occurrences);
  std::vector<Obligation> result;
  for (Beginning& begin : beginnings(tidied, occurrences, setting)) {
    Trigger& trigger = begin.trigger;
    trigger.strict = true;  // the next one is later
    trigger.found = trigger.maybe_found = false;
    const bool settled = !begin.occurrence && trigger.after == Truth::yes;
    const Signal inside = settled ? settle(tidied, trigger.from, Truth::yes, setting.join) : tidied;
    Obligation obligation =
        oblige(trigger, Meeting(inverse(inside), others.of(begin)), every, setting);
    if (obligation.possible && always_passes(obligation)) continue;
    result.push_back(std::move(obligation));
  }
  return result;
}

}  // namespace probata
