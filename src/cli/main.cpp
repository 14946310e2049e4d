#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "cli/arguments.h"
#include "cli/commands.h"

// Errors are values everywhere below; what still arrives here as an exception is a defect of ours
// or of a library, and exit code 3.
int main(int count, char** arguments) {
  try {
    return probata::cli::run(count, arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr,
               "probata: internal error: {}; please report it with the command that you ran\n",
               error.what());
    return probata::cli::internal_error;
  }
}
