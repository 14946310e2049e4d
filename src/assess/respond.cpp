#include <algorithm>
#include <utility>

#include "assess/patterns.h"

namespace probata {
namespace {

// What is no item (section 4, "found"; section 6, hidden triggers).
bool no_item(const Obligation& o, const Trigger& trigger, bool constant) {
  if (o.never_fails) return constant || o.done.has_value();
  if (o.found || o.possible || trigger.maybe_found) return always_passes(o);
  return false;
}

void add(std::vector<Obligation>& result, const Trigger& trigger, Obligation obligation,
         bool constant) {
  if (!no_item(obligation, trigger, constant)) result.push_back(std::move(obligation));
}

bool same_instant(const Trigger& a, const Trigger& b) {
  return a.from == b.from && (a.from.exact() || (a.fact && a.fact == b.fact));
}

// What the fact of an uncertain trigger does besides happens together with it (section 6): where
// any of the signals is not known within the range, they are taken with the fact supposed.
bool open_within(const Signal& signal, const Range& range, const Join& join) {
  const Presence there = presence(signal, next(range.after), before(range.at), join);
  return there.unknown || (there.yes && there.no);
}

Responding given(const Responding& r, const Trigger& trigger, const Join& join) {
  if (!trigger.fact || trigger.from.exact() || !r.supposing) return r;
  bool open = open_within(r.met, trigger.from, join);
  if (r.stays) {
    for (const Signal* s : {&r.stays->then, &r.stays->other, &r.stays->holds})
      open = open || open_within(*s, trigger.from, join);
  }
  return open ? r.supposing(*trigger.fact) : r;
}

// R stops while domain and W hold and U does not. Empty: it is no trigger.
std::optional<Trigger> stop(Trigger trigger, const Stays& stays, const Setting& setting) {
  if (trigger.found) return std::nullopt;  // not holding when the watch began is no stop
  const Signal holds = together(stays.holds, trigger.fact, trigger.from);
  const Presence there = presence(holds, next(trigger.from.after), trigger.from.at, setting.join);
  const auto where = possible_within(holds, trigger.from);
  if (!where) return std::nullopt;
  trigger.from = *where;
  if (there.no || there.unknown || trigger.maybe_found) trigger.possible = true;
  trigger.maybe_found = false;
  trigger.why = setting.join(trigger.why, there.why);
  return trigger;
}

void add_stops(std::vector<Obligation>& result, const Responding& r,
               const std::vector<Trigger>& begun, const Deadline& deadline,
               const Setting& setting) {
  const Signal then = tidy(r.stays->then, setting.join);
  for (const Trigger& stopped : triggers(inverse(then), setting)) {
    const Responding here = given(r, stopped, setting.join);
    const Stays& stays = *here.stays;
    auto trigger = stop(stopped, stays, setting);
    // "Each later instant": what stops when an obligation begins is no trigger beside it.
    const auto same = [&](const Trigger& t) {
      return same_instant(t, stopped) || (trigger->from.exact() && t.from == trigger->from);
    };
    if (!trigger || std::ranges::any_of(begun, same)) continue;
    // Having stopped within the stretch, R does not hold until its end, where it is known not to;
    // else it may come back at once.
    const bool stays_off = trigger->after == Truth::yes;
    trigger->strict = !stays_off;
    const Signal met_then = tidy(here.met, setting.join);
    const Period within{next(stopped.from.after), stopped.from.at};
    const Signal met = stays_off
                           ? combine(combine(met_then, inverse(certainly(std::span(&within, 1))),
                                             both, setting.join),
                                     stays.other, either, setting.join)
                           : met_then;
    add(result, *trigger,
        oblige(*trigger, Meeting(together(met, trigger->fact, trigger->from)), deadline, setting),
        false);
  }
}

}  // namespace

// Trigger and meeting are signals of their own: where both are unknown each may be either (section
// 6). Edges of one fact happen together, so a fact that raises the obligation and meets it meets it
// at `from`.
std::vector<Obligation> respond(const Responding& r, const Deadline& deadline,
                                const Setting& setting) {
  const std::vector<Trigger> begun = triggers(r.trigger, setting);
  std::vector<Obligation> result;
  for (const Trigger& trigger : begun) {
    const Signal met = tidy(given(r, trigger, setting.join).met, setting.join);
    const Meeting meeting(together(met, trigger.fact, trigger.from), r.pulses);
    add(result, trigger, oblige(trigger, meeting, deadline, setting), r.constant);
  }
  if (r.stays) add_stops(result, r, begun, deadline, setting);
  std::ranges::sort(result, {},
                    [](const Obligation& o) { return std::pair(o.from.at, o.from.after); });
  return result;
}

}  // namespace probata
