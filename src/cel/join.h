// What a population can be narrowed by: `some(kind, v, v.field == other && …)` needs only those
// whose field may be `other`, since of all others the condition is known to be false.
#pragma once

#include <vector>

#include "cel/syntax.h"

namespace probata::cel {

struct JoinedBy {
  uint16_t field = itself;            // a reference or a text
  std::vector<const Syntax*> others;  // what it may be equal to; they do not read the variable
  bool set = false;                   // of one whose field is null the condition is false, too

  static constexpr uint16_t itself = 0;  // `v == other`
};

// Of a `some` or `count` over a population: each narrows it, and the later ones do where what the
// earlier ones compare with is not known. Only what the condition begins with is looked at
// (`v.field != null` may stand between), so that nothing of those left out would have been read but
// these fields.
std::vector<JoinedBy> joined_by(const Syntax& loop);

}  // namespace probata::cel
