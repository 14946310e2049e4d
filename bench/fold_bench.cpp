// What a start costs: facts from the store into a history, beside a bare scan of the same rows by
// SQLite alone. In turns, medians of the rounds. Exit 1 below a floor (0.7 of a goal).
//
//   fold_bench [SMALLER [ROUNDS]]        SMALLER: 10 for a tenth of the facts
#include <fmt/format.h>
#include <malloc.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

#include "base/environment.h"
#include "generated_bodies.h"
#include "history/load.h"
#include "history/snapshot.h"
#include "ledger/ledger.h"
#include "store/log.h"
#include "timing.h"

using namespace probata;
using namespace probata::bench;

namespace {

constexpr double longest_snapshot = 0.2 / 0.7;  // seconds, of all 2,000,000 facts
constexpr double least_rate = 700'000, least_ratio = 0.245, most_bytes = 80 / 0.7;

void require(bool holds, std::string_view what) {
  if (holds) return;
  fmt::print(stderr, "fold_bench: {}\n", what);
  std::exit(2);
}

void fill(Ledger& ledger, const std::vector<Told>& facts) {
  std::vector<std::string> bodies;
  for (const Told& told : facts) {
    bodies.push_back(body_of(told));
    if (bodies.size() < 8'000 && &told != &facts.back()) continue;
    require(ledger.append(bodies).has_value(), "cannot append");
    bodies.clear();
  }
}

// The reference: every row's body, by SQLite and nothing else.
uint64_t scan(const std::string& path) {
  sqlite3* database = nullptr;
  sqlite3_stmt* rows = nullptr;
  require(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK,
          "cannot open");
  constexpr auto sql = "SELECT seq, recorded, body FROM fact ORDER BY seq";
  require(sqlite3_prepare_v2(database, sql, -1, &rows, nullptr) == SQLITE_OK, "cannot prepare");
  uint64_t sum = 0;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    const auto* body = static_cast<const char*>(sqlite3_column_blob(rows, 2));
    sum += static_cast<uint64_t>(sqlite3_column_int64(rows, 0) + sqlite3_column_int64(rows, 1)) +
           static_cast<unsigned char>(body[sqlite3_column_bytes(rows, 2) - 1]);
  }
  sqlite3_finalize(rows);
  sqlite3_close(database);
  return sum;
}

History load(const Ledger& ledger, const std::shared_ptr<const Catalog>& catalog) {
  BulkFold bulk(catalog, read_settings(File{}, *catalog).value());
  BatchReader reader(*catalog);
  fold_batches(bulk, [&](BatchQueue& queue) {
    const auto done = ledger.scan_bodies(0, ledger.size(), [&](LogBodies& bodies) {
      auto batch = queue.free();
      std::swap(batch->text, bodies.bytes);
      for (const auto& row : bodies.rows) {
        const auto body = std::string_view(batch->text).substr(row.begin, row.size);
        require(reader.read(body, {}, FactNo{static_cast<uint32_t>(row.seq)}, row.recorded, *batch)
                    .has_value(),
                "a fact cannot be read");
      }
      queue.put(std::move(batch));
      return true;
    });
    require(done.has_value(), "cannot scan");
  });
  return std::move(bulk).finish();
}

// One by one, without the fast reader: what loading at once must equal.
void compare(const Ledger& ledger, const History& loaded) {
  History one(loaded.catalog_pointer(), read_settings(File{}, loaded.catalog()).value());
  const auto scanned = ledger.scan(0, ledger.size(), [&](const LogRow& row) {
    const auto fact = read_fact(std::string_view(row.body), one.catalog());
    if (fact) one.fold(FactNo{static_cast<uint32_t>(row.seq)}, row.recorded, *fact);
    return fact.has_value();
  });
  require(scanned && one.size() == loaded.size(), "sizes differ");
  for (const Kind& kind : one.catalog().kinds) {
    const auto entities = one.entities(kind.number);
    require(entities == loaded.entities(kind.number), "entities differ");
    for (const Entity e : entities) {
      for (const Layer layer : one.layers(e)) {
        for (size_t f = 0; f <= kind.fields.size(); ++f) {
          const auto a = one.track(e, Field{static_cast<uint16_t>(f)}, layer);
          const auto b = loaded.track(e, Field{static_cast<uint16_t>(f)}, layer);
          require(a.size() == b.size() &&
                      std::memcmp(a.data(), b.data(), a.size() * sizeof(Change)) == 0,
                  "tracks differ");
        }
      }
    }
  }
}

// By the C library's own account: what is allocated, mapped blocks included.
size_t allocated() {
  ::malloc_trim(0);
  const auto info = ::mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace

int main(int count, char** arguments) {
  const double smaller = count > 1 ? std::strtod(arguments[1], nullptr) : 1;
  const int rounds = count > 2 ? std::atoi(arguments[2]) : 5;
  const auto folder =
      std::filesystem::temp_directory_path() / fmt::format("fold-bench-{}", ::getpid());
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "ledger.db").string();
  auto ledger = Ledger::open(open_sqlite_log(path).value(), Signer::from_seed("bench", {}),
                             system_clock(), seeded_random(1))
                    .value();
  fill(*ledger, Generator(Size{}.smaller(smaller)).run());
  const auto facts = static_cast<double>(ledger->size());
  const auto catalog = read_catalog({&catalog_folder(), 1}).value();
  const size_t before = allocated();
  std::optional<History> history = load(*ledger, catalog);
  const double bytes = static_cast<double>(allocated() - before) / facts;
  compare(*ledger, *history);
  const std::string snapshot = (folder / "history.snapshot").string();
  const auto write = [&] {
    require(write_file_durably(snapshot, make_snapshot(*history, {})).has_value(), "cannot write");
  };
  const auto restore = [&] {
    auto read = read_snapshot(snapshot, catalog, [&](const SnapshotOf&) {
      return Result<Settings>(read_settings(File{}, *catalog).value());
    });
    require(read.has_value(), "cannot read the snapshot");
    return std::move(read->history);
  };
  const double writing = seconds_of(write);
  compare(*ledger, restore());
  history.reset();
  std::vector<double> bare, loaded, restored;
  for (int round = 0; round < rounds; ++round) {
    bare.push_back(seconds_of([&] { require(scan(path) != 0, "nothing scanned"); }));
    loaded.push_back(seconds_of(
        [&] { require(load(*ledger, catalog).size() == ledger->size(), "facts are missing"); }));
    std::optional<History> kept;
    restored.push_back(seconds_of([&] { kept.emplace(restore()); }));
  }
  const auto size = std::filesystem::file_size(snapshot);
  std::filesystem::remove_all(folder);
  const double rate = facts / median(loaded), ratio = median(bare) / median(loaded);
  fmt::print("bare scan {:.0f} rows/s, loaded {:.0f} facts/s ({:.0f} facts, {} rounds)\n",
             facts / median(bare), rate, facts, rounds);
  fmt::print("ratio {:.3f} (goal 0.35), {:.1f} bytes a fact (goal 64)\n", ratio, bytes);
  fmt::print("snapshot: ready in {:.3f} s (goal 0.2), {:.0f} MB, written in {:.2f} s\n",
             median(restored), static_cast<double>(size) / 1e6, writing);
  return median(restored) > longest_snapshot || rate < least_rate || ratio < least_ratio ||
                 bytes > most_bytes
             ? 1
             : 0;
}
