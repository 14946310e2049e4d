// What is known (semantics.md, sections 2 and 3): the facts by entity, layer, field and instant; of which instants something is known; what all layers
// together say at one instant; and conditions over time, evaluated at every instant at which anything may change.
#pragma once

#include <algorithm>
#include <functional>
#include <map>

#include "catalog/in_force.h"
#include "fact/said.h"
#include "reference/reference.h"

namespace probata::reference {

using cel::Tag, cel::Value, std::max, std::min, std::string, std::string_view, std::vector, std::ranges::any_of;
using Entity = uint32_t;                      // a number of World::things
using Pins = std::map<const Fact*, Instant>;  // when facts inside their (after, at) are assumed to have happened
constexpr Instant ever = Instant::never_before(), never = Instant::never_after();
inline Instant next(Instant t) { return t + microsecond; }
inline Instant before(Instant t) { return t - microsecond; }
enum class Is : uint8_t { no, maybe, yes };  // Kleene's values, ordered so that `and` is the lesser of two and `or` the greater
inline Is is(bool b) { return b ? Is::yes : Is::no; }
inline Is negate(Is a) { return static_cast<Is>(2 - static_cast<int>(a)); }
inline Is truth(const Value& v) { return v.is(Tag::boolean) ? is(v.boolean) : Is::maybe; }
inline bool open(const Value& v) { return v.is(Tag::unknown); }
inline bool same(const Value& a, const Value& b) {
  if (open(a) && open(b)) return a.unknown->causes[0] == b.unknown->causes[0];
  return a.tag == b.tag && (a.is(Tag::null) || cel::equal(a, b));
}
inline string text_of(const Value& v) { return v.is(Tag::string) ? string(v.string()) : string(); }
template <class T>
vector<T> keep(vector<T> all, const auto& wanted) {
  std::erase_if(all, [&](const T& one) { return !wanted(one); });
  return all;
}
Is some(const auto& all, const auto& holds) {  // the greatest: whether it holds of any
  Is result = Is::no;
  for (const auto& one : all) result = max(result, holds(one));
  return result;
}

struct Word {  // what one fact says of one field; of existence a boolean
  Instant at, after;
  const Fact* fact = nullptr;
  FieldValue given = {};
  string corrects = {};  // the layer that it corrects
  Value value = {};
};
using Track = std::map<Instant, Word>;  // of one instant the word of the highest seq stands
struct Thing {
  KindNo kind{};
  string id;
  std::set<string> layers = {};  // that ever spoke of it
};
enum class Sees : uint8_t { never, lead, gap, covered };  // what a source does at an instant

struct Run {  // a value within a closed stretch; with a fact it hangs on it: `value` until it happened, nobody knows when in there, and `then` after
  Value value = {}, then = {};
  const Fact* fact = nullptr;
  Instant from = ever, last = never;
};
using Runs = vector<Run>;  // a signal
using Formula = std::function<Is()>;
inline Is known(const Run& run) { return run.fact ? Is::maybe : truth(run.value); }

struct Event {  // what happens once, at an instant of a range: a signal becomes true, a person decides
  Range at;
  bool possible = false;  // or perhaps not at all
  Is found = Is::no;      // it held already at the first instant
  Is after = Is::yes;     // what follows its range
  const Fact* fact = nullptr;
  std::optional<Range> counts = {};  // counts_for: the instant that it is about
  bool no = false;                   // a decision that says so
};

// What a test knows of the world, asked about `item` (and `occurrence`) at the instant `t`.
struct World : cel::Reader {
  const Inputs& in;
  const Test& test;
  const Catalog& catalog = *in.catalog;
  const Control& control = catalog.at(test.control);
  vector<Thing> things = {};
  std::map<std::pair<KindNo, string>, Entity> numbers = {};
  std::map<std::tuple<Entity, string, Field>, Track> said = {};
  vector<std::pair<string, Collection>> looks = {};             // by `to`
  std::map<KindNo, std::set<string>> delivered = {};            // by which sources
  std::set<Instant> instants = dates_of(catalog, in.settings);  // at which anything may change
  cel::Arena arena = {};
  const Value unknown = cause(0), nobody = cause(1);  // a reference that names none, or two
  Instant t = in.now;
  const Entity item;
  Entity occurrence = item;
  std::optional<Instant> parameters_at = {};  // where `param` is not that of `t`
  Pins pins = {};
  std::set<const Fact*> noted = {};  // in whose interval something was read and of which nothing is assumed

