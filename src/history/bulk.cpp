// How one fact is taken down. What is decided here and in fold.cpp is the same; what depends on
// facts before and after it is left to bulk_layout.cpp.
#include "history/bulk.h"

#include <algorithm>

namespace probata {

BulkFold::BulkFold(std::shared_ptr<const Catalog> catalog, Settings settings)
    : state_(std::make_unique<History::State>(std::move(catalog), std::move(settings))),
      s(*state_),
      draft_by_kind_(s.catalog->kinds.size()) {
  texts_.fill(null_value);
}

// What is needed of memory is asked for early, for all facts of the batch: the places lie far
// apart.
void BulkFold::add(std::span<const NumberedFact> facts) {
  hashes_.clear();
  for (const NumberedFact& f : facts)
    hashes_.push_back(History::State::hash_of(f.fact.kind->number, f.fact.id));
  for (const NumberedFact& f : facts) {
    for (const PlainField& field : f.fact.set) {
      if (const auto* r = std::get_if<PlainReference>(&field.value))
        hashes_.push_back(History::State::hash_of(r->kind, r->id));
    }
  }
  for (const uint64_t hash : hashes_) s.numbers.prefetch(hash);
  candidates_.clear();
  for (const uint64_t hash : hashes_) {
    const auto n = s.numbers.candidate(hash);
    if (!n) continue;
    candidates_.push_back(*n);
    __builtin_prefetch(s.entities.data() + *n);
    if (*n < entity_values_.size()) __builtin_prefetch(entity_values_.data() + *n);
  }
  for (const uint32_t n : candidates_) s.ids.prefetch(s.entities[n].id);
  for (size_t i = 0; i < facts.size(); ++i) add(facts[i], hashes_[i]);
}

void BulkFold::add(const NumberedFact& numbered, uint64_t hash) {
  const PlainFact& fact = numbered.fact;
  const Kind& kind = *fact.kind;
  const Current now = begin(numbered.number, numbered.recorded, fact.at, fact.after, fact.by,
                            origin(fact.by, fact.evidence), kind.number, hash, fact.id);
  exist(now, fact.gone, !fact.set.empty());
  for (const PlainField& f : fact.set) put(now, *f.field, value_of(f));
  if (!kind.life_cycle) return;
  const FieldDefinition* state = kind.find("state");
  for (const PlainField& f : fact.set) {
    const auto* name = std::get_if<std::string_view>(&f.value);
    if (f.field != state || !name) continue;
    derive(now, kind, *name, [&](const FieldDefinition& field) {
      return std::ranges::find(fact.set, &field, &PlainField::field) != fact.set.end();
    });
  }
}

void BulkFold::add(FactNo number, Instant recorded, const Fact& fact) {
  const Kind& kind = s.catalog->at(fact.kind);
  Current now =
      begin(number, recorded, fact.at, fact.after, fact.by, s.facts.origin(fact.by, fact.evidence),
            fact.kind, History::State::hash_of(fact.kind, fact.id), fact.id);
  now.corrects = fact.corrects;
  exist(now, fact.gone, !fact.set.empty());
  for (const auto& [field, value] : fact.set) {
    const FieldDefinition* definition = kind.at(field);
    if (!definition) continue;
    dated_ = dated_ || definition->type == FieldType::date;
    put(now, *definition, intern_field(s, *definition, value));
  }
  const FieldDefinition* state = kind.life_cycle ? kind.find("state") : nullptr;
  for (const auto& [field, value] : fact.set) {
    const auto* name = std::get_if<std::string>(&value);
    if (!state || field != state->number || !name) continue;
    derive(now, kind, *name, [&](const FieldDefinition& derived) {
      return std::ranges::any_of(fact.set,
                                 [&](const auto& given) { return given.first == derived.number; });
    });
  }
  if (fact.kind == s.catalog->collection) fold_sights(s, number, now.layer, now.entity, fact);
}

BulkFold::Current BulkFold::begin(FactNo number, Instant recorded, Instant at,
                                  std::optional<Instant> after, std::string_view by,
                                  uint32_t origin, KindNo kind, uint64_t hash,
                                  std::string_view id) {
  s.facts.add(number, recorded, at, origin);
  ++s.folded;
  const bool inexact = after && *after != at - microsecond;
  if (inexact) afters_.push_back({number, *after});
  const Layer layer = layer_at(by);
  const Entity entity = s.intern_hashed(hash, kind, id);
  Draft& draft = draft_of(kind, layer);
  const uint32_t row = s.make_row(entity, *draft.table);
  if (row >= draft.entities.size()) {
    draft.entities.push_back(entity);
    draft.born.push_back(Instant::never_after());
    draft.retold.push_back(0);
  }
  return {{}, number, at, inexact, by, layer, entity, &draft, row};
}

Layer BulkFold::layer_at(std::string_view by) {
  Source& source =
      sources_[(by.size() * 31 + static_cast<unsigned char>(by.back())) % sources_.size()];
  if (source.by != by)
    source = {std::string(by), s.intern_layer(layer_of(by)), s.facts.origin(by, {})};
  return source.layer;
}

uint32_t BulkFold::origin(std::string_view by, std::span<const std::string_view> evidence) {
  if (evidence.empty()) {
    layer_at(by);
    return sources_[(by.size() * 31 + static_cast<unsigned char>(by.back())) % sources_.size()]
        .origin;
  }
  return s.facts.origin(by, std::vector<std::string>(evidence.begin(), evidence.end()));
}

BulkFold::Draft& BulkFold::draft_of(KindNo kind, Layer layer) {
  auto& drafts = draft_by_kind_[static_cast<size_t>(kind)];
  const auto l = static_cast<size_t>(layer);
  if (l < drafts.size() && drafts[l] != nullptr) return *drafts[l];
  if (l >= drafts.size()) drafts.resize(l + 1);
  drafts_.push_back(std::make_unique<Draft>());
  drafts[l] = drafts_.back().get();
  drafts[l]->table = &s.make_table(kind, layer);
  drafts[l]->events.resize(drafts[l]->table->columns.size());
  return *drafts[l];
}

// As long as all that a row has of existence began at one instant and what is told comes later,
// fields say nothing more of existence (life.cpp). Anything else is told again at the end.
void BulkFold::exist(const Current& now, bool gone, bool sets_fields) {
  Draft& d = *now.draft;
  Instant& born = d.born[now.row];
  if (!gone && sets_fields && now.at > born) return;
  const bool told = gone || !sets_fields;
  if (gone || (born != Instant::never_after() && now.at != born)) {
    d.retold[now.row] = 1;
    d.any_retold = true;
    if (!told) return;
  } else {
    born = now.at;
  }
  d.events[0].push_back(
      {now.row, gone ? false_value : true_value, now.number, now.inexact, told, now.at});
}

void BulkFold::put(const Current& now, const FieldDefinition& field, ValueId value) {
  now.draft->events[static_cast<size_t>(field.number)].push_back(
      {now.row, value, now.number, now.inexact, 0, now.at});
  if (now.corrects && now.layer == people && *now.corrects < static_cast<uint32_t>(now.number))
    corrections_.push_back(
        {now.number, FactNo{static_cast<uint32_t>(*now.corrects)}, now.entity, field.number});
  if (value == disposed_value) {
    if (field.type == FieldType::reference) s.note_disposed_reference(now.entity, field.number);
    return;
  }
  if (!field.key || value == null_value) return;
  const KindNo kind = now.draft->table->kind;
  const uint32_t key = s.keys.intern(kind, field.number, key_text(s.values.at(value)));
  s.keys.hold(key, {now.entity, now.layer, now.at, now.number});
  s.keys.given(now.entity, key);
}

// The read-only fields STATE_at and STATE_by, where the fact does not set them (fold.cpp).
void BulkFold::derive(const Current& now, const Kind& kind, std::string_view state, auto&& given) {
  const auto set = [&](const std::string& name, const FieldValue& value) {
    const FieldDefinition* field = kind.find(name);
    if (field && field->read_only && !given(*field))
      put(now, *field, intern_field(s, *field, value));
  };
  set(std::string(state) + "_at", FieldValue(now.at));
  const FieldDefinition* by = kind.find(std::string(state) + "_by");
  if (!by || !now.by.starts_with("person/")) return;
  const std::string id(now.by.substr(sizeof("person/") - 1));
  if (by->type == FieldType::reference)
    set(by->name, FieldValue(Reference{by->targets.front(), id, {}, {}}));
  else
    set(by->name, FieldValue(id));
}

ValueId BulkFold::value_of(const PlainField& f) {
  using cel::Value;
  const auto interned = [&](const Value& v) { return s.values.intern(v); };
  struct Visitor {
    BulkFold& bulk;
    decltype(interned)& intern;
    ValueId operator()(std::monostate) const { return null_value; }
    ValueId operator()(bool b) const { return b ? true_value : false_value; }
    ValueId operator()(int64_t i) const { return intern(Value::of(i)); }
    ValueId operator()(double d) const { return intern(Value::of(d)); }
    ValueId operator()(Instant t) const { return intern(Value::of(t)); }
    ValueId operator()(Duration d) const { return intern(Value::of(d)); }
    ValueId operator()(std::string_view text) const { return bulk.value_of_text(text); }
    ValueId operator()(const PlainReference& r) const { return bulk.value_of_entity(r.kind, r.id); }
    ValueId operator()(const Span& span) const { return intern(Value::of(&span)); }
    ValueId operator()(Date d) const {
      bulk.dated_ = true;
      return intern(Value::of(bulk.s.settings.calendar.start_of(d)));
    }
  };
  return std::visit(Visitor{*this, interned}, f.value);
}

ValueId BulkFold::value_of_text(std::string_view text) {
  ValueId& known = texts_[hash_text(text, 0) % texts_.size()];
  const cel::Value& v = s.values.at(known);
  if (v.is(cel::Tag::string) && v.string() == text) return known;
  const cel::Text held{text};
  return known = s.values.intern(cel::Value::of(&held));
}

ValueId BulkFold::value_of_entity(KindNo kind, std::string_view id) {
  const Entity entity = s.intern_entity(kind, id);
  const auto n = static_cast<size_t>(entity);
  if (n >= entity_values_.size()) entity_values_.resize(n + 1);
  ValueId& value = entity_values_[n];
  if (value == null_value)
    value = s.values.intern(
        cel::Value::of_entity(static_cast<uint32_t>(entity), static_cast<uint16_t>(kind)));
  return value;
}

}  // namespace probata
