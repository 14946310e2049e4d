// `probata catalog upgrade`: what the catalog that is offered changes, of itself and of results;
// with `--accept` a person puts it in force.
#include "organisation/upgrade.h"

#include <fmt/format.h>

#include "base/text.h"
#include "catalog/beside.h"
#include "cli/changes.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "server/applying.h"
#include "server/offer.h"

namespace probata::cli {
namespace {

struct Upgrade {
  Pinned pinned;
  Digest offered;
  bool waits = false;  // whether there is something to accept
  std::vector<Override> changes;
  std::vector<ResultChange> results;
};

// By the accepted catalog or the offered one, at the same instant.
AssessOptions assessing(const UpgradeOptions& options, const std::string& now, bool offered) {
  AssessOptions assessing;
  static_cast<CommonOptions&>(assessing) = options;
  assessing.period = options.period;
  (options.period.empty() ? assessing.as_of : assessing.now) = now;
  assessing.offered = offered;
  return assessing;
}

Result<std::vector<TestSummary>, Errors> results_of(const AssessOptions& options) {
  auto loaded = TRY(load(options));
  loaded.request.detail = Detail::verdicts;
  return loaded.with_view([&](const View& view) {
    return summary_of(probata::assess(view, loaded.request), view.history.catalog());
  });
}

Result<Upgrade, Errors> upgrade_of(const UpgradeOptions& options) {
  auto organisation = open_organisation(options, true);
  if (!organisation) return std::unexpected(Errors{organisation.error()});
  const Catalog& in_force = (*organisation)->catalog();
  Upgrade upgrade{(*organisation)->pinned(), in_force.digest, {}, {}, {}};
  if (const auto& broken = upgrade.pinned.broken_offer) return std::unexpected(Errors{*broken});
  upgrade.waits = waiting(upgrade.pinned, in_force) != nullptr;
  const Catalog* offered = upgrade.pinned.offered.get();
  if (offered == nullptr) return upgrade;
  if (auto mistakes = mistakes_beside(*offered); !mistakes.empty())
    return std::unexpected(std::move(mistakes));
  warn(*offered);
  upgrade.offered = offered->digest;
  upgrade.changes = differences(in_force.folders, offered->folders);
  const std::string now = to_text((*organisation)->now());
  organisation->reset();  // a large history is held once
  const auto was = TRY(results_of(assessing(options, now, false)));
  const auto is = TRY(results_of(assessing(options, now, true)));
  upgrade.results = changes_of(was, is);
  return upgrade;
}

json::Value to_json(const Upgrade& upgrade) {
  return json::Object{{"accepted", api::acceptance_json(upgrade.pinned.accepted)},
                      {"offered", to_text(upgrade.offered)},
                      {"unreadable", upgrade.pinned.unreadable},
                      {"changes", api::overrides_json(upgrade.changes, "accepted")},
                      {"results", api::result_changes_json(upgrade.results)}};
}

void print(const Upgrade& upgrade, const UpgradeOptions& options) {
  if (const auto& last = upgrade.pinned.accepted)
    fmt::print("accepted  {}, by {} on {} (entry {}): {}\n", to_text(last->catalog), last->by,
               to_text(last->recorded), last->entry, last->reason);
  else
    fmt::print("accepted  none yet\n");
  if (!upgrade.waits) return fmt::print("nothing else is offered\n");
  fmt::print("offered   {}\n", to_text(upgrade.offered));
  if (!upgrade.pinned.unreadable.empty())
    return fmt::print("what changes cannot be shown: the accepted catalog cannot be read: {}\n",
                      upgrade.pinned.unreadable);
  if (!upgrade.pinned.offered) return;
  print_changes(upgrade.changes, "accepted");
  fmt::print("results, {}\n", options.period.empty() ? "the state now" : options.period);
  for (const ResultChange& change : upgrade.results)
    fmt::print("  {}: {}; accepted: {}\n", change.test, words_of(change.is), words_of(change.was));
  if (upgrade.results.empty()) fmt::print("  none changes\n");
}

int accept(const UpgradeOptions& options) {
  if (!options.by.starts_with("person/") || trim(options.reason).empty())
    return tell(Error{"a catalog is accepted by a named person, for a reason",
                      "add `--by person/ID` and `--reason \"…\"`",
                      {}},
                options.json);
  auto organisation = open_organisation(options, false);
  if (!organisation) return tell(organisation.error(), options.json);
  auto receipt = (*organisation)->accept_catalog({options.by, options.reason});
  if (!receipt) return tell(receipt.error(), options.json);
  const std::string digest = to_text((*organisation)->pinned().accepted->catalog);
  if (options.json)
    fmt::print("{}\n",
               json::write(json::Value(json::Object{
                   {"accepted", digest}, {"entry", receipt->first}, {"size", receipt->size}})));
  else
    fmt::print("{} is in force; entry {} says so, sealed at size {}\n", digest, receipt->first,
               receipt->size);
  return done;
}

}  // namespace

int catalog_upgrade(const UpgradeOptions& options) {
  if (options.accept) return accept(options);
  auto upgrade = upgrade_of(options);
  if (!upgrade) return tell(upgrade.error(), options.json);
  if (options.json)
    fmt::print("{}\n", json::write(to_json(*upgrade)));
  else
    print(*upgrade, options);
  return upgrade->waits ? found : done;
}

}  // namespace probata::cli
