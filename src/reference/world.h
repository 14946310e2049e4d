// What the facts say at one instant: layers, precedence, corrections, and what is not known to the instant (semantics.md, 2.4 to 2.8, 2.13 to 2.15);
// and conditions over time, evaluated at every instant at which anything may change (section 3). Every question walks what was said from the beginning.
#pragma once

#include <functional>

#include "reference/facts.h"

namespace probata::reference {

using Formula = std::function<Is()>;
using Pins = std::map<uint64_t, Instant>;  // when facts inside their (after, at) are assumed to have happened
// A value from an instant on. With a fact: it hangs on it, and is `value` until it happened and `then` after; nobody knows when within this run.
template <class V>
struct Hanging {
  V value = {}, then = {};
  std::optional<uint64_t> fact = {};
  Instant from = ever;
};
using Run = Hanging<Is>;
using Runs = std::vector<Run>;
inline Is known(const Run& run) { return run.fact ? Is::maybe : run.value; }

// It is asked about `item` (and `occurrence`) at the instant `t`.
struct World : Facts, cel::Reader {
  Instant t = in.now;
  Entity item, occurrence;
  Pins pins = {};
  std::set<uint64_t> noted = {};  // the facts in whose interval something was read and of which nothing is assumed

  World(const Inputs& inputs, const Thing& about) : Facts(inputs), item(find(about.kind, about.id)), occurrence(item) {}

  template <class Ask>
  auto when(Instant then, Pins assumed, Ask ask) {
    const auto old = std::tuple(std::exchange(t, then), std::exchange(pins, assumed), std::exchange(noted, {}));
    const auto answer = ask();
    std::tie(t, pins, noted) = old;
    return answer;
  }
  template <class Ask>
  std::pair<Value, Value> both_ways(uint64_t fact, Ask ask) {
    pins[fact] = never;
    const Value not_yet = ask();
    pins[fact] = ever;
    const Value happened = ask();
    pins.erase(fact);
    return {not_yet, happened};
  }
  // D3.2: asked with all that is uncertain as unknown; and where the answer then hangs on one fact, with that fact not yet happened, and happened.
  template <class Ask>
  Hanging<Value> take(Instant then, const Pins& assumed, Ask ask) {
    return when(then, assumed, [&]() -> Hanging<Value> {
      const Value answer = ask();
      if (!open(answer) || noted.size() != 1) return {answer};
      const uint64_t fact = *noted.begin();
      const auto [not_yet, happened] = both_ways(fact, ask);
      return same(not_yet, happened) ? Hanging<Value>{not_yet} : Hanging<Value>{not_yet, happened, fact};
    });
  }

  // ---- layers

