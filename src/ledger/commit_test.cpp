// Every step of a commit fails, in both ways, for once or for longer; each test ends with the check
// of the whole ledger, after a restart too. What is promised: a receipt means stored; an error
// means not stored, unless it says that it does not know.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/test_ledger.h"

namespace probata {
namespace {

using testing::HasSubstr;

bool says_unknown(const Error& error) { return error.what.contains("not known"); }

class CommitFaults : public testing::Test {
 protected:
  CommitFaults() { EXPECT_TRUE(append(300)); }

  // Appends `count` new bodies and keeps the books of what must, and of what may be stored.
  Result<Receipt> append(uint64_t count) {
    const auto batch = bodies(next_, count);
    next_ += count;
    auto receipt = ledger_->append(batch);
    if (receipt) {
      EXPECT_EQ(receipt->size, receipt->first + count);
      EXPECT_EQ(read_checkpoint(receipt->checkpoint)->size, receipt->size);
      for (const auto& body : batch) acknowledged_.push_back(body);
    } else if (!says_unknown(receipt.error())) {
      for (const auto& body : batch) refused_.insert(body);
    }
    return receipt;
  }

  void restart() { ledger_ = open_ledger(std::make_unique<MemoryLog>(disk_), ++seed_); }

  void expect_promises_kept() {
    expect_whole(*ledger_);
    const auto stored = stored_bodies(*ledger_);
    EXPECT_EQ(std::set(stored.begin(), stored.end()).size(), stored.size()) << "stored twice";
    for (const auto& body : acknowledged_) EXPECT_THAT(stored, testing::Contains(body));
    for (const auto& body : stored) EXPECT_FALSE(refused_.contains(body)) << body;
  }

  std::shared_ptr<MemoryDisk> disk_ = std::make_shared<MemoryDisk>();
  MemoryLog faults_{disk_};
  uint64_t seed_ = 1, next_ = 0;
  std::unique_ptr<Ledger> ledger_ = open_ledger(std::make_unique<MemoryLog>(disk_));
  std::vector<std::string> acknowledged_;
  std::set<std::string> refused_;
};

TEST_F(CommitFaults, NotPersistedIsAnErrorAndLeavesNothing) {
  faults_.fail(LogStep::append, Fault::not_persisted);
  const auto failed = append(10);
  ASSERT_FALSE(failed);
  EXPECT_FALSE(says_unknown(failed.error()));
  EXPECT_EQ(ledger_->size(), 300u);
  EXPECT_EQ(append(10)->first, 300u);
  expect_promises_kept();
}

TEST_F(CommitFaults, PersistedButReportedFailedIsAReceipt) {
  faults_.fail(LogStep::append, Fault::persisted_but_failed);
  const auto receipt = append(10);
  ASSERT_TRUE(receipt) << to_text(receipt.error());
  EXPECT_EQ(receipt->first, 300u);
  EXPECT_EQ(receipt->size, 310u);
  EXPECT_EQ(receipt->checkpoint, ledger_->checkpoint());
  EXPECT_EQ(receipt->recorded, ledger_->last_recorded());
  EXPECT_EQ(append(10)->first, 310u);
  expect_promises_kept();
}

// The write fails, and then a step of finding out what it left fails as well, for one call up to
// many.
class FaultsCrossed : public CommitFaults,
                      public testing::WithParamInterface<std::tuple<Fault, LogStep, int, int>> {};

INSTANTIATE_TEST_SUITE_P(
    , FaultsCrossed,
    testing::Combine(testing::Values(Fault::not_persisted, Fault::persisted_but_failed),
                     testing::Values(LogStep::settle, LogStep::size, LogStep::scan, LogStep::tile,
                                     LogStep::checkpoint),
                     testing::Values(0, 1), testing::Values(1, 2, 3)));

TEST_P(FaultsCrossed, NothingIsLostDoubledOrHalf) {
  const auto [write, step, after, times] = GetParam();
  faults_.fail(LogStep::append, write);
  faults_.fail(step, Fault::not_persisted, after, times);
  const auto first = append(250);
  if (!first && says_unknown(first.error()))
    EXPECT_EQ(ledger_->size(), 300u) << "shown although not known";
  for (int i = 0; i < 4; ++i) append(3);
  // Faults that the finding out did not meet would meet the check.
  faults_.fail(step, Fault::none);
  EXPECT_TRUE(append(1));
  expect_promises_kept();
  EXPECT_GE(disk_->failures, 1);
  restart();
  EXPECT_TRUE(append(1));
  expect_promises_kept();
}

TEST_P(FaultsCrossed, ARestartInTheMiddleDecides) {
  const auto [write, step, after, times] = GetParam();
  faults_.fail(LogStep::append, write);
  faults_.fail(step, Fault::not_persisted, after, times);
  append(250);
  faults_.fail(step, Fault::none);
  restart();
  EXPECT_EQ(ledger_->size(), write == Fault::persisted_but_failed ? 550u : 300u);
  EXPECT_TRUE(append(5));
  expect_promises_kept();
}

TEST_P(FaultsCrossed, OpeningFailsWhereItCannotReadAndLaterSucceeds) {
  const auto step = std::get<1>(GetParam());
  const auto times = std::get<3>(GetParam());
  faults_.fail(step, Fault::not_persisted, 0, times);
  for (int i = 0; i < times; ++i) EXPECT_FALSE(try_open(std::make_unique<MemoryLog>(disk_))) << i;
  restart();
  expect_promises_kept();
}

TEST_F(CommitFaults, UnknownIsSaidAndTheNextAppendFindsOut) {
  faults_.fail(LogStep::append, Fault::persisted_but_failed);
  faults_.fail(LogStep::settle, Fault::not_persisted);
  const auto unknown = append(10);
  ASSERT_FALSE(unknown);
  EXPECT_THAT(unknown.error().what, HasSubstr("not known"));
  EXPECT_EQ(ledger_->size(), 300u);
  EXPECT_EQ(append(1)->first, 310u);
  expect_promises_kept();
}

TEST_F(CommitFaults, DisposalFailsInBothWaysAndIsRepeated) {
  const std::vector<uint64_t> seqs{3, 4};
  for (const auto fault : {Fault::not_persisted, Fault::persisted_but_failed}) {
    faults_.fail(LogStep::dispose, fault);
    EXPECT_FALSE(ledger_->dispose(seqs));
    expect_whole(*ledger_);
  }
  EXPECT_TRUE(ledger_->dispose(seqs));
  EXPECT_TRUE(ledger_->row(3)->value().disposed);
  expect_whole(*ledger_);
  restart();
  EXPECT_EQ(ledger_->check({})->disposed, 2u);
  expect_whole(*ledger_);
}

TEST_F(CommitFaults, ALedgerThatShrankUnderUsIsNoticed) {
  {
    const std::lock_guard lock(disk_->mutex);
    disk_->rows.clear();
    disk_->tiles.clear();
    disk_->notes.clear();
  }
  const auto appended = append(1);
  ASSERT_FALSE(appended);
  EXPECT_THAT(appended.error().what, HasSubstr("had 300 facts and has 0"));
}

}  // namespace
}  // namespace probata
