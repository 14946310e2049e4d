// HTML text: everything that goes into a page goes through escape().
#pragma once

#include <string>
#include <string_view>

#include "assess/assess.h"

namespace probata::html {

std::string escape(std::string_view);
// An instant for people: `Mon 2 Mar 2026 17:00:05` in the organisation's zone, as a <time> element
// with the exact one.
std::string instant(Instant, const Calendar&);
// A range: exact, or `after … and not later than …`.
std::string range(const Range&, const Calendar&, bool unbounded);

}  // namespace probata::html