  World(const Inputs& inputs, const Test& a_test, const Thing& about) : in(inputs), test(a_test), item(find(about.kind, about.id)) {
    for (const Fact& fact : in.facts)
      if (fact.at <= in.now) load(fact);
    for (auto& [key, track] : said)
      for (auto& [at, word] : track) {
        const auto& [e, layer, field] = key;
        word.value = resolve(word.given, kind(e).at(field));
        if (field == existence && things[e].kind == catalog.collection) load_look(layer, *word.fact);  // D2.20: said anew, it replaces
      }
    std::ranges::stable_sort(looks, {}, [](const auto& look) { return look.second.to; });
    instants.insert({Instant::earliest(), in.period.start, in.period.end, in.now});
  }
  Value of(Entity e) const { return Value::of_entity(e, static_cast<uint16_t>(things[e].kind)); }
  Value cause(cel::Cause number) { return arena.unknown({&number, 1}); }
  Value value(Is a) const { return a == Is::maybe ? unknown : Value::of(a == Is::yes); }
  Entity find(KindNo kind, string_view id) {
    const auto [it, fresh] = numbers.try_emplace({kind, string(kind == catalog.company ? "" : id)}, things.size());  // D2.1: there is one
    if (fresh) things.push_back({kind, it->first.second});
    return it->second;
  }
  const Kind& kind(Entity e) const { return catalog.at(things[e].kind); }
  string name(Entity e) const { return things[e].kind == catalog.company ? "company" : kind(e).name + "/" + things[e].id; }
  vector<Entity> all(KindNo kind) const {  // of which a fact tells, by id
    vector<Entity> result;
    for (auto i = numbers.lower_bound({kind, ""}); i != numbers.end() && i->first.first == kind; ++i) result.push_back(i->second);
    return keep(result, [&](Entity e) { return !things[e].layers.empty(); });
  }
  const Track& track(Entity e, const string& layer, Field field) const {  // what one layer ever said of a field
    static const Track nothing;
    return said.contains({e, layer, field}) ? said.at({e, layer, field}) : nothing;
  }
  // Its last word at or before an instant, of the life that it is in, and the first after it.
  std::pair<const Word*, const Word*> around(Entity e, const string& layer, Field field, Instant then) const {
    const Track& words = track(e, layer, field);
    const auto later = words.upper_bound(then);
    const Word* const last = later == words.begin() ? nullptr : &std::prev(later)->second;
    return {last && (field == existence || last->at > ended(e, layer, then)) ? last : nullptr, later == words.end() ? nullptr : &later->second};
  }
  bool lives(Entity e, const string& layer, Instant then) const {
    const Word* const life = around(e, layer, existence, then).first;
    return life && life->value.is_true();
  }
  // When last before, or at, an instant a layer's life with an entity ended; D2.5: for what people noted of no record also the life in all sources.
  Instant ended(Entity e, const string& layer, Instant then) const {
    const auto sourced = [&](Instant at) { return any_of(things[e].layers, [&](const string& by) { return by != "people" && lives(e, by, at); }); };
    Instant result = ever;
    for (const string& by : things[e].layers)
      for (const auto& [at, life] : track(e, by, existence)) {
        const bool of_all = layer == "people" && !kind(e).record && sourced(before(at)) && !sourced(at);
        if (at <= then && (of_all || (by == layer && life.value.is_false()))) result = max(result, at);
      }
    return result;
  }
  Field field(Entity e, string_view name) const { return kind(e).find(name)->number; }
  bool ever_says(Entity e, string_view name, const string& text) const {  // people
    return any_of(track(e, "people", field(e, name)), [&](const auto& word) { return text_of(word.second.value) == text; });
  }
  Instant in_force_from() {  // D8.4: the later of the start of observation and the control's own `from`; the state at an instant asks for neither
    Instant result = control.in_force.from.value_or(ever);
    for (const Entity e : all(catalog.kind("observation")->number))
      if (const Value v = read_at(in.now, e, "value"); v.is(Tag::timestamp)) result = max(result, v.instant());
    return in.state ? ever : result;
  }

