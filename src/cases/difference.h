// What of a result differs from what a case expects: objects match by the keys given, lists of rows
// in any order and exactly in number.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"

namespace probata::cases {

// A line a difference; empty where the result is as expected.
std::vector<std::string> differences(const json::Value& expected, const json::Value& actual);

}  // namespace probata::cases