  struct Stand {  // what a layer says of a field at the instant
    std::string name;
    bool covered = false, turned = false, speaks = false;
    Sees sees = Sees::never;
    Is there = Is::no;
    const Word *word = nullptr, *says = nullptr;  // what it said last; with what is assumed
  };
  // A change inside its interval, as is assumed. D2.3: it follows the one before it.
  bool happened(const Word* word, const Word* change) {
    if (!change || max(change->after, word ? word->at : ever) >= t) return false;
    const auto pin = pins.find(change->seq);
    if (pin == pins.end()) noted.insert(change->seq);
    return pin != pins.end() && pin->second <= t;
  }
  Stand stand(Entity e, const std::string& name, Field field) {
    const bool always = name == "people" || kind(e).built_in;
    const auto [life, turn] = around(track(e, name, existence), t);
    const auto [word, change] = around(track(e, name, field), t);
    const auto [sees, again] = sight(name, things[e].kind, existence, t);
    const bool exists = life && life->value.is_true(), turns = turn && turn->value.is_true() != exists;
    Stand s{.name = name, .sees = sight(name, things[e].kind, field, t).first};
    s.covered = always || s.sees == Sees::covered;
    s.speaks = field != existence && said.contains({e, name, field});
    if (always || sees == Sees::covered) s.turned = turns && happened(life, turn);
    // D2.13: by the sides, which are coverages and facts.
    const bool known = always || sees == Sees::covered || !((turns && turn->at <= again) || (exists && again == never && !turn)) || (life && life->at == t);
    s.there = known ? is(exists != s.turned) : Is::maybe;
    if (!s.speaks) return s;
    s.word = word && !word->ends ? word : nullptr;
    s.says = s.covered && happened(word, change) ? change : s.word;
    return s;
  }
  // D2.6: a correction stands directly before the source that it corrects, until that changes.
  void raise_correction(std::vector<Stand>& stands, Entity e, Field field) {
    const auto people = std::ranges::find(stands, "people", &Stand::name);
    if (people == stands.end() || !people->says || people->says->corrects.empty()) return;
    const auto source = std::ranges::find(stands, people->says->corrects, &Stand::name);
    if (source == stands.end() || !source->speaks || source->turned) return;
    const Instant since = people->says->at;
    const auto value_at = [&](Field f) {
      const Word* word = around(track(e, source->name, f), since).first;
      return word ? word->value : Value();
    };
    for (const Field f : {existence, field})
      for (const auto& [at, word] : track(e, source->name, f))
        if (since < at && at <= t && !same(word.value, value_at(f))) return;
    if (source->says && !same(source->says->value, value_at(field))) return;
    people < source ? std::rotate(people, std::next(people), source) : std::rotate(source, people, std::next(people));
  }
  // The first layer in the order of precedence that has set the field and in which the entity exists; D2.14, D2.15 where one is blind.
  Value answer(Entity e, Field field, std::string_view only) {
    const Kind& kind = this->kind(e);
    std::vector<Stand> stands;
    for (const std::string& name : things[e].layers)
      if (only.empty() || names_layer(only, name)) stands.push_back(stand(e, name, field));
    std::ranges::sort(stands, {}, [&](const Stand& s) { return precedence_of(in.settings, kind, s.name); });
    // People keep a thing in existence only where it is a record, or no source ever delivered it.
    const bool people_do = kind.record || std::ranges::all_of(stands, [](const Stand& s) { return s.name == "people"; });
    Is there = stands.empty() && missing(kind.number, existence, t) ? Is::maybe : Is::no;
    for (const Stand& s : stands)
      if (people_do || s.name != "people") there = max(there, s.there);
    if (kind.number == catalog.company) there = Is::yes;
    if (field == existence || there == Is::no) return field == existence ? value(there) : Value();
    raise_correction(stands, e, field);
    bool maybe = open(there), told = false;
    for (const Stand& s : stands) {
      if (s.there == Is::no) continue;
      if (s.covered || (s.says && s.says == s.word && s.says->at == t)) {
        if (s.says && !s.says->value.is(Tag::null)) return s.says->value;
        told = told || (s.name != "people" && s.covered && s.there == Is::yes);
      } else if (s.sees == Sees::gap ? s.speaks : s.word != nullptr) {
        return unknown;
      } else {
        maybe = maybe || s.sees != Sees::never;
      }
    }
    return (told && !kind.record) || (!maybe && !missing(kind.number, field, t)) ? Value() : unknown;
  }
  // D2.4: for every way in which the facts may have happened.
  Value read(Entity e, Field field, std::string_view only = {}) {
    std::optional<uint64_t> fact;
    const Value first = when(t, pins, [&] {
      const Value said = answer(e, field, only);
      if (!noted.empty()) fact = *noted.begin();
      return said;
    });
    if (!fact) return first;
    const auto [not_yet, happened] = both_ways(*fact, [&] { return read(e, field, only); });
    if (same(not_yet, happened)) return not_yet;
    noted.insert(*fact);
    return unknown;
  }
  Value read_at(Instant then, Entity e, std::string_view name) {
    return kind(e).find(name) ? when(then, {}, [&] { return read(e, field(e, name)); }) : Value();
  }
  Is exists(Entity e) { return truth(read(e, existence)); }
  // D2.18: a source that is blind cannot say that it is not there.
  Is seen(Entity e, std::string_view layer) {
    Is result = Is::no;
    for (const std::string& name : things[e].layers)
      if (names_layer(layer, name)) result = truth(read(e, existence, layer));
    if (result != Is::no || layer == "people" || kind(e).built_in) return result;
    std::set<Sees> sees;
    for (const std::string& by : delivered(things[e].kind))
      if (names_layer(layer, by)) sees.insert(sight(by, things[e].kind, existence, t).first);
    sees.erase(Sees::never);
    return sees == std::set{Sees::covered} ? Is::no : Is::maybe;
  }