  // ---- facts (2.1 to 2.3)
  void load(const Fact& fact) {
    const Entity e = find(fact.kind, fact.id);
    const string layer(layer_of(fact.by));
    const Instant after = fact.after.value_or(before(fact.at));
    const auto other = fact.corrects ? std::ranges::find(in.facts, fact.corrects, &Fact::seq) : in.facts.end();
    instants.insert({next(after), fact.at, next(fact.at)});
    things[e].layers.insert(layer);
    auto words = said_of(fact, kind(e));
    words.emplace_back(existence, !fact.gone);
    for (const auto& [field, given] : words)
      said[{e, layer, field}][fact.at] = {fact.at, after, &fact, given, other == in.facts.end() ? "" : corrected_layer(fact, *other, field)};
  }
  void load_look(const string& layer, const Fact& fact) {
    const auto look = read_collection(fact, catalog);
    if (layer == "people" || fact.gone || !look) return;
    looks.emplace_back(layer, *look);
    for (const KindNo kind : look->kinds) delivered[kind].insert(layer);
    instants.insert({look->from.value_or(look->to), look->to, next(look->to)});
  }
  Value resolve(const FieldValue& given, const FieldDefinition* field) {
    if (std::holds_alternative<Disposed>(given)) return unknown;  // "reads as a gap"
    return to_value(given, field ? field->type : FieldType::boolean, calendar(), arena, [this](const Reference& r) { return refer(r); });
  }
  Value refer(const Reference& r) {  // D2.21: a key names an entity if any fact that stands ever gave it
    std::set<Entity> named;
    if (!r.key) named.insert(find(r.kind, r.id));
    for (const auto& [key, track] : said)
      for (const auto& [at, word] : track)
        if (const auto& [e, layer, field] = key; r.key == field && things[e].kind == r.kind && word.given == FieldValue(r.key_value)) named.insert(e);
    return named.size() == 1 ? of(*named.begin()) : nobody;
  }

  // ---- coverage (2.9 to 2.13)
  // Logs cover [from, to]; a look its instant, and what lies between two that are near; the last one reaches on to now if it is near. Closed.
  vector<Period> stretches(string_view by, KindNo kind, Field field) const {
    vector<Period> found;
    Instant look = ever, last = ever;
    Duration every{0};
    for (const auto& [layer, told] : looks) {
      if (layer != by || !covers(told, kind, field)) continue;
      const Duration often = told.every.value_or(day);
      const bool is_look = told.how == How::looks;
      found.push_back({!is_look ? told.from.value_or(told.to) : told.to - look <= often * 2 ? look : told.to, told.to});
      look = is_look ? told.to : look;
      every = last == told.to ? max(every, often) : often;
      last = told.to;
    }
    if (last < in.now && in.now - last <= every * 2) found.push_back({last, in.now});
    return found;
  }
  std::pair<Sees, Instant> sight(string_view by, KindNo kind, Field field, Instant then) const {  // what it does, and from when on it sees again
    std::pair<Sees, Instant> result{Sees::never, never};
    for (const Period& p : stretches(by, kind, field)) {
      if (p.start <= then && then <= p.end) return {Sees::covered, then};
      result = {max(result.first, p.end < then ? Sees::gap : Sees::lead), p.start > then ? min(result.second, p.start) : result.second};
    }
    return result;
  }
  vector<ExpectedSource> expected(KindNo kind) { return expected_sources(in.settings, kind, delivered[kind]); }
  bool counts(const string& by, KindNo kind, Field field) {  // D2.30: who is not expected covers no field that no expected source covers
    const auto all = expected(kind);
    const auto covers_it = [&](const ExpectedSource& e) { return e.layer == by || !stretches(e.layer, kind, field).empty(); };
    return field == existence || catalog.at(kind).record || all.empty() || any_of(all, covers_it);
  }
  std::set<Period> gaps(string_view by, KindNo kind) const {  // from the last instant covered to the next, or beyond now
    std::set<Period> result;
    for (const Period& p : stretches(by, kind, existence))
      if (const auto [sees, again] = sight(by, kind, existence, next(p.end)); sees != Sees::covered && p.end < in.now)
        result.insert({p.end, min(again, next(in.now))});
    return result;
  }
  Period lead(const ExpectedSource& e, KindNo kind) const {
    return {e.declared ? e.declared->from.value_or(ever) : ever, min(next(in.now), sight(e.layer, kind, existence, ever).second)};
  }
  Instant since(KindNo kind) const { return in.settings.since.contains(kind) ? in.settings.since.at(kind) : ever; }
  bool undecided(KindNo kind) const { return in.settings.undecided.contains(kind); }  // D2.28
  bool uncovered(const Kind& k) { return undecided(k.number) || (!k.record && !k.built_in && expected(k.number).empty()); }
  bool missing(KindNo number, Field field) {  // D2.16: there may be more than is told
    const Kind& kind = catalog.at(number);
    std::set<Sees> sees;
    for (const ExpectedSource& e : expected(number))
      if (stretches(e.layer, number, existence).empty() || !stretches(e.layer, number, field).empty()) sees.insert(sight(e.layer, number, field, t).first);
    const bool covered = sees.erase(Sees::covered) > 0;  // without coverage, or in a gap; a record kind is covered only where all of them cover
    const bool more = kind.record ? !sees.empty() || undecided(number) || t < since(number) : !covered || sees.contains(Sees::gap);
    return more && !kind.built_in;
  }

