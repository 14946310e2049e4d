// From a checked tree to Code: paths become slots, functions are bound, constants are folded.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "cel/checker.h"
#include "cel/code.h"

namespace probata::cel {

struct Plan {
  std::shared_ptr<Program::Code> code;
  std::vector<Mistake> mistakes;  // what always fails, in an expression of a control
};
Plan plan(std::string text, const Syntax&, const Checked&, const Scope&);

}  // namespace probata::cel
