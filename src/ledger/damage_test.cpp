// A changed byte is detected at the start or by the check, and named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "ledger/test_ledger.h"
#include "store/temporary_folder.h"

namespace probata {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

class Damage : public testing::Test {
 protected:
  Damage() {
    const auto ledger = open();
    for (int i = 0; i < 7; ++i)
      EXPECT_TRUE(ledger->append(bodies(static_cast<uint64_t>(i) * 100, 100)));
    expect_whole(*ledger);
  }
  std::unique_ptr<Ledger> open() { return open_ledger(std::make_unique<MemoryLog>(disk_)); }
  std::string start_error() {
    const auto ledger = try_open(std::make_unique<MemoryLog>(disk_));
    return ledger ? "opened" : ledger.error().what;
  }
  std::vector<std::string> problems() { return problems_of(*open()); }
  LogRow& row(uint64_t seq) { return disk_->rows[seq]; }
  LogTile& tile(uint8_t level, uint64_t index) { return disk_->tiles.at({level, index}); }
  std::shared_ptr<MemoryDisk> disk_ = std::make_shared<MemoryDisk>();
};

TEST_F(Damage, OldBodySaltAndTimeAreNamedByTheCheck) {
  row(17).body[2] ^= 1;
  row(300).salt[5] ^= 1;
  row(400).recorded.us -= 1;
  EXPECT_THAT(problems(),
              ElementsAre(HasSubstr("fact 17: its body"), HasSubstr("fact 300: its body"),
                          HasSubstr("fact 400: its body")));
}

TEST_F(Damage, OldLeafIsNamed) {
  row(17).leaf.bytes[0] ^= 1;
  EXPECT_THAT(problems(), ElementsAre("fact 17: its stored leaf was changed"));
}

TEST_F(Damage, OldTileIsNamedAndGivesNoProof) {
  const auto ledger = open();
  tile(0, 1).hashes[3].bytes[9] ^= 1;
  EXPECT_THAT(problems_of(*ledger), ElementsAre("tile 0/1: the hash of fact 259 was changed"));
  EXPECT_THAT(ledger->prove_inclusion(300, 700).error().what, HasSubstr("tile 0/1 is damaged"));
  EXPECT_THAT(start_error(), HasSubstr("the tree over its 700 facts"));
}

TEST_F(Damage, ATileThatIsGoneIsNamed) {
  const auto ledger = open();
  disk_->tiles.erase({0, 1});
  EXPECT_THAT(problems_of(*ledger), ElementsAre("tile 0/1 is missing"));
  EXPECT_THAT(start_error(), HasSubstr("tile 0/1 is missing"));
}

TEST_F(Damage, NewestFactsAreFoundAtTheStart) {
  row(699).body += ' ';
  EXPECT_THAT(start_error(), HasSubstr("fact 699"));
  row(699).body.pop_back();
  row(600).leaf.bytes[0] ^= 1;
  EXPECT_THAT(start_error(), HasSubstr("fact 600"));
}

TEST_F(Damage, LastCheckpointIsFoundAtTheStart) {
  disk_->notes.at(700)[25] ^= 1;
  EXPECT_THAT(start_error(), HasSubstr("checkpoint 700"));
  disk_->notes.erase(700);
  EXPECT_THAT(start_error(), HasSubstr("no checkpoint of that size"));
}

TEST_F(Damage, AnOldCheckpointIsNamed) {
  disk_->notes.at(300)[25] ^= 1;
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("checkpoint 300:")));
}

TEST_F(Damage, ACheckpointInAnothersPlaceIsNamed) {
  disk_->notes.at(300) = disk_->notes.at(200);
  EXPECT_THAT(problems(), ElementsAre("checkpoint 300: it says size 200"));
}

TEST_F(Damage, AFactExchangedWithItsLeafIsNamed) {
  auto& r = row(17);
  r.body = "another";
  r.leaf = leaf_hash(r.recorded, r.salt, r.body);
  EXPECT_THAT(problems(), Contains("tile 0/0: the hash of fact 17 was changed"));
  EXPECT_THAT(problems(), Contains(HasSubstr("checkpoint 100: the facts before it")));
}

TEST_F(Damage, AFactExchangedEverywhereContradictsTheSignature) {
  auto& r = row(17);
  r.body = "another";
  r.leaf = leaf_hash(r.recorded, r.salt, r.body);
  tile(0, 0).hashes[17] = r.leaf;
  EXPECT_THAT(start_error(), HasSubstr("is not the one in checkpoint 700"));
}

