// Differences between two catalogs, as subcommands print them.
#pragma once

#include <string_view>
#include <vector>

#include "catalog/overrides.h"

namespace probata::cli {

// File by file; `before` names what they are compared with, as in words_of.
void print_changes(const std::vector<Override>&, std::string_view before);

}  // namespace probata::cli
