// The ledger into a history: every fact, read on one thread and folded on another.
#include "history/load.h"

#include <fmt/format.h>

#include "organisation/state.h"

namespace probata {
namespace {

Error first_of(const Errors& errors) {
  return errors.empty() ? Error{"unknown error", {}, {}} : errors.front();
}

Error damaged(uint64_t seq, const Errors& errors) {
  return {fmt::format("entry {} of the ledger cannot be read: {}", seq, first_of(errors).what),
          "run `probata ledger check`; restore a backup if the entry was changed",
          {}};
}

// Reads the facts of [first, end); those that were disposed of are left out.
class LedgerReader {
 public:
  LedgerReader(const Ledger& ledger, const Catalog& catalog, std::vector<SettingFact>& settings)
      : ledger_(ledger), catalog_(catalog), settings_(settings), reader_(catalog) {}

  Result<void> read(uint64_t first, uint64_t end, BatchQueue& queue) {
    std::optional<Error> failed;
    TRY_VOID(ledger_.scan_bodies(first, end, [&](LogBodies& bodies) {
      auto batch = queue.free();
      std::swap(batch->text, bodies.bytes);
      for (const LogBodies::Row& row : bodies.rows) {
        if (!row.disposed && !failed) failed = read(row, *batch);
      }
      for (const FactBatch::Other& other : batch->others) note_setting(other);
      queue.put(std::move(batch));
      return !failed;
    }));
    if (failed) return std::unexpected(*failed);
    return {};
  }

 private:
  std::optional<Error> read(const LogBodies::Row& row, FactBatch& batch) {
    const auto body = std::string_view(batch.text).substr(row.begin, row.size);
    auto read = reader_.read(body, {}, FactNo{static_cast<uint32_t>(row.seq)}, row.recorded, batch);
    if (read) return {};
    return damaged(row.seq, read.error());
  }
  void note_setting(const FactBatch::Other& other) {
    auto setting = setting_of(other.fact, other.recorded, catalog_);
    if (!setting) return;
    setting->seq = static_cast<uint32_t>(other.number);
    settings_.push_back(std::move(*setting));
  }

  const Ledger& ledger_;
  const Catalog& catalog_;
  std::vector<SettingFact>& settings_;
  BatchReader reader_;
};

Result<Settings> settings_of(const std::vector<SettingFact>& facts, const Catalog& catalog) {
  auto settings = settings_from_facts(facts, catalog);
  if (!settings) return std::unexpected(first_of(settings.error()));
  return std::move(*settings);
}

}  // namespace

Result<std::vector<Fact>> facts_of(const Ledger& ledger, const Catalog& catalog, uint64_t first,
                                   uint64_t end) {
  std::vector<Fact> facts;
  std::optional<Error> failed;
  TRY_VOID(ledger.scan(first, end, [&](const LogRow& row) {
    if (row.disposed) return true;
    auto fact = read_fact(std::string_view(row.body), catalog);
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

// The settings are among the facts, and dates are folded by their time zone. So this is begun with
// those that are known, and where they prove wrong for a date, done once more.
Result<History> fold_ledger(const Ledger& ledger, const std::shared_ptr<const Catalog>& catalog,
                            uint64_t size, std::vector<SettingFact>& settings) {
  for (;;) {
    Settings assumed = TRY(settings_of(settings, *catalog));
    const std::string zone = assumed.calendar.time_zone();
    settings.clear();
    BulkFold bulk(catalog, std::move(assumed));
    Result<void> read;
    LedgerReader reader(ledger, *catalog, settings);
    fold_batches(bulk, [&](BatchQueue& queue) { read = reader.read(0, size, queue); });
    if (!read) return std::unexpected(read.error());
    Settings found = TRY(settings_of(settings, *catalog));
    if (bulk.dated() && found.calendar.time_zone() != zone) continue;
    return std::move(bulk).finish(std::move(found));
  }
}

}  // namespace probata
