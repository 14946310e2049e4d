#include "base/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace probata {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }
Date on(std::string_view text) { return parse_date(text).value(); }
Calendar in(std::string_view zone, BusinessDays days = {}) {
  return Calendar::make(zone, std::move(days)).value();
}
std::string plus(const Calendar& c, std::string_view t, std::string_view span) {
  return to_text(c.plus(at(t), parse_span(span).value()));
}
std::string text(Period p) { return to_text(p.start) + '/' + to_text(p.end); }

TEST(Dates, ReadAndPrint) {
  EXPECT_EQ(on("1970-01-01").days, 0);
  EXPECT_EQ(on("1969-12-31").days, -1);
  EXPECT_EQ(to_text(on("2024-02-29")), "2024-02-29");
  EXPECT_EQ(to_text(on("0001-01-01")), "0001-01-01");
  for (const auto* bad : {"", "2026-02-29", "2026-2-01", "2026-02-01T00:00:00Z", "01.02.2026"}) {
    EXPECT_FALSE(parse_date(bad)) << bad;
  }
}

TEST(Windows, ReadAndPrint) {
  for (const auto* name : {"day", "week", "month", "quarter", "half", "year"}) {
    ASSERT_TRUE(parse_window(name));
    EXPECT_EQ(to_text(*parse_window(name)), name);
  }
  ASSERT_FALSE(parse_window("quartal"));
  EXPECT_EQ(parse_window("quartal").error().hint, "did you mean `quarter`?");
}

TEST(CalendarMake, RefusesWhatItCannotKeep) {
  ASSERT_FALSE(Calendar::make("Europe/Atlantis", {}));
  EXPECT_NE(Calendar::make("Europe/Atlantis", {}).error().what.find("`Europe/Atlantis`"),
            std::string::npos);
  EXPECT_FALSE(Calendar::make("", {}));
  EXPECT_FALSE(Calendar::make("UTC", {.week = {}, .holidays = {}}));
  EXPECT_FALSE(Calendar::make("UTC", {.week = {0}, .holidays = {}}));
  EXPECT_FALSE(Calendar::make("UTC", {.week = {8}, .holidays = {}}));
  EXPECT_EQ(Calendar().time_zone(), "UTC");
  EXPECT_EQ(in("Europe/Berlin").time_zone(), "Europe/Berlin");
}

TEST(CalendarPlus, MonthsClampToTheLastDay) {
  const Calendar utc;
  EXPECT_EQ(plus(utc, "2026-01-31T10:00:00Z", "P1M"), "2026-02-28T10:00:00Z");
  EXPECT_EQ(plus(utc, "2024-01-31T10:00:00Z", "P1M"), "2024-02-29T10:00:00Z");
  EXPECT_EQ(plus(utc, "2024-02-29T00:00:00Z", "P1Y"), "2025-02-28T00:00:00Z");
  EXPECT_EQ(plus(utc, "2024-02-29T00:00:00Z", "P4Y"), "2028-02-29T00:00:00Z");
  EXPECT_EQ(plus(utc, "2026-11-30T23:59:59.999999Z", "P3M"), "2027-02-28T23:59:59.999999Z");
  EXPECT_EQ(plus(utc, "2026-12-31T00:00:00Z", "P1M1D"), "2027-02-01T00:00:00Z");
}

// Germany: 29 March 2026, 02:00 becomes 03:00; 25 October 2026, 03:00 becomes 02:00.
TEST(CalendarPlus, KeepsTheLocalTimeOfDay) {
  const Calendar berlin = in("Europe/Berlin");
  EXPECT_EQ(plus(berlin, "2026-03-28T08:00:00Z", "P1D"), "2026-03-29T07:00:00Z");
  EXPECT_EQ(plus(berlin, "2026-10-24T07:00:00Z", "P1D"), "2026-10-25T08:00:00Z");
  EXPECT_EQ(plus(berlin, "2026-01-15T08:00:00.25Z", "P6M"), "2026-07-15T07:00:00.250000Z");
}

