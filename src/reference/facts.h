// The facts by entity, layer, field and instant; and of which instants something is known (semantics.md, 2.1 to 2.3, 2.9 to 2.14).
#pragma once

#include <algorithm>
#include <map>

#include "catalog/in_force.h"
#include "fact/said.h"
#include "reference/reference.h"

namespace probata::reference {

using cel::Tag, cel::Value, std::max, std::min;
using Entity = uint32_t;  // a number of Facts::things

constexpr Instant ever = Instant::never_before(), never = Instant::never_after();
inline Instant next(Instant t) { return t + microsecond; }
inline Instant before(Instant t) { return t - microsecond; }
// Kleene's three values, ordered so that `and` is the lesser of two and `or` the greater.
enum class Is : uint8_t { no, maybe, yes };
inline Is is(bool b) { return b ? Is::yes : Is::no; }
inline Is negate(Is a) { return static_cast<Is>(2 - static_cast<int>(a)); }
inline Is truth(const Value& v) { return v.is(Tag::boolean) ? is(v.boolean) : Is::maybe; }
inline bool open(Is a) { return a == Is::maybe; }
inline bool open(const Value& v) { return v.is(Tag::unknown); }
inline bool same(const Value& a, const Value& b) {
  if (open(a) && open(b)) return a.unknown->causes[0] == b.unknown->causes[0];
  return a.tag == b.tag && (a.is(Tag::null) || cel::equal(a, b));
}
inline std::string text_of(const Value& v) { return v.is(Tag::string) ? std::string(v.string()) : std::string(); }

// What one fact says of one field; of existence a boolean.
struct Word {
  Instant at, after;
  uint64_t seq = 0;
  FieldValue given = {};
  std::string corrects = {};  // the layer that it corrects
  bool ends = false;          // it says nothing: the life in which the layer spoke is over
  Value value = {};
};
using Track = std::map<Instant, Word>;  // of one instant the word of the highest seq stands
// The last word at or before an instant, and the first after it.
inline std::pair<const Word*, const Word*> around(const Track& track, Instant t) {
  const auto later = track.upper_bound(t);
  return {later == track.begin() ? nullptr : &std::prev(later)->second, later == track.end() ? nullptr : &later->second};
}
struct Thing {
  KindNo kind{};
  std::string id;
  std::set<std::string> layers = {};  // that ever spoke of it
};
enum class Sees : uint8_t { never, lead, gap, covered };  // what a source does at an instant

struct Facts {
  const Inputs& in;
  const Catalog& catalog = *in.catalog;
  std::vector<Thing> things;
  std::map<std::pair<KindNo, std::string>, Entity> numbers;
  std::map<std::tuple<Entity, std::string, Field>, Track> said;
  std::map<uint64_t, const Fact*> facts;
  std::set<Instant> instants = dates_of(catalog, in.settings);  // at which anything may change
  std::vector<std::pair<std::string, Collection>> looks;        // by `to`
  cel::Arena arena;
  const Value unknown = cause(0), nobody = cause(1);  // a reference that names none, or two

  explicit Facts(const Inputs& inputs) : in(inputs) {
    for (const Fact& fact : in.facts)
      if (*fact.seq < in.known) facts[*fact.seq] = &fact;
    find(catalog.company, "");
    for (const auto& [seq, fact] : facts)
      if (fact->at <= in.now) load(*fact);
    for (auto& [key, track] : said)
      for (auto& [at, word] : track) resolve(word, kind(std::get<Entity>(key)).at(std::get<Field>(key)));
    for (Entity e = 0; e < things.size(); ++e) end_lives(e);
    for (const Entity e : all(catalog.collection))  // D2.20: said anew, it replaces
      for (const std::string& layer : things[e].layers)
        for (const auto& [at, word] : track(e, layer, existence)) load_look(layer, *facts.at(word.seq));
    std::ranges::stable_sort(looks, {}, [](const auto& look) { return look.second.to; });
    instants.insert({Instant::earliest(), in.period.start, in.period.end, in.now});
  }
  Value cause(cel::Cause number) { return arena.unknown({&number, 1}); }
  Value value(Is a) const { return open(a) ? unknown : Value::of(a == Is::yes); }

