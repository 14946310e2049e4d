#pragma once

#include <string>

namespace probata::cel {

std::string real_to_string(double);  // the form of string(double)

}  // namespace probata::cel
