#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {

int init(const ServeOptions& options) {
  if (std::filesystem::exists(std::filesystem::path(options.data) / "ledger.db"))
    return tell(Error{fmt::format("`{}` holds an organisation already", options.data),
                      "choose another directory",
                      {}},
                options.json);
  ServeOptions making = options;
  making.create = true;
  auto organisation = open_or_make(making);
  if (!organisation) return tell(organisation.error(), options.json);
  fmt::print("made {}; next: probata serve --data {}\n", options.data, options.data);
  return done;
}

}  // namespace probata::cli
