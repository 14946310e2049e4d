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
  OrganisationOptions open;
  open.data = options.data;
  open.catalog.push_back(shipped_catalog());
  open.clock = system_clock();
  open.random = system_random();
  open.create = true;
  open.name = options.name;
  auto organisation = Organisation::open(std::move(open));
  if (!organisation) return tell(organisation.error(), options.json);
  fmt::print("made {}; next: probata serve --data {}\n", options.data, options.data);
  return done;
}

}  // namespace probata::cli
