// Text to syntax tree: recursive descent over langdef.md's grammar, macros included.
#pragma once

#include <expected>
#include <string_view>

#include "cel/lexer.h"
#include "cel/program.h"
#include "cel/syntax.h"

namespace probata::cel {

struct Grammar {
  bool control = false;  // `some(kind, v, cond)` and `count(kind, v, cond)` are macros
  Limits limits;
};
std::expected<SyntaxPointer, Mistake> parse(std::string_view, const Grammar&);

}  // namespace probata::cel
