// Results for people, in a terminal.
#pragma once

#include <string>

#include "assess/assess.h"

namespace probata {

std::string to_table(const Assessment&, const View&, bool colours);
std::string to_text(const Explanation&, const View&, bool colours);

}  // namespace probata
