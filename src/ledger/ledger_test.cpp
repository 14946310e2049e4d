#include "ledger/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "ledger/test_ledger.h"
#include "store/temporary_folder.h"

namespace probata {
namespace {

using testing::HasSubstr;

TEST(Ledger, EmptyIsSignedToo) {
  const auto ledger = open_ledger(std::make_unique<MemoryLog>());
  EXPECT_EQ(ledger->size(), 0u);
  EXPECT_EQ(ledger->last_recorded(), Instant::earliest());
  EXPECT_EQ(open_checkpoint(ledger->checkpoint().value(), ledger->verifier())->root, sha256(""));
  EXPECT_EQ(ledger->row(0).value(), std::nullopt);
  expect_whole(*ledger);
}

TEST(Ledger, ReceiptSaysWhereAndWhen) {
  const auto ledger = open_ledger(std::make_unique<MemoryLog>());
  ASSERT_TRUE(ledger->append(bodies(0, 3)));
  const auto receipt = ledger->append(bodies(3, 2)).value();
  EXPECT_EQ(receipt.first, 3u);
  EXPECT_EQ(receipt.size, 5u);
  EXPECT_EQ(receipt.recorded, ledger->last_recorded());
  EXPECT_EQ(receipt.checkpoint, ledger->checkpoint());
  const auto row = ledger->row(4)->value();
  EXPECT_EQ(row.body, "{\"n\":4}");
  EXPECT_EQ(row.recorded, receipt.recorded);
  EXPECT_EQ(row.leaf, leaf_hash(row.recorded, row.salt, row.body));
  EXPECT_NE(row.salt, ledger->row(3)->value().salt);
  expect_whole(*ledger);
}

TEST(Ledger, RecordedNeverGoesBack) {
  auto now = std::make_shared<Instant>(Instant{1'000'000});
  const auto disk = std::make_shared<MemoryDisk>();
  const auto open = [&] {
    return std::move(Ledger::open(
                         std::make_unique<MemoryLog>(disk), test_signer(), [now] { return *now; },
                         seeded_random(2)))
        .value();
  };
  auto ledger = open();
  ASSERT_TRUE(ledger->append(bodies(0, 1)));
  *now = {500};
  EXPECT_EQ(ledger->append(bodies(1, 1))->recorded, Instant{1'000'000});
  ledger = open();
  EXPECT_EQ(ledger->append(bodies(2, 1))->recorded, Instant{1'000'000});
  *now = {2'000'000};
  EXPECT_EQ(ledger->append(bodies(3, 1))->recorded, Instant{2'000'000});
  expect_whole(*ledger);
}

TEST(Ledger, WhatCannotBeAppended) {
  const auto ledger = open_ledger(std::make_unique<MemoryLog>());
  EXPECT_FALSE(ledger->append({}));
  const std::vector<std::string> large{"a", std::string(Ledger::longest_body + 1, 'x')};
  EXPECT_THAT(ledger->append(large).error().hint, HasSubstr("evidence"));
  EXPECT_EQ(ledger->size(), 0u);
}

TEST(Ledger, ScanIsCutAtTheSize) {
  const auto ledger = open_ledger(std::make_unique<MemoryLog>());
  ASSERT_TRUE(ledger->append(bodies(0, 5)));
  int seen = 0;
  ASSERT_TRUE(ledger->scan(2, 1'000, [&](const LogRow& row) {
    EXPECT_EQ(row.seq, 2u + static_cast<uint64_t>(seen++));
    return true;
  }));
  EXPECT_EQ(seen, 3);
  EXPECT_TRUE(ledger->scan(7, 1'000, [](const LogRow&) { return false; }));
}

TEST(Ledger, EveryCheckpointIsConsistentWithTheLast) {
  const auto ledger = open_ledger(std::make_unique<MemoryLog>());
  for (uint64_t n = 0; n < 40; ++n) ASSERT_TRUE(ledger->append(bodies(n, 1 + n % 20)));
  const auto last = open_checkpoint(ledger->checkpoint().value(), ledger->verifier()).value();
  const auto notes = ledger->checkpoints(SIZE_MAX).value();
  EXPECT_EQ(notes.size(), 40u);
  for (const auto& [size, note] : notes) {
    const auto checkpoint = open_checkpoint(note, ledger->verifier()).value();
    EXPECT_EQ(checkpoint.size, size);
    EXPECT_TRUE(verify(ledger->prove_consistency(size, last.size).value(), checkpoint, last));
  }
  EXPECT_EQ(ledger->checkpoints(3)->front().first, notes[37].first);
}

TEST(Ledger, DisposalChangesNoRootAndNoProof) {
  const auto ledger = open_ledger(std::make_unique<MemoryLog>());
  ASSERT_TRUE(ledger->append(bodies(0, 300)));
  const auto before = ledger->root(300);
  const auto proof = ledger->prove_inclusion(7, 300).value();
  const std::vector<uint64_t> seqs{7, 299};
  ASSERT_TRUE(ledger->dispose(seqs));
  EXPECT_EQ(ledger->row(7)->value().body, "");
  EXPECT_EQ(ledger->root(300), before);
  EXPECT_EQ(ledger->prove_inclusion(7, 300)->hashes, proof.hashes);
  EXPECT_TRUE(verify(proof, *before));
  expect_whole(*ledger);
  EXPECT_FALSE(ledger->dispose(std::vector<uint64_t>{300}));
}

TEST(Ledger, AnotherKeyDoesNotOpenIt) {
  const auto disk = std::make_shared<MemoryDisk>();
  ASSERT_TRUE(open_ledger(std::make_unique<MemoryLog>(disk))->append(bodies(0, 3)));
  const auto other =
      Ledger::open(std::make_unique<MemoryLog>(disk), Signer::from_seed("example.com/company", {}),
                   ticking_clock(), seeded_random(1));
  EXPECT_THAT(other.error().what, HasSubstr("checkpoint 3"));
}

TEST(Ledger, ProgressOfTheCheckReachesTheEnd) {
  const auto ledger = open_ledger(std::make_unique<MemoryLog>());
  ASSERT_TRUE(ledger->append(bodies(0, 1'000)));
  uint64_t last = 0;
  const auto check = ledger->check([&](uint64_t done, uint64_t total) {
    EXPECT_GT(done, last);
    EXPECT_EQ(total, 1'000u);
    last = done;
  });
  EXPECT_EQ(last, 1'000u);
  EXPECT_EQ(check->size, 1'000u);
  EXPECT_EQ(check->checkpoints, 1u);
  EXPECT_EQ(check->root, ledger->root(1'000));
}

// Callers of eight threads, on both logs: each gets its own place, in its own order, and readers
// see only whole batches.
void append_from_threads(Ledger& ledger) {
  constexpr int threads = 8, rounds = 25;
  std::vector<std::vector<Receipt>> receipts(threads);
  std::atomic<bool> stop = false;
  std::jthread reader([&] {
    while (!stop) {
      const auto size = ledger.size();
      if (size == 0) continue;
      EXPECT_TRUE(ledger.row(size - 1)->has_value());
      const auto proof = ledger.prove_inclusion(size / 2, size);
      ASSERT_TRUE(proof) << to_text(proof.error());
      EXPECT_TRUE(verify(*proof, ledger.root(size).value()));
    }
  });
  {
    std::vector<std::jthread> writers;
    for (int t = 0; t < threads; ++t)
      writers.emplace_back([&, t] {
        for (int n = 0; n < rounds; ++n) {
          std::vector<std::string> batch;
          for (int i = 0; i <= n % 4; ++i) batch.push_back(fmt::format("{} {} {}", t, n, i));
          receipts[static_cast<size_t>(t)].push_back(ledger.append(batch).value());
        }
      });
  }
  stop = true;
  reader.join();
  std::set<uint64_t> places;
  for (int t = 0; t < threads; ++t)
    for (int n = 0; n < rounds; ++n) {
      const auto& receipt = receipts[static_cast<size_t>(t)][static_cast<size_t>(n)];
      for (int i = 0; i <= n % 4; ++i) {
        const auto seq = receipt.first + static_cast<uint64_t>(i);
        EXPECT_TRUE(places.insert(seq).second);
        EXPECT_LT(seq, receipt.size);
        EXPECT_EQ(ledger.row(seq)->value().body, fmt::format("{} {} {}", t, n, i));
        EXPECT_EQ(ledger.row(seq)->value().recorded, receipt.recorded);
      }
    }
  EXPECT_EQ(places.size(), ledger.size());
  expect_whole(ledger);
}

TEST(Ledger, EightThreadsInMemory) {
  append_from_threads(*open_ledger(std::make_unique<MemoryLog>()));
}

TEST(Ledger, EightThreadsOnDisk) {
  const TemporaryFolder folder;
  const auto ledger = open_ledger(std::move(open_sqlite_log(folder.file("ledger.db"))).value());
  append_from_threads(*ledger);
}

// A log whose writes can be held, so that others gather behind the leader.
class HeldLog : public MemoryLog {
 public:
  std::atomic<bool>* held;
  std::vector<size_t>* groups;
  HeldLog(std::atomic<bool>* h, std::vector<size_t>* g) : held(h), groups(g) {}
  Result<void> append(std::span<const LogRow> rows, std::span<const LogTile> tiles,
                      std::string_view note) override {
    held->wait(true);
    groups->push_back(rows.size());
    return MemoryLog::append(rows, tiles, note);
  }
};

TEST(Ledger, ThoseWhoWaitAreCommittedTogetherAndOneFailureIsTriedApart) {
  std::atomic<bool> held = true;
  std::vector<size_t> groups;
  auto log = std::make_unique<HeldLog>(&held, &groups);
  auto* raw = log.get();
  const auto ledger = open_ledger(std::move(log));
  raw->fail(LogStep::append, Fault::not_persisted, 1, 2);  // the group, then the first of it alone
  std::atomic<int> failed = 0;
  {
    std::vector<std::jthread> writers;
    for (uint64_t t = 0; t < 5; ++t) {
      writers.emplace_back([&, t] { failed += ledger->append(bodies(t, 1)) ? 0 : 1; });
      std::this_thread::sleep_for(std::chrono::milliseconds(60));  // they queue in order
    }
    held = false;
    held.notify_all();
  }
  EXPECT_EQ(groups, (std::vector<size_t>{1, 4, 1, 1, 1, 1}));
  EXPECT_EQ(failed, 1);
  EXPECT_EQ(ledger->size(), 4u);
  expect_whole(*ledger);
}

}  // namespace
}  // namespace probata
