// One fact into the tables, and what it touches.
#include "fact/said.h"
#include "history/life.h"
#include "history/state.h"

namespace probata {
namespace {

class Folding {
 public:
  Folding(History::State& state, FactNo number, const Fact& fact)
      : s(state),
        fact(fact),
        kind(state.catalog->at(fact.kind)),
        layer(state.intern_layer(layer_of(fact.by))),
        entity(state.intern_entity(fact.kind, fact.id)),
        table(state.make_table(fact.kind, layer)) {
    change.at = fact.at;
    change.after = fact.after.value_or(fact.at - microsecond);
    change.fact = number;
  }

  std::vector<Touched> run() {
    const bool first_source = !kind.record && layer != people && !stands_in_source();
    const bool first = !s.row(entity).spoken();
    row = s.make_row(entity, table);
    if (fact.gone) {
      end_life(s, table, row, change);
      touch_life(earliest_of_all());
    } else {
      const bool begins = touch(s, table, row, change, !fact.set.empty());
      for (const auto& [field, value] : fact.set) set(field, value);
      enter_state();
      // What is told of an entity bounds, too, when it may have ended.
      if (begins || earliest(existence) <= change.after) touch_life(earliest_of_all());
    }
    // Where the source is blind, existence between two facts is taken from both.
    if (layer != people && !kind.built_in) touch_life(std::min(fact_before(), earliest_of_all()));
    // Nobody spoke of it before; or where sources do, `people` no longer keeps it in existence.
    // Both from the beginning.
    if (first || first_source) touch_life(Instant::never_before());
    return std::move(touched);
  }

 private:
  bool stands_in_source() const {
    for (const Stance& stance : s.stances_of(entity)) {
      if (stance.layer != people) return true;
    }
    return false;
  }

  // From where the field may read differently: since this change may have happened, or one that now
  // must have come after it.
  Instant earliest(Field field) const {
    Instant after = change.after;
    const auto track = s.track(table, row, field);
    for (size_t i = track.size(); i-- > 0 && track[i].at >= change.at;) {
      after = std::min(after, track[i].after);
    }
    return after + microsecond;
  }
  Instant earliest_of_all() const {
    Instant from = change.after + microsecond;
    for (size_t f = 0; f < table.columns.size(); ++f)
      from = std::min(from, earliest(static_cast<Field>(f)));
    return from;
  }

  Instant fact_before() const {
    Instant before = Instant::never_before();
    for (size_t f = 0; f < table.columns.size(); ++f) {
      const auto track = s.track(table, row, static_cast<Field>(f));
      for (size_t i = track.size(); i-- > 0;) {
        if (track[i].at >= fact.at) continue;
        before = std::max(before, track[i].at);
        break;
      }
    }
    return before;
  }

  void add(Entity e, Field f, Instant from) {
    for (Touched& t : touched) {
      if (t.entity == e && t.field == f) {
        t.from = std::min(t.from, from);
        return;
      }
    }
    touched.push_back({e, f, from});
  }

  void touch_life(Instant from) {
    add(entity, existence, from);
    for (const FieldDefinition& f : kind.fields) {
      if (f.type == FieldType::reference) touch_targets(f.number, from);
    }
  }

  void set(Field field, const FieldValue& value) {
    const FieldDefinition* definition = kind.at(field);
    if (!definition) return;
    put(*definition, intern_field(s, *definition, value));
  }

  void put(const FieldDefinition& field, ValueId value) {
    change.value = value;
    if (field.type == FieldType::reference) register_reference(field.number, value);
    if (value == disposed_value && field.type == FieldType::reference)
      s.note_disposed_reference(entity, field.number);
    // A source that speaks of the field at all is asked for it in all its gaps.
    const bool first = layer != people && s.track(table, row, field.number).empty();
    const Instant from = first ? Instant::never_before() : earliest(field.number);
    s.changes.insert(table.columns[static_cast<size_t>(field.number)].make(row), change, earlier);
    add(entity, field.number, from);
    if (field.type == FieldType::reference) touch_targets(field.number, from);
    if (field.key && value != null_value && value != disposed_value) hold_key(field.number, value);
    note_correction(field.number);
  }

  void enter_state() {
    for (const auto& [field, value] : derived_of(fact, kind)) set(field, value);
  }

  void register_reference(Field field, ValueId value) {
    for (const Stance& stance : s.stances_of(entity)) {
      for (const Change& c : s.track(entity, field, stance.layer)) {
        if (c.value == value) return;  // known as a referrer already
      }
    }
    // Where one does not know to whom it refers, it may be to its new target at any time.
    touch_targets_of(s.values.at(value), field, Instant::never_before());
    const cel::Value& v = s.values.at(value);
    if (!v.is(cel::Tag::list)) return register_target(field, v);
    for (const cel::Value& item : v.list->items) register_target(field, item);
  }

  void register_target(Field field, const cel::Value& v) {
    const Referrer referrer{entity, field, s.row(entity).kind};
    if (v.is(cel::Tag::entity)) s.keys.refer(Entity{v.entity}, referrer);
    if (const auto key = key_of(v)) s.keys.refer_by_key(*key, referrer);
  }

