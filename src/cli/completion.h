// `probata completion SHELL`: completes the names of the subcommands, then files.
#pragma once

#include <string>
#include <vector>

namespace probata::cli {

int completion(const std::string& shell, const std::vector<std::string>& subcommands);

}  // namespace probata::cli
