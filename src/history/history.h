// Histories of entities (semantics.md, section 2): facts in any order of `at` in, values with their
// provenance out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/settings.h"
#include "cel/value.h"
#include "fact/fact.h"

namespace probata {

enum class Entity : uint32_t {};
enum class ValueId : uint32_t {};  // interned for the life of a History
enum class Layer : uint16_t {
};  // 0 is `people`; others are connector instances in order of appearance
constexpr Layer people{0};

// The field has `value` from `at` on; before `after` (inclusive) it had the old one. Exact: after =
// at - 1 us.
struct Change {
  Instant at, after;
  ValueId value;
  FactNo fact;
};
static_assert(sizeof(Change) == 24);

// What one fact changed: whoever depends on it recomputes. `from` is the earliest instant that may
// read differently. Of field 0 (existence): any field of the entity may read differently, too, for
// a new life begins with fields null.
struct Touched {
  Entity entity;
  Field field;
  Instant from;
};

// One source's sight of one kind, as the `collection` facts tell it (coverage, gaps and lead in
// View's terms: coverage.h).
struct Sight {
  Layer layer;
  KindNo kind;
  How how;
  Duration every;
  std::optional<Instant> from;  // of a look without: the instant `to`
  Instant to;
  FactNo fact;
  std::vector<Field> fields;      // empty: all
  int64_t rows = -1, total = -1;  // -1: not told
  bool complete = true;
  Instant at;                  // of the collection fact
  FactNo retired{0xffffffff};  // the later fact that says this collection anew, or takes it back
};

// Why something is not known (formats.md, `gaps`).
enum class Reason : uint8_t { gap, lead, uncovered, dangling, null, error, disposed, after };
std::string_view to_text(Reason);
struct Gap {
  std::string source;               // empty: there is none
  std::string kind, field;          // the path read
  std::optional<Instant> from, to;  // empty: without end on that side
  Reason reason = Reason::gap;
  auto operator<=>(const Gap&) const = default;
};

class History {
 public:
  // Settings give precedence and calendar (a `date` reads as its local 00:00).
  History(std::shared_ptr<const Catalog>, Settings);
  ~History();
  History(History&&) noexcept;

  // REQUIRES: FactNo grows from call to call. Facts may come in any order of `at`. The touched are
  // those of this fact, reverse references included; a fact of kind `collection` touches its entity
  // and, in `sights`, its kinds.
  std::vector<Touched> fold(FactNo, Instant recorded, const Fact&);
  // Of a fact at an instant that is not known exactly, where another history says why: a result of
  // other tests. Empty where nobody said.
  void note_reasons(FactNo, std::vector<Gap>);
  std::span<const Gap> reasons(FactNo) const;

  const Catalog& catalog() const;
  std::shared_ptr<const Catalog> catalog_pointer() const;
  const Settings& settings() const;
  uint32_t size() const;  // facts folded

  std::optional<Entity> find(KindNo, std::string_view id) const;
  KindNo kind_of(Entity) const;
  std::string_view id_of(Entity) const;
  std::string item_of(Entity) const;           // `account/github/alice`
  std::vector<Entity> entities(KindNo) const;  // that ever existed in any layer, by id bytewise
  Entity company() const;                      // always exists

  // The changes of one field in one layer, by (at, fact). Field 0: existence (a boolean). Reverse
  // references are not tracks here.
  std::span<const Change> track(Entity, Field, Layer) const;
  std::vector<Layer> layers(Entity) const;  // that ever spoke of it
  std::string_view name_of(Layer) const;    // `people`, `connector:okta/eu`
  std::optional<Layer> layer(std::string_view name) const;
  const cel::Value& value(ValueId) const;  // stays valid for the life of the history

  struct Provenance {
    Instant recorded, at;
    std::string_view by;
    std::span<const std::string> evidence;
  };
  Provenance provenance(FactNo) const;
  std::span<const Sight> sights(KindNo) const;  // by (layer, to, fact)

  struct State;
  explicit History(std::unique_ptr<State>);
  const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

// `corrects` must name an earlier fact by a source on the same kind, id and field (section 2). To
// be asked before an append; fold takes a fact whose correction is wrong as a plain statement.
Result<void> check_correction(const History&, const Fact&);

// As known at ledger size `known` (facts with seq >= known are not read), claiming nothing after
// `now` (facts with at > now are not read). Settings and now are here because values depend on
// them: precedence, parameters, and how far the last coverage reaches.
//
// `timely` leaves out what was recorded later than an instant, but for looks and logs: coverage
// stays as it is (semantics.md, section 7, lateness).
struct View {
  struct Timely {
    Instant recorded_by;
    bool people_only = false;  // leaves out only what people typed
    auto operator<=>(const Timely&) const = default;
  };
  const History& history;
  FactNo known;
  Instant now;
  std::optional<Timely> timely = {};

  bool reads(FactNo fact) const { return fact < known && (!timely || in_time(fact)); }

 private:
  bool in_time(FactNo) const;
};

}  // namespace probata
