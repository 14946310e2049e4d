// How the command uses memory.
#pragma once

namespace probata::cli {

// What is freed is used again and not given back, from now on: for a command that works through
// much and ends.
void keep_memory();

}  // namespace probata::cli