TEST_F(Damage, TheLastBatchCutOffWithoutItsCheckpointIsNoticed) {
  disk_->rows.resize(650);
  EXPECT_THAT(start_error(), HasSubstr("650 facts but no checkpoint"));
}

TEST_F(Damage, ADisposedFactsLeafIsStillChecked) {
  ASSERT_TRUE(open()->dispose(std::vector<uint64_t>{5}));
  row(5).leaf.bytes[0] ^= 1;
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("fact 5: disposed of")));
}

TEST_F(Damage, ManyProblemsAreBounded) {
  for (uint64_t i = 0; i < 400; ++i) row(i).body += ' ';
  const auto found = problems();
  EXPECT_EQ(found.size(), 101u);
  EXPECT_EQ(found.back(), "… and more");
}

// The same on a real file, whichever byte it is.
class DamagedFile : public testing::Test {
 protected:
  DamagedFile() {
    const auto ledger = open().value();
    for (uint64_t n = 0; n < 6; ++n) EXPECT_TRUE(ledger->append(bodies(n * 100, 100)));
    stored_ = stored_bodies(*ledger);
    root_ = ledger->root(600).value();
  }
  Result<std::unique_ptr<Ledger>> open() {
    auto log = open_sqlite_log(path_);
    if (!log) return std::unexpected(log.error());
    return try_open(std::move(*log));
  }
  // What the start or the check says; empty: nothing wrong, and then all must be as it was.
  std::string detected() {
    const auto ledger = open();
    if (!ledger) return to_text(ledger.error());
    const auto problems = problems_of(**ledger);
    if (!problems.empty()) return join(problems, "\n");
    EXPECT_EQ(stored_bodies(**ledger), stored_);
    EXPECT_EQ((*ledger)->root(600), root_);
    EXPECT_EQ((*ledger)->checkpoints(SIZE_MAX)->size(), 6u);
    return "";
  }
  void flip(size_t offset, int bit) {
    auto content = whole_;
    content[offset] = static_cast<char>(content[offset] ^ (1 << bit));
    ASSERT_TRUE(write_file_durably(path_, content));
  }
  size_t offset_of(std::string_view bytes) {
    const auto at = whole_.find(bytes);
    EXPECT_NE(at, whole_.npos);
    return at;
  }
  TemporaryFolder folder_;
  std::string path_ = folder_.file("ledger.db");
  std::vector<std::string> stored_;
  Digest root_;
  std::string whole_;  // the file, once the ledger is closed
};

TEST_F(DamagedFile, BodyLeafTileAndCheckpointAreNamed) {
  const auto leaf = open().value()->row(123)->value().leaf;
  const auto note = open().value()->checkpoints(SIZE_MAX)->at(2).second;
  whole_ = read_file(path_).value();
  const std::string leaf_bytes(reinterpret_cast<const char*>(leaf.bytes.data()), 32);
  flip(offset_of("{\"n\":123}") + 6, 0);
  EXPECT_THAT(detected(), HasSubstr("fact 123"));
  // Twice in the file: in the row and in the tile; either may come first.
  flip(offset_of(leaf_bytes) + 3, 2);
  EXPECT_THAT(detected(), AnyOf(HasSubstr("fact 123"), HasSubstr("tile 0/0")));
  flip(whole_.rfind(leaf_bytes) + 3, 2);
  EXPECT_THAT(detected(),
              AnyOf(HasSubstr("fact 123"), HasSubstr("tile 0/0"), HasSubstr("tree over its 600")));
  flip(offset_of(note) + 30, 0);
  EXPECT_THAT(detected(), HasSubstr("checkpoint 300"));
}

TEST_F(DamagedFile, AnyFlippedBitIsDetectedOrHarmless) {
  whole_ = read_file(path_).value();
  std::mt19937_64 random(20'260);
  int found = 0;
  for (int i = 0; i < 400; ++i) {
    const auto offset = random() % whole_.size();
    SCOPED_TRACE(fmt::format("byte {}", offset));
    flip(offset, static_cast<int>(random() % 8));
    found += detected().empty() ? 0 : 1;
  }
  // Most of the file is facts, leaves and tiles; the rest is free space and counters.
  EXPECT_GT(found, 250);
}

TEST_F(DamagedFile, CutAnywhereIsDetected) {
  whole_ = read_file(path_).value();
  for (size_t size = 0; size < whole_.size(); size += 4'096 + 100) {
    ASSERT_TRUE(write_file_durably(path_, std::string_view(whole_).substr(0, size)));
    EXPECT_NE(detected(), "") << size;
  }
}

}  // namespace
}  // namespace probata
