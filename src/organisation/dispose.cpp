// Disposal: what retention no longer allows to be kept goes, and the ledger goes on to prove that
// it was there.
#include <fmt/format.h>

#include <set>

#include "organisation/state.h"

namespace probata {
namespace {

// One fact names no more than this, so that no body grows without bound.
constexpr size_t most_of_an_erasure = 10'000;

std::optional<Error> keeps(const Fact& fact, const Catalog& catalog, Instant now,
                           const Calendar& calendar) {
  const Kind& kind = catalog.at(fact.kind);
  if (kind.built_in)
    return Error{fmt::format("entry {} is of the built-in kind `{}`", *fact.seq, kind.name),
                 "what results rest on by themselves is kept: looks, judgements, waivers, settings "
                 "and the like",
                 {}};
  if (kind.retention && calendar.plus(fact.at, *kind.retention) > now)
    return Error{fmt::format("entry {} is to be kept until {}", *fact.seq,
                             to_text(calendar.plus(fact.at, *kind.retention))),
                 fmt::format("the retention of `{}` is {}", kind.name, to_text(*kind.retention)),
                 {}};
  return {};
}

// The evidence that nothing cites but the rows of which `going` is true.
Result<std::set<std::string>> evidence_of(const Ledger& ledger, const Catalog& catalog,
                                          const std::set<uint64_t>& going) {
  std::set<std::string> theirs, others;
  std::optional<Errors> failed;
  TRY_VOID(ledger.scan(0, ledger.size(), [&](const LogRow& row) {
    if (row.disposed || !row.body.contains("\"evidence\"")) return true;
    auto fact = read_fact(std::string_view(row.body), catalog);
    if (!fact) {
      failed = fact.error();
      return false;
    }
    (going.contains(row.seq) ? theirs : others)
        .insert(fact->evidence.begin(), fact->evidence.end());
    return true;
  }));
  if (failed) return std::unexpected(failed->front());
  for (const std::string& cited : others) theirs.erase(cited);
  return theirs;
}

}  // namespace

// Evidence first: while the bodies are there, a start after a crash finds what is left to do.
Result<void> finish_disposal(Organisation::State& state) {
  std::set<uint64_t> going;
  for (const auto& [seq, fact] : state.disposed) {
    const auto row = TRY(state.ledger->row(seq));
    if (row && !row->disposed) going.insert(seq);
  }
  if (going.empty()) return {};
  drop_history(state);
  for (const std::string& cited : TRY(evidence_of(*state.ledger, *state.catalog, going))) {
    const Digest digest = TRY(parse_digest(cited));
    if (TRY(state.blobs->has(digest))) TRY_VOID(state.blobs->remove(digest));
  }
  return state.ledger->dispose(std::vector<uint64_t>(going.begin(), going.end()));
}

Result<std::vector<uint64_t>> Organisation::entries_of(KindNo kind, std::string_view id,
                                                       std::optional<Instant> before) const {
  std::vector<uint64_t> entries;
  for (const Fact& fact : TRY(facts()))
    if (fact.kind == kind && (id.empty() || fact.id == id) && (!before || fact.at < *before) &&
        !state_->disposed.contains(*fact.seq))
      entries.push_back(*fact.seq);
  return entries;
}

Result<std::vector<Fact>, Errors> Organisation::disposable(
    std::span<const uint64_t> entries) const {
  std::vector<Fact> facts;
  Errors errors;
  const Instant now = state_->options.clock();
  const Calendar calendar = read([](const View& view) { return view.history.settings().calendar; });
  for (const uint64_t seq : std::set<uint64_t>(entries.begin(), entries.end())) {
    auto row = seq < state_->ledger->size() ? state_->ledger->row(seq)
                                            : Result<std::optional<LogRow>>(std::nullopt);
    if (!row) return std::unexpected(Errors{row.error()});
    if (!*row || (*row)->disposed || state_->disposed.contains(seq)) {
      errors.push_back({*row ? fmt::format("entry {} was disposed of already", seq)
                             : fmt::format("there is no entry {}", seq),
                        {},
                        {}});
      continue;
    }
    auto fact = read_fact(std::string_view((*row)->body), *state_->catalog);
    if (!fact) return std::unexpected(std::move(fact.error()));
    fact->seq = seq;
    fact->recorded = (*row)->recorded;
    if (auto kept = keeps(*fact, *state_->catalog, now, calendar))
      errors.push_back(std::move(*kept));
    facts.push_back(std::move(*fact));
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return facts;
}

// One straight sequence:
//   1 check      nothing is changed yet
//   2 append     the erasures are durable; a crash from here on leaves bodies that they name, and
//                the next start removes them; whoever reads takes them as gone already
//   3 fold       memory only; from here on nobody here reads what they said
//   4 remove     snapshot, evidence, bodies and salts, in this order
Result<Receipt, Errors> Organisation::dispose(const Disposal& disposal) {
  if (disposal.entries.empty())
    return std::unexpected(Errors{{"there is nothing to dispose of", {}, {}}});
  if (disposal.schedule.empty() || disposal.by.empty())
    return std::unexpected(Errors{{"a disposal names its schedule and who does it", {}, {}}});
  auto facts = disposable(disposal.entries);
  if (!facts) return std::unexpected(std::move(facts.error()));
  std::vector<Fact> erasures;
  const Instant now = state_->options.clock();
  for (size_t i = 0; i < facts->size(); i += most_of_an_erasure) {
    const auto some =
        std::span<const Fact>(*facts).subspan(i, std::min(most_of_an_erasure, facts->size() - i));
    const json::Value written = json::Object{
        {"kind", "erasure"},
        {"id", fmt::format("{}/{}", to_text(now), *some.front().seq)},
        {"at", to_text(now)},
        {"by", disposal.by},
        {"set", json::Object{{"value", erasure_of(some, disposal.schedule, disposal.reason,
                                                  *state_->catalog)}}}};
    auto erasure = read_fact(written, *state_->catalog);
    if (!erasure) return std::unexpected(std::move(erasure.error()));
    erasures.push_back(std::move(*erasure));
  }
  auto receipt = append_checked(erasures);
  if (!receipt) return receipt;
  const std::unique_lock writing(state_->writing);
  if (auto folded = fold_anew(state_->ledger->size()); !folded)
    return std::unexpected(Errors{folded.error()});
  if (auto finished = finish_disposal(*state_); !finished)
    return std::unexpected(Errors{finished.error()});
  return receipt;
}

}  // namespace probata
