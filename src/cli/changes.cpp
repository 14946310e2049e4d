#include "cli/changes.h"

#include <fmt/format.h>

namespace probata::cli {

void print_changes(const std::vector<Override>& changes, std::string_view before) {
  std::string file;
  for (const Override& change : changes) {
    if (change.file != file) fmt::print("{}\n", change.file);
    file = change.file;
    fmt::print("  {}\n", words_and_effect(change, before));
  }
}

}  // namespace probata::cli
