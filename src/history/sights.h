// The collection facts of a kind and layer.
#pragma once

#include "history/lens.h"

namespace probata {

// As known and up to now; without the reach to now. From the table's own where the view sees all
// that it holds.
Coverage coverage_of(const History::State&, const Table&, Field, const View&);

}  // namespace probata
