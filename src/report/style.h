#pragma once

#include <string_view>

namespace probata {

// The style of the report: readable on a screen in light and dark, and on a black-and-white print,
// where every state is named.
std::string_view report_style();

}  // namespace probata
