// What the answers say of the small company (for_tests.h), not only their shape.
#include <gtest/gtest.h>

#include <set>

#include "server/api/api.h"
#include "server/events.h"
#include "server/for_tests.h"
#include "server/rules.h"
#include "server/shown.h"

namespace probata::server_test {
namespace {

struct Asked {
  Asked() : context{company.organisation(), options, {}, {}} { api::add_routes(router, context); }
  json::Value get(const std::string& target) const {
    http::Request request;
    request.method = "GET";
    EXPECT_TRUE(http::read_target(target, request));
    auto response = router.answer(std::move(request));
    EXPECT_EQ(response.status, 200) << target << " " << response.body;
    return json::parse(response.body).value_or(json::Value());
  }
  Company company;
  ServerOptions options;
  api::Context context;
  http::Router router;
};

Asked& api_of_company() {
  static Asked asked;
  return asked;
}

json::Value get(const std::string& target) { return api_of_company().get(target); }
std::string text(const json::Value& value, std::string_view key) {
  const auto* found = value.find(key);
  return found == nullptr     ? "(missing)"
         : found->as_string() ? *found->as_string()
                              : json::write(*found);
}
const json::Array& list(const json::Value& value, std::string_view key) {
  return *value.find(key)->as_array();
}

TEST(Home, ShowsAllCriteriaAndTheStateNow) {
  auto home = get("/api/home");
  size_t criteria = 0;
  for (const auto& group : list(home, "groups")) criteria += list(group, "criteria").size();
  EXPECT_EQ(list(home, "groups").size(), 11U);
  EXPECT_EQ(criteria, 38U);
  const auto& counts = *home.find("counts");
  EXPECT_EQ(*counts.find("no_control")->as_int(), 33);
  EXPECT_GE(*counts.find("not_known")->as_int(), 1);
  EXPECT_TRUE(home.find("view")->find("period")->is_null());
}

TEST(Home, SaysWhatIsNotTold) {
  bool devices = false;
  for (const auto& blocker : list(get("/api/home"), "blockers"))
    devices = devices || text(blocker, "sentence").contains("Devices");
  EXPECT_TRUE(devices);
  const auto sources = get("/api/sources");
  const auto& told = list(sources, "not_told");
  ASSERT_EQ(told.size(), 2U);
  for (const auto& missing : told)
    EXPECT_TRUE(text(missing, "kind") == "device" || text(missing, "what") == "Mfa of Accounts")
        << json::write(missing);
}

TEST(Home, LooksBackWhereASourceTellsItsPast) {
  const auto home = get("/api/home");
  const auto& past = list(home, "look_back");
  ASSERT_EQ(past.size(), 1U);
  EXPECT_EQ(text(past[0], "control"), "signed-commits");
  EXPECT_EQ(text(past[0], "population"), "2");
  EXPECT_EQ(text(past[0], "failed"), "1");
}

TEST(Home, CountsWhatCameSinceYesterday) {
  auto home = get("/api/home");
  EXPECT_EQ(text(*home.find("since_yesterday"), "entries"), text(*home.find("view"), "size"));
  EXPECT_TRUE(text(*home.find("since_yesterday"), "from").ends_with(":00:00Z"));
}

TEST(Home, IsWrongSinceItsTimeWasUp) {
  Asked asked;
  asked.company.append(
      R"({"kind":"account","id":"aws/ben2","at":"2026-06-01T00:00:00Z","by":"connector:app","set":{"person":"ben","status":"active"}})");
  const auto home = asked.get("/api/home");
  const auto& wrong = list(home, "wrong");
  ASSERT_FALSE(wrong.empty());
  EXPECT_EQ(text(wrong[0], "item"), "account/aws/ben2");
  EXPECT_EQ(text(wrong[0], "from"), "2026-06-10T17:00:00Z");
  EXPECT_EQ(text(wrong[0], "since"), "2026-06-11T17:00:00Z");
  EXPECT_EQ(text(wrong[0], "since_words"), "");
}

TEST(Home, WhatWasWrongInThePeriodYesterdayIsNotNew) {
  Asked asked;
  asked.company.set_now("2026-07-02T12:00:00Z");
  asked.company.append(
      R"({"kind":"review","id":"r2","at":"2026-07-02T00:00:00Z","by":"person/ben","set":{"topic":"B"}})");
  const auto home = asked.get("/api/home?period=2026-06-01/2026-07-31");
  EXPECT_GT(*home.find("counts")->find("wrong")->as_int(), 0);
  EXPECT_EQ(text(*home.find("since_yesterday"), "newly_wrong"), "0");
  EXPECT_EQ(text(*home.find("since_yesterday"), "newly_right"), "0");
}

// Two days later the look of 30 June covers nothing more, though nothing has changed.
TEST(Home, YesterdayIsReadAsItWasSealed) {
  Asked asked;
  asked.company.set_now("2026-07-04T12:00:00Z");
  asked.company.append(
      R"({"kind":"collection","id":"git/2","at":"2026-07-04T12:00:00Z","by":"connector:git/app","set":{"kinds":["commit"],"how":"claimed","from":"2026-01-01T00:00:00Z","to":"2026-07-04T12:00:00Z","rows":{"commit":2},"proof":"end","complete":true}})");
  const auto home = asked.get("/api/home");
  EXPECT_GT(*home.find("counts")->find("wrong")->as_int(), 0);
  EXPECT_EQ(text(*home.find("since_yesterday"), "newly_wrong"), "0");
}

TEST(Home, OneLineAMissingSource) {
  std::set<std::string> actions;
  for (const auto& blocker : list(get("/api/home"), "blockers"))
    if (text(blocker, "state") == "not_known" && text(blocker, "sentence").contains("no source"))
      EXPECT_TRUE(actions.insert(text(blocker, "action")).second) << text(blocker, "sentence");
}

TEST(Home, CountsAgreeWithTheMarks) {
  auto home = get("/api/home");
  std::set<std::string> wrong;
  for (const auto& group : list(home, "groups"))
    for (const auto& criterion : list(group, "criteria"))
      for (const auto& control : list(criterion, "controls"))
        if (*control.find("wrong_now")->as_bool()) wrong.insert(text(control, "id"));
  EXPECT_EQ(*home.find("counts")->find("wrong")->as_int(), std::ssize(wrong));
  for (const auto& each : list(home, "wrong")) EXPECT_TRUE(wrong.contains(text(each, "control")));
}

// The next review is due by the end of July: a task, though no item yet.
TEST(Controls, WhatIsDueLaterIsToDo) {
  Asked asked;
  asked.company.set_now("2026-07-01T12:00:00Z");
  const json::Value all = asked.get("/api/controls");
  const auto& controls = list(all, "controls");
  const auto reviews = std::ranges::find(
      controls, "reviews", [](const json::Value& control) { return text(control, "id"); });
  ASSERT_NE(reviews, controls.end());
  EXPECT_EQ(text(*reviews, "to_do"), "1");
  const json::Value control = asked.get("/api/controls/reviews");
  const json::Value& test = list(control, "tests")[0];
  EXPECT_EQ(text(test, "boundary"), "1");
  EXPECT_EQ(text(test, "to_do"), "1");
  EXPECT_EQ(text(*test.find("counts"), "pending"), "0");
}

TEST(Items, NothingUnknownIsToldAsAnException) {
  size_t unknown = 0;
  for (const auto& control : list(get("/api/controls"), "controls"))
    for (const auto& test : list(get("/api/controls/" + text(control, "id")), "tests")) {
      auto page = get("/api/controls/" + text(control, "id") + "/tests/" + text(test, "id") +
                      "/items?filter=unknown");
      for (const auto& row : list(page, "rows")) {
        ++unknown;
        EXPECT_TRUE(text(row, "sentence").starts_with("Not known whether"))
            << text(row, "sentence");
      }
    }
  EXPECT_GT(unknown, 0U);
}

TEST(MapsTo, IsInBothAnswersOfAControl) {
  const auto own = get("/api/controls/access-removal");
  const auto part = get("/api/catalog/access-removal");
  for (const auto* control : {&own, &list(part, "controls")[0]}) {
    const auto& maps_to = list(*control, "maps_to");
    ASSERT_EQ(maps_to.size(), 1U);
    EXPECT_EQ(text(maps_to[0], "short"), "THEIRS");
    EXPECT_EQ(text(maps_to[0], "credit"), "Identifiers are theirs");
    EXPECT_EQ(json::write(*maps_to[0].find("ids")), R"(["T.2","T.1"])");
  }
  EXPECT_TRUE(list(get("/api/controls/second-factor"), "maps_to").empty());
}

// Crosswalks that could not be read never look like none.
TEST(MapsTo, IsNotKnownWhereTheCrosswalksHaveAMistake) {
  Folder folder = small_catalog();
  for (File& file : folder.files)
    if (file.path == "crosswalks/theirs.yaml") file.text += "unmapped: {T.9: none}\n";
  const auto catalog = read_catalog(std::span(&folder, 1));
  ASSERT_TRUE(catalog);
  api::ReadOnce<std::vector<Crosswalk>> kept(read_crosswalks);
  EXPECT_EQ(kept.get(**catalog), nullptr);
  EXPECT_TRUE(api::maps_to_json(*(*catalog)->control("access-removal"), nullptr).is_null());
}

TEST(Rules, AreSaidInWords) {
  api_of_company().company.organisation().read([](const View& view) {
    const Catalog& catalog = view.history.catalog();
    auto words = [&](const char* cel) { return api::condition_words(cel, catalog); };
    EXPECT_EQ(words("account.person.status == \"departed\""),
              "the account's person's status is departed");
    EXPECT_EQ(words("account.person != null && !(account.status == \"disabled\")"),
              "the account's person is set, and not: the account's status is disabled");
    EXPECT_EQ(words("true"), "always");
    EXPECT_EQ(words("some(person, p, true)"), "there are people");
    for (const char* none : {"account.status.startsWith(\"a\")", "account.nothing == 1", "((", ""})
      EXPECT_EQ(words(none), none);
    return 0;
  });
}

TEST(Items, TheLateLeaverIsFound) {
  auto page = get("/api/controls/access-removal/tests/leavers/items?period=2026-06-01/2026-06-30");
  const auto& rows = list(page, "rows");
  ASSERT_GE(rows.size(), 2U);
  EXPECT_EQ(text(rows[0], "item"), "account/aws/ana");
  EXPECT_EQ(text(rows[0], "verdict"), "failed");
  EXPECT_EQ(text(rows[0], "cause"), "late");
  EXPECT_EQ(text(rows[0], "due"), "2026-06-11T17:00:00Z");
  EXPECT_EQ(text(rows[0], "done_after"), "2026-06-19T12:00:00Z");
  EXPECT_TRUE(text(rows[0], "sentence").starts_with("Ana Kovač kept the account"))
      << text(rows[0], "sentence");
}

TEST(Items, PagesAreOfOneList) {
  auto first =
      get("/api/controls/second-factor/tests/mfa/items?limit=1&period=2026-06-01/2026-06-30");
  auto total = *first.find("total")->as_int();
  ASSERT_GT(total, 1);
  int64_t seen = 1;
  auto next = first;
  while (next.find("next")->as_string() != nullptr) {
    next = get(
        "/api/controls/second-factor/tests/mfa/items?limit=1&period=2026-06-01/2026-06-30&cursor=" +
        text(next, "next"));
    ++seen;
  }
  EXPECT_EQ(seen, total);
}

TEST(Exception, IsExplainedInstantByInstant) {
  auto told = get(
      "/api/exceptions/access-removal/leavers?item=account/aws/ana&period=2026-06-01/2026-06-30");
  EXPECT_EQ(text(*told.find("late"), "least"), "7d19h");
  EXPECT_EQ(text(*told.find("late"), "most"), "8d7h");
  const auto& instants = list(told, "instants");
  ASSERT_GE(instants.size(), 2U);
  bool arose = false, read = false;
  for (const auto& instant : instants) {
    arose = arose || (text(instant, "what") == "arose" && text(instant, "value") == "false");
    read = read || !list(instant, "reads").empty();
  }
  EXPECT_TRUE(arose);
  EXPECT_TRUE(read);
  EXPECT_FALSE(list(told, "related").empty());
}

// The reviews of a company that had one in July and none in August.
class Recurring : public testing::Test {
 protected:
  Recurring() {
    asked_.company.append(
        R"({"kind":"setting","id":"since/review","at":"2026-06-30T12:00:30Z","by":"person/ana","set":{"value":"2026-06-30T12:00:30Z"}})");
    asked_.company.set_now("2026-07-10T09:00:00Z");
    asked_.company.append(
        R"({"kind":"review","id":"july","at":"2026-07-10T09:00:00Z","by":"person/ben","set":{"topic":"B"}})");
    asked_.company.set_now("2026-10-01T00:00:00Z");
  }
  json::Value explained(const char* from) const {
    return asked_.get(
        std::string("/api/exceptions/reviews/monthly?item=company&period=2026-07-01/2026-09-30"
                    "&from=") +
        from);
  }
  static const json::Value& at(const json::Value& told, std::string_view what) {
    for (const auto& instant : list(told, "instants"))
      if (text(instant, "what") == what) return instant;
    ADD_FAILURE() << what << " is missing";
    return told;
  }
  static std::string last_read(const json::Value& instant, std::string_view key) {
    const auto& reads = list(instant, "reads");
    return reads.empty() ? "(none)" : text(reads.back(), key);
  }

