// A person accepts the catalog that is offered, also while pages are served: the catalog in force
// stays until the next start, and from now on facts have to fit both.
#include <fmt/format.h>

#include "base/text.h"
#include "catalog/beside.h"
#include "organisation/acceptances.h"

namespace probata {
namespace {

Result<Fact, Errors> fact_of(const Acceptance& acceptance, Instant at, const Catalog& in_force) {
  return read_fact(
      json::Value(json::Object{{"kind", "catalog"},
                               {"id", acceptance_id},
                               {"at", to_text(at)},
                               {"by", acceptance.by},
                               {"set", json::Object{{"value", to_text(acceptance.catalog)}}},
                               {"evidence", json::Array{json::Value(to_text(acceptance.evidence))}},
                               {"note", acceptance.reason}}),
      in_force);
}

}  // namespace

std::shared_ptr<const Catalog> Organisation::State::next_catalog() const {
  const std::scoped_lock lock(pinning);
  return next;
}

// Under the writer's lock: no append is on its way that did not see it.
void Organisation::State::expect(std::shared_ptr<const Catalog> catalog) {
  const std::scoped_lock lock(writing, pinning);
  next = std::move(catalog);
}

Errors misfits(std::span<const std::string> bodies, const Catalog& next) {
  Errors errors;
  for (const std::string& body : bodies) {
    const auto fact = read_fact(std::string_view(body), next);
    if (fact) continue;
    errors.push_back({fmt::format("it does not fit the catalog that was accepted: {}",
                                  first_of(fact.error()).what),
                      "start Probata again: that catalog is in force from then on",
                      {}});
  }
  return errors;
}

// Of facts that do not fit the catalog nothing could be read again, so all are read before; those
// that arrive meanwhile are checked as they arrive. The evidence is durable before the fact that
// cites it.
Result<Fact, Errors> Organisation::prepare(Acceptance& acceptance,
                                           const std::shared_ptr<const Catalog>& catalog) {
  if (auto mistakes = mistakes_beside(*catalog); !mistakes.empty())
    return std::unexpected(std::move(mistakes));
  std::vector<SettingFact> settings;
  DisposedFacts disposed = known_disposed();
  if (auto fits = fold_ledger(*state_->ledger, catalog, state_->ledger->size(), settings, disposed);
      !fits)
    return std::unexpected(Errors{fits.error()});
  const auto text = folders_text(catalog->folders);
  if (!text) return std::unexpected(Errors{text.error()});
  const auto evidence = state_->blobs->put(*text);
  if (!evidence) return std::unexpected(Errors{evidence.error()});
  acceptance.evidence = *evidence;
  return fact_of(acceptance, state_->options.clock(), *state_->catalog);
}

Result<Receipt, Errors> Organisation::accept_catalog(const Accepting& accepting) {
  if (accepting.by.empty() || trim(accepting.reason).empty())
    return std::unexpected(Errors{{"who accepts a catalog says who it is and why", {}, {}}});
  const std::scoped_lock one(state_->accepting);
  const Pinned before = pinned();
  if (before.broken_offer) return std::unexpected(Errors{*before.broken_offer});
  const auto& catalog = before.offered ? before.offered : state_->catalog;
  if (waiting(before, *state_->catalog) == nullptr)
    return std::unexpected(Errors{
        {fmt::format("the catalog {} is accepted already", to_text(catalog->digest)), {}, {}}});
  const auto expected = state_->next_catalog();
  if (before.offered) state_->expect(before.offered);
  Acceptance acceptance{0, {}, catalog->digest, {}, accepting.by, accepting.reason};
  auto fact = prepare(acceptance, catalog);
  if (!fact) {
    state_->expect(expected);
    return std::unexpected(std::move(fact.error()));
  }
  // Where this fails it may come to life all the same: facts go on to be checked.
  auto receipt = append_checked({&*fact, 1});
  if (!receipt) return receipt;
  acceptance.entry = receipt->first, acceptance.recorded = receipt->recorded;
  const std::scoped_lock lock(state_->pinning);
  state_->pinned.unreadable.clear();
  state_->pinned.accepted = std::move(acceptance);
  return receipt;
}

Result<void> Organisation::begin_with_catalog() {
  if (state_->ledger->size() > 0) return {};
  auto receipt =
      accept_catalog({"probata", "The catalog with which the organisation's records begin."});
  if (!receipt) return std::unexpected(first_of(receipt.error()));
  return {};
}

}  // namespace probata
