#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace probata {
namespace {

int64_t us_of(std::string_view text) {
  const auto t = parse_instant(text);
  if (!t) ADD_FAILURE() << to_text(t.error());
  return t ? t->us : -1;
}

TEST(Instant, ReadsRfc3339) {
  EXPECT_EQ(us_of("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(us_of("1970-01-01t00:00:01z"), 1'000'000);
  EXPECT_EQ(us_of("1969-12-31T23:59:59.999999Z"), -1);
  EXPECT_EQ(us_of("1970-01-01T00:00:00.5Z"), 500'000);
  EXPECT_EQ(us_of("1970-01-01T00:00:00.000001Z"), 1);
  EXPECT_EQ(us_of("2000-02-29T00:00:00Z"), 951'782'400'000'000);
  EXPECT_EQ(us_of("0001-01-01T00:00:00Z"), Instant::earliest().us);
  EXPECT_EQ(us_of("9999-12-31T23:59:59.999999Z"), Instant::latest().us);
}

// The examples of RFC 3339, section 5.8.
TEST(Instant, ReadsOffsets) {
  EXPECT_EQ(us_of("1996-12-19T16:39:57-08:00"), us_of("1996-12-20T00:39:57Z"));
  EXPECT_EQ(us_of("1937-01-01T12:00:27.87+00:20"), us_of("1937-01-01T11:40:27.87Z"));
  EXPECT_EQ(us_of("1985-04-12T23:20:50.52Z"), 482'196'050'520'000);
  EXPECT_EQ(us_of("2026-01-01T00:00:00-00:00"), us_of("2026-01-01T00:00:00Z"));
  EXPECT_EQ(us_of("2026-01-01T00:00:00+23:59"), us_of("2025-12-31T00:01:00Z"));
}

TEST(Instant, RefusesWhatIsNoTime) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "RFC 3339"},
      {"2026-01-01", "RFC 3339"},
      {"2026-01-01T00:00:00", "RFC 3339"},
      {"2026-01-01 00:00:00Z", "RFC 3339"},
      {"2026-1-01T00:00:00Z", "RFC 3339"},
      {"2026-01-01T00:00Z", "RFC 3339"},
      {"2026-01-01T00:00:00.Z", "RFC 3339"},
      {"2026-03-01T09:12:00.(000001Z", "RFC 3339"},  // once looped for ever: found by fact_fuzz
      {"2026-01-01T00:00:00+0100", "RFC 3339"},
      {"2026-01-01T00:00:00Z ", "RFC 3339"},
      {"+2026-01-01T00:00:00Z", "RFC 3339"},
      {"2026-01-01T00:00:00+01:0", "RFC 3339"},
      {"2026-01-01T00:00:00.1234567Z", "finer"},
      {"2026-01-01T00:00:00.0000000Z", "finer"},
      {"2026-02-29T00:00:00Z", "no such day"},
      {"1900-02-29T00:00:00Z", "no such day"},
      {"2026-13-01T00:00:00Z", "no such day"},
      {"2026-00-01T00:00:00Z", "no such day"},
      {"2026-04-31T00:00:00Z", "no such day"},
      {"2026-01-01T24:00:00Z", "time of day"},
      {"2026-01-01T00:60:00Z", "time of day"},
      {"2026-01-01T00:00:61Z", "time of day"},
      {"2026-01-01T00:00:00+24:00", "time of day"},
      {"1990-12-31T23:59:60Z", "leap second"},
      {"0000-01-01T00:00:00Z", "0001"},
      {"0001-01-01T00:00:00+00:01", "0001 to 9999"},
      {"9999-12-31T23:59:59-00:01", "0001 to 9999"},
  };
  for (const auto& [text, why] : cases) {
    const auto t = parse_instant(text);
    ASSERT_FALSE(t) << text;
    EXPECT_NE(t.error().what.find(why), std::string::npos) << text << ": " << t.error().what;
    EXPECT_NE(t.error().what.find('`' + std::string(text) + '`'), std::string::npos);
    EXPECT_FALSE(t.error().hint.empty());
  }
}

TEST(Instant, PrintsSixDecimalsOnlyWhereNeeded) {
  EXPECT_EQ(to_text(Instant{0}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_text(Instant{-1}), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(to_text(Instant{500'000}), "1970-01-01T00:00:00.500000Z");
  EXPECT_EQ(to_text(Instant::earliest()), "0001-01-01T00:00:00Z");
  EXPECT_EQ(to_text(Instant::latest()), "9999-12-31T23:59:59.999999Z");
}

RC_GTEST_PROP(InstantProperty, TextRoundTrip, ()) {
  const Instant t{*rc::gen::inRange<int64_t>(Instant::earliest().us, Instant::latest().us)};
  RC_ASSERT((parse_instant(to_text(t)) == t));
}

TEST(Saturation, EndsWithoutEndStay) {
  constexpr Duration forever{std::numeric_limits<int64_t>::max()};
  EXPECT_EQ(Instant::never_after() + day, Instant::never_after());
  EXPECT_EQ(Instant::never_after() - day, Instant::never_after());
  EXPECT_EQ(Instant::never_before() + day, Instant::never_before());
  EXPECT_EQ(Instant::never_before() - day, Instant::never_before());
  EXPECT_EQ(Instant{-5} + forever, Instant::never_after());
  EXPECT_EQ(Instant{-5} - forever, Instant::never_before());
  EXPECT_EQ(Instant::never_after() - Instant{7}, forever);
  EXPECT_EQ(Instant{7} - Instant::never_before(), forever);
  EXPECT_EQ(Instant{7} - Instant::never_after(), Duration{std::numeric_limits<int64_t>::min()});
  EXPECT_EQ(Instant::never_after() - Instant::never_after(), Duration{0});
}

TEST(Saturation, OverflowGoesToTheNearerEnd) {
  constexpr Duration century = Duration{day.us * 36'525};
  EXPECT_EQ(century * 1'000'000, Duration{std::numeric_limits<int64_t>::max()});
  EXPECT_EQ(century * -1'000'000, Duration{std::numeric_limits<int64_t>::min()});
  EXPECT_EQ(century * 2, Duration{day.us * 73'050});
  EXPECT_EQ(Duration{std::numeric_limits<int64_t>::max()} * 0, Duration{0});
  EXPECT_EQ(Duration{std::numeric_limits<int64_t>::max()} * -1,
            Duration{std::numeric_limits<int64_t>::min()});
  EXPECT_EQ(Instant{std::numeric_limits<int64_t>::max() - 1} + day, Instant::never_after());
  EXPECT_EQ(hour + minute, Duration{3'660'000'000});
}

TEST(Range, ExactIsOneMicrosecondWide) {
  EXPECT_TRUE(Range::exactly(Instant{5}).exact());
  EXPECT_EQ(Range::exactly(Instant{5}), (Range{Instant{4}, Instant{5}}));
  EXPECT_FALSE((Range{Instant{3}, Instant{5}}.exact()));
  EXPECT_FALSE((Range{Instant::never_before(), Instant{5}}.exact()));
}

TEST(Period, IsHalfOpen) {
  const Period p{Instant{1}, Instant{3}};
  EXPECT_FALSE(p.contains(Instant{0}));
  EXPECT_TRUE(p.contains(Instant{1}));
  EXPECT_TRUE(p.contains(Instant{2}));
  EXPECT_FALSE(p.contains(Instant{3}));
}

}  // namespace
}  // namespace probata
