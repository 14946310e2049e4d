// Many facts at once into a new history: what History::fold makes of them one by one, at a fraction
// of the cost. Each change of a field is written down in the order of the facts, and at the end
// each column is sorted by row (counting) and laid out without gaps.
#pragma once

#include <span>
#include <vector>

#include "fact/plain.h"
#include "history/state.h"

namespace probata {

struct NumberedFact {
  FactNo number{};
  Instant recorded;
  PlainFact fact;
};

class BulkFold {
 public:
  BulkFold(std::shared_ptr<const Catalog>, Settings);

  // REQUIRES: numbers grow from call to call, as for History::fold.
  void add(std::span<const NumberedFact>);
  void add(FactNo, Instant recorded, const Fact&);
  // Whether any value depends on the calendar of the settings.
  bool dated() const { return dated_; }
  // The history, and no more facts. Settings that came to be known meanwhile may be given, where
  // nothing added depends on them.
  History finish(std::optional<Settings> = {}) &&;

 private:
  // One change on its way. Where `inexact`, its `after` is among afters_.
  struct Event {
    uint32_t row;
    ValueId value;
    FactNo fact;
    uint32_t inexact : 1;
    uint32_t bare : 1;  // of existence: told so, and not only by a field
    Instant at;
  };
  static_assert(sizeof(Event) == 24);
  // A table being made.
  struct Draft {
    Table* table = nullptr;
    std::vector<Flat<Event>> events;  // by field
    Flat<Instant> born;     // by row: the one instant at which all that it has of existence began
    Flat<Entity> entities;  // by row
    Flat<uint8_t> retold;   // by row: whether there is more to its existence than that
    bool any_retold = false;
  };
  struct After {
    FactNo fact;
    Instant after;
  };
  struct Correction {
    FactNo fact, corrected;
    Entity entity;
    Field field;
  };
  struct Referral {
    Entity target;
    Referrer by;
  };
  // The fact being added.
  struct Current {
    std::optional<uint64_t> corrects;
    FactNo number;
    Instant at;
    bool inexact;
    std::string_view by;
    Layer layer;
    Entity entity;
    Draft* draft;
    uint32_t row;
  };

  Current begin(FactNo, Instant recorded, Instant at, std::optional<Instant> after,
                std::string_view by, uint32_t origin, KindNo, uint64_t hash, std::string_view id);
  Draft& draft_of(KindNo, Layer);
  void add(const NumberedFact&, uint64_t hash);
  void exist(const Current&, bool gone, bool sets_fields);
  void put(const Current&, const FieldDefinition&, ValueId);
  void derive(const Current&, const Kind&, std::string_view state, auto&& given);
  ValueId value_of(const PlainField&);
  ValueId value_of_text(std::string_view);
  ValueId value_of_entity(KindNo, std::string_view id);
  uint32_t origin(std::string_view by, std::span<const std::string_view> evidence);
  Layer layer_at(std::string_view by);

  Change change_of(const Event&) const;
  void lay_out();
  void lay_out(Draft&, size_t field, Change* base, uint32_t begin);
  void live_again(Draft&);
  static std::vector<Event> life_of(std::span<const Event> told);
  void register_references();
  void register_references(const Draft&, const FieldDefinition&);
  void settle_corrections();

  std::unique_ptr<History::State> state_;
  History::State& s;
  std::vector<std::unique_ptr<Draft>> drafts_;
  std::vector<std::vector<Draft*>> draft_by_kind_;  // by kind and layer
  Flat<After> afters_;                              // by fact
  std::vector<Correction> corrections_;
  Flat<Referral> referrals_;
  bool dated_ = false;

  Flat<ValueId> entity_values_;     // by entity; null_value: not made yet
  std::array<ValueId, 256> texts_;  // by hash
  struct Source {
    std::string by;
    Layer layer{};
    uint32_t origin = 0;  // without evidence
  };
  std::array<Source, 64> sources_;  // by hash
  std::vector<uint64_t> hashes_;    // of a batch: of the entities, then of those referred to
  std::vector<uint32_t> candidates_;
};

}  // namespace probata
