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
// What is wrong comes first: exceptions stay exceptions where not all is known. `over`: all of the
// period has been.
StateWords words_of(const TestResult&, bool over);
StateWords words_of(const ControlResult&, bool over);
StateWords words_of(Verdict);
// Which warning threshold was reached: `more than 5 % of the items`.
std::string marker_words(const Marker&);
// `Access requests`, `Sign-ins`: what a kind is to people.
std::string plural_of(const Kind&);
// `okta/eu` of `connector:okta/eu`.
std::string source_words(std::string_view by);
// HTML: why something is not known, `account.mfa: not seen from … to … (okta)`.
std::string gap_words(const Gap&, const Calendar&);

}  // namespace probata
