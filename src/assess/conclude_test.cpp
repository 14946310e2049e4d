// Section 7 as a table: counts to conclusions, and each marker at and past its limit.
#include "assess/conclude.h"

#include <gtest/gtest.h>

#include "catalog/settings.h"

namespace probata {
namespace {

struct Line {
  const char* what;
  Counts counts;
  bool marked;
  Circumstances circumstances;
  Conclusion expected;
};

// population, passed, failed, unknown, pending, waived
const Line lines[] = {
    {"all passed", {10, 10, 0, 0, 0, 0}, false, {}, Conclusion::effective},
    {"passed or waived", {10, 9, 0, 0, 0, 1}, false, {}, Conclusion::effective},
    {"one failed", {10, 9, 1, 0, 0, 0}, false, {}, Conclusion::effective_with_exceptions},
    {"a marker holds", {10, 8, 2, 0, 0, 0}, true, {}, Conclusion::ineffective},
    {"one pending", {10, 9, 0, 0, 1, 0}, false, {}, Conclusion::pending},
    {"nothing occurred", {0, 0, 0, 0, 0, 0}, false, {}, Conclusion::not_occurring},
    {"nothing yet, a task",
     {0, 0, 0, 0, 0, 0},
     false,
     {.incomplete = false, .open = true},
     Conclusion::pending},
    {"incomplete: effective",
     {10, 10, 0, 0, 0, 0},
     false,
     {.incomplete = true, .open = false},
     Conclusion::unknown},
    {"incomplete: pending",
     {10, 9, 0, 0, 1, 0},
     false,
     {.incomplete = true, .open = false},
     Conclusion::unknown},
    {"incomplete: nothing",
     {0, 0, 0, 0, 0, 0},
     false,
     {.incomplete = true, .open = true},
     Conclusion::unknown},
    {"incomplete: exceptions stay",
     {10, 9, 1, 0, 0, 0},
     false,
     {.incomplete = true, .open = false},
     Conclusion::effective_with_exceptions},
    {"incomplete: ineffective stays",
     {10, 1, 9, 0, 0, 0},
     true,
     {.incomplete = true, .open = false},
     Conclusion::ineffective},
};

TEST(Conclusion, FollowsFromTheCounts) {
  for (const Line& line : lines)
    EXPECT_EQ(conclude(line.counts, line.marked, line.circumstances), line.expected) << line.what;
}

TEST(Conclusion, OfAControlIsTheWorstOfItsTests) {
  std::vector<TestResult> tests(3);
  tests[0].conclusion = Conclusion::effective;
  tests[1].conclusion = Conclusion::not_occurring;
  tests[2].conclusion = Conclusion::effective;
  EXPECT_EQ(worst(tests), Conclusion::effective);
  tests[1].conclusion = Conclusion::unknown;
  EXPECT_EQ(worst(tests), Conclusion::unknown);
}

class MarkerTest : public testing::Test {
 protected:
  static std::shared_ptr<const Catalog> read() {
    const Folder folder{
        .name = "test",
        .files = {
            {"controls/c.yaml",
             "control: c\ntitle: C\ntests:\n  - id: r\n    when: \"true\"\n    then: \"true\"\n"}}};
    return *read_catalog(std::span(&folder, 1));
  }

  void SetUp() override {
    test_ = catalog_->at(TestNo{0});
    test_.severity = Severity::medium;
  }

  // Passed, failed and unknown items of one minute each; failed ones have an exception of `length`.
  std::vector<Row> rows(int passed, int failed, int unknown = 0, Duration length = microsecond) {
    std::vector<Row> result;
    for (int i = 0; i < passed + failed + unknown; ++i) {
      Row row;
      row.item = "company";
      row.verdict = i < failed             ? Verdict::failed
                    : i < failed + unknown ? Verdict::unknown
                                           : Verdict::passed;
      row.from = row.due = Range::exactly({i * 1000});
      if (row.verdict != Verdict::passed) row.exception = {{i * 1000}, Instant{i * 1000} + length};
      result.push_back(row);
    }
    return result;
  }
  TestResult conclude(std::vector<Row> rows, bool state = false) {
    History history(catalog_, settings_);
    const View view{history, FactNo{0}, {1'000'000}};
    TestResult result;
    result.rows = std::move(rows);
    probata::conclude(result, view, People(view), test_, {{0}, {1'000'000}}, state);
    return result;
  }
  std::string marker(std::vector<Row> rows) {
    const TestResult result = conclude(std::move(rows));
    return result.marker ? result.marker->name : std::string();
  }

  std::shared_ptr<const Catalog> catalog_ = read();
  Settings settings_;
  probata::Test test_;
};

TEST_F(MarkerTest, FailedShareOfTwentyAndMore) {
  EXPECT_EQ(marker(rows(19, 1)), "");  // 5 % is not more than 5 %
  EXPECT_EQ(marker(rows(18, 2)), "failed_share");
  EXPECT_EQ(marker(rows(95, 5)), "");
  EXPECT_EQ(marker(rows(94, 6)), "failed_share");
}

TEST_F(MarkerTest, TwoOrMoreOfASmallPopulation) {
  EXPECT_EQ(marker(rows(3, 1)), "");
  EXPECT_EQ(marker(rows(17, 2)), "failed_share_small");
  EXPECT_EQ(marker(rows(1, 1)), "");
  EXPECT_EQ(marker(rows(0, 1)), "majority");
}

TEST_F(MarkerTest, AnExceptionLongerThanHalfThePeriod) {
  EXPECT_EQ(marker(rows(9, 1, 0, Duration{500'000})), "");
  EXPECT_EQ(marker(rows(9, 1, 0, Duration{500'001})), "long_exception");
  EXPECT_EQ(marker(rows(40, 1, 0, Duration{600'000})), "");
  test_.severity = Severity::high;
  EXPECT_EQ(marker(rows(40, 1, 0, Duration{600'000})), "long_exception");
}

TEST_F(MarkerTest, ASettingTurnsOneOff) {
  settings_.markers = {{.value = {.failed_share_small = {}}, .from = {}}};
  EXPECT_EQ(marker(rows(17, 2)), "");
}

TEST_F(MarkerTest, UnknownItemsAreCountedBothWays) {
  EXPECT_EQ(conclude(rows(9, 0, 1)).conclusion,
            Conclusion::unknown);  // effective or with exceptions
  EXPECT_EQ(conclude(rows(99, 1, 1)).conclusion,
            Conclusion::effective_with_exceptions);  // in either way
  EXPECT_EQ(conclude(rows(9, 1, 1)).conclusion,
            Conclusion::unknown);  // with exceptions or ineffective
  const TestResult worst = conclude(rows(2, 5, 1));
  EXPECT_EQ(worst.conclusion, Conclusion::ineffective);
  EXPECT_EQ(worst.population, 8);
  EXPECT_EQ(worst.marker->name, "failed_share_small");
}

TEST_F(MarkerTest, TheStateAtAnInstantHasNone) {
  EXPECT_EQ(conclude(rows(0, 5), true).conclusion, Conclusion::effective_with_exceptions);
}

}  // namespace
}  // namespace probata