  // ---- what is not known to the instant (2.4, 3.3)
  template <class Ask>
  auto when(Instant then, Pins assumed, Ask ask) {
    const auto old = std::tuple(std::exchange(t, then), std::exchange(pins, std::move(assumed)), std::exchange(noted, {}));
    const auto answer = ask();
    std::tie(t, pins, noted) = old;
    return answer;
  }
  Run both_ways(const Fact* fact, const auto& ask) {  // with a fact not yet happened, and happened: the same, or it hangs on it
    const auto outer = noted;
    pins[fact] = never;
    const Value not_yet = ask();
    pins[fact] = ever;
    const Value happened = ask();
    pins.erase(fact);
    if (same(not_yet, happened)) return {not_yet, {}, nullptr, t};
    noted = outer;
    return same(not_yet, unknown) || same(happened, unknown) ? Run{unknown, {}, nullptr, t} : Run{not_yet, happened, fact, t};
  }
  Value note(const Run& taken) {
    if (taken.fact) noted.insert(taken.fact);
    return taken.fact ? unknown : taken.value;
  }
  // D3.2: asked with all that is uncertain as unknown; and where the answer then hangs on one fact, both ways.
  Run take(Instant then, const Pins& assumed, const auto& ask) {
    return when(then, assumed, [&] {
      const Value answer = ask();
      return open(answer) && noted.size() == 1 ? both_ways(*noted.begin(), ask) : Run{answer, {}, nullptr, t};
    });
  }
  bool happened(const Word* change, Instant last) {  // inside its interval, as is assumed; D2.3: a change follows the one before it, at `last`
    if (!change || max(change->after, last) >= t) return false;
    if (!pins.contains(change->fact)) noted.insert(change->fact);
    return pins.contains(change->fact) && pins.at(change->fact) <= t;
  }