  Entity find(KindNo kind, std::string_view id) {
    if (kind == catalog.company) id = "";  // D2.1: all facts of it are about the one
    const auto [it, fresh] = numbers.try_emplace({kind, std::string(id)}, things.size());
    if (fresh) things.push_back({kind, it->first.second});
    return it->second;
  }
  const Kind& kind(Entity e) const { return catalog.at(things[e].kind); }
  std::string name(Entity e) const { return things[e].kind == catalog.company ? "company" : kind(e).name + "/" + things[e].id; }
  std::vector<Entity> all(KindNo kind) const {  // of which a fact tells, by id
    std::vector<Entity> result;
    for (const auto& [key, e] : numbers)
      if (key.first == kind && !things[e].layers.empty()) result.push_back(e);
    return result;
  }
  // What one layer ever said of a field.
  const Track& track(Entity e, const std::string& layer, Field field) const {
    static const Track nothing;
    const auto found = said.find({e, layer, field});
    return found == said.end() ? nothing : found->second;
  }
  Field field(Entity e, std::string_view name) const { return kind(e).find(name)->number; }
  bool ever_says(Entity e, std::string_view name, const std::string& text) const {  // people
    return std::ranges::any_of(track(e, "people", field(e, name)), [&](const auto& word) { return text_of(word.second.value) == text; });
  }

  void load(const Fact& fact) {
    const Entity e = find(fact.kind, fact.id);
    const std::string layer(layer_of(fact.by));
    const Instant after = fact.after.value_or(before(fact.at));
    const auto other = fact.corrects ? facts.find(*fact.corrects) : facts.end();
    instants.insert({next(after), fact.at, next(fact.at)});
    things[e].layers.insert(layer);
    auto words = derived_of(fact, kind(e));
    words.insert(words.end(), fact.set.begin(), fact.set.end());
    words.emplace_back(existence, !fact.gone);
    for (const auto& [field, given] : words)
      said[{e, layer, field}][fact.at] = {fact.at, after, *fact.seq, given, other == facts.end() ? "" : corrected_layer(fact, *other->second, field)};
  }
  void load_look(const std::string& layer, const Fact& fact) {
    const auto look = read_collection(fact, catalog);
    if (layer == "people" || fact.gone || !look) return;
    looks.emplace_back(layer, *look);
    instants.insert({look->from.value_or(look->to), look->to, next(look->to)});
  }
  void resolve(Word& word, const FieldDefinition* field) {
    const FieldType type = field ? field->type : FieldType::boolean;
    word.value = to_value(word.given, type, in.settings.calendar, arena, [this](const Reference& r) { return refer(r); });
    if (std::holds_alternative<Disposed>(word.given)) word.value = unknown;  // "reads as a gap"
  }
  // What a layer said ends with its life; D2.5: what people noted of no record also with the life in all sources.
  void end_lives(Entity e) {
    const auto sourced = [&](Instant t) {
      return std::ranges::any_of(things[e].layers, [&](const std::string& layer) {
        const Word* life = around(track(e, layer, existence), t).first;
        return layer != "people" && life && life->value.is_true();
      });
    };
    for (const std::string& layer : things[e].layers)
      for (const auto& [at, life] : track(e, layer, existence))
        for (auto& [key, track] : said) {
          const auto& [of, by, field] = key;
          if (of != e || field == existence) continue;
          if (by == layer && life.value.is_false()) track[at] = {.at = at, .after = life.after, .seq = life.seq, .ends = true};
          if (by == "people" && !kind(e).record && sourced(before(at)) && !sourced(at)) track.try_emplace(at, Word{at, before(at), 0, {}, {}, true});
        }
  }
  // D2.21: a key names an entity if any fact that stands ever gave it.
  Value refer(const Reference& r) {
    std::set<Entity> named;
    if (!r.key) named.insert(find(r.kind, r.id));
    for (const auto& [key, track] : said)
      for (const auto& [at, word] : track)
        if (r.key == std::get<Field>(key) && things[std::get<Entity>(key)].kind == r.kind && word.given == FieldValue(r.key_value))
          named.insert(std::get<Entity>(key));
    return named.size() == 1 ? Value::of_entity(*named.begin(), static_cast<uint16_t>(r.kind)) : nobody;
  }

