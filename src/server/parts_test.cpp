// Parts without a server: routes, targets, parameters, words.
#include <gtest/gtest.h>

#include "server/for_tests.h"
#include "server/moment.h"
#include "server/parameters.h"
#include "server/router.h"
#include "server/values.h"

namespace probata::server_test {
namespace {

http::Request request(std::string_view target) {
  http::Request r;
  r.method = "GET";
  EXPECT_TRUE(http::read_target(target, r)) << target;
  return r;
}

TEST(Router, AnEncodedSlashIsNoBorder) {
  auto r = request("/api/records/account/github%2Falice?a=1&a=2&b=x+y%20z");
  EXPECT_EQ(r.segments, (std::vector<std::string>{"api", "records", "account", "github/alice"}));
  EXPECT_EQ(r.path, "/api/records/account/github/alice");
  EXPECT_EQ(r.parameter("a"), "2");
  EXPECT_EQ(r.query.count("a"), 2U);
  EXPECT_EQ(r.parameter("b"), "x y z");
  auto captures = http::match("/api/records/{kind}/{id}", r.segments);
  ASSERT_TRUE(captures);
  EXPECT_EQ(*captures, (std::vector<std::string>{"account", "github/alice"}));
}

TEST(Router, MatchesWholePaths) {
  auto fits = [](std::string_view pattern, std::string_view target) {
    auto captures = http::match(pattern, request(target).segments);
    return captures ? static_cast<int>(captures->size()) : -1;
  };
  EXPECT_EQ(fits("/api/a", "/api/a"), 0);
  EXPECT_EQ(fits("/api/a", "/api/a/"), -1);
  EXPECT_EQ(fits("/api/a", "/api"), -1);
  EXPECT_EQ(fits("/api/{a}", "/api/"), -1);
  EXPECT_EQ(fits("/api/{a}/b", "/api/x/b"), 1);
  EXPECT_EQ(fits("/api/{a}/{b…}", "/api/x/y/z"), 2);
  EXPECT_EQ(fits("/api/{a}/{b…}", "/api/x"), -1);
}

TEST(Router, RefusesBadTargets) {
  for (const char* target : {"", "nothing", "/%", "/%g0", "/a b", "/%00", "/%ff", "/?q=%c3%28"}) {
    http::Request r;
    EXPECT_FALSE(http::read_target(target, r)) << target;
  }
}

TEST(Moment, DefaultsHoldForAMinuteAndKeepAllThatIsRecorded) {
  Company company;
  auto at = [&](const char* now) {
    company.set_now(now);
    return to_text(api::usual_at(company.organisation()));
  };
  EXPECT_EQ(at("2026-06-30T12:00:40Z"), now_text);  // recorded then
  EXPECT_EQ(at("2026-06-30T12:05:01Z"), "2026-06-30T12:05:00Z");
  EXPECT_EQ(at("2026-06-30T12:05:59Z"), "2026-06-30T12:05:00Z");
}

TEST(Moment, ReadsWhatIsGiven) {
  Company company;
  auto moment = [&](const char* target) {
    return api::moment_of(request(target), company.organisation());
  };
  auto given = moment("/?at=2026-06-01T02:00:00%2B02:00&size=3&period=2026-01-01/2026-01-31");
  ASSERT_TRUE(given);
  EXPECT_EQ(to_text(given->at), "2026-06-01T00:00:00Z");
  EXPECT_EQ(given->size, 3U);
  EXPECT_EQ(to_text(given->period->end), "2026-02-01T00:00:00Z");
  for (const char* bad : {"/?at=now", "/?size=-1", "/?size=1e3", "/?size=99999999999999999999",
                          "/?period=2026", "/?period=2026-02-01/2026-01-01", "/?period=/"}) {
    auto wrong = moment(bad);
    EXPECT_FALSE(wrong) << bad;
  }
}

TEST(Moment, RefusesWhatIsStillToCome) {
  Company company;
  for (const char* target : {"/?at=2026-06-30T12:00:31Z", "/?period=2027-01-01/2027-12-31"}) {
    const auto refused = api::moment_of(request(target), company.organisation());
    ASSERT_FALSE(refused) << target;
    EXPECT_TRUE(refused.error().what.contains("after now")) << refused.error().what;
  }
  for (const char* target : {"/?at=2026-06-30T12:00:30Z", "/?period=2026-01-01/2026-12-31"})
    EXPECT_TRUE(api::moment_of(request(target), company.organisation())) << target;
}

TEST(Page, CursorKeepsTheMoment) {
  api::Moment moment{parse_instant(now_text).value(), 40, {}};
  api::Page page{50, 50};
  auto next = *api::next_cursor(page, 200, moment).as_string();
  api::Moment later{parse_instant("2027-01-01T00:00:00Z").value(), 90, {}};
  auto read = api::page_of(request("/?limit=10&cursor=" + next), later);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->offset, 100U);
  EXPECT_EQ(later.at, moment.at);
  EXPECT_EQ(later.size, 40U);
  EXPECT_TRUE(api::next_cursor({150, 50}, 200, moment).is_null());
  for (const char* bad :
       {"/?limit=0", "/?limit=501", "/?cursor=x", "/?cursor=1_2", "/?cursor=1_2_3_4"})
    EXPECT_FALSE(api::page_of(request(bad), later)) << bad;
}

TEST(Words, AllOfThemAnywhere) {
  api::Words words("  Ana  aws ");
  EXPECT_TRUE(words.in("account AWS/ANA"));
  EXPECT_FALSE(words.in("ana"));
  EXPECT_TRUE(api::Words("").empty());
  EXPECT_EQ(api::Words("ana").rank("Ana"), 2);
  EXPECT_EQ(api::Words("ana").rank("Anabel"), 1);
  EXPECT_EQ(api::Words("ana").rank("x ana"), 0);
}

TEST(Values, StretchesInWords) {
  Company company;
  company.organisation().read([](const View& view) {
    auto t = [](const char* text) { return std::optional(parse_instant(text).value()); };
    EXPECT_EQ(api::stretch_words(t("2026-07-06T08:00:00Z"), t("2026-07-09T08:00:00Z"), view),
              "6–9 Jul");
    EXPECT_EQ(api::stretch_words(t("2026-07-06T08:00:00Z"), t("2026-07-06T10:00:00Z"), view),
              "6 Jul 08:00 – 10:00");
    EXPECT_EQ(api::stretch_words(t("2025-12-06T08:00:00Z"), t("2026-01-09T08:00:00Z"), view),
              "6 Dec 2025 – 9 Jan");
    EXPECT_EQ(api::stretch_words({}, t("2026-01-09T08:00:00Z"), view), "before 9 Jan 08:00");
    EXPECT_EQ(api::stretch_words(t("2026-01-09T08:00:00Z"), {}, view), "since 9 Jan 08:00");
    return 0;
  });
}

}  // namespace
}  // namespace probata::server_test
