// What the facts say at one instant: layers, precedence, corrections, and what is not known to the
// instant (semantics.md, 2.4 to 2.8, 2.13 to 2.15). Every question walks what was said from the
// beginning.
#pragma once

#include "reference/facts.h"

namespace probata::reference {

// When facts inside their (after, at) are assumed to have happened.
using Pins = std::map<uint64_t, Instant>;
// The instant of a question; and the facts inside whose interval something was read of which
// nothing is assumed.
struct When {
  Instant t;
  Pins pins = {};
  std::set<uint64_t> noted = {};
};
// D3.2: asked with all that is uncertain as unknown; and where the answer then hangs on one fact,
// with that fact not yet happened, and happened.
template <class Answer>
struct Taken {
  Answer answer, not_yet, happened;
  std::optional<uint64_t> fact;
};
template <class Ask>
auto take(When& when, Ask ask) {
  Taken<decltype(ask())> taken{ask(), {}, {}, {}};
  if (!open(taken.answer) || when.noted.size() != 1) return taken;
  taken.fact = *when.noted.begin();
  for (const Instant at : {never, ever}) {
    when.pins[*taken.fact] = at;
    (at == never ? taken.not_yet : taken.happened) = ask();
  }
  when.pins.erase(*taken.fact);
  return taken;
}

struct World : Facts {
  using Facts::Facts;

  struct Stand {  // what it says of a field at an instant
    std::string name;
    const Tracks* tracks = nullptr;
    bool covered = false, turned = false, speaks = false;
    Sees sees = Sees::never;
    Is there = Is::no;
    const Word *word = nullptr, *says = nullptr;  // what it said last; with what is assumed
  };
  Stand stand(Entity e, const std::string& name, Field field, When& when) const {
    const Instant t = when.t;
    const Tracks& tracks = things[e].layers.at(name);
    Stand s{.name = name, .tracks = &tracks};
    const bool always = name == "people" || kind(e).built_in;
    // A change inside its interval, as is assumed. D2.3: it follows the one before it.
    const auto happened = [&](const Word* word, const Word* change) {
      if (!change || max(change->after, word ? word->at : ever) >= t) return false;
      const auto it = when.pins.find(change->seq);
      if (it == when.pins.end()) when.noted.insert(change->seq);
      return it != when.pins.end() && it->second <= t;
    };
    const auto [life, turn] = around(tracks.at(existence), t);
    const bool exists = life && life->value.is_true();
    const bool turns = turn && turn->value.is_true() != exists;
    const auto [sees, again] = sight(name, things[e].kind, existence, t);
    if (always || sees == Sees::covered) {
      s.turned = turns && happened(life, turn);
      s.there = is(exists != s.turned);
    } else {  // D2.13: by the sides, which are coverages and facts
      const bool known = !(turns && turn->at <= again) && (!exists || again < never || turn);
      s.there = known || (life && life->at == t) ? is(exists) : Is::maybe;
    }
    s.sees = sight(name, things[e].kind, field, t).first;
    s.covered = always || s.sees == Sees::covered;
    s.speaks = field != existence && tracks.contains(field);
    if (!s.speaks) return s;
    const auto [word, change] = around(tracks.at(field), t);
    s.word = word && !word->ends ? word : nullptr;
    s.says = s.covered && happened(word, change) ? change : s.word;
    return s;
  }
  static bool changes(const Track& track, Instant since, Instant t) {
    const Word* then = around(track, since).first;
    return std::ranges::any_of(track, [&](const auto& w) {
      return since < w.first && w.first <= t && !same(w.second.value, then ? then->value : Value());
    });
  }
  // D2.6: a correction stands directly before the source that it corrects, until that changes.
  static void raise_correction(std::vector<Stand>& stands, Field field, Instant t) {
    const auto people = std::ranges::find(stands, "people", &Stand::name);
    const Word* said = people == stands.end() ? nullptr : people->says;
    if (!said || said->corrects.empty()) return;
    const auto source = std::ranges::find(stands, said->corrects, &Stand::name);
    if (source == stands.end() || !source->speaks || source->turned ||
        changes(source->tracks->at(existence), said->at, t) ||
        changes(source->tracks->at(field), said->at, t))
      return;
    const Word* then = around(source->tracks->at(field), said->at).first;
    if (source->says && !same(source->says->value, then ? then->value : Value())) return;
    if (people < source) std::rotate(people, std::next(people), source);
    if (people > source) std::rotate(source, people, std::next(people));
  }