  // ---- layers (2.5 to 2.8, 2.13 to 2.15)
  struct Stand {  // what a layer says of a field at the instant
    string name;
    Sees sees;
    Is there;
    bool covered, turned;
    const Word *word, *says;  // what it said last; with what is assumed
  };
  Stand stand(Entity e, const string& name, Field field) {
    const auto [life, turn] = around(e, name, existence, t);
    const auto [word, change] = around(e, name, field, t);
    const auto [sees, again] = sight(name, things[e].kind, existence, t);
    const Sees sees_field = counts(name, things[e].kind, field) ? sight(name, things[e].kind, field, t).first : Sees::never;
    const bool always = name == "people" || kind(e).built_in, seen = always || sees == Sees::covered, covered = always || sees_field == Sees::covered;
    const bool exists = life && life->value.is_true(), turns = turn && turn->value.is_true() != exists;
    const bool turned = seen && turns && happened(turn, life ? life->at : ever);
    const bool sides = !(turns && turn->at <= again) && (!exists || again < never || turn);  // D2.13: where it is blind, coverages and facts at both
    const Is there = seen || sides || (life && life->at == t) ? is(exists != turned) : Is::maybe;
    const auto last = [&] { return max(word ? word->at : ever, ended(e, name, before(change->at))); };
    const bool changed = change && field != existence && covered && happened(change, last());
    return {name, sees_field, there, covered, turned, word, changed ? change : word};
  }
  // D2.6: a correction stands directly before the source that it corrects, until that changes.
  string place_of_people(const vector<Stand>& stands, Entity e, Field field) {
    const auto people = std::ranges::find(stands, "people", &Stand::name);
    const auto source = people == stands.end() || !people->says ? stands.end() : std::ranges::find(stands, people->says->corrects, &Stand::name);
    if (source == stands.end() || source->turned || !said.contains({e, source->name, field})) return "people";
    const auto value = [](const Word* word) { return word ? word->value : Value(); };
    const auto changes = [&](Field f, const Word* now) {
      const Instant since = people->says->at;
      const Value was = value(around(e, source->name, f, since).first);
      const auto later = [&](const auto& w) { return since < w.first && w.first <= t && !same(w.second.value, was); };
      return (now && !same(now->value, was)) || any_of(track(e, source->name, f), later);
    };
    return changes(existence, nullptr) || changes(field, source->says) ? "people" : source->name;
  }
  // The first layer in the order of precedence that has set the field and in which the entity exists; D2.14, D2.15 where one is blind.
  Value answer(Entity e, Field field, string_view only) {
    const Kind& kind = this->kind(e);
    vector<Stand> stands;
    for (const string& name : things[e].layers)
      if (only.empty() || names_layer(only, name)) stands.push_back(stand(e, name, field));
    // People keep a thing in existence only where it is a record, or no source ever delivered it.
    const bool people_do = kind.record || std::ranges::count(stands, "people", &Stand::name) == std::ssize(stands);
    const Is untold = kind.number == catalog.company ? Is::yes : stands.empty() && missing(kind.number, existence) ? Is::maybe : Is::no;
    const Is there = max(untold, some(stands, [&](const Stand& s) { return people_do || s.name != "people" ? s.there : Is::no; }));
    if (field == existence || there == Is::no) return field == existence ? value(there) : Value();
    std::ranges::sort(stands, {}, [&, place = place_of_people(stands, e, field)](const Stand& s) {
      return std::pair(precedence_of(in.settings, kind, s.name == "people" ? place : s.name), s.name != "people");
    });
    bool maybe = there == Is::maybe, told = false;
    for (const Stand& s : stands) {
      if (s.there == Is::no) continue;
      const bool knows = s.covered || (s.says && s.says == s.word && s.says->at == t);
      if (knows && s.says && !s.says->value.is(Tag::null)) return s.says->value;
      if (!knows && (s.sees == Sees::gap ? said.contains({e, s.name, field}) : s.word != nullptr)) return unknown;
      maybe = maybe || (!knows && s.sees != Sees::never);
      told = told || (s.name != "people" && s.covered && s.there == Is::yes);
    }
    return (told && !kind.record) || (!maybe && !missing(kind.number, field)) ? Value() : unknown;
  }
  Value read(Entity e, Field field, string_view only = {}) {  // D2.4: for every way in which the facts may have happened
    const auto outer = std::exchange(noted, {});
    const Value answered = answer(e, field, only);
    const auto facts = std::exchange(noted, outer);
    return note(facts.empty() ? Run{answered} : both_ways(*facts.begin(), [&] { return read(e, field, only); }));
  }
  Value read_at(Instant then, Entity e, string_view name) {
    return kind(e).find(name) ? when(then, {}, [&] { return read(e, field(e, name)); }) : Value();
  }
  Is exists(Entity e) { return truth(read(e, existence)); }
  Is seen(Entity e, string_view layer) {  // D2.18: a source that is blind cannot say that it is not there
    const bool told = any_of(things[e].layers, [&](const string& name) { return names_layer(layer, name); });
    const Is result = told ? truth(read(e, existence, layer)) : Is::no;
    std::set<Sees> sees;
    for (const string& by : delivered[things[e].kind])
      if (names_layer(layer, by)) sees.insert(sight(by, things[e].kind, existence, t).first);
    sees.erase(Sees::never);
    return result != Is::no || layer == "people" || kind(e).built_in || sees == std::set{Sees::covered} ? result : Is::maybe;
  }

