// The text of a syntax tree again, in one line, with one part written otherwise. The tree says what
// belongs together, so that a part can be taken out of it or put into it without a thought of
// brackets.
#pragma once

#include <string>
#include <string_view>

#include "cel/syntax.h"

namespace probata::cel {

struct Instead {
  const Syntax* part = nullptr;  // of the tree that is printed
  std::string text;
};
// `source` is the text that the tree was parsed from: literals are taken from there as they are.
std::string print(const Syntax&, std::string_view source, const Instead& = {});

}  // namespace probata::cel