  // The lists of those that the entity refers to around and after `from`, in any layer: which of
  // them counts, precedence decides.
  void touch_targets(Field field, Instant from) {
    for (const Stance& stance : s.stances_of(entity)) {
      const auto track = s.track(entity, field, stance.layer);
      for (size_t i = track.size(); i-- > 0;) {
        touch_targets_of(s.values.at(track[i].value), field, from);
        if (track[i].at < from) break;
      }
    }
  }

  void touch_targets_of(const cel::Value& v, Field field, Instant from) {
    if (v.is(cel::Tag::list)) {
      for (const cel::Value& item : v.list->items) touch_targets_of(item, field, from);
    }
    if (v.is(cel::Tag::entity)) touch_reverse(Entity{v.entity}, fact.kind, field, from);
    if (const auto key = key_of(v)) {
      for (const Holder& h : s.keys.at(*key).holders)
        touch_reverse(h.entity, fact.kind, field, from);
    }
  }

  void touch_reverse(Entity target, KindNo from_kind, Field field, Instant from) {
    for (const ReverseReference& r : s.kind_of(target).reverses) {
      if (r.from == from_kind && r.field == field) add(target, r.number, from);
    }
  }

  void hold_key(Field field, ValueId value) {
    const uint32_t key = s.keys.intern(fact.kind, field, key_text(s.values.at(value)));
    s.keys.hold(key, {entity, layer, fact.at, change.fact});
    touch_key(key);
    // What it took the place of, if anything, no longer names the entity.
    for (const uint32_t other : s.keys.keys_of(entity)) touch_key(other);
    s.keys.given(entity, key);
  }

  // A key names its entity for all time: whoever refers by it, and the lists of all its holders,
  // read differently from the beginning.
  void touch_key(uint32_t key) {
    for (const Referrer& r : s.keys.referrers_by_key(key)) {
      add(r.from, r.field, Instant::never_before());
      for (const Holder& h : s.keys.at(key).holders) {
        touch_reverse(h.entity, s.row(r.from).kind, r.field, Instant::never_before());
      }
    }
  }

  void note_correction(Field field) {
    if (!fact.corrects || layer != people || *fact.corrects >= static_cast<uint32_t>(change.fact))
      return;
    const FactNo corrected{static_cast<uint32_t>(*fact.corrects)};
    for (const Stance& stance : s.stances_of(entity)) {
      if (stance.layer == people) continue;
      for (const Change& c : s.track(entity, field, stance.layer)) {
        if (c.fact == corrected) s.corrections[{change.fact, field}] = stance.layer;
      }
    }
  }

  History::State& s;
  const Fact& fact;
  const Kind& kind;
  Layer layer;
  Entity entity;
  Table& table;
  uint32_t row = 0;
  Change change{};
  std::vector<Touched> touched;
};

}  // namespace

std::vector<Touched> History::fold(FactNo number, Instant recorded, const Fact& fact) {
  FactRows& facts = state_->facts;
  facts.add(number, recorded, fact.at, facts.origin(fact.by, fact.evidence));
  ++state_->folded;
  std::vector<Touched> touched = Folding(*state_, number, fact).run();
  if (state_->late) state_->late->fold(*state_, number, state_->intern_entity(fact.kind, fact.id));
  if (fact.kind == state_->catalog->collection) {
    fold_sights(*state_, number, state_->intern_layer(layer_of(fact.by)),
                state_->intern_entity(fact.kind, fact.id), fact);
  }
  return touched;
}

void History::note_reasons(FactNo number, std::vector<Gap> gaps) {
  state_->reasons.emplace(number, std::move(gaps));
}
std::span<const Gap> History::reasons(FactNo number) const {
  const auto found = state_->reasons.find(number);
  return found == state_->reasons.end() ? std::span<const Gap>() : found->second;
}

Result<void> check_correction(const History& history, const Fact& fact) {
  if (!fact.corrects) return {};
  const History::State& s = history.state();
  const auto wrong = [&](std::string what) {
    return failure(std::move(what),
                   "`corrects` names an earlier fact by a source on the same kind, id and field");
  };
  if (layer_of(fact.by) != "people") return wrong("only a person corrects a source");
  const uint64_t size = s.facts.size();
  if (*fact.corrects >= std::min(fact.seq.value_or(size), size))
    return wrong("`corrects` names no earlier fact");
  const FactNo corrected{static_cast<uint32_t>(*fact.corrects)};
  const auto entity = s.find_entity(fact.kind, fact.id);
  const auto layer = s.layer_numbers.find(layer_of(s.facts.by(corrected)));
  if (layer == s.layer_numbers.end() || layer->second == people)
    return wrong("the fact that it corrects is by no source");
  for (const auto& [field, _] : fact.set) {
    const auto track = entity ? s.track(*entity, field, layer->second) : std::span<const Change>();
    const bool set =
        std::ranges::any_of(track, [&](const Change& c) { return c.fact == corrected; });
    if (!set) return wrong("the fact that it corrects does not set this field of this entity");
  }
  return {};
}

}  // namespace probata
