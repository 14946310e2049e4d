// Conditions over time (semantics.md, section 3): evaluated at every instant at which anything may
// change.
#pragma once

#include <functional>

#include "reference/world.h"

namespace probata::reference {

struct About {
  Entity item = 0;
  std::optional<Entity> occurrence = {};
};
// What an expression sees of the world at one instant.
struct Eyes final : cel::Reader, When {
  World& world;
  const About about;
  cel::Arena arena;

  Eyes(World& w, const About& a, Instant at, const Pins& assumed = {})
      : When{at, assumed}, world(w), about(a) {}

  Value value(const Condition& c) { return cel::evaluate(c.program, *this, arena); }
  Is holds(const std::optional<Condition>& c, Is otherwise = Is::no) {
    return c ? truth(value(*c)) : otherwise;
  }
  Is exists(Entity e) { return world.exists(e, *this); }
  // D3.2: what is the same before and after the one fact that it hangs on is known.
  Value settled(const Condition& c) {
    const auto taken = take(*this, [&] { return value(c); });
    const bool both = taken.fact && !open(taken.not_yet) && !open(taken.happened);
    return both && same(taken.not_yet, taken.happened) ? taken.not_yet : taken.answer;
  }
  // Those that exist, or that refer to one.
  Value members(KindNo kind, Field field, std::optional<Entity> referred) {
    std::vector<Value> items, membership;
    for (const Entity e : world.all(kind)) {
      if (referred && !world.ever_refers(e, field, *referred)) continue;
      const Is member = referred ? world.refers(e, field, *referred, *this) : exists(e);
      if (member == Is::no) continue;
      items.push_back(Value::of_entity(e, static_cast<uint16_t>(kind)));
      membership.push_back(world.value(member));
    }
    const Value* more = world.missing(kind, field, t) ? &world.unknown : nullptr;
    return arena.list(cel::List{items, membership, more});
  }
  Value read(Entity e, uint16_t field) {
    for (const ReverseReference& r : world.kind(e).reverses)
      if (r.number == Field{field}) return members(r.from, r.field, e);
    return world.read(e, Field{field}, *this);
  }