TEST(CalendarPlus, SkippedTimeMovesForwardByTheGap) {
  const Calendar berlin = in("Europe/Berlin");
  // 02:30 does not occur on 29 March: 03:30 summer time.
  EXPECT_EQ(plus(berlin, "2026-03-28T01:30:00Z", "P1D"), "2026-03-29T01:30:00Z");
  EXPECT_EQ(plus(berlin, "2026-02-28T01:00:00Z", "P1M1D"), "2026-03-29T01:00:00Z");
}

TEST(CalendarPlus, RepeatedTimeIsTheFirst) {
  const Calendar berlin = in("Europe/Berlin");
  // 02:30 occurs at 00:30Z (summer time) and at 01:30Z.
  EXPECT_EQ(plus(berlin, "2026-10-24T00:30:00Z", "P1D"), "2026-10-25T00:30:00Z");
  // Nothing added is nothing moved, also at the second.
  EXPECT_EQ(plus(berlin, "2026-10-25T01:30:00Z", "P0D"), "2026-10-25T01:30:00Z");
}

TEST(CalendarPlus, BusinessDays) {
  const Calendar utc;
  EXPECT_EQ(plus(utc, "2026-03-02T09:00:00Z", "2bd"), "2026-03-04T09:00:00Z");  // a Monday
  EXPECT_EQ(plus(utc, "2026-03-06T09:00:00Z", "1bd"), "2026-03-09T09:00:00Z");  // a Friday
  EXPECT_EQ(plus(utc, "2026-03-05T09:00:00Z", "10bd"), "2026-03-19T09:00:00Z");
  // Saturday and Sunday move to Monday 00:00 first.
  EXPECT_EQ(plus(utc, "2026-03-07T09:00:00Z", "1bd"), "2026-03-10T00:00:00Z");
  EXPECT_EQ(plus(utc, "2026-03-08T23:59:59Z", "1bd"), "2026-03-10T00:00:00Z");
}

TEST(CalendarPlus, BusinessDaysWithHolidays) {
  const Calendar berlin =
      in("Europe/Berlin", {.week = {1, 2, 3, 4, 5},
                           .holidays = {on("2026-04-03"), on("2026-04-06"), on("2026-05-01")}});
  // Good Friday and Easter Monday: Thursday to Tuesday is one business day.
  EXPECT_EQ(plus(berlin, "2026-04-02T10:00:00Z", "1bd"), "2026-04-07T10:00:00Z");
  // Begins on Good Friday: Tuesday 00:00 local time, then one more.
  EXPECT_EQ(plus(berlin, "2026-04-03T10:00:00Z", "1bd"), "2026-04-07T22:00:00Z");
  // A local Saturday that is still Friday in UTC.
  EXPECT_EQ(plus(berlin, "2026-05-01T22:30:00Z", "1bd"), "2026-05-04T22:00:00Z");
  // Across the change to summer time the local time of day stays.
  EXPECT_EQ(plus(berlin, "2026-03-27T08:00:00Z", "1bd"), "2026-03-30T07:00:00Z");
}

TEST(CalendarPlus, WeekOfAnotherCountry) {
  const Calendar dubai = in("Asia/Dubai", {.week = {7, 1, 2, 3, 4}, .holidays = {}});
  EXPECT_EQ(plus(dubai, "2026-03-05T08:00:00Z", "1bd"), "2026-03-08T08:00:00Z");  // Thu to Sun
}

