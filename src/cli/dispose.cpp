// `probata ledger dispose`: says what would go, and with --yes removes it.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {
namespace {

// The entries of a kind, of one thing where it is named, of instants before another.
Result<std::vector<uint64_t>, Errors> chosen(const DisposeOptions& options,
                                             const Organisation& organisation) {
  if (options.kind.empty()) return options.entries;
  const Catalog& catalog = organisation.catalog();
  const Kind* kind = catalog.kind(options.kind);
  if (!kind)
    return std::unexpected(Errors{{fmt::format("unknown kind `{}`", options.kind),
                                   "`probata catalog check` lists what there is",
                                   {}}});
  std::optional<Instant> before;
  if (!options.before.empty()) {
    auto instant = parse_instant(options.before);
    if (!instant) return std::unexpected(Errors{instant.error()});
    before = *instant;
  }
  auto entries = organisation.entries_of(kind->number, options.id, before);
  if (!entries) return std::unexpected(Errors{entries.error()});
  return std::move(*entries);
}

int say_plan(std::span<const Fact> facts) {
  size_t evidence = 0;
  for (const Fact& fact : facts) evidence += fact.evidence.size();
  fmt::print(
      "{} entries would go, {} to {}, with what they alone cite of {} pieces of evidence.\n"
      "What they say cannot be brought back. Add `--yes` to remove it.\n",
      facts.size(), *facts.front().seq, *facts.back().seq, evidence);
  return done;
}

}  // namespace

int ledger_dispose(const DisposeOptions& options) {
  auto organisation = open_organisation(options, !options.yes);
  if (!organisation) return tell(organisation.error(), options.json);
  auto entries = chosen(options, **organisation);
  if (!entries) return tell(entries.error(), options.json);
  if (entries->empty())
    return tell(Error{"there is nothing to dispose of",
                      "name entries, or a `--kind` of which there are some",
                      {}},
                options.json);
  if (!options.yes) {
    auto facts = (*organisation)->disposable(*entries);
    return facts ? say_plan(*facts) : tell(facts.error(), options.json);
  }
  auto receipt = (*organisation)->dispose({*entries, options.schedule, options.reason, options.by});
  if (!receipt) return tell(receipt.error(), options.json);
  if (options.json)
    fmt::print("{}\n", json::write(json::Value(json::Object{{"disposed", entries->size()},
                                                            {"erasure", receipt->first},
                                                            {"size", receipt->size}})));
  else
    fmt::print("disposed of {} entries; entry {} says so, sealed at size {}\n", entries->size(),
               receipt->first, receipt->size);
  return done;
}

}  // namespace probata::cli