  // ---- references (2.14, 3.4)
  static bool points_at(const Value& v, Entity target) {
    return v.is(Tag::list) ? any_of(v.list->items, [&](const Value& one) { return points_at(one, target); }) : v.is(Tag::entity) && v.entity == target;
  }
  bool ever_refers(Entity e, Field field, Entity target) const {  // D2.23; D8.12: what was disposed of may have named anybody, D2.22: a key that dangles nobody
    const auto may = [&](const auto& word) { return same(word.second.value, unknown) || points_at(word.second.value, target); };
    return any_of(things[e].layers, [&](const string& name) { return any_of(track(e, name, field), may); });
  }
  Is refers(Entity e, Field field, Entity target) {  // whether it exists and does so; D2.22: one that dangles makes nobody's list uncertain
    const Is there = ever_refers(e, field, target) ? exists(e) : Is::no;
    const auto points = [&] {
      const Value v = read(e, field);
      return same(v, unknown) ? v : Value::of(points_at(v, target));
    };
    return there == Is::no ? Is::no : min(there, truth(note(take(t, pins, points))));
  }
  Value members(KindNo kind, Field field, std::optional<Entity> referred) {  // those that exist, or that refer to one
    vector<Value> items, membership;
    for (const Entity e : all(kind)) {
      const Is member = referred ? refers(e, field, *referred) : exists(e);
      if (member == Is::no) continue;
      items.push_back(of(e));
      membership.push_back(value(member));
    }
    return arena.list(cel::List{items, membership, missing(kind, field) ? &unknown : nullptr});
  }

  // ---- what an expression sees (3.1)
  Value get(Entity e, uint16_t field) {
    const auto r = std::ranges::find(kind(e).reverses, Field{field}, &ReverseReference::number);
    return r == kind(e).reverses.end() ? read(e, Field{field}) : members(r->from, r->field, e);
  }
  // Selecting through null gives null, through what is unknown or not there unknown; D3.7: the item itself is read as it is.
  Value select(Value v, uint16_t field, cel::Arena&) override {
    if (!v.is(Tag::entity)) return v;
    return v.entity == item || v.entity == occurrence || exists(v.entity) == Is::yes ? get(v.entity, field) : unknown;
  }
  Value slot(const cel::Slot& slot, cel::Arena&) override {
    const Instant then = slot.record == catalog.parameter_record ? parameters_at.value_or(t) : t;
    if (slot.record >= catalog.parameter_record) return to_value(setting_at(catalog, in.settings, slot.record, slot.names.back(), then), arena);
    Value v = of(slot.variable == 0 ? item : occurrence);
    for (size_t i = 0; i < slot.fields.size() && (open(v) || v.is(Tag::entity)); ++i)
      v = open(v) || (i > 0 && exists(v.entity) != Is::yes) ? unknown : get(v.entity, slot.fields[i]);
    return v;
  }
  Value entities(uint16_t record, cel::Arena&) override { return members(KindNo{record}, existence, {}); }
  Value exists(const cel::Slot* slot, Value v, cel::Arena&) override {  // of null and of one that dangles it is false, of an unknown one unknown (D2.26)
    if (v.is(Tag::entity)) return value(exists(v.entity));
    return v.is(Tag::null) || (slot && !slot->fields.empty() && same(v, nobody)) ? Value::of(false) : v;
  }
  Value seen(Value v, string_view layer, cel::Arena&) override { return v.is(Tag::entity) ? value(seen(v.entity, layer)) : v; }
  Instant now() const override { return t; }
  void flips(Instant at) override { instants.insert(at); }
  const Calendar& calendar() const override { return in.settings.calendar; }
  Value value_of(const Condition& c) { return cel::evaluate(c.program, *this, arena); }
  Is holds(const std::optional<Condition>& c, Is otherwise = Is::no) { return c ? truth(value_of(*c)) : otherwise; }
  Value settled(const Condition& c, Instant then, const Pins& assumed = {}) {
    return note(take(then, assumed, [&] { return value_of(c); }));
  }

