// A process that is killed, and a disk that is full, while facts are appended. The child writes
// each receipt to a pipe after it got it; the parent then opens what is left.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "ledger/test_ledger.h"
#include "store/temporary_folder.h"

namespace probata {
namespace {

struct Line {
  uint64_t first, count, size;
};

std::vector<std::string> batch_of(uint64_t first, uint64_t count) {
  auto batch = bodies(first, count);
  for (auto& body : batch) body += std::string(150, 'x');
  return batch;
}

// Appends for ever. The bodies say their place, so that a stored one can be judged by itself.
[[noreturn]] void append_until_killed(const std::string& path, int out, uint64_t seed) {
  auto ledger = open_ledger(std::move(open_sqlite_log(path)).value(), seed);
  for (uint64_t n = 0;; ++n) {
    const uint64_t count = 1 + (seed + n) % 60;
    const auto receipt = ledger->append(batch_of(ledger->size(), count));
    if (!receipt) ::_exit(3);
    const Line line{receipt->first, count, receipt->size};
    if (::write(out, &line, sizeof line) != sizeof line) ::_exit(4);
  }
}

// So many, or all until the other end is closed.
std::vector<Line> read_lines(int in, size_t most = SIZE_MAX) {
  std::vector<Line> lines;
  for (Line line{}; lines.size() < most && ::read(in, &line, sizeof line) == sizeof line;)
    lines.push_back(line);
  return lines;
}

void expect_all_there(const Ledger& ledger, const std::vector<Line>& lines) {
  const auto stored = stored_bodies(ledger);
  for (size_t seq = 0; seq < stored.size(); ++seq) ASSERT_EQ(stored[seq], batch_of(seq, 1).front());
  for (const auto& line : lines) EXPECT_LE(line.size, stored.size()) << "acknowledged and lost";
  expect_whole(ledger);
}

TEST(Crash, KilledWhileAppending) {
  const TemporaryFolder folder;
  const auto path = folder.file("ledger.db");
  std::mt19937_64 random(4'711);
  std::vector<Line> lines;
  for (uint64_t round = 0; round < 12; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const auto child = ::fork();
    if (child == 0) append_until_killed(path, ends[1], round);
    ::close(ends[1]);
    // However slow the machine is: some were acknowledged, and then at any instant.
    const auto seen = read_lines(ends[0], 1 + random() % 8);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 10'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    const auto more = read_lines(ends[0]);
    ::close(ends[0]);
    for (const auto* some : {&seen, &more}) lines.insert(lines.end(), some->begin(), some->end());
    expect_all_there(*open_ledger(std::move(open_sqlite_log(path)).value()), lines);
  }
  EXPECT_GT(lines.size(), 12u) << "the children were killed before they appended";
}

// Exit code of the child; it appends under a limit on the size of files until that fails, then
// without.
int append_on_full_disk(const std::string& path, int out) {
  ::signal(SIGXFSZ, SIG_IGN);
  auto ledger = open_ledger(std::move(open_sqlite_log(path)).value());
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  const auto append = [&]() -> Result<void> {
    const auto receipt = ledger->append(batch_of(ledger->size(), 40));
    if (!receipt) return std::unexpected(receipt.error());
    const Line line{receipt->first, 40, receipt->size};
    if (::write(out, &line, sizeof line) != sizeof line) return failure("pipe");
    return {};
  };
  for (rlim_t bytes = 200'000; bytes < 1'400'000; bytes += 150'000) {
    rlimit now = limit;
    now.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &now);
    // A failed one is settled by emptying the journal, which makes room: full is when several fail
    // in a row.
    for (int tries = 0, failed = 0; failed < 4; ++tries) {
      const auto done = append();
      if (!done && !done.error().what.contains("the disk is full")) return 11;
      failed = done ? 0 : failed + 1;
      if (tries == 10'000) return 10;
    }
    ::setrlimit(RLIMIT_FSIZE, &limit);
    if (!append()) return 13;
    if (!problems_of(*ledger).empty()) return 14;
  }
  return 0;
}

TEST(Crash, DiskFullWhileAppending) {
  const TemporaryFolder folder;
  const auto path = folder.file("ledger.db");
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  const auto child = ::fork();
  if (child == 0) ::_exit(append_on_full_disk(path, ends[1]));
  ::close(ends[1]);
  const auto lines = read_lines(ends[0]);
  ::close(ends[0]);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_GT(lines.size(), 8u);
  const auto ledger = open_ledger(std::move(open_sqlite_log(path)).value());
  expect_all_there(*ledger, lines);
  EXPECT_EQ(ledger->size(), lines.back().size) << "the last one was acknowledged";
}

}  // namespace
}  // namespace probata