TEST(CalendarPlus, EndsWithoutEndStay) {
  const Calendar berlin = in("Europe/Berlin");
  EXPECT_EQ(berlin.plus(Instant::never_after(), Span{.months = 1}), Instant::never_after());
  EXPECT_EQ(berlin.plus(Instant::never_before(), Span{.days = 1}), Instant::never_before());
  EXPECT_GT(berlin.plus(Instant::latest(), Span{.months = 12 * 9'999}), Instant::latest());
}

TEST(CalendarWindow, DaysAtTheChangeOfTheClock) {
  const Calendar berlin = in("Europe/Berlin");
  const Period spring = berlin.window(Window::day, at("2026-03-29T12:00:00Z"));
  EXPECT_EQ(text(spring), "2026-03-28T23:00:00Z/2026-03-29T22:00:00Z");
  EXPECT_EQ(spring.end - spring.start, Duration{23 * hour.us});
  const Period autumn = berlin.window(Window::day, at("2026-10-24T22:00:00Z"));
  EXPECT_EQ(text(autumn), "2026-10-24T22:00:00Z/2026-10-25T23:00:00Z");
  EXPECT_EQ(autumn.end - autumn.start, Duration{25 * hour.us});
}

TEST(CalendarWindow, Kinds) {
  const Calendar utc;
  const Instant t = at("2026-08-20T12:00:00Z");  // a Thursday
  EXPECT_EQ(text(utc.window(Window::week, t)), "2026-08-17T00:00:00Z/2026-08-24T00:00:00Z");
  EXPECT_EQ(text(utc.window(Window::month, t)), "2026-08-01T00:00:00Z/2026-09-01T00:00:00Z");
  EXPECT_EQ(text(utc.window(Window::quarter, t)), "2026-07-01T00:00:00Z/2026-10-01T00:00:00Z");
  EXPECT_EQ(text(utc.window(Window::half, t)), "2026-07-01T00:00:00Z/2027-01-01T00:00:00Z");
  EXPECT_EQ(text(utc.window(Window::year, t)), "2026-01-01T00:00:00Z/2027-01-01T00:00:00Z");
  const Instant sunday = at("2026-08-23T23:59:59.999999Z");
  EXPECT_EQ(text(utc.window(Window::week, sunday)), "2026-08-17T00:00:00Z/2026-08-24T00:00:00Z");
  const Calendar berlin = in("Europe/Berlin");
  EXPECT_EQ(text(berlin.window(Window::quarter, at("2026-12-31T23:00:00Z"))),
            "2026-12-31T23:00:00Z/2027-03-31T22:00:00Z");
}

TEST(CalendarDay, MidnightThatDoesNotOccur) {
  // Cairo begins summer time at 00:00: the day of 24 April 2026 begins at 01:00.
  const Calendar cairo = in("Africa/Cairo");
  EXPECT_EQ(to_text(cairo.start_of(on("2026-04-24"))), "2026-04-23T22:00:00Z");
  EXPECT_EQ(cairo.local(cairo.start_of(on("2026-04-24"))).hour, 1);
  EXPECT_EQ(to_text(cairo.date_of(at("2026-04-23T22:00:00Z"))), "2026-04-24");
  EXPECT_EQ(to_text(cairo.date_of(at("2026-04-23T21:59:59Z"))), "2026-04-23");
}

TEST(CalendarLocal, Fields) {
  const auto l = in("Europe/Berlin").local(at("2024-12-31T23:30:15.000042Z"));
  EXPECT_EQ(l.year, 2025);
  EXPECT_EQ(l.month, 1);
  EXPECT_EQ(l.day, 1);
  EXPECT_EQ(l.hour, 0);
  EXPECT_EQ(l.minute, 30);
  EXPECT_EQ(l.second, 15);
  EXPECT_EQ(l.microsecond, 42);
  EXPECT_EQ(l.weekday, 3);
  EXPECT_EQ(l.day_of_year, 0);
  const auto leap = Calendar().local(at("2024-12-31T00:00:00Z"));
  EXPECT_EQ(leap.day_of_year, 365);
  EXPECT_EQ(Calendar().local(at("2026-03-01T00:00:00Z")).weekday, 0);
}

TEST(CalendarLocal, OtherZonesAndOffsets) {
  const Instant t = at("2009-02-13T23:31:30Z");
  EXPECT_EQ(Calendar::local(t, "Australia/Sydney")->day, 14);
  EXPECT_EQ(Calendar::local(t, "Asia/Kathmandu")->minute, 16);
  EXPECT_EQ(Calendar::local(t, "UTC")->hour, 23);
  EXPECT_EQ(Calendar::local(t, "+11:00")->hour, 10);
  EXPECT_EQ(Calendar::local(t, "-02:30")->hour, 21);
  EXPECT_EQ(Calendar::local(t, "-02:30")->minute, 1);
  EXPECT_EQ(Calendar::local(t, "02:00")->hour, 1);
  for (const auto* bad :
       {"", "Mars/Base", "+24:00", "+2:00", "+02:60", "+02", "../../etc/passwd"}) {
    EXPECT_FALSE(Calendar::local(t, bad)) << bad;
  }
}

// The system's files end in 2037; the rules go on.
TEST(CalendarLocal, AfterTheListedTransitions) {
  const Calendar berlin = in("Europe/Berlin");
  for (const int year : {2036, 2037, 2038, 2040, 2055, 2100, 2400, 9998}) {
    EXPECT_EQ(berlin.local(at(fmt::format("{}-01-15T12:00:00Z", year))).hour, 13) << year;
    EXPECT_EQ(berlin.local(at(fmt::format("{}-07-15T12:00:00Z", year))).hour, 14) << year;
    EXPECT_EQ(to_text(berlin.start_of(on(fmt::format("{}-07-15", year)))),
              fmt::format("{}-07-14T22:00:00Z", year));
  }
  // 25 March 2040 is the last Sunday.
  EXPECT_EQ(berlin.local(at("2040-03-25T00:59:59Z")).hour, 1);
  EXPECT_EQ(berlin.local(at("2040-03-25T01:00:00Z")).hour, 3);
  EXPECT_EQ(plus(berlin, "2040-03-24T01:30:00Z", "P1D"), "2040-03-25T01:30:00Z");
  EXPECT_EQ(in("America/Sao_Paulo").local(at("2050-01-15T12:00:00Z")).hour, 9);
}

RC_GTEST_PROP(CalendarProperty, WindowsTileTheTimeLine, ()) {
  const auto zone = *rc::gen::element<std::string>("UTC", "Europe/Berlin", "America/New_York",
                                                   "Australia/Lord_Howe", "Africa/Cairo");
  const Calendar c = in(zone);
  const Instant t{
      *rc::gen::inRange<int64_t>(at("1990-01-01T00:00:00Z").us, at("2080-01-01T00:00:00Z").us)};
  const auto w = static_cast<Window>(*rc::gen::inRange(0, 6));
  const Period p = c.window(w, t);
  RC_ASSERT(p.contains(t));
  RC_ASSERT(c.window(w, p.start) == p);
  RC_ASSERT(c.window(w, p.end - microsecond) == p);
  RC_ASSERT(c.window(w, p.end).start == p.end);
}

RC_GTEST_PROP(CalendarProperty, PlusNeverGoesBack, ()) {
  const Calendar c = in(*rc::gen::element<std::string>("Europe/Berlin", "America/New_York"));
  const Instant t{
      *rc::gen::inRange<int64_t>(at("2000-01-01T00:00:00Z").us, at("2060-01-01T00:00:00Z").us)};
  const Span one{.days = *rc::gen::inRange(1, 60)};
  const Span more{.days = one.days + 1};
  RC_ASSERT(t < c.plus(t, one));
  RC_ASSERT(c.plus(t, one) < c.plus(t, more));
  RC_ASSERT(c.plus(t, Span{.months = 1}) <= c.plus(t, Span{.days = 32}));
}

TEST(TimeZoneData, HasAVersion) {
  const std::string version = time_zone_data_version();
  ASSERT_EQ(version.size(), 5u) << version;
  EXPECT_EQ(version.substr(0, 2), "20");
}

}  // namespace
}  // namespace probata
