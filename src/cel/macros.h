// Macros (langdef.md, "Macros"): calls whose arguments are not evaluated as such. Each is
// recognised by name, style and number of arguments; anything else of the same name is an ordinary
// call.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace probata::cel {

struct MacroForm {
  std::string_view name;
  bool member;
  size_t arguments;  // beside the receiver
  size_t variables;  // how many of the first arguments name variables
  bool control;      // only in an expression of a control
};
// How a macro is written, for hints; empty for what is none.
std::string_view macro_usage(std::string_view name, bool control);
const MacroForm* find_macro(std::string_view name, bool member, size_t arguments, bool control);

}  // namespace probata::cel
