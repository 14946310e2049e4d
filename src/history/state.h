// What a History holds. A *table* is one layer's word on one kind: a row for each entity that it
// ever spoke of, a column for each field, in each cell the changes. Most entities stand in one or
// two layers, so an entity's rows are a short chain of *stances*.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "history/column.h"
#include "history/coverage.h"
#include "history/fact_rows.h"
#include "history/history.h"
#include "history/index.h"
#include "history/keys.h"
#include "history/late.h"
#include "history/texts.h"
#include "history/values.h"

namespace probata {

constexpr uint32_t no_stance = 0xffffffff;
constexpr FactNo no_fact{0xffffffff};

struct Stance {
  Layer layer;
  uint32_t row;
  uint32_t next;  // of the same entity
};
// The first stance is held in place: most entities have no other.
struct EntityRow {
  uint32_t id = 0;  // in the texts
  KindNo kind{};
  Layer layer{};
  uint32_t row = no_stance;  // no_stance: nobody spoke of it
  uint32_t next = no_stance;
  bool spoken() const { return row != no_stance; }
};
static_assert(sizeof(EntityRow) == 16);

// The stances of one entity, one after the other.
class Stances {
 public:
  struct End {};
  class Iterator {
   public:
    Iterator(const Flat<Stance>& others, Stance first, bool any)
        : others_(&others), stance_(first), any_(any) {}
    const Stance& operator*() const { return stance_; }
    const Stance* operator->() const { return &stance_; }
    Iterator& operator++() {
      any_ = stance_.next != no_stance;
      if (any_) stance_ = (*others_)[stance_.next];
      return *this;
    }
    bool operator==(End) const { return !any_; }

   private:
    const Flat<Stance>* others_;
    Stance stance_;
    bool any_;
  };
  Stances(const Flat<Stance>& others, const EntityRow& row)
      : begin_(others, {row.layer, row.row, row.next}, row.spoken()) {}
  Iterator begin() const { return begin_; }
  End end() const { return {}; }

 private:
  Iterator begin_;
};

struct Table {
  KindNo kind{};
  Layer layer{};
  uint32_t rows = 0;
  std::vector<Column> columns;  // by field
  std::vector<Sight> sights;    // by (to, fact)
  FactNo last_sight{
      0};  // greatest fact and `at` of any, also of what retires one: a view after both sees all
  Instant last_sight_at = Instant::never_before();
  mutable std::map<Field, std::shared_ptr<const Coverage>>
      coverage;  // of all sights; made when asked, dropped by a new sight
};

struct KindRows {
  Flat<Entity> entities;  // in order of appearance, also those only referred to
  std::vector<std::unique_ptr<Table>> tables;  // by layer; null where it never spoke of the kind
};

struct SharedColumns;

struct History::State {
  State(std::shared_ptr<const Catalog>, Settings);

  std::shared_ptr<const void> memory;  // of a snapshot, in which much of what follows may lie
  std::shared_ptr<const Catalog> catalog;
  Settings settings;
  Values values;
  cel::Arena scratch;  // of one value on its way in
  Slices<Change> changes;
  Keys keys;
  Texts ids;
  Flat<EntityRow> entities;
  Flat<Stance> stances;         // but the first ones
  Index numbers;                // of entities, by kind and id
  std::vector<KindRows> kinds;  // by KindNo
  Entity company{};

  std::deque<std::string> layers;  // names, by Layer
  std::map<std::string, Layer, std::less<>> layer_numbers;

  uint32_t folded = 0;
  FactRows facts;
  // Valid corrections: the fact and field, and the layer of the source that it corrects.
  std::map<std::pair<FactNo, Field>, Layer> corrections;
  // Entities of which a reference was disposed of, by kind and field: whom they named is not known,
  // so they may be in anybody's list.
  std::map<std::pair<KindNo, Field>, std::vector<Entity>> disposed_references;
  void note_disposed_reference(Entity, Field);
  std::map<FactNo, std::vector<Gap>> reasons;  // of facts that tell results (note_reasons)
  std::map<std::tuple<Entity, Layer, Instant>, std::vector<std::pair<Table*, FactNo>>>
      sights_of_collection;

  mutable std::mutex
      lazy;  // guards what const readers make when asked: Table::coverage and what follows
  mutable std::map<KindNo, std::vector<Sight>> sights_by_kind;
  mutable std::shared_ptr<SharedColumns> columns;  // of the last view that asked (columns.h)
  mutable std::mutex late_lazy;                    // guards `late`; who holds `lazy` may ask
  mutable std::unique_ptr<LateFacts> late;
  const LateFacts& late_facts() const;  // stays there
  mutable std::mutex ranking;           // guards `ranks`
  mutable std::map<KindNo, std::vector<uint16_t>> ranks;
  // Of each layer its place in the precedence of a kind: the organisation's list; then, for record
  // kinds, people before sources, for others sources by name before people.
  std::vector<uint16_t> ranks_of(KindNo) const;

  const EntityRow& row(Entity e) const { return entities[static_cast<size_t>(e)]; }
  const Kind& kind_of(Entity e) const { return catalog->at(row(e).kind); }
  const Table* table(KindNo kind, Layer layer) const {
    const auto& tables = kinds[static_cast<size_t>(kind)].tables;
    const auto l = static_cast<size_t>(layer);
    return l < tables.size() ? tables[l].get() : nullptr;
  }
  // The row of the entity in the layer's table.
  std::optional<uint32_t> row_in(Entity, Layer) const;
  std::span<const Change> track(Entity, Field, Layer) const;
  std::span<const Change> track(const Table& t, uint32_t row, Field field) const {
    const auto f = static_cast<size_t>(field);
    return f < t.columns.size() ? changes.of(t.columns[f].at(row)) : std::span<const Change>();
  }
  std::string_view id_of(Entity e) const { return ids.at(row(e).id); }
  Stances stances_of(Entity e) const { return {stances, row(e)}; }
  void sort_by_id(std::vector<Entity>&) const;  // bytewise. REQUIRES: of one kind, each once
  struct Keyed {
    uint64_t head;
    Entity entity;
  };
  void sort_keyed(std::span<Keyed>, size_t from) const;

  static uint64_t hash_of(KindNo, std::string_view id);
  std::optional<Entity> find_hashed(uint64_t hash, KindNo, std::string_view id) const;
  Entity intern_hashed(uint64_t hash, KindNo, std::string_view id);
  Entity intern_entity(KindNo, std::string_view id);
  std::optional<Entity> find_entity(KindNo, std::string_view id) const;
  Layer intern_layer(std::string_view name);
  Table& make_table(KindNo, Layer);
  uint32_t make_row(Entity, Table&);
};

// convert.cpp: the value of a field as read, interned. Entities and keys that a reference names are
// made where they are new.
ValueId intern_field(History::State&, const FieldDefinition&, const FieldValue&);
// The text of a key field's value, as a reference by key writes it.
std::string key_text(const cel::Value&);

// sights.cpp
void fold_sights(History::State&, FactNo, Layer, Entity collection, const Fact&);

}  // namespace probata
