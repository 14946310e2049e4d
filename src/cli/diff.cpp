// `probata catalog diff`: what the overrides of an organisation, or of a folder, change of the
// catalog that is shipped.
#include <fmt/format.h>

#include <filesystem>

#include "catalog/beside.h"
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

// An organisation may have none.
Result<Folder> overrides_of(const DiffOptions& options, const std::filesystem::path& data) {
  if (!options.overrides.empty()) return read_folder(options.overrides);
  if (!std::filesystem::exists(data / "ledger.db"))
    return failure(fmt::format("`{}` holds no organisation", data.string()),
                   "give its `--data`, or a folder of overrides");
  const auto folder = data / "overrides";
  return std::filesystem::exists(folder) ? read_folder(folder.string()) : Folder{"overrides", {}};
}

}  // namespace

int catalog_diff(const DiffOptions& options) {
  auto organisation = organisation_options(options);
  if (!organisation) return tell(organisation.error(), options.json);
  auto overrides = overrides_of(options, organisation->data);
  if (!overrides) return tell(overrides.error(), options.json);
  std::vector<Folder>& folders = organisation->catalog;
  folders.push_back(std::move(*overrides));
  auto catalog = read_whole_catalog(folders);
  if (!catalog) return tell(catalog.error(), options.json);
  warn(**catalog);
  return tell_of(**catalog, options);
}

}  // namespace probata::cli
