// What stands after each fact is what is found from scratch: whatever the fact, late and backdated
// ones included.
#include <gtest/gtest.h>

#include "assess/standing.h"
#include "laws/told_fixture.h"

namespace probata {
namespace {

using namespace told_fixture;

void expect_same(Standing& standing, const History& history, const Request& request, Instant now,
                 const std::string& where) {
  const Assessment whole = assess({history, FactNo{history.size()}, now}, request);
  for (const ControlResult& control : whole.controls) {
    for (const TestResult& t : control.tests) {
      const Counts c = standing.counts(t.test);
      ASSERT_EQ(std::tuple(c.population, c.passed, c.failed, c.unknown, c.pending, c.waived),
                std::tuple(t.population, t.passed, t.failed, t.unknown, t.pending, t.waived))
          << where << " test " << static_cast<int>(t.test);
      ASSERT_EQ(counts(standing.result(t.test)), counts(t)) << where;
    }
  }
}

void follow(unsigned seed, bool odd) {
  Told told(seed, odd);
  told.run();
  const Instant now = at(told.below(2) == 0 ? 1'400 : 700);
  Request request;
  request.detail = Detail::verdicts;
  const int start = told.below(1'000);
  request.period = {at(start), at(start + told.below(800) + 1)};
  History history(catalog(), read_settings(File{}, *catalog()).value());
  Standing standing(history, request, now);
  for (const Fact& fact : told.facts) {
    const auto touched = history.fold(FactNo{history.size()}, *fact.recorded, fact);
    standing.take(fact, touched);
    expect_same(standing, history, request, now,
                fmt::format("seed {} odd {} fact {}", seed, odd, history.size() - 1));
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(Standing, AfterEachFactItIsAsFromScratch) {
  each_seed(60, [](unsigned seed) { follow(seed, false); });
}

TEST(Standing, AfterEachFactThatIsNotPlainItIsAsFromScratch) {
  each_seed(60, [](unsigned seed) { follow(seed, true); });
}

}  // namespace
}  // namespace probata
