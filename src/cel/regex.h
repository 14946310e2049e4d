// Regular expressions are RE2's: linear time, limited memory.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <string_view>

namespace probata::cel {

std::unique_ptr<RE2> make_regex(std::string_view pattern);  // ask ok()

}  // namespace probata::cel