  // The first layer in the order of precedence that has set the field and in which the entity
  // exists; D2.14, D2.15 where one is blind.
  Value answer(Entity e, Field field, std::string_view only, When& when) const {
    const Kind& kind = this->kind(e);
    std::vector<Stand> stands;
    for (const auto& [name, tracks] : things[e].layers)
      if (only.empty() || names_layer(only, name)) stands.push_back(stand(e, name, field, when));
    std::ranges::sort(stands, {},
                      [&](const Stand& s) { return precedence_of(in.settings, kind, s.name); });
    // People keep a thing in existence only where it is a record, or no source ever delivered it.
    const bool people_do = kind.record || std::ranges::all_of(stands, [](const Stand& s) {
                             return s.name == "people";
                           });
    Is there = stands.empty() && missing(kind.number, existence, when.t) ? Is::maybe : Is::no;
    for (const Stand& s : stands)
      if (people_do || s.name != "people") there = max(there, s.there);
    if (kind.number == catalog.company) there = Is::yes;
    if (field == existence || there == Is::no) return field == existence ? value(there) : Value();
    raise_correction(stands, field, when.t);
    bool maybe = open(there), told = false;
    for (const Stand& s : stands) {
      if (s.there == Is::no) continue;
      if (s.covered || (s.says && s.says == s.word && s.says->at == when.t)) {
        if (s.says && !s.says->value.is(Tag::null)) return s.says->value;
        told = told || (s.name != "people" && s.covered && s.there == Is::yes);
        continue;
      }
      if (s.sees == Sees::gap ? s.speaks : s.word != nullptr) return unknown;
      maybe = maybe || s.sees != Sees::never;
    }
    const bool null = (told && !kind.record) || (!maybe && !missing(kind.number, field, when.t));
    return null ? Value() : unknown;
  }
  // D2.4: for every way in which the facts may have happened.
  Value read(Entity e, Field field, When& when, std::string_view only = {}) const {
    When first{when.t, when.pins};
    std::vector<Value> answers{answer(e, field, only, first)};
    const std::vector<uint64_t> opened(first.noted.begin(), first.noted.end());
    if (opened.size() > 4) return unknown;
    for (size_t way = 1; way < size_t{1} << opened.size(); ++way) {
      When assumed{when.t, when.pins};
      for (size_t i = 0; i < opened.size(); ++i)
        assumed.pins[opened[i]] = (way >> i & 1) != 0 ? ever : never;
      answers.push_back(answer(e, field, only, assumed));
    }
    const auto hangs_only_on = [&](size_t bits) {
      bool result = true;
      for (size_t way = 0; way < answers.size(); ++way)
        result = result && same(answers[way], answers[way & bits]);
      return result;
    };
    if (hangs_only_on(0)) return answers[0];
    for (size_t i = 0, bit = 1; i < opened.size(); ++i, bit *= 2)
      if (hangs_only_on(bit) && !same(answers[0], unknown) && !same(answers[bit], unknown))
        when.noted.insert(opened[i]);
    return unknown;
  }
  Value read(Entity e, std::string_view name, When when) const {
    const FieldDefinition* field = kind(e).find(name);
    return field ? read(e, field->number, when) : Value();
  }
  Is exists(Entity e, When& when) const { return truth(read(e, existence, when)); }
  // D2.18: a source that is blind cannot say that it is not there.
  Is seen(Entity e, std::string_view layer, When& when) const {
    const KindNo number = things[e].kind;
    Is result = Is::no;
    for (const auto& [name, tracks] : things[e].layers)
      if (names_layer(layer, name)) result = truth(read(e, existence, when, layer));
    if (result != Is::no || layer == "people" || kind(e).built_in) return result;
    std::set<Sees> sees;
    for (const std::string& by : delivered(number))
      if (names_layer(layer, by)) sees.insert(sight(by, number, existence, when.t).first);
    sees.erase(Sees::never);
    return sees == std::set{Sees::covered} ? Is::no : Is::maybe;
  }

  static bool points_at(const Value& v, Entity target) {
    if (!v.is(Tag::list)) return v.is(Tag::entity) && v.entity == target;
    return std::ranges::any_of(v.list->items, [&](const auto& i) { return points_at(i, target); });
  }
  bool ever_refers(Entity e, Field field, Entity target) const {  // D2.23
    for (const auto& [name, tracks] : things[e].layers)
      for (const auto& [at, word] : track(e, name, kind(e).at(field)->name))
        if (open(word.value) || points_at(word.value, target)) return true;
    return false;
  }
  // Whether it exists and refers to the target. D2.22: one that dangles makes nobody's list
  // uncertain.
  Is refers(Entity e, Field field, Entity target, When& when) const {
    const Is there = exists(e, when);
    if (there == Is::no) return there;
    When of_it{when.t, when.pins};
    const auto taken = take(of_it, [&] {
      const Value v = read(e, field, of_it);
      return same(v, unknown) ? Is::maybe : is(points_at(v, target));
    });
    if (taken.fact && taken.not_yet == taken.happened) return min(there, taken.not_yet);
    if (taken.fact) when.noted.insert(*taken.fact);
    return min(there, taken.answer);
  }
};

}  // namespace probata::reference
