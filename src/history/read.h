// Reading a view at an instant: the value of a field by layers, precedence and coverage, with where
// it comes from and until when it holds.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "history/history.h"

namespace probata {

// The first fact of the layer that tells of the entity, as known.
std::optional<FactNo> first_fact(const View&, Entity, Layer);

// What a field reads as over a stretch.
//   known:     `value` (null where not set)
//   uncertain: inside a change's (after, at): `value` is the old one up to some instant and `next`
//   from there unknown:   `causes` say why
struct Reading {
  enum class State : uint8_t { known, uncertain, unknown } state = State::known;
  cel::Value value, next;
  std::optional<FactNo> fact, next_fact;  // which fact gave it
  Layer layer = people;
  std::vector<Gap> causes;
  Instant until = Instant::never_after();  // the reading is the same in [asked, until)
  Duration seen_every{0};  // > 0: rests on looks; the longest stretch between two around here
  bool claimed = false;
  std::vector<std::pair<Layer, cel::Value>> conflicts;  // other covered layers that say otherwise
  struct Changing {
    FactNo fact{};
    Instant after, at;
  };
  std::optional<Changing> changing;  // uncertain: the change that one is inside of
};

// A reference by key reads as the entity that it names; within a list it stays a map `{field:
// text}` (Lens::resolve names it).
Reading read_field(const View&, Entity, Field, Instant);
Reading read_existence(const View&, Entity, Instant);  // a boolean
Reading read_seen(const View&, Entity, std::string_view layer, Instant);

// The members of a list that is computed: a reverse reference, or all entities of a kind.
struct Members {
  std::vector<Entity> certain;  // by id
  std::vector<std::pair<Entity, std::vector<Gap>>> uncertain;
  std::vector<Gap> more;  // not empty: there may be members of which nothing is known
  Instant until = Instant::never_after();
  std::vector<FactNo> facts;
  Duration seen_every{0};
  bool claimed = false;
  bool late = false;  // may rest on what was recorded late
};
Members read_reverse(const View&, Entity, Field, Instant);
Members read_all(const View&, KindNo, Instant);

// The entities of a kind of which a fact tells, as known, up to now; by id. One of which only later
// facts tell is not there to be asked about.
std::vector<Entity> entities_told(const View&, KindNo);
// When the last fact of any entity of the kind was recorded that was recorded late (late.h);
// never_before(): none was.
Instant last_recorded_late(const View&, KindNo);

// Coverage of a kind by its expected sources over a period (sections 2 and 7).
struct SourceSight {
  std::string by;
  KindNo kind{};
  How how = How::events;
  std::optional<Instant> first, last;  // first coverage begins, last one ends (reaching to now
                                       // where it does); none: never covered
  std::vector<Period> gaps;            // between coverages and after the last, up to now
  Period lead;                         // empty (start = end) where there is none
  bool declared = false;
  std::optional<Instant> declared_from;
  int64_t looks = 0, rows = -1, total = -1;
  Duration seen_every{0};
};
// Gaps and lead are whole; looks, rows and seen_every are those of the period.
// Of every expected source of a kind (declared, else those that ever delivered); for a record kind
// `probata` with its lead before `since`.
std::vector<SourceSight> sights_of(const View&, KindNo, Period);
// The earliest instant at which any source (or one in whose layers the entity stands) first covered
// the kind; none: never.
std::optional<Instant> first_coverage(const View&, KindNo);
std::optional<Instant> first_coverage(const View&, Entity);

}  // namespace probata
