// Opening: lock, catalog, ledger, then the history of every fact. What is found damaged stops
// here and is named.
#include <fmt/format.h>

#include "base/log.h"
#include "organisation/configuration.h"
#include "organisation/state.h"
#include "store/blobs.h"

namespace probata {
namespace {

Result<void> prepare_directory(const OrganisationOptions& options) {
  std::error_code error;
  if (!std::filesystem::exists(options.data / "ledger.db", error)) {
    if (!options.create)
      return failure(fmt::format("`{}` holds no organisation", options.data.string()),
                     fmt::format("make one with `probata init {}`", options.data.string()));
    for (const char* folder : {"evidence", "views", "keys", "overrides"})
      if (std::filesystem::create_directories(options.data / folder, error); error)
        return failure(
            fmt::format("cannot make `{}`: {}", (options.data / folder).string(), error.message()),
            "check that you may write there");
    std::filesystem::permissions(options.data / "keys", std::filesystem::perms::owner_all, error);
    TRY_VOID(write_configuration(options.data, {options.name, {}, options.demo}));
  }
  return {};
}

Result<std::shared_ptr<const Catalog>> open_catalog(const OrganisationOptions& options) {
  auto folders = options.catalog;
  if (std::filesystem::exists(options.data / "overrides"))
    folders.push_back(TRY(read_folder((options.data / "overrides").string())));
  auto catalog = read_catalog(folders);
  if (!catalog) return std::unexpected(first_of(catalog.error()));
  return *catalog;
}

}  // namespace

Result<std::unique_ptr<Organisation>> Organisation::open(OrganisationOptions options) {
  TRY_VOID(prepare_directory(options));
  auto configuration = read_configuration(options.data);
  if (!configuration) return std::unexpected(first_of(configuration.error()));
  if (!configuration->name.empty()) options.name = configuration->name;
  options.demo = configuration->demo;
  auto state = std::make_unique<State>();
  if (!options.read_only) state->lock.emplace(TRY(DirectoryLock::take(options.data)));
  // Before anything is made; of an organisation that accepted another one before, see below.
  auto brought = open_catalog(options);
  if (!brought && !std::filesystem::exists(options.data / "ledger.db"))
    return std::unexpected(brought.error());
  state->blobs = TRY(open_file_blobs(options.data / "evidence"));
  auto signer = TRY(Signer::open(options.data / "keys", options.name, options.random));
  auto log = TRY(open_sqlite_log((options.data / "ledger.db").string()));
  state->ledger =
      TRY(Ledger::open(std::move(log), std::move(signer), options.clock, options.random));
  state->options = std::move(options);
  TRY_VOID(choose_catalog(*state, std::move(brought)));
  TRY_VOID(open_history(*state));
  return std::unique_ptr<Organisation>(new Organisation(std::move(state)));
}

}  // namespace probata
