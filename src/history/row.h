// One layer's word on one entity and field at one instant.
#pragma once

#include "history/lens.h"

namespace probata {

enum class Is : uint8_t { no, yes, unknown };

struct Lens::Row {
  Layer layer{};
  KindNo kind{};
  const Table* table = nullptr;
  uint32_t row = 0;
  uint16_t rank = 0;
  bool always = false;  // covered whenever it speaks: people, and the built-in kinds

  // Existence, as the facts tell it.
  bool any = false;  // it spoke, as known
  bool exists = false;
  Instant begun = Instant::never_before();  // of what `exists` says
  std::optional<Instant> ended;             // its last end, up to now
  const Change* turn = nullptr;             // the next change of existence
  Instant turn_after;
  Seen seen_life;
  std::optional<Is> unseen;  // where existence is not covered: what may be taken
  bool shown_later = false;  // and a fact that comes later shows it

  // The field.
  const Change* word = nullptr;  // what it says, in this life
  const Change* next = nullptr;  // what it says next
  Instant next_after;
  bool stated = false;     // it speaks of the field at some time
  bool exact_now = false;  // the word is a fact of this very instant
  Seen seen_word;

  bool life_covered() const { return always || seen_life.state == Seen::State::covered; }
  bool word_covered() const { return always || seen_word.state == Seen::State::covered; }
  bool turning(Instant t) const { return !unseen && turn && turn_after < t; }
  bool changing(Instant t) const { return word_covered() && next && next_after < t; }
};

// The change of a track that stands at t, and the one that stands after it, as known. Of several of
// one instant, the latest fact.
struct Standing {
  const Change* now = nullptr;
  const Change* next = nullptr;
};
Standing standing(std::span<const Change>, Instant t, const View&);

}  // namespace probata
