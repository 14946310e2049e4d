#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/time.h"

namespace probata {
namespace {

TEST(DurationText, Reads) {
  const std::pair<std::string_view, int64_t> cases[] = {
      {"250ms", 250'000},
      {"30s", 30'000'000},
      {"10m", 600'000'000},
      {"24h", 86'400'000'000},
      {"30d", 30 * day.us},
      {"1d12h", 36 * hour.us},
      {"1h30m", 90 * minute.us},
      {"1.5s", 1'500'000},
      {"-2h", -2 * hour.us},
      {"+2h", 2 * hour.us},
      {"0", 0},
      {"0s", 0},
      {"1us", 1},
      {"1µs", 1},
      {"3000ns", 3},
      {".5s", 500'000},
      {"1.s", 1'000'000},
      {"0.000001s", 1},
      {"-1h30m", -90 * minute.us},
      {"1.5d", 36 * hour.us},
      {"1m1m", 2 * minute.us},
  };
  for (const auto& [text, us] : cases) {
    const auto d = parse_duration(text);
    ASSERT_TRUE(d) << to_text(d.error());
    EXPECT_EQ(d->us, us) << text;
  }
}

TEST(DurationText, Refuses) {
  for (const std::string_view text : {"", "-", "h", "5", "1.5", "5 m", " 5m", "5m ", "1y", "P1D",
                                      "1h-5m", ".s", "1..5s", "999999999d", "9223372036854775807us",
                                      "1234567890123456789012345s", "--1s", "1e3s", "5M"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
  EXPECT_NE(parse_duration("1.0000001s").error().what.find("finer"), std::string::npos);
  EXPECT_NE(parse_duration("1ns").error().what.find("finer"), std::string::npos);
  EXPECT_NE(parse_duration("5y").error().what.find("unit"), std::string::npos);
}

TEST(DurationText, PrintsTheLargestWholeUnit) {
  EXPECT_EQ(to_text(Duration{24 * hour.us}), "1d");
  EXPECT_EQ(to_text(Duration{36 * hour.us}), "36h");
  EXPECT_EQ(to_text(Duration{90 * minute.us}), "90m");
  EXPECT_EQ(to_text(Duration{-90 * second.us}), "-90s");
  EXPECT_EQ(to_text(Duration{1'500'000}), "1500ms");
  EXPECT_EQ(to_text(Duration{1'500'001}), "1500001us");
  EXPECT_EQ(to_text(Duration{0}), "0s");
}

RC_GTEST_PROP(DurationProperty, TextRoundTrip, ()) {
  const int64_t unit =
      *rc::gen::element(day.us, hour.us, minute.us, second.us, int64_t{1'000}, int64_t{1});
  const Duration d{*rc::gen::inRange<int64_t>(-100'000, 100'000) * unit};
  RC_ASSERT((parse_duration(to_text(d)) == d));
}

TEST(DurationText, WordsHaveTwoUnitsAtMost) {
  EXPECT_EQ(to_words(Duration{7 * day.us + 15 * hour.us + 3 * minute.us}), "7 d 15 h");
  EXPECT_EQ(to_words(Duration{40 * minute.us}), "40 min");
  EXPECT_EQ(to_words(Duration{40 * minute.us + second.us}), "40 min 1 s");
  EXPECT_EQ(to_words(Duration{7 * day.us + 59 * minute.us}), "7 d");
  EXPECT_EQ(to_words(Duration{999'999}), "less than a second");
  EXPECT_EQ(to_words(Duration{0}), "less than a second");
  EXPECT_EQ(to_words(Duration{-2 * hour.us}), "-2 h");
}

TEST(SpanText, Reads) {
  const std::pair<std::string_view, Span> cases[] = {
      {"P1M", {.months = 1}},
      {"P1Y", {.months = 12}},
      {"P10D", {.days = 10}},
      {"P2W", {.days = 14}},
      {"2bd", {.business_days = 2}},
      {"P1Y2M10D", {.months = 14, .days = 10}},
      {"P0D", {}},
      {"P1M1W1D", {.months = 1, .days = 8}},
  };
  for (const auto& [text, span] : cases) {
    const auto read = parse_span(text);
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ(*read, span) << text;
  }
}

TEST(SpanText, Refuses) {
  for (const std::string_view text :
       {"",      "P",    "1M",     "P1",      "PM",          "P-1M", "P1D1M",
        "P1M1M", "PT1H", "P1DT1H", "bd",      "0bd",         "-1bd", "2bd ",
        "24h",   "p1m",  "P1.5M",  "P99999Y", "999999999bd", "P1M ", "P99999999999999999999D"}) {
    const auto read = parse_span(text);
    ASSERT_FALSE(read) << text;
    EXPECT_FALSE(read.error().hint.empty());
  }
}

TEST(SpanText, Prints) {
  EXPECT_EQ(to_text(Span{.months = 12}), "P1Y");
  EXPECT_EQ(to_text(Span{.months = 14, .days = 10}), "P1Y2M10D");
  EXPECT_EQ(to_text(Span{.business_days = 2}), "2bd");
  EXPECT_EQ(to_text(Span{}), "P0D");
}

RC_GTEST_PROP(SpanProperty, TextRoundTrip, ()) {
  const Span calendar{.months = *rc::gen::inRange(0, 500), .days = *rc::gen::inRange(0, 500)};
  RC_ASSERT((parse_span(to_text(calendar)) == calendar));
  const Span business{.business_days = *rc::gen::inRange(1, 500)};
  RC_ASSERT((parse_span(to_text(business)) == business));
}

}  // namespace
}  // namespace probata