  // ---- references

  static bool points_at(const Value& v, Entity target) {
    if (!v.is(Tag::list)) return v.is(Tag::entity) && v.entity == target;
    return std::ranges::any_of(v.list->items, [&](const Value& one) { return points_at(one, target); });
  }
  bool ever_refers(Entity e, Field field, Entity target) const {  // D2.23
    const auto may = [&](const auto& word) { return open(word.second.value) || points_at(word.second.value, target); };
    return std::ranges::any_of(things[e].layers, [&](const auto& name) { return std::ranges::any_of(track(e, name, field), may); });
  }
  // Whether it exists and refers to the target. D2.22: one that dangles makes nobody's list uncertain.
  Is refers(Entity e, Field field, Entity target) {
    const Is there = exists(e);
    if (there == Is::no) return there;
    const auto taken = take(t, pins, [&] {
      const Value v = read(e, field);
      return same(v, unknown) ? v : Value::of(points_at(v, target));
    });
    if (taken.fact) noted.insert(*taken.fact);
    return min(there, taken.fact ? Is::maybe : truth(taken.value));
  }
  // Those that exist, or that refer to one.
  Value members(KindNo kind, Field field, std::optional<Entity> referred) {
    std::vector<Value> items, membership;
    for (const Entity e : all(kind)) {
      if (referred && !ever_refers(e, field, *referred)) continue;
      const Is member = referred ? refers(e, field, *referred) : exists(e);
      if (member == Is::no) continue;
      items.push_back(Value::of_entity(e, static_cast<uint16_t>(kind)));
      membership.push_back(value(member));
    }
    return arena.list(cel::List{items, membership, missing(kind, field, t) ? &unknown : nullptr});
  }

  // ---- what an expression sees

  Value get(Entity e, uint16_t field) {
    for (const ReverseReference& r : kind(e).reverses)
      if (r.number == Field{field}) return members(r.from, r.field, e);
    return read(e, Field{field});
  }
  // Selecting through null gives null, through what is unknown or not there unknown; D3.7: the item itself is read as it is.
  Value select(Value v, uint16_t field, cel::Arena&) override {
    if (!v.is(Tag::entity)) return v;
    return v.entity == item || v.entity == occurrence || exists(v.entity) == Is::yes ? get(v.entity, field) : unknown;
  }
  Value slot(const cel::Slot& slot, cel::Arena&) override {
    if (slot.record >= catalog.parameter_record) return to_value(setting_at(catalog, in.settings, slot.record, slot.names.back(), t), arena);
    const Entity first = slot.variable == 0 ? item : occurrence;
    Value v = Value::of_entity(first, static_cast<uint16_t>(things[first].kind));
    for (size_t i = 0; i < slot.fields.size() && (open(v) || v.is(Tag::entity)); ++i) {
      if (open(v) || (i > 0 && exists(v.entity) != Is::yes)) return unknown;
      v = get(v.entity, slot.fields[i]);
    }
    return v;
  }
  Value entities(uint16_t record, cel::Arena&) override { return members(KindNo{record}, existence, {}); }
  // Of null and of one that dangles it is false, of an unknown one unknown (D2.26).
  Value exists(const cel::Slot* slot, Value reference, cel::Arena&) override {
    if (reference.is(Tag::entity)) return value(exists(reference.entity));
    const bool dangles = slot && !slot->fields.empty() && same(reference, nobody);
    return reference.is(Tag::null) || dangles ? Value::of(false) : reference;
  }
  Value seen(Value v, std::string_view layer, cel::Arena&) override { return v.is(Tag::entity) ? value(seen(v.entity, layer)) : v; }
  Instant now() const override { return t; }
  void flips(Instant at) override { instants.insert(at); }
  const Calendar& calendar() const override { return in.settings.calendar; }

  Value value_of(const Condition& c) { return cel::evaluate(c.program, *this, arena); }
  Is holds(const std::optional<Condition>& c, Is otherwise = Is::no) { return c ? truth(value_of(*c)) : otherwise; }
  Value settled(const Condition& c, Instant then, const Pins& assumed = {}) {
    const auto taken = take(then, assumed, [&] { return value_of(c); });
    return taken.fact ? unknown : taken.value;
  }

  // ---- signals

