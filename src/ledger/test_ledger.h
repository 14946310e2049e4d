// Ledgers for tests: a fixed clock, fixed salts, a fixed key; and the check that each test ends
// with.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "base/text.h"
#include "ledger/ledger.h"
#include "store/memory_log.h"

namespace probata {

inline Signer test_signer() {
  std::array<uint8_t, 32> seed{};
  seed.fill(7);
  return Signer::from_seed("example.com/company", seed);
}

// A clock that goes on by a second at each look.
inline Clock ticking_clock(Instant start = {1'700'000'000'000'000}) {
  return [now = std::make_shared<Instant>(start)] { return *now = *now + second; };
}

inline Result<std::unique_ptr<Ledger>> try_open(std::unique_ptr<Log> log, uint64_t seed = 1) {
  return Ledger::open(std::move(log), test_signer(), ticking_clock(), seeded_random(seed));
}

inline std::unique_ptr<Ledger> open_ledger(std::unique_ptr<Log> log, uint64_t seed = 1) {
  auto ledger = try_open(std::move(log), seed);
  if (!ledger) throw std::runtime_error(to_text(ledger.error()));
  return std::move(*ledger);
}

inline std::vector<std::string> bodies(uint64_t first, uint64_t count) {
  std::vector<std::string> all;
  for (uint64_t i = 0; i < count; ++i) all.push_back(fmt::format("{{\"n\":{}}}", first + i));
  return all;
}

inline std::vector<std::string> problems_of(const Ledger& ledger) {
  const auto check = ledger.check({});
  if (!check) return {to_text(check.error())};
  return check->problems;
}

inline void expect_whole(const Ledger& ledger) {
  EXPECT_EQ(join(problems_of(ledger), "\n"), "");
  const auto opened = open_checkpoint(ledger.checkpoint().value(), ledger.verifier());
  ASSERT_TRUE(opened) << to_text(opened.error());
  EXPECT_EQ(opened->size, ledger.size());
  EXPECT_EQ(opened->root, ledger.root(ledger.size()));
}

inline std::vector<std::string> stored_bodies(const Ledger& ledger) {
  std::vector<std::string> all;
  const auto done = ledger.scan(0, ledger.size(), [&](const LogRow& row) {
    all.push_back(row.body);
    return true;
  });
  EXPECT_TRUE(done) << to_text(done.error());
  return all;
}

}  // namespace probata
