// From what the items of a test gave to its result.
#pragma once

#include "assess/rows.h"

namespace probata {

// Completeness, conclusion, and whether it applied at all. `all` gives every row of the population.
TestResult test_result(const View&, const People&, const Test&, const Request&, Part,
                       std::function<std::vector<Brief>()> all);

}  // namespace probata
