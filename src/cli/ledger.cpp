#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "ledger/proof_json.h"

namespace probata::cli {
namespace {

void progress(uint64_t so_far, uint64_t total) {
  if (!::isatty(STDERR_FILENO) || total == 0) return;
  fmt::print(stderr, "\rchecking {} of {} entries{}", so_far, total,
             so_far == total ? "\r\033[K" : "");
}

}  // namespace

int ledger_check(const LedgerOptions& options) {
  auto organisation = open_organisation(options, true);
  if (!organisation) return tell(organisation.error(), options.json), found;
  auto check = (*organisation)->ledger().check(progress);
  if (!check) return tell(check.error(), options.json);
  if (options.json) {
    json::Value problems(json::Array{});
    for (const auto& problem : check->problems) problems.push(problem);
    fmt::print("{}\n", json::write(json::Value(json::Object{{"size", check->size},
                                                            {"root", to_base64(check->root.bytes)},
                                                            {"disposed", check->disposed},
                                                            {"checkpoints", check->checkpoints},
                                                            {"problems", problems}})));
  } else {
    for (const auto& problem : check->problems) fmt::print("✕ {}\n", problem);
    fmt::print("{} entries, {} seals, {} disposed of, root {}: {}\n", check->size,
               check->checkpoints, check->disposed, to_base64(check->root.bytes),
               check->problems.empty() ? "all agree" : "the ledger is damaged");
  }
  return check->problems.empty() ? done : found;
}

int ledger_checkpoint(const LedgerOptions& options) {
  auto organisation = open_organisation(options, true);
  if (!organisation) return tell(organisation.error(), options.json);
  auto note = (*organisation)->ledger().checkpoint();
  if (!note) return tell(note.error(), options.json);
  fmt::print("{}", *note);
  return done;
}

int ledger_prove(const LedgerOptions& options) {
  auto organisation = open_organisation(options, true);
  if (!organisation) return tell(organisation.error(), options.json);
  const Ledger& ledger = (*organisation)->ledger();
  if (options.from) {
    auto proof = ledger.prove_consistency(*options.from, options.to.value_or(ledger.size()));
    if (!proof) return tell(proof.error(), options.json);
    fmt::print("{}\n", json::write_pretty(to_json(*proof)));
    return done;
  }
  if (!options.seq)
    return tell(
        Error{"nothing to prove", "give an entry's number, or `--from SIZE` for consistency", {}},
        options.json);
  auto proof = ledger.prove_inclusion(*options.seq, options.size.value_or(ledger.size()));
  if (!proof) return tell(proof.error(), options.json);
  fmt::print("{}\n", json::write_pretty(to_json(*proof)));
  return done;
}

}  // namespace probata::cli