 private:
  Asked asked_;
};

TEST_F(Recurring, IsMetByWhatOccurred) {
  const auto told = explained("2026-07-01T00:00:00Z");
  EXPECT_EQ(text(*told.find("row"), "verdict"), "passed");
  EXPECT_EQ(text(at(told, "arose"), "value"), "false");
  EXPECT_EQ(text(at(told, "arose"), "words"), "It arose; time until 1 Aug 00:00.");
  for (const char* what : {"met", "due"}) {
    EXPECT_EQ(text(at(told, what), "value"), "true") << what;
    EXPECT_EQ(last_read(at(told, what), "item"), "review/july") << what;
  }
}

TEST_F(Recurring, IsNotMetWhereNothingOccurred) {
  const auto told = explained("2026-08-01T00:00:00Z");
  EXPECT_EQ(text(*told.find("row"), "verdict"), "failed");
  EXPECT_EQ(text(at(told, "due"), "value"), "false");
  EXPECT_EQ(last_read(at(told, "due"), "path"), "review");
  EXPECT_EQ(last_read(at(told, "due"), "value"), "none");
  EXPECT_EQ(text(*told.find("late"), "least"), "30d");  // due and now are both exact
  EXPECT_EQ(text(*told.find("late"), "most"), "30d");
}

TEST(Records, TableSaysWhatIsNotKnown) {
  auto page = get("/api/records/account?filter.status=disabled&sort=-id");
  EXPECT_EQ(text(page, "total"), "2");
  const auto& row = list(page, "rows")[0];
  EXPECT_EQ(text(row, "id"), "aws/ben");
  const auto& values = *row.find("values");
  EXPECT_EQ(text(*values.find("person"), "label"), "Ben");
  EXPECT_EQ(text(*values.find("person"), "value"), "person/ben");
  EXPECT_EQ(text(*values.find("mfa"), "state"), "not_known");
  EXPECT_EQ(text(*values.find("mfa"), "because"), "no source reads it");
  EXPECT_EQ(list(page, "seen").size(), 1U);
}

TEST(Records, OneWithItsHistory) {
  auto record = get("/api/records/account/aws%2Fana");
  const auto& status = list(record, "fields")[1];
  EXPECT_EQ(text(status, "name"), "status");
  const auto& history = list(status, "history");
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(text(history[1], "value"), "disabled");
  EXPECT_EQ(text(history[1], "after"), "2026-06-19T12:00:00Z");
  EXPECT_EQ(text(list(record, "refers_to")[0], "id"), "ana");
  EXPECT_EQ(list(record, "entries").size(), 2U);
  EXPECT_EQ(list(get("/api/records/person/ana"), "referred_by").size(), 1U);
}

TEST(Entries, NewestFirstAndFiltered) {
  auto page = get("/api/entries?limit=3");
  const auto& rows = list(page, "rows");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(*rows[0].find("seq")->as_int(), *page.find("size")->as_int() - 1);
  EXPECT_EQ(*page.find("next")->as_int(), *rows[2].find("seq")->as_int() - 1);
  auto accounts = get("/api/entries?kind=account&id=aws/ben&order=asc");
  ASSERT_EQ(list(accounts, "rows").size(), 2U);
  EXPECT_TRUE(accounts.find("next")->is_null());
  EXPECT_EQ(list(get("/api/entries?by=connector:git"), "rows").size(), 3U);
}

TEST(Entries, OneIsProven) {
  auto entry = get("/api/entries/8?size=20");
  EXPECT_TRUE(*entry.find("proof")->find("verified")->as_bool());
  EXPECT_EQ(text(*entry.find("proof"), "size"), "20");
  EXPECT_EQ(text(*entry.find("fact"), "id"), "aws/ana");
  EXPECT_TRUE(entry.find("checkpoint")->is_null());  // it was never sealed at 20
  auto current = get("/api/entries/8");
  EXPECT_EQ(text(*current.find("checkpoint"), "root"), text(*current.find("proof"), "root"));
}

TEST(Sources, SayHowFarTheySaw) {
  for (const auto& source : list(get("/api/sources?period=2026-06-01/2026-06-29"), "sources")) {
    if (text(source, "by") != "connector:app") continue;
    EXPECT_EQ(text(source, "state"), "seen");
    EXPECT_EQ(text(source, "proof"), "total");
    EXPECT_GT(*source.find("share")->as_double(), 0.99);
    return;
  }
  FAIL() << "no such source";
}

TEST(Search, FindsByNameIdAndNumber) {
  auto hits = get("/api/search?q=ana");
  bool person = false;
  for (const auto& hit : list(hits, "hits"))
    person = person || (text(hit, "kind") == "person" && text(hit, "id") == "ana");
  EXPECT_TRUE(person);
  EXPECT_EQ(text(list(get("/api/search?q=7"), "hits")[0], "type"), "entry");
  EXPECT_EQ(text(list(get("/api/search?q=CC6.1"), "hits")[0], "type"), "criterion");
}

}  // namespace
}  // namespace probata::server_test
