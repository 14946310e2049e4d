// `probata catalog diff`: what the overrides of an organisation, or of a folder, change of the
// catalog that is shipped.
#include <fmt/format.h>

#include "cli/changes.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "server/applying.h"

namespace probata::cli {
namespace {

void print(const Catalog& catalog) {
  const std::vector<Override> changes = overrides_of(catalog);
  print_changes(changes, "shipped");
  if (changes.empty()) fmt::print("nothing differs from the catalog that is shipped\n");
}

int tell_of(const Catalog& catalog, const DiffOptions& options) {
  if (options.json)
    fmt::print("{}\n", json::write(api::overrides_json(catalog)));
  else
    print(catalog);
  return done;
}

}  // namespace

int catalog_diff(const DiffOptions& options) {
  auto organisation = organisation_options(options);
  if (!organisation) return tell(organisation.error(), options.json);
  const std::string folder =
      options.overrides.empty() ? (organisation->data / "overrides").string() : options.overrides;
  auto overrides = read_folder(folder);
  if (!overrides) return tell(overrides.error(), options.json);
  std::vector<Folder>& folders = organisation->catalog;
  folders.push_back(std::move(*overrides));
  auto catalog = read_catalog(folders);
  if (!catalog) return tell(catalog.error(), options.json);
  return tell_of(**catalog, options);
}

}  // namespace probata::cli
