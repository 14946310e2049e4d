// Times that are one unit longer or shorter: the unit is the one in which they are written, so that
// `72h` moves by an hour, `30d` by a day, `P1Y` by a month and `5bd` by a business day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"

namespace probata::mutate {

// `h` of `1d12h`; empty where the text is no duration with a unit.
std::string unit_of(std::string_view duration);
// The text moved by one unit, first less, then more; what would be below nothing is left out. Empty
// where it is no time.
std::vector<std::string> moved(std::string_view time);
// The next shorter and the next longer window of the calendar.
std::vector<std::string> moved(Window);

}  // namespace probata::mutate