  // Logs cover [from, to]; a look its instant, and what lies between two that are near; the last one reaches on to now if it is near. Closed, apart.
  std::vector<Period> stretches(std::string_view layer, KindNo kind, Field field) const {
    std::vector<Period> found, apart;
    Instant look = ever, last = ever;
    Duration every{0};
    for (const auto& [by, said] : looks) {
      if (by != layer || !covers(said, kind, field)) continue;
      const Duration often = said.every.value_or(day);
      const bool is_look = said.how == How::looks, near = is_look && said.to - look <= often * 2;
      found.push_back({near ? look : is_look ? said.to : said.from.value_or(said.to), said.to});
      if (is_look) look = said.to;
      every = last == said.to ? max(every, often) : often;
      last = said.to;
    }
    if (last < in.now && in.now - last <= every * 2) found.push_back({last, in.now});
    std::ranges::sort(found);
    for (const Period& p : found) {
      if (apart.empty() || next(apart.back().end) < p.start) apart.push_back(p);
      apart.back().end = max(apart.back().end, p.end);
    }
    return apart;
  }
  // What it does at an instant, and from when on it sees again.
  std::pair<Sees, Instant> sight(std::string_view by, KindNo kind, Field field, Instant t) const {
    Sees sees = Sees::never;
    for (const Period& p : stretches(by, kind, field)) {
      if (p.start <= t && t <= p.end) return {Sees::covered, never};
      if (p.start > t) return {sees == Sees::gap ? sees : Sees::lead, p.start};
      sees = Sees::gap;
    }
    return {sees, never};
  }
  std::set<std::string> delivered(KindNo kind) const {  // by which sources
    std::set<std::string> result;
    for (const auto& [layer, said] : looks)
      if (std::ranges::count(said.kinds, kind) > 0) result.insert(layer);
    return result;
  }
  std::vector<ExpectedSource> expected(KindNo kind) const { return expected_sources(in.settings, kind, delivered(kind)); }
  // The lead of a source, and its gaps: from the last instant covered to the next, or beyond now.
  std::pair<Period, std::vector<Period>> unseen(const ExpectedSource& e, KindNo kind) const {
    std::vector<Period> seen = stretches(e.layer, kind, existence), gaps;
    seen.push_back({next(in.now), never});
    for (size_t i = 1; i < seen.size(); ++i)
      if (next(seen[i - 1].end) < seen[i].start) gaps.push_back({seen[i - 1].end, seen[i].start});
    return {{e.declared ? e.declared->from.value_or(ever) : ever, seen.front().start}, gaps};
  }
  Instant since(KindNo kind) const { return in.settings.since.contains(kind) ? in.settings.since.at(kind) : ever; }
  bool undecided(KindNo kind) const { return in.settings.undecided.contains(kind); }  // D2.28
  bool uncovered(const Kind& kind) const {                                            // by whatever source, at all times
    return undecided(kind.number) || (!kind.record && !kind.built_in && expected(kind.number).empty());
  }
  // D2.16: there may be more than is told. Without coverage, or in a gap of any expected source; a record kind is covered only where all of them cover.
  bool missing(KindNo number, Field field, Instant t) const {
    const Kind& kind = catalog.at(number);
    std::set<Sees> sees;
    for (const ExpectedSource& e : expected(number)) {
      const Sees s = sight(e.layer, number, field, t).first;
      if (s != Sees::never || stretches(e.layer, number, existence).empty()) sees.insert(s);
    }
    const bool covered = sees.erase(Sees::covered) > 0;
    const bool more = kind.record ? !sees.empty() || undecided(number) || t < since(number) : !covered || sees.contains(Sees::gap);
    return more && !kind.built_in;
  }
};

}  // namespace probata::reference
