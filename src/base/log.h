// The program's own log: to standard error, for the operator. Never secrets, never bodies of facts.
#pragma once

#include <string_view>

namespace probata::log {

enum class Format { text, json };
void start(Format, bool verbose);  // once, by main
void info(std::string_view);
void warn(std::string_view);
void error(std::string_view);

}  // namespace probata::log
