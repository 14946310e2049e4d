// What the JSON files share among themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace probata::json {

// The value of a text that has the form of RFC 8259's `number`; nothing where it is greater than a
// double can be.
std::optional<Value> number_value(std::string_view text);

// A JSON string with the escapes of RFC 8785, section 3.2.2.2. REQUIRES: valid UTF-8.
void append_quoted(std::string& out, std::string_view text);

}  // namespace probata::json