  Run look(const Formula& formula, Instant then, const Pins& assumed = {}) {
    const auto taken = take(then, assumed, [&] { return value(formula()); });
    const bool hangs = taken.fact && !open(taken.value) && !open(taken.then);
    return hangs ? Run{truth(taken.value), truth(taken.then), taken.fact, then} : Run{taken.fact ? Is::maybe : truth(taken.value), Is::maybe, {}, then};
  }
  Is is_now(const Formula& formula, Instant then, const Pins& assumed = {}) { return known(look(formula, then, assumed)); }
  // From `first` to now. D3.3: where a formula hangs on one fact up to the end of its interval and is then what it says, that is one edge; else unknown.
  Runs sweep(const Formula& formula, Instant first, const Pins& assumed = {}) {
    Runs looked, runs;
    instants.insert(first);
    for (const auto& [fact, pinned] : assumed) instants.insert(pinned);
    for (auto i = instants.lower_bound(first); i != instants.end() && *i <= in.now; ++i) {
      const Run run = look(formula, *i, assumed);
      const bool more = !looked.empty() && run.value == looked.back().value && run.then == looked.back().then && run.fact == looked.back().fact;
      if (!more) looked.push_back(run);
    }
    for (size_t i = 0; i < looked.size(); ++i) {
      Run run = looked[i];
      const bool ends = i + 1 < looked.size() && run.fact && known(looked[i + 1]) == run.then && looked[i + 1].from == facts.at(*run.fact)->at;
      if (!ends || runs.empty() || known(runs.back()) != run.value) run = {known(run), Is::maybe, {}, run.from};
      if (runs.empty() || run.fact || runs.back().fact || runs.back().value != run.value) runs.push_back(run);
    }
    return runs;
  }
};

// The last instant of a run.
inline Instant end_of(const Runs& runs, size_t i, Instant now) { return i + 1 == runs.size() ? now : before(runs[i + 1].from); }

// Which values it has within [first, last]. D6.7: an edge wholly inside gives both, one partly inside leaves open what it is there.
struct Presence {
  bool yes = false, no = false, maybe = false;
};
inline Presence presence(const Runs& runs, Instant first, Instant last) {
  Presence result;
  for (size_t i = 0; i < runs.size(); ++i) {
    const bool whole = runs[i].fact && runs[i].from > first && i + 1 < runs.size() && runs[i + 1].from <= last;
    if (whole || min(end_of(runs, i, last), last) < max(first, runs[i].from)) continue;
    (known(runs[i]) == Is::yes ? result.yes : known(runs[i]) == Is::no ? result.no : result.maybe) = true;
  }
  return result;
}
inline Is value_at(const Runs& runs, Instant t) {
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
inline std::vector<Trigger> triggers(const Runs& runs, Instant now) {
  std::vector<Trigger> result;
  for (size_t i = 0; i < runs.size(); ++i) {
    const Is was = i == 0 ? Is::no : known(runs[i - 1]), is = known(runs[i]), then = i + 1 == runs.size() ? Is::maybe : known(runs[i + 1]);
    const Range range{was == Is::yes ? runs[i].from : before(runs[i].from), then == Is::yes ? runs[i + 1].from : end_of(runs, i, now)};
    if (is == Is::yes && was == Is::no) result.push_back({Range::exactly(runs[i].from), false, i == 0});
    if (is == Is::maybe && range.after < range.at && !(runs[i].fact && was == Is::yes))
      result.push_back({range, was == Is::yes || then != Is::yes, false, i == 0, then, runs[i].fact});
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
    const Instant first = max(from, runs[i].from), last = end_of(runs, i, now);
    const bool certain = known(runs[i]) == Is::yes;
    if (known(runs[i]) != Is::no && first <= last) result.push_back({{before(first), certain ? first : last}, certain});
  }
  return result;
}
// The first of them at or after `from`, in every way it may have been.
inline std::set<Instant> first_of(const std::vector<Chance>& chances, Instant from) {
  std::set<Instant> result{never};
  for (const Chance& c : chances)
    if (c.at.at >= from) result.insert({max(from, next(c.at.after)), c.at.at});
  for (const Chance& c : chances)
    if (c.certain && from <= next(c.at.after)) result.erase(result.upper_bound(c.at.at), result.end());
  return result;
}

}  // namespace probata::reference
