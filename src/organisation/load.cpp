// The ledger into a history: every fact, read on one thread and folded on another.
#include "history/load.h"

#include <fmt/format.h>

#include "organisation/state.h"

namespace probata {
namespace {

Error damaged(uint64_t seq, const Errors& errors) {
  return {fmt::format("entry {} of the ledger cannot be read: {}", seq, first_of(errors).what),
          "run `probata ledger check`; restore a backup if the entry was changed",
          {}};
}

Error nothing_known(uint64_t seq) {
  return {
      fmt::format("entry {} of the ledger was disposed of, and no erasure says what it was", seq),
      "run `probata ledger check`; restore a backup if entries were changed",
      {}};
}

// Reads the facts of [first, end). Of those that were disposed of it takes what known erasures say;
// what others say that it meets is for another reading.
class LedgerReader {
 public:
  LedgerReader(const Ledger& ledger, const Catalog& catalog, std::vector<SettingFact>& settings,
               const DisposedFacts& disposed)
      : ledger_(ledger),
        catalog_(catalog),
        settings_(settings),
        disposed_(disposed),
        reader_(catalog) {}

  Result<void> read(uint64_t first, uint64_t end, BatchQueue& queue) {
    std::optional<Error> failed;
    TRY_VOID(ledger_.scan_bodies(first, end, [&](LogBodies& bodies) {
      auto batch = queue.free();
      std::swap(batch->text, bodies.bytes);
      for (const LogBodies::Row& row : bodies.rows) {
        if (!failed) failed = take(row, *batch);
      }
      queue.put(std::move(batch));
      return !failed;
    }));
    if (failed) return std::unexpected(*failed);
    return {};
  }

  DisposedFacts met;
  std::optional<uint64_t> unnamed;  // disposed of, and no known erasure says what it was

 private:
  std::optional<Error> take(const LogBodies::Row& row, FactBatch& batch) {
    if (const auto disposed = disposed_.find(row.seq); disposed != disposed_.end()) {
      const FactNo number{static_cast<uint32_t>(row.seq)};
      batch.others.push_back({batch.used, number, row.recorded, disposed->second});
      return {};
    }
    if (row.disposed) {
      unnamed = row.seq;
      return {};
    }
    const size_t others = batch.others.size();
    if (auto failed = read(row, batch)) return failed;
    return batch.others.size() > others ? note(batch.others.back()) : std::nullopt;
  }
  std::optional<Error> read(const LogBodies::Row& row, FactBatch& batch) {
    const auto body = std::string_view(batch.text).substr(row.begin, row.size);
    auto read = reader_.read(body, {}, FactNo{static_cast<uint32_t>(row.seq)}, row.recorded, batch);
    if (read) return {};
    return damaged(row.seq, read.error());
  }
  std::optional<Error> note(const FactBatch::Other& other) {
    if (const auto added = add_disposed(other.fact, catalog_, met); !added) return added.error();
    auto setting = setting_of(other.fact, other.recorded, catalog_);
    if (!setting) return {};
    setting->seq = static_cast<uint32_t>(other.number);
    settings_.push_back(std::move(*setting));
    return {};
  }

  const Ledger& ledger_;
  const Catalog& catalog_;
  std::vector<SettingFact>& settings_;
  const DisposedFacts& disposed_;
  BatchReader reader_;
};

Result<Settings> settings_of(const std::vector<SettingFact>& facts, const Catalog& catalog,
                             const Ledger& ledger) {
  auto settings = settings_from_facts(facts, catalog, begun(ledger));
  if (settings) return std::move(*settings);
  // The text that they were put together to is nowhere to be looked at.
  const Error& error = first_of(settings.error());
  return failure(fmt::format("a setting of the organisation does not fit: {}", error.what),
                 error.hint);
}

}  // namespace

std::optional<Instant> begun(const Ledger& ledger) {
  const auto first = ledger.size() > 0 ? ledger.row(0) : std::nullopt;
  return first && *first ? std::optional((*first)->recorded) : std::nullopt;
}

Result<std::vector<Fact>> facts_of(const Ledger& ledger, const Catalog& catalog,
                                   const DisposedFacts& disposed, uint64_t first, uint64_t end) {
  std::vector<Fact> facts;
  std::optional<Error> failed;
  TRY_VOID(ledger.scan(first, end, [&](const LogRow& row) {
    if (const auto known = disposed.find(row.seq); known != disposed.end()) {
      facts.push_back(known->second);
      return true;
    }
    auto fact = row.disposed ? std::unexpected(Errors{nothing_known(row.seq)})
                             : read_fact(std::string_view(row.body), catalog);
    if (!fact) {
      failed = damaged(row.seq, fact.error());
      return false;
    }
    fact->seq = row.seq;
    fact->recorded = row.recorded;
    facts.push_back(std::move(*fact));
    return true;
  }));
  if (failed) return std::unexpected(*failed);
  return facts;
}

// Settings and erasures are among the facts; dates are folded by the time zone of the one, and what
// was disposed of by what the other says. So this is begun with those that are known, and where
// they prove wrong, done once more.
Result<History> fold_ledger(const Ledger& ledger, const std::shared_ptr<const Catalog>& catalog,
                            uint64_t size, std::vector<SettingFact>& settings,
                            DisposedFacts& disposed) {
  for (;;) {
    Settings assumed = TRY(settings_of(settings, *catalog, ledger));
    const std::string zone = assumed.calendar.time_zone();
    settings.clear();
    BulkFold bulk(catalog, std::move(assumed));
    Result<void> read;
    LedgerReader reader(ledger, *catalog, settings, disposed);
    fold_batches(bulk, [&](BatchQueue& queue) { read = reader.read(0, size, queue); });
    if (!read) return std::unexpected(read.error());
    Settings found = TRY(settings_of(settings, *catalog, ledger));
    const size_t named = disposed.size();
    disposed.merge(reader.met);
    const bool more = disposed.size() > named;
    if (reader.unnamed && !more) return std::unexpected(nothing_known(*reader.unnamed));
    if (more || (bulk.dated() && found.calendar.time_zone() != zone)) continue;
    return std::move(bulk).finish(std::move(found));
  }
}

Result<DisposedFacts> disposed_in(const History& history, const Ledger& ledger) {
  DisposedFacts disposed;
  const Catalog& catalog = history.catalog();
  const Kind* kind = catalog.kind("erasure");
  if (!kind) return disposed;
  for (const Entity erasure : history.entities(kind->number)) {
    for (const Layer layer : history.layers(erasure)) {
      for (const Change& change : history.track(erasure, kind->find("value")->number, layer)) {
        const auto row = TRY(ledger.row(static_cast<uint32_t>(change.fact)));
        if (!row) continue;
        const auto fact = read_fact(std::string_view(row->body), catalog);
        if (!fact) return std::unexpected(damaged(row->seq, fact.error()));
        TRY_VOID(add_disposed(*fact, catalog, disposed));
      }
    }
  }
  return disposed;
}

}  // namespace probata
