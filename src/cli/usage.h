// What is wrong with the words of a command line, and what to do.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/result.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace probata::cli {

using Words = std::span<const char* const>;

// No command where there must be one, or one that is not there: told before its options are looked
// at, for its help would be that of another.
std::optional<Error> wrong_command(const CLI::App&, Words);
// REQUIRES: the commands are right.
Error wrong_option(const CLI::App&, Words, const CLI::ParseError&);
bool wants_json(Words);
// A check of options: empty, or why the text is no whole number from 0 on.
std::string whole_number(const std::string& text);

}  // namespace probata::cli
