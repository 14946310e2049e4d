// The grammar of the command line: the only file that knows CLI11.
#pragma once

namespace probata::cli {

// Parses, runs the subcommand, returns its exit code. Wrong usage is told on standard error and
// gives 2.
int run(int count, const char* const* arguments);

}  // namespace probata::cli
