// The track of existence of one row. A *touch* (value true) says that the entity exists, a `gone`
// (false) that it ends.
//
// Nearly every fact touches an entity that exists already, so a touch is kept only where it can
// ever matter: it does not where the one before it, in the order of the track, is a touch by an
// earlier fact, for then no size of the ledger sees this one without that one.
// (One of the same instant replaces it, and may tell another `after`: both stay.) A `gone` that
// arrives late and falls between the two makes it matter again; then it is found again in the
// columns.
#pragma once

#include <vector>

#include "history/state.h"

namespace probata {

// True where the track changed.
bool touch(History::State&, Table&, uint32_t row, const Change&, bool sets_fields);
void end_life(History::State&, Table&, uint32_t row, const Change& gone);

// The track, and all touches with it that never matter to any size of the ledger: where facts are
// left out otherwise, they may.
std::vector<Change> whole_life(const History::State&, const Table&, uint32_t row);

}  // namespace probata
