// HTML text: everything that goes into a page goes through escape().
#pragma once

#include <string>
#include <string_view>

#include "assess/assess.h"

namespace probata::html {

std::string escape(std::string_view);
// An instant for people: `Mon 2 Mar 2026 17:00:05` in the organisation's zone, as a <time> element
// with the exact one; the last of a day is `end of Tue 30 Jun 2026`.
std::string instant(Instant, const Calendar&);
// From one to the other; `at …` where people would read the same twice.
std::string stretch(Instant from, Instant to, const Calendar&);
// A range: exact, or `after … and not later than …`.
std::string range(const Range&, const Calendar&, bool unbounded);
// A text of the catalog module: escaped, its instants (`2026-03-02T17:00:05Z`) as above.
std::string with_instants(std::string_view, const Calendar&);

}  // namespace probata::html
