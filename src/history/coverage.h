// What a source saw of a kind, as intervals (semantics.md, section 2, "Coverage").
//
// A *piece* is a stretch that is covered throughout and alike. `events` and `claimed` cover [from,
// to]; a look covers its instant, and two looks at most 2 x every apart cover what lies between, as
// *taken* to have held. Everything between pieces is a gap, everything before the first one a lead.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "history/history.h"

namespace probata {

struct Piece {
  Instant from, end;       // [from, end)
  Duration seen_every{0};  // > 0: rests on looks; the longest stretch between two of them
  bool claimed = false;
};
struct Coverage {
  std::vector<Piece> pieces;               // ascending, apart or of other quality
  Instant last = Instant::never_before();  // the last instant that a collection covers
  Duration every{0};                       // of that collection
};

constexpr Duration default_every = day;

// REQUIRES: the sights of one source and kind that are to count, by `to`. Of them those that cover
// the field.
Coverage cover(std::span<const Sight* const>, Field);
// "The last coverage reaches on to `now` if that is at most 2 x `every` away."
void reach(Coverage&, Instant now);
bool covers(const Sight&, Field);

// Where an instant lies.
struct Seen {
  enum class State : uint8_t { covered, gap, lead, never } state = State::never;
  Instant until = Instant::never_after();  // the same up to there
  const Piece* piece = nullptr;            // covered
  std::optional<Instant> from,
      to;  // of a gap or lead: the coverages beside it (a gap that lasts to now has no `to`)
};
Seen look_up(const Coverage&, Instant);

}  // namespace probata
