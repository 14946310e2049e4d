// What every Log promises, over each of them.
#include "store/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "store/memory_log.h"
#include "store/temporary_folder.h"

namespace probata {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

LogRow row(uint64_t seq) {
  LogRow row{.seq = seq,
             .recorded = {1'000 + static_cast<int64_t>(seq)},
             .body = "body " + std::to_string(seq)};
  row.salt[0] = static_cast<uint8_t>(seq);
  row.leaf = sha256(row.body);
  return row;
}

std::vector<LogRow> rows(uint64_t first, uint64_t end) {
  std::vector<LogRow> all;
  for (; first < end; ++first) all.push_back(row(first));
  return all;
}

LogTile tile(uint8_t level, uint64_t index) {
  LogTile tile{level, index, std::vector<Digest>(LogTile::width)};
  for (size_t i = 0; i < LogTile::width; ++i)
    tile.hashes[i] = sha256(fmt::format("{} {} {}", level, index, i));
  return tile;
}

class LogContract : public testing::TestWithParam<const char*> {
 protected:
  LogContract() {
    if (GetParam() == std::string("sqlite"))
      log_ = std::move(open_sqlite_log(folder_.file("ledger.db"))).value();
    else
      log_ = std::make_unique<MemoryLog>();
  }
  std::vector<LogRow> scanned(uint64_t first, uint64_t end) const {
    std::vector<LogRow> found;
    const auto done = log_->scan(first, end, [&](const LogRow& r) {
      found.push_back(r);
      return true;
    });
    EXPECT_TRUE(done) << to_text(done.error());
    return found;
  }
  TemporaryFolder folder_;
  std::unique_ptr<Log> log_;
};

INSTANTIATE_TEST_SUITE_P(, LogContract, testing::Values("sqlite", "memory"),
                         [](const auto& info) { return std::string(info.param); });

void expect_same(const LogRow& a, const LogRow& b) {
  EXPECT_EQ(a.seq, b.seq);
  EXPECT_EQ(a.recorded, b.recorded);
  EXPECT_EQ(a.body, b.body);
  EXPECT_EQ(a.salt, b.salt);
  EXPECT_EQ(a.leaf, b.leaf);
  EXPECT_EQ(a.disposed, b.disposed);
}

TEST_P(LogContract, StartsEmpty) {
  EXPECT_EQ(log_->size(), 0u);
  EXPECT_EQ(log_->row(0).value(), std::nullopt);
  EXPECT_EQ(log_->checkpoint(0).value(), std::nullopt);
  EXPECT_EQ(log_->tile(0, 0).value(), std::nullopt);
  EXPECT_TRUE(log_->checkpoints(10)->empty());
  EXPECT_TRUE(log_->check_storage()->empty());
  EXPECT_TRUE(log_->settle());
}

TEST_P(LogContract, GivesBackWhatWasAppended) {
  const auto written = rows(0, 700);
  const std::vector tiles{tile(0, 0), tile(0, 1), tile(1, 7)};
  ASSERT_TRUE(log_->append(written, tiles, "note"));
  EXPECT_EQ(log_->size(), 700u);
  const auto read = scanned(0, 700);
  ASSERT_EQ(read.size(), 700u);
  for (size_t i = 0; i < read.size(); ++i) expect_same(read[i], written[i]);
  expect_same(log_->row(699)->value(), written[699]);
  EXPECT_EQ(log_->row(700).value(), std::nullopt);
  for (const auto& t : tiles) EXPECT_EQ(log_->tile(t.level, t.index)->value().hashes, t.hashes);
  EXPECT_EQ(log_->tile(1, 0).value(), std::nullopt);
}

TEST_P(LogContract, BodiesMayHoldAnyBytes) {
  std::vector<LogRow> odd = rows(0, 3);
  odd[0].body = std::string("\0\xff\n", 3);
  odd[1].body = "";
  odd[2].body = std::string(100'000, 'x');
  ASSERT_TRUE(log_->append(odd, {}, "note"));
  for (const auto& r : odd) expect_same(log_->row(r.seq)->value(), r);
}

TEST_P(LogContract, ScanIsARangeAndStopsWhenTold) {
  ASSERT_TRUE(log_->append(rows(0, 600), {}, "note"));
  EXPECT_EQ(scanned(598, 600).front().seq, 598u);
  EXPECT_TRUE(scanned(5, 5).empty());
  int seen = 0;
  EXPECT_TRUE(log_->scan(0, 600, [&](const LogRow&) { return ++seen < 300; }));
  EXPECT_EQ(seen, 300);
  EXPECT_THAT(log_->scan(590, 601, [](const LogRow&) { return true; }).error().what,
              HasSubstr("fact 600 is missing"));
}

TEST_P(LogContract, BodiesAreThoseOfTheRows) {
  auto written = rows(0, 2500);
  written[1].body = "";
  ASSERT_TRUE(log_->append(written, {}, "note"));
  ASSERT_TRUE(log_->dispose(std::vector<uint64_t>{7}));
  uint64_t next = 3;
  const auto done = log_->scan_bodies(3, 2400, [&](LogBodies& bodies) {
    for (const LogBodies::Row& row : bodies.rows) {
      EXPECT_EQ(row.seq, next++);
      EXPECT_EQ(row.recorded, written[row.seq].recorded);
      EXPECT_EQ(row.disposed, row.seq == 7);
      EXPECT_EQ(bodies.body(row), row.seq == 7 ? "" : written[row.seq].body);
    }
    bodies = {};  // whoever is given them may take them
    return true;
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(next, 2400u);
  int seen = 0;
  EXPECT_TRUE(log_->scan_bodies(0, 2500, [&](LogBodies&) { return ++seen < 2; }));
  EXPECT_EQ(seen, 2);
  EXPECT_THAT(log_->scan_bodies(2499, 2501, [](LogBodies&) { return true; }).error().what,
              HasSubstr("fact 2500 is missing"));
}

TEST_P(LogContract, AScanMayCallTheLog) {
  ASSERT_TRUE(log_->append(rows(0, 3), {}, "a"));
  EXPECT_TRUE(log_->scan(0, 3, [&](const LogRow& r) {
    EXPECT_TRUE(log_->row(r.seq));
    EXPECT_TRUE(log_->append(rows(3 + r.seq, 4 + r.seq), {}, "b"));
    return true;
  }));
  EXPECT_EQ(log_->size(), 6u);
}

TEST_P(LogContract, CheckpointsAreInOrder) {
  for (uint64_t n = 0; n < 5; ++n)
    ASSERT_TRUE(log_->append(rows(2 * n, 2 * n + 2), {}, fmt::format("note {}", n)));
  using Note = std::pair<uint64_t, std::string>;
  EXPECT_THAT(log_->checkpoints(2).value(), ElementsAre(Note{8, "note 3"}, Note{10, "note 4"}));
  EXPECT_EQ(log_->checkpoints(SIZE_MAX)->size(), 5u);
  EXPECT_THAT(log_->checkpoints_between(2, 6).value(),
              ElementsAre(Note{4, "note 1"}, Note{6, "note 2"}));
  EXPECT_EQ(log_->checkpoint(4).value(), "note 1");
  EXPECT_EQ(log_->checkpoint(5).value(), std::nullopt);
}

TEST_P(LogContract, RowsThatDoNotContinueAreRefusedWhole) {
  ASSERT_TRUE(log_->append(rows(0, 3), {}, "note"));
  auto gap = rows(3, 6);
  gap[2].seq = 7;
  EXPECT_THAT(log_->append(gap, {}, "gap").error().what, HasSubstr("7"));
  EXPECT_THAT(log_->append(rows(2, 4), {}, "again").error().what, HasSubstr("2"));
  EXPECT_FALSE(log_->append(rows(4, 5), {}, "later"));
  EXPECT_FALSE(log_->append({}, {}, "nothing"));
  EXPECT_EQ(log_->size(), 3u);
  EXPECT_EQ(log_->checkpoints(SIZE_MAX)->size(), 1u);
}

TEST_P(LogContract, WhatIsWrittenOnceIsNotWrittenOver) {
  ASSERT_TRUE(log_->append(rows(0, 1), std::vector{tile(0, 0)}, "note"));
  EXPECT_FALSE(log_->append(rows(1, 2), std::vector{tile(0, 0)}, "note"));
  EXPECT_EQ(log_->size(), 1u);
  EXPECT_TRUE(log_->append(rows(1, 2), {}, "note"));
}

TEST_P(LogContract, DisposalLeavesLeafAndPlace) {
  ASSERT_TRUE(log_->append(rows(0, 4), {}, "note"));
  const std::vector<uint64_t> seqs{1, 2};
  for (int again = 0; again < 2; ++again) {
    ASSERT_TRUE(log_->dispose(seqs));
    const auto disposed = log_->row(1)->value();
    EXPECT_TRUE(disposed.disposed);
    EXPECT_EQ(disposed.body, "");
    EXPECT_EQ(disposed.salt, (std::array<uint8_t, 16>{}));
    EXPECT_EQ(disposed.leaf, row(1).leaf);
    EXPECT_EQ(disposed.recorded, row(1).recorded);
    EXPECT_FALSE(log_->row(3)->value().disposed);
    EXPECT_EQ(log_->size(), 4u);
  }
}

}  // namespace
}  // namespace probata
