// Gives every node of a syntax tree its meaning and type against a Scope; finds what cannot be.
#pragma once

#include <set>
#include <vector>

#include "cel/lexer.h"
#include "cel/program.h"
#include "cel/syntax.h"

namespace probata::cel {

struct Checked {
  std::vector<Mistake> mistakes, warnings;
  std::set<Program::Read> reads;
  std::set<uint16_t> ranges;
  bool now = false;
  uint16_t locals = 0;
};

// `lenient`: types are not checked, and what is not known fails when it is evaluated (langdef.md:
// parse-only expressions).
Checked check(Syntax&, const Scope&, bool lenient);

}  // namespace probata::cel
