// What a population can be narrowed by: `some(kind, v, v.field == other && …)` needs only those
// whose field may be `other`, since of all others the condition is known to be false.
#pragma once

#include <optional>
#include <vector>

#include "cel/syntax.h"

namespace probata::cel {

struct JoinedBy {
  uint16_t field = 0;                 // a reference
  std::vector<const Syntax*> others;  // what it may be equal to; they do not read the variable
  bool set = false;                   // of one whose field is null the condition is false, too
};

// Of a `some` or `count` over a population. Only what the condition begins with is looked at
// (`v.field != null` may stand before it), so that nothing of those left out would have been read
// but that field.
std::optional<JoinedBy> joined_by(const Syntax& loop);

}  // namespace probata::cel