  // Selecting through null gives null, through what is unknown or not there unknown.
  Value slot(const cel::Slot& slot, cel::Arena&) override {
    if (slot.record >= world.catalog.parameter_record)
      return to_value(
          setting_at(world.catalog, world.in.settings, slot.record, slot.names.back(), t), arena);
    const Entity first = slot.variable == 0 ? about.item : about.occurrence.value_or(about.item);
    Value v = Value::of_entity(first, static_cast<uint16_t>(world.things[first].kind));
    for (size_t i = 0; i < slot.fields.size() && (open(v) || v.is(Tag::entity)); ++i) {
      if (open(v) || (i > 0 && exists(v.entity) != Is::yes)) return world.unknown;
      v = read(v.entity, slot.fields[i]);
    }
    return v;
  }
  Value select(Value v, uint16_t field, cel::Arena&) override {
    if (!v.is(Tag::entity)) return v;
    const bool subject = v.entity == about.item || v.entity == about.occurrence;
    return subject || exists(v.entity) == Is::yes ? read(v.entity, field) : world.unknown;
  }
  Value entities(uint16_t record, cel::Arena&) override {
    return members(KindNo{record}, existence, {});
  }
  // Of null and of one that dangles it is false, of an unknown one unknown (D2.26).
  Value exists(const cel::Slot* slot, Value reference, cel::Arena&) override {
    if (reference.is(Tag::entity)) return world.value(exists(reference.entity));
    const bool dangles = slot && !slot->fields.empty() && same(reference, world.nobody);
    return reference.is(Tag::null) || dangles ? Value::of(false) : reference;
  }
  Value seen(Value v, std::string_view layer, cel::Arena&) override {
    return v.is(Tag::entity) ? world.value(world.seen(v.entity, layer, *this)) : v;
  }
  Instant now() const override { return t; }
  void flips(Instant at) override { world.instants.insert(at); }
  const Calendar& calendar() const override { return world.in.settings.calendar; }
};

using Formula = std::function<Is(Eyes&)>;

// A formula at an instant. With a fact: it hangs on it, being `value` before it and `then` after.
struct Moment {
  Instant at;
  Is value = Is::maybe, then = Is::maybe;
  std::optional<uint64_t> fact = {};
  Is now() const { return fact ? Is::maybe : value; }
};
inline Moment look(World& world, const About& about, const Formula& formula, Instant t,
                   const Pins& pins = {}) {
  Eyes eyes(world, about, t, pins);
  const auto taken = take(eyes, [&] { return formula(eyes); });
  if (!taken.fact) return {t, taken.answer};
  if (taken.not_yet == taken.happened) return {t, taken.not_yet};
  if (open(taken.not_yet) || open(taken.happened)) return {t};
  return {t, taken.not_yet, taken.happened, taken.fact};
}

// A stretch of one value; its beginning may be an instant of a range.
struct Run {
  Range from;
  Is value = Is::maybe;
  std::optional<uint64_t> fact = {};
};
using Runs = std::vector<Run>;
// From `first` to now. D3.3: where a formula hangs on one fact up to the end of its interval and is
// then what it says, that is one edge; else unknown.
inline Runs sweep(World& world, const About& about, const Formula& formula, Instant first,
                  const Pins& pins = {}) {
  std::vector<Moment> moments;
  world.instants.insert(first);
  for (const auto& [seq, t] : pins) world.instants.insert(t);
  for (auto t = world.instants.lower_bound(first); t != world.instants.end() && *t <= world.in.now;
       ++t) {
    const Moment m = look(world, about, formula, *t, pins);
    const auto key = [](const Moment& a) { return std::tuple(a.value, a.then, a.fact); };
    if (moments.empty() || key(moments.back()) != key(m)) moments.push_back(m);
  }
  Runs runs;
  for (size_t i = 0; i < moments.size(); ++i) {
    const Moment &m = moments[i], after = i + 1 < moments.size() ? moments[i + 1] : Moment{never};
    const bool edge = m.fact && after.now() == m.then && !runs.empty() &&
                      runs.back().value == m.value && after.at == world.facts.at(*m.fact)->at;
    const Run run =
        edge ? Run{{before(m.at), after.at}, m.then, m.fact} : Run{Range::exactly(m.at), m.now()};
    if (runs.empty() || runs.back().value != run.value) runs.push_back(run);
  }
  return runs;
}
// The range in which a run ends.
inline Range end_of(const Runs& runs, size_t i, Instant last) {
  if (i + 1 == runs.size()) return {last, last};
  return {min(runs[i + 1].from.after, last), min(before(runs[i + 1].from.at), last)};
}

// Which values it has within [first, last]. D6.7: an edge wholly inside gives both, one partly
// inside leaves open what it is there.
struct Presence {
  bool yes = false, no = false, maybe = false;
};
inline Presence presence(const Runs& runs, Instant first, Instant last) {
  Presence result;
  for (size_t i = 0; i < runs.size(); ++i) {
    const auto& [from, value, fact] = runs[i];
    const bool holds = max(from.at, first) <= end_of(runs, i, last).after;
    const bool whole = from.after >= first && from.at <= last;
    const bool touches = !from.exact() && from.at > first && next(from.after) <= last;
    result.yes = result.yes || (holds && value == Is::yes);
    result.no = result.no || (holds && value == Is::no);
    result.maybe = result.maybe || (open(value) ? holds : touches && !whole);
  }
  return result;
}
inline Is at(const Runs& runs, Instant t) {
  const Presence there = presence(runs, t, t);
  return there.yes ? Is::yes : there.no ? Is::no : Is::maybe;
}

// An instant at which a signal becomes true, or may.
struct Trigger {
  Range from;
  bool possible = false;     // it may not be one at all
  bool found = false;        // it held already at the first instant
  bool maybe_found = false;  // not known at the first instant
  Is after = Is::yes;        // what follows its range
  std::optional<uint64_t> fact = {};
};
// D6.2: what an unknown stretch hides lies after every instant at which it was known to be true.
inline std::vector<Trigger> triggers(const Runs& all, Instant now) {
  std::vector<Trigger> result;
  for (size_t i = 0; i < all.size(); ++i) {
    const bool first = i == 0, last = i + 1 == all.size();
    const Is was = first ? Is::no : all[i - 1].value, then = last ? Is::maybe : all[i + 1].value;
    const auto& [from, value, fact] = all[i];
    if (value == Is::yes && was == Is::no)
      result.push_back({from, false, first, false, value, fact});
    if (!open(value)) continue;
    const Instant end = then == Is::yes ? all[i + 1].from.at : end_of(all, i, now).at;
    const Range range{was == Is::yes ? from.at : before(from.at), end};
    if (range.after < end)
      result.push_back({range, was == Is::yes || then != Is::yes, false, first, then});
  }
  return result;
}

// What happens at one instant of a range, or, where not certain, perhaps.
struct Chance {
  Range at;
  bool certain = true;
};
// When a signal holds, from an instant on.
inline std::vector<Chance> chances(const Runs& runs, Instant from, Instant now) {
  std::vector<Chance> result;
  for (size_t i = 0; i < runs.size(); ++i) {
    const Range end = end_of(runs, i, now);
    const Instant first = max(from, next(runs[i].from.after)), sure = max(from, runs[i].from.at);
    const bool certain = runs[i].value == Is::yes && sure <= end.after;
    if (runs[i].value != Is::no && sure <= end.at)
      result.push_back({{before(first), certain ? sure : end.at}, certain});
  }
  return result;
}
// The first of them at or after `from`, in every way it may have been.
inline std::set<Instant> first_of(const std::vector<Chance>& chances, Instant from) {
  std::set<Instant> result{never};
  for (const Chance& c : chances)
    if (c.at.at >= from) result.insert({max(from, next(c.at.after)), c.at.at});
  for (const Chance& c : chances)
    if (c.certain && from <= next(c.at.after))
      result.erase(result.upper_bound(c.at.at), result.end());
  return result;
}

}  // namespace probata::reference
