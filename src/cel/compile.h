// compile() with all that it can be told; program.h has the form for others.
#pragma once

#include "cel/program.h"

namespace probata::cel {

struct Compilation {
  std::optional<Type> expected = {};
  Place start = {};
  Limits limits = {};
  bool lenient = false;  // no checking of types: what is not known fails when it is evaluated
                         // (`disableCheck` of the conformance suite)
};
Result<Program, Errors> compile_with(std::string_view text, const Scope&, const Compilation&);

}  // namespace probata::cel
