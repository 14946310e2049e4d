// What an expression may be mistaken for: each change is the whole expression with one thing in it
// written otherwise.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "cel/program.h"

namespace probata::mutate {

struct Change {
  std::string said;     // "without `a`", "`a < b` as `a <= b`"
  uint32_t offset = 0;  // where in the expression
  std::string text;     // the whole expression, changed
};

// Times of parameters as they are written in parameters.yaml, by name: their units are what people
// think in.
using Times = std::map<std::string, std::string, std::less<>>;
Times times_of(const Catalog&);

// `condition`: the value decides, so it may be negated. REQUIRES: the text compiles in the scope.
std::vector<Change> changes_of(std::string_view text, const cel::Scope&, const Times&,
                               bool condition);

}  // namespace probata::mutate
