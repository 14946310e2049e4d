// References both ways, each test one sentence of semantics.md, section 2.
#include <gmock/gmock.h>

#include "history/history_fixture.h"

namespace probata {
namespace {

using namespace history_fixture;

const std::string okta = "connector:okta", ann = "person/ann";

std::vector<Telling> covered() {
  return {log(okta, "account", 0, 100), log(okta, "person", 0, 100)};
}

TEST(References, AKeyNamesItsEntityForAllTimeAsKnown) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"person":{"email":"p@x"}})"}});
  EXPECT_EQ(c.read("account/a.person", 10), "unknown dangling");
  c.tell({{"person", "p", 5, okta, R"({"email":"old@x"})"},
          {"person", "p", 50, okta, R"({"email":"p@x"})"}});
  EXPECT_EQ(c.read("account/a.person", 10), "person/p");
  EXPECT_EQ(c.read("account/a.person", 10, c.view(1000, 4)), "unknown dangling");
}

TEST(References, AKeyThatNamesTwoEntitiesDangles) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 5, okta, R"({"email":"p@x"})"},
          {"account", "a", 10, okta, R"({"person":{"email":"p@x"}})"},
          {"person", "q", 60, okta, R"({"email":"p@x"})"}});
  EXPECT_EQ(c.read("account/a.person", 10), "unknown dangling");
  EXPECT_EQ(c.read("account/a.person", 10, c.view(1000, 4)), "person/p");
}

TEST(References, AKeyThatWasReplacedAtItsOwnInstantNeverNamedAnybody) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 5, okta, R"({"email":"q@x"})"},
          {"person", "p", 5, okta, R"({"email":"p@x"})"},
          {"person", "q", 5, okta, R"({"email":"q@x"})"},
          {"account", "a", 10, okta, R"({"person":{"email":"q@x"}})"}});
  EXPECT_EQ(c.read("account/a.person", 10), "person/q");
}

TEST(References, AReverseReferenceListsByIdWhoRefersHereAtThatInstant) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"email":"p@x"})"},
          {"person", "q", 1, okta, R"({"email":"q@x"})"}});
  c.tell({{"account", "b", 10, okta, R"({"person":"p"})"},
          {"account", "a", 20, okta, R"({"person":{"email":"p@x"}})"},
          {"account", "b", 30, okta, R"({"person":"q"})"},
          {"account", "a", 40, okta, ""}});
  EXPECT_EQ(c.members("person/p.accounts", 9, c.view()), "");
  EXPECT_EQ(c.members("person/p.accounts", 10, c.view()), "b");
  EXPECT_EQ(c.members("person/p.accounts", 20, c.view()), "a b");
  EXPECT_EQ(c.members("person/p.accounts", 30, c.view()), "a");
  EXPECT_EQ(c.members("person/q.accounts", 30, c.view()), "b");
  EXPECT_EQ(c.members("person/p.accounts", 40, c.view()), "");
}

TEST(References, MembershipIsReadAsKnown) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"name":"P"})"},
          {"account", "a", 10, okta, R"({"person":"p"})"}});
  c.tell({"account", "a", 10, okta, R"({"person":"q"})"});
  EXPECT_EQ(c.members("person/p.accounts", 10, c.view(1000, 4)), "a");
  EXPECT_EQ(c.members("person/p.accounts", 10, c.view()), "");
}

TEST(References, AMemberWhoseReferenceIsUncertainIsAnUncertainMember) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"name":"P"})"},
          {"account", "a", 10, okta, R"({"person":"p"})"},
          {"account", "a", 20, okta, R"({"person":"q"})", 15},
          {"account", "b", 30, okta, R"({"person":"p"})", 18}});
  EXPECT_EQ(c.members("person/p.accounts", 15, c.view()), "a");
  EXPECT_EQ(c.members("person/p.accounts", 19, c.view()), "a?after b?after");
  EXPECT_EQ(c.members("person/q.accounts", 17, c.view()), "a?after");
}

TEST(References, WhereTheKindIsNotCoveredThereIsOneMoreMemberOfWhichNothingIsKnown) {
  Company c;
  c.tell({log(okta, "account", 0, 10), log(okta, "account", 30, 40), log(okta, "person", 0, 100)});
  c.tell({{"person", "p", 1, okta, R"({"name":"P"})"},
          {"account", "a", 5, okta, R"({"person":"p"})"}});
  EXPECT_EQ(c.members("person/p.accounts", 20, c.view()), "a?gap +gap");
  EXPECT_EQ(c.members("person/p.accounts", 30, c.view()), "a");
}

TEST(References, ListsOfReferencesAreReversedToo) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"email":"p@x"})"},
          {"account", "a", 10, okta, R"({"deputies":["q",{"email":"p@x"}]})"}});
  EXPECT_EQ(c.members("person/p.deputy_of", 10, c.view()), "a");
}

std::vector<std::string> touched(const Company& c) {
  std::vector<std::string> words;
  for (const Touched& t : c.touched)
    words.push_back(fmt::format("{} {}", c.history.item_of(t.entity), static_cast<int>(t.field)));
  return words;
}

TEST(References, AFactTouchesTheListsOfItsOldAndItsNewTarget) {
  Company c;
  c.tell({"incident", "i", 10, ann, R"({"person":"p"})"});
  c.tell({"incident", "i", 20, ann, R"({"person":"q"})"});
  const int person = static_cast<int>(Company::field("incident", "person"));
  const int incidents = static_cast<int>(Company::field("person", "incidents"));
  EXPECT_THAT(touched(c), testing::UnorderedElementsAre(fmt::format("incident/i {}", person),
                                                        fmt::format("person/q {}", incidents),
                                                        fmt::format("person/p {}", incidents)));
  for (const Touched& t : c.touched) {
    if (c.history.id_of(t.entity) == "p") EXPECT_EQ(t.from, at(20));
  }
}

TEST(References, ANewHolderOfAKeyTouchesWhoeverRefersByIt) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"person":{"email":"p@x"}})"}});
  c.tell({"person", "p", 20, okta, R"({"email":"p@x"})"});
  const auto words = touched(c);
  EXPECT_NE(std::ranges::find(words, "account/a 1"), words.end());
  EXPECT_NE(std::ranges::find(words, fmt::format("person/p {}", static_cast<int>(Company::field(
                                                                    "person", "accounts")))),
            words.end());
}

// Ids that are alike for long, and that end where others go on.
TEST(References, EntitiesComeByIdBytewise) {
  Company c;
  c.tell(covered());
  const std::string alike = "session-2026-";
  std::vector<std::string> ids;
  double hour = 1;
  const auto tell = [&](const std::string& id) {
    c.tell({{"account", id, hour++ / 100, okta, R"({"mfa":true})"}});
  };
  for (int i = 200; i-- > 0;) {
    tell(fmt::format("{}{}", alike, i * 7 % 200));
    tell(fmt::format("{}{:020}", alike, i * 11 % 200));
    if (i < 40) tell(alike + std::string(static_cast<size_t>(i), 'z'));
  }
  for (const Entity e : c.history.entities(catalog()->kind("account")->number))
    ids.emplace_back(c.history.id_of(e));
  EXPECT_EQ(ids.size(), 440U);
  EXPECT_TRUE(std::ranges::is_sorted(ids));
}

}  // namespace
}  // namespace probata
