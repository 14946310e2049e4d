// The fast lane against the way of all: whatever a history holds, results with and without it are
// the same, byte by byte.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "assess/assess.h"
#include "assess/lane.h"
#include "assess/lane_walk.h"
#include "laws/told_fixture.h"

namespace probata {
namespace {

using namespace told_fixture;

void expect_same(const View& view, Request request, const std::string& where) {
  const Assessment whole = assess(view, request);
  request.detail = Detail::not_passed;
  request.threads = 2;
  const Assessment shown = assess(view, request);
  ASSERT_EQ(to_json(shown, view, false), to_json(whole, view, false)) << where;
  ASSERT_EQ(counts(shown), counts(whole)) << where;
  request.detail = Detail::verdicts;
  ASSERT_EQ(counts(assess(view, request)), counts(whole)) << where;
}

void compare(unsigned seed, bool odd) {
  Told told(seed, odd);
  const History& history = told.run();
  const double now = told.below(2) == 0 ? 1'400 : told.below(1'400);
  const View view{history, FactNo{told.below(4) == 0 ? history.size() * 2 / 3 : history.size()},
                  at(now)};
  Request request;
  const double start = told.below(1'000);
  request.period = {at(start), at(start + told.below(800) + 1)};
  expect_same(view, request, fmt::format("seed {} odd {}", seed, odd));
  if (told.below(3) == 0) expect_same(view, state_at(view.now), fmt::format("seed {} state", seed));
}

TEST(Lane, WhatSourcesTellPlainlyIsTheSameInTheLane) {
  each_seed(300, [](unsigned seed) { compare(seed, false); });
}

TEST(Lane, WhatIsNotPlainIsTheSameBesideTheLane) {
  each_seed(300, [](unsigned seed) { compare(seed, true); });
}

// Or the two above would compare nothing.
TEST(Lane, ItTakesMostOfWhatSourcesTellPlainly) {
  size_t plain = 0, all = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    Told told(seed, false);
    const History& history = told.run();
    const View view{history, FactNo{history.size()}, at(1'400)};
    Evaluator evaluator(view);
    const People records(view);
    for (const probata::Test& test : catalog()->tests) {
      const auto lane =
          Lane::plan(evaluator, records, test, {at(0), at(1'400)}, {}, columns_of(view));
      std::optional<Evaluator> beside;
      const auto walk = lane ? lane->walk(beside) : nullptr;
      Population population;
      int64_t arisen = 0;
      for (const Entity item : history.entities(*test.each)) {
        ++all;
        if (lane && lane->run(*walk, item, 0, {}, population, arisen).plain) ++plain;
      }
    }
  }
  EXPECT_GT(all, 1'000U);
  EXPECT_GT(plain * 2, all) << plain << " of " << all;
}

}  // namespace
}  // namespace probata