  // ---- signals (3.1 to 3.3)
  Run look(const Formula& formula, Instant then, const Pins& assumed) {
    return take(then, assumed, [&] { return value(formula()); });
  }
  Is is_now(const Formula& formula, Instant then, const Pins& assumed = {}) { return known(look(formula, then, assumed)); }
  // From `first` to now. D3.3: where a formula hangs on one fact up to the end of its interval, or until it is false anyway, and is then what it says, that
  // is one edge; else unknown.
  Runs sweep(const Formula& formula, Instant first, const Pins& assumed = {}) {
    Runs looked, runs;
    const auto key = [](const Run& r) { return std::tuple(truth(r.value), truth(r.then), r.fact); };
    instants.insert(first);
    for (const auto& [fact, pinned] : assumed) instants.insert(pinned);
    for (auto i = instants.lower_bound(first); i != instants.end() && *i <= in.now; ++i)
      if (const Run run = look(formula, *i, assumed); looked.empty() || key(looked.back()) != key(run)) looked.push_back(run);
    for (size_t i = 0; i < looked.size(); ++i) {
      const auto& [value, then, fact, from, last] = looked[i];
      const Is follows = i + 1 < looked.size() ? known(looked[i + 1]) : Is::maybe, was = runs.empty() ? Is::maybe : known(runs.back());
      const bool edge = fact && follows == truth(then) && was == truth(value) && (follows == Is::no || looked[i + 1].from == fact->at);
      if (!edge && !runs.empty() && !runs.back().fact && was == known(looked[i])) continue;
      if (!runs.empty()) runs.back().last = before(from);
      runs.push_back(edge ? looked[i] : Run{this->value(known(looked[i])), {}, nullptr, from});
      runs.back().last = in.now;
    }
    return runs;
  }
  // Which values a signal has within [first, last]. D6.7: an edge wholly inside gives both, one partly inside leaves open what it is there.
  static std::set<Is> within(const Runs& runs, Instant first, Instant last) {
    std::set<Is> result;
    for (const Run& run : runs) {
      const bool whole = run.fact && first < run.from && run.last < last;
      if (!whole && max(first, run.from) <= min(run.last, last)) result.insert(known(run));
    }
    return result;
  }
  static bool is_no(const Runs& runs, Instant then) { return within(runs, then, then).contains(Is::no); }
  // Where it becomes true, or may. D6.2: what an unknown stretch hides lies after every instant at which it was known to be true.
  static vector<Event> triggers(const Runs& runs) {
    vector<Event> result;
    for (size_t i = 0; i < runs.size(); ++i) {
      const auto& [value, other, fact, from, last] = runs[i];
      const Is was = i == 0 ? Is::no : known(runs[i - 1]), is = known(runs[i]), then = i + 1 == runs.size() ? Is::maybe : known(runs[i + 1]);
      const Range range{was == Is::yes ? from : before(from), then == Is::yes ? next(last) : last};
      const Is found = i == 0 ? is : Is::no;
      if (is == Is::yes && was == Is::no) result.push_back({Range::exactly(from), false, found});
      if (is == Is::maybe && range.after < range.at && !(fact && was == Is::yes))
        result.push_back({range, was == Is::yes || then != Is::yes, found, then, fact});
    }
    return result;
  }
  // When it first holds, or one of the events comes, at or after `from`: in every way it may have been.
  static std::set<Instant> first_of(const Runs& runs, vector<Event> events, Instant from) {
    for (const Run& run : runs) {
      const Instant first = max(from, run.from);
      const bool maybe = known(run) == Is::maybe;
      if (known(run) != Is::no && first <= run.last) events.push_back({{before(first), maybe ? run.last : first}, maybe});
    }
    std::set<Instant> result{never};
    for (const Event& e : events)
      if (e.at.at >= from) result.insert({max(from, next(e.at.after)), e.at.at});
    for (const Event& e : events)
      if (!e.possible && from <= next(e.at.after)) result.erase(result.upper_bound(e.at.at), result.end());
    return result;
  }
};

}  // namespace probata::reference
