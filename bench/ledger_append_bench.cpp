// Durable appends a second in batches of 100, beside the bare loop that hashes and inserts the same
// rows into SQLite (WAL, FULL) and signs nothing, keeps no tree and answers nobody. Both in turn,
// on the same disk; the medians give the ratio.
//
//     ledger_append_bench [rounds] [facts a round]        exit 1 below the floor
#include <fmt/format.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "base/environment.h"
#include "ledger/ledger.h"
#include "timing.h"

namespace {

using namespace probata;
using namespace probata::bench;
namespace fs = std::filesystem;

constexpr size_t batch_size = 100;
constexpr double floor_of_ratio = 0.42;  // 0.7 of the goal, 0.6

// Bodies of about 200 bytes, as a fact about an account has.
std::vector<std::string> make_bodies(size_t count) {
  std::vector<std::string> bodies;
  for (size_t i = 0; i < count; ++i)
    bodies.push_back(fmt::format(
        R"({{"at":"2026-03-01T09:12:00Z","by":"connector:github","evidence":["sha256:{:064}"],"id":"github/person-{}","kind":"account","set":{{"mfa":true,"status":"active"}}}})",
        i * 7919, i));
  return bodies;
}

void require(bool holds, std::string_view what) {
  if (holds) return;
  fmt::print(stderr, "ledger_append_bench: {}\n", what);
  ::exit(3);
}

// The reference: per fact SHA-256(salt ‖ body), the leaf over it and one node of the tree; one row;
// a transaction a batch.
class BareLoop {
 public:
  explicit BareLoop(const fs::path& path) {
    require(sqlite3_open(path.c_str(), &database_) == SQLITE_OK, "cannot open");
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE fact (seq INTEGER PRIMARY KEY, recorded INTEGER, leaf BLOB, salt BLOB, body "
        "BLOB) STRICT;");
    constexpr auto sql = "INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?5)";
    require(sqlite3_prepare_v2(database_, sql, -1, &insert_, nullptr) == SQLITE_OK,
            "cannot prepare");
  }
  ~BareLoop() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  void append(std::span<const std::string> bodies) {
    run("BEGIN IMMEDIATE");
    std::array<std::array<uint8_t, 16>, batch_size> salts;
    random_({salts.front().data(), sizeof salts});
    for (size_t i = 0; i < bodies.size(); ++i) insert(bodies[i], salts[i]);
    run("COMMIT");
  }

 private:
  void run(const char* sql) {
    require(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK,
            sqlite3_errmsg(database_));
  }
  void insert(const std::string& body, const std::array<uint8_t, 16>& salt) {
    std::array<uint8_t, 41> leaf_data{};
    const auto commitment = sha_.add(salt).add(body).finish();
    std::memcpy(leaf_data.data() + 9, commitment.bytes.data(), 32);
    const auto leaf = sha_.add(leaf_data).finish();
    std::array<uint8_t, 65> node_data{1};
    std::memcpy(node_data.data() + 1, node_.bytes.data(), 32);
    std::memcpy(node_data.data() + 33, leaf.bytes.data(), 32);
    node_ = sha_.add(node_data).finish();
    sqlite3_bind_int64(insert_, 1, seq_++);
    sqlite3_bind_int64(insert_, 2, 1'700'000'000'000'000);
    sqlite3_bind_blob(insert_, 3, leaf.bytes.data(), 32, SQLITE_STATIC);
    sqlite3_bind_blob(insert_, 4, salt.data(), 16, SQLITE_STATIC);
    sqlite3_bind_blob(insert_, 5, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
    require(sqlite3_step(insert_) == SQLITE_DONE, "cannot insert");
    sqlite3_reset(insert_);
  }
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  int64_t seq_ = 0;
  Sha256 sha_;
  Digest node_;
  Random random_ = system_random();
};

std::unique_ptr<Ledger> open_ledger(const fs::path& path) {
  auto log = open_sqlite_log(path.string());
  require(log.has_value(), "cannot open the log");
  auto opened = Ledger::open(std::move(*log), Signer::from_seed("example.com/bench", {}),
                             system_clock(), system_random());
  require(opened.has_value(), "cannot open the ledger");
  return std::move(*opened);
}

struct Rates {
  double ledger = 0, bare = 0;
};

// Ten batches of one, ten of the other, and so on: what else the machine does meets both.
Rates one_round(std::span<const std::string> bodies) {
  auto name = (fs::temp_directory_path() / "probata-bench.XXXXXX").string();
  const fs::path folder = ::mkdtemp(name.data());
  double ledger_took = 0, bare_took = 0;
  {
    BareLoop bare(folder / "bare.db");
    const auto ledger = open_ledger(folder / "ledger.db");
    constexpr size_t turn = 10 * batch_size;
    for (size_t i = 0; i + turn <= bodies.size(); i += turn) {
      bare_took += seconds_of([&] {
        for (size_t j = 0; j < turn; j += batch_size)
          bare.append(bodies.subspan(i + j, batch_size));
      });
      ledger_took += seconds_of([&] {
        for (size_t j = 0; j < turn; j += batch_size)
          require(ledger->append(bodies.subspan(i + j, batch_size)).has_value(), "cannot append");
      });
    }
  }
  fs::remove_all(folder);
  const auto facts = static_cast<double>(bodies.size());
  return {facts / ledger_took, facts / bare_took};
}

}  // namespace

int main(int argc, char** argv) {
  const size_t rounds = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 7;
  const size_t facts = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100'000;
  const auto bodies = make_bodies(std::max(facts / 1'000, size_t{1}) * 1'000);
  std::vector<double> ledgers, bares, ratios;
  for (size_t i = 0; i < std::max(rounds, size_t{1}); ++i) {
    const auto rates = one_round(bodies);
    ledgers.push_back(rates.ledger);
    bares.push_back(rates.bare);
    ratios.push_back(rates.ledger / rates.bare);
    fmt::print("round {}: ledger {:.0f} facts/s, bare loop {:.0f} facts/s, ratio {:.3f}\n", i + 1,
               rates.ledger, rates.bare, ratios.back());
  }
  fmt::print("medians: ledger {:.0f} facts/s, bare loop {:.0f} facts/s\n", median(ledgers),
             median(bares));
  fmt::print("ratio {:.3f} (goal 0.6, floor {})\n", median(ratios), floor_of_ratio);
  return median(ratios) < floor_of_ratio ? 1 : 0;
}
