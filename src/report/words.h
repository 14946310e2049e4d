// The words and marks that people read: a state is shape, word and texture before it is a colour.
#pragma once

#include <string>
#include <string_view>

#include "assess/assess.h"

namespace probata {

struct StateWords {
  std::string_view mark;   // ✓ ✕ ? ◔ —
  std::string_view style;  // the class that draws it
  std::string_view words;
};
StateWords words_of(Conclusion);
StateWords words_of(Verdict);
// Why something is not known: `connector:okta was silent from … to …`.
std::string gap_words(const Gap&, const Calendar&);

}  // namespace probata
