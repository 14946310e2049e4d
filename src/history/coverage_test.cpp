// Coverage, `after`, gaps and leads, each test one sentence of semantics.md, section 2.
#include "history/history_fixture.h"

namespace probata {
namespace {

using namespace history_fixture;

const std::string okta = "connector:okta", ad = "connector:ad", ann = "person/ann";
const double us = 1 / 3.6e9;

TEST(After, InTheOpenIntervalTheFieldHoldsItsOldValueUpToOneInstantAndTheNewOneFromThere) {
  Company c;
  c.tell({log(okta, "account", 0, 100),
          {"account", "a", 10, okta, R"({"status":"active","mfa":true})"},
          {"account", "a", 20, okta, R"({"status":"disabled","mfa":true})", 15}});
  EXPECT_EQ(c.read("account/a.status", 15), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 15 + us), "\"active\" then \"disabled\"");
  EXPECT_EQ(c.read("account/a.status", 20 - us), "\"active\" then \"disabled\"");
  EXPECT_EQ(c.read("account/a.status", 20), "\"disabled\"");
  EXPECT_EQ(c.read("account/a.mfa", 17), "true") << "equal values are known";
}

TEST(After, OnAFirstOrAGoneFactItIsExistenceThatIsUncertain) {
  Company c;
  c.tell({log(okta, "account", 0, 100),
          {"account", "a", 20, okta, R"({"status":"active"})", 10},
          {"account", "a", 40, okta, "", 30}});
  EXPECT_EQ(c.read("account/a.exists", 10), "false");
  EXPECT_EQ(c.read("account/a.exists", 15), "false then true");
  EXPECT_EQ(c.read("account/a.status", 15), "null then \"active\"");
  EXPECT_EQ(c.read("account/a.exists", 30), "true");
  EXPECT_EQ(c.read("account/a.exists", 35), "true then false");
  EXPECT_EQ(c.read("account/a.status", 35), "\"active\" then null");
}

TEST(After, AChangeCannotHaveHappenedBeforeTheOneThatItFollows) {
  Company c;
  c.tell({log(okta, "account", 0, 100),
          {"account", "a", 1, okta, R"({"score":1})"},
          {"account", "a", 10, okta, R"({"score":2})"},
          {"account", "a", 20, okta, R"({"score":3})", 5}});
  EXPECT_EQ(c.read("account/a.score", 7), "1");
  EXPECT_EQ(c.read("account/a.score", 10), "2");
  EXPECT_EQ(c.read("account/a.score", 11), "2 then 3");
}

TEST(After, TwoLayersInsideTheirIntervalsAtOnceAreUnknownUnlessOneDecides) {
  Company c;
  c.tell({log(okta, "account", 0, 100), log(ad, "account", 0, 100)});
  c.tell({{"account", "a", 1, okta, R"({"score":1})"},
          {"account", "a", 1, ad, R"({"status":"active"})"}});
  c.tell({{"account", "a", 20, okta, R"({"score":2})", 10},
          {"account", "a", 20, ad, R"({"score":3})", 10}});
  EXPECT_EQ(c.read("account/a.score", 15), "unknown after " + ad + " after " + okta);
  EXPECT_EQ(c.read("account/a.status", 15), "\"active\"");
}

TEST(Coverage, ALogCoversAllOfFromTo) {
  Company c;
  c.tell({log(okta, "account", 10, 20),
          {"account", "a", 12, okta, R"({"status":"active"})"},
          log(okta, "account", 30, 40)});
  EXPECT_EQ(c.read("account/a.exists", 10), "false");
  EXPECT_EQ(c.read("account/a.status", 20), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 20 + us), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/a.exists", 25), "true") << "it exists on both sides";
  EXPECT_EQ(c.read("account/a.status", 30 - us), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/a.status", 30), "\"active\"")
      << "what is not reported as changed is unchanged";
}

TEST(Coverage, LogsThatTouchLeaveNoGap) {
  Company c;
  c.tell({log(okta, "account", 0, 10),
          log(okta, "account", 10, 20),
          {"account", "a", 5, okta, R"({"status":"active"})"}});
  EXPECT_EQ(c.read("account/a.status", 10), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 15), "\"active\"");
}

TEST(Coverage, BetweenTwoLooksAtMostTwiceEveryApartWhatIsEqualIsTakenToHaveHeld) {
  Company c;
  c.tell({look(okta, "account", 0, 1),
          {"account", "a", 0, okta, R"({"status":"active"})"},
          look(okta, "account", 2, 1),
          look(okta, "account", 4.0001, 1)});
  EXPECT_EQ(c.read("account/a.status", 1), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 2), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 3), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/a.status", 4.0001), "\"active\"");
  const Reading r =
      read_field(c.view(), c.entity("account", "a"), Company::field("account", "status"), at(1));
  EXPECT_EQ(r.seen_every, hour * 2);
}

TEST(Coverage, BetweenLooksAChangeIsUncertainByItsAfter) {
  Company c;
  c.tell({look(okta, "account", 0, 1),
          {"account", "a", 0, okta, R"({"status":"active"})"},
          {"account", "a", 1, okta, R"({"status":"disabled"})", 0},
          look(okta, "account", 1, 1)});
  EXPECT_EQ(c.read("account/a.status", 0.5), "\"active\" then \"disabled\"");
  EXPECT_EQ(c.read("account/a.status", 1), "\"disabled\"");
}

TEST(Coverage, ClaimedCoversAsEventsAndSaysSo) {
  Company c;
  c.tell({log(okta, "account", 0, 20, R"(,"how":"claimed")"),
          {"account", "a", 5, okta, R"({"status":"active"})"}});
  const Reading r =
      read_field(c.view(), c.entity("account", "a"), Company::field("account", "status"), at(10));
  EXPECT_EQ(c.text(r), "\"active\"");
  EXPECT_TRUE(r.claimed);
}

TEST(Coverage, TheLastCoverageReachesToNowIfThatIsAtMostTwiceEveryAway) {
  Company c;
  c.tell({look(okta, "account", 0, 1),
          look(okta, "account", 2, 1),
          {"account", "a", 0, okta, R"({"status":"active"})"}});
  EXPECT_EQ(c.read("account/a.status", 4, c.view(4)), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 3, c.view(4 + us)), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/a.exists", 3, c.view(4 + us)), "unknown gap " + okta)
      << "there is no other side";
}

TEST(Coverage, WhereNothingIsSaidEveryIsADay) {
  Company c;
  c.tell({log(okta, "account", 0, 10), {"account", "a", 5, okta, R"({"status":"active"})"}});
  EXPECT_EQ(c.read("account/a.status", 58, c.view(58)), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 58, c.view(58 + us)), "unknown gap " + okta);
}

TEST(Coverage, AnIncompleteCollectionCoversNothing) {
  Company c;
  Telling t = log(okta, "account", 0, 20);
  t.set.replace(t.set.find("true"), 4, "false");
  c.tell({t, {"account", "a", 5, okta, R"({"status":"active"})"}});
  EXPECT_EQ(c.read("account/a.status", 10), "unknown uncovered");
}

TEST(Coverage, FieldsLimitWhatACollectionCovers) {
  Company c;
  c.tell({log(okta, "account", 0, 20, R"(,"fields":{"account":["status"]})"),
          {"account", "a", 5, okta, R"({"status":"active","mfa":true})"}});
  EXPECT_EQ(c.read("account/a.status", 10), "\"active\"");
  EXPECT_EQ(c.read("account/a.exists", 10), "true");
  EXPECT_EQ(c.read("account/a.mfa", 10), "unknown uncovered");
  EXPECT_EQ(c.read("account/a.score", 10), "unknown uncovered");
}

TEST(Coverage, AFactIsKnowledgeAtItsOwnAtCoveredOrNot) {
  Company c;
  c.tell({log(okta, "account", 0, 10),
          log(okta, "account", 30, 40),
          {"account", "a", 5, okta, R"({"status":"active"})"},
          {"account", "a", 20, okta, R"({"status":"disabled"})"}});
  EXPECT_EQ(c.read("account/a.status", 20 - us), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/a.status", 20), "\"disabled\"");
  EXPECT_EQ(c.read("account/a.status", 20 + us), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/a.status", 30), "\"disabled\"");
}

TEST(Coverage, AnEntityThatIsGoneOnTheOtherSideOfAGapMayHaveBeenThere) {
  Company c;
  c.tell({log(okta, "account", 0, 10),
          log(okta, "account", 30, 40),
          {"account", "a", 5, okta, R"({"status":"active"})"},
          {"account", "a", 30, okta, ""},
          {"account", "b", 30, okta, R"({"status":"active"})"}});
  c.tell({{"account", "c", 1, okta, R"({"status":"active"})"}, {"account", "c", 2, okta, ""}});
  EXPECT_EQ(c.read("account/a.exists", 20), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/b.exists", 20), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/c.exists", 20), "false") << "on neither side";
}

TEST(Coverage, BeforeASourcesFirstCoverageLiesItsLead) {
  Company c;
  c.tell({log(okta, "account", 10, 20), {"account", "a", 5, okta, R"({"status":"active"})"}});
  EXPECT_EQ(c.read("account/a.status", 5), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 7), "unknown lead " + okta);
  EXPECT_EQ(c.read("account/a.exists", 7), "true");
  EXPECT_EQ(c.read("account/a.status", 10), "\"active\"");
}

TEST(Coverage, AKindThatIsNoRecordAndHasNoSourceIsUncovered) {
  Company c;
  c.tell({{"account", "a", 5, ann, R"({"owner":"ann"})"}});
  EXPECT_EQ(c.read("account/a.owner", 7), "\"ann\"")
      << "what a person states is covered from its at";
  EXPECT_EQ(c.read("account/a.status", 7), "unknown uncovered");
  EXPECT_EQ(c.text(read_all(c.view(), catalog()->kind("account")->number, at(7))), "a +uncovered");
}

TEST(Coverage, ARecordKindIsCoveredAlwaysOrFromItsSince) {
  Company always;
  always.tell({"incident", "i", 5, ann, R"({"person":"p"})"});
  EXPECT_EQ(always.read("incident/i.severity", 7), "null");
  Settings settings;
  settings.since[catalog()->kind("incident")->number] = at(10);
  Company c(settings);
  c.tell({"incident", "i", 5, ann, R"({"severity":null})"});
  EXPECT_EQ(c.read("incident/i.severity", 7), "unknown lead probata");
  EXPECT_EQ(c.read("incident/i.severity", 10), "null");
  EXPECT_EQ(c.text(read_all(c.view(), catalog()->kind("incident")->number, at(7))), "i +lead");
}

TEST(Coverage, WhereARecordKindHasExpectedSourcesOnlyWhereTheyCoverToo) {
  Company c;
  c.tell({log(okta, "incident", 0, 10),
          log(okta, "incident", 20, 30),
          {"incident", "i", 5, ann, R"({"severity":"low"})"}});
  EXPECT_EQ(c.read("incident/i.severity", 15), "\"low\"");
  EXPECT_EQ(c.read("incident/i.person", 7), "null");
  EXPECT_EQ(c.read("incident/i.person", 15), "unknown gap " + okta);
}

TEST(Coverage, BuiltInKindsAreAlwaysCovered) {
  Company c;
  c.tell({"assignment", "x", 5, ann, R"({"role":"ciso"})"});
  EXPECT_EQ(c.read("assignment/x.until", 7), "null");
}

TEST(Coverage, ASourceThatIsBlindButNeverSpokeOfAFieldLetsOthersSpeak) {
  Company c;
  c.tell({log(okta, "account", 0, 10),
          log(okta, "account", 30, 40),
          {"account", "a", 5, okta, R"({"status":"active"})"},
          {"account", "a", 6, ann, R"({"owner":"ann","status":"disabled"})"}});
  EXPECT_EQ(c.read("account/a.owner", 20), "\"ann\"");
  EXPECT_EQ(c.read("account/a.status", 20), "unknown gap " + okta)
      << "the first layer may say anything there";
  EXPECT_EQ(c.read("account/a.mfa", 20), "unknown gap " + okta);
}

TEST(Coverage, ACorrectionHoldsThroughAGapOfItsSource) {
  Company c;
  c.tell({log(okta, "account", 0, 10), log(okta, "account", 30, 40)});
  const uint32_t seq = c.tell({"account", "a", 5, okta, R"({"status":"active"})"});
  c.tell({"account", "a", 15, ann, R"({"status":"disabled"})", {}, static_cast<int>(seq)});
  EXPECT_EQ(c.read("account/a.status", 12), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/a.status", 20), "\"disabled\"");
}

TEST(Coverage, ACollectionSaidAnewReplacesWhatItSaidAsKnownFromThenOn) {
  Company c;
  Telling t = log(okta, "account", 0, 20);
  c.tell({t, {"account", "a", 5, okta, R"({"status":"active"})"}});
  t.set.replace(t.set.find("true"), 4, "false");
  c.tell(t);
  EXPECT_EQ(c.read("account/a.status", 10), "unknown uncovered");
  EXPECT_EQ(c.read("account/a.status", 10, c.view(1000, 2)), "\"active\"");
}

TEST(Coverage, CoverageItselfIsReadAsKnownAndUpToNow) {
  Company c;
  c.tell({log(okta, "account", 0, 10),
          {"account", "a", 5, okta, R"({"status":"active"})"},
          log(okta, "account", 10, 90)});
  EXPECT_EQ(c.read("account/a.status", 80, c.view(90, 2)), "unknown gap " + okta);
  EXPECT_EQ(c.read("account/a.status", 80, c.view(90)), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 80, c.view(89)), "unknown gap " + okta)
      << "the collection lies after now";
}

TEST(Coverage, ExpectedAreTheDeclaredSourcesElseThoseThatEverDelivered) {
  const KindNo account = catalog()->kind("account")->number;
  const Period year{at(0), at(8760)};
  Company c;
  c.tell({look(okta, "account", 10, 1, R"(,"rows":{"account":3})"), look(okta, "account", 12, 1),
          look(okta, "account", 20, 1)});
  auto s = sights_of(c.view(21), account, year);
  ASSERT_EQ(s.size(), 1u);
  EXPECT_EQ(s[0].by, okta);
  EXPECT_EQ(s[0].first, at(10));
  EXPECT_EQ(s[0].last, at(21));
  EXPECT_EQ(s[0].gaps, (std::vector<Period>{{at(12), at(20)}}));
  EXPECT_EQ(s[0].lead, (Period{Instant::never_before(), at(10)}));
  EXPECT_EQ(s[0].looks, 3);
  EXPECT_EQ(s[0].rows, 3);
  EXPECT_EQ(s[0].seen_every, hour * 2);
  Settings settings;
  settings.sources[account] = {{"connector:hr", at(5)}};
  Company d(settings);
  d.tell(look(okta, "account", 10, 1));
  s = sights_of(d.view(21), account, year);
  ASSERT_EQ(s.size(), 1u);
  EXPECT_EQ(s[0].by, "connector:hr");
  EXPECT_FALSE(s[0].first.has_value());
  EXPECT_EQ(s[0].lead.start, at(5));
  EXPECT_TRUE(s[0].lead.contains(at(21))) << "the lead of what never covered lasts to now";
}

TEST(Coverage, TheGapAfterTheLastCoverageEndsAtNow) {
  Company c;
  c.tell(log(okta, "account", 0, 10));
  const auto s = sights_of(c.view(100), catalog()->kind("account")->number, {at(0), at(8760)});
  EXPECT_EQ(s[0].gaps, (std::vector<Period>{{at(10), at(100)}}));
}

TEST(Coverage, AnEntityIsWatchedFromTheFirstCoverageOfASourceInWhoseLayerItStands) {
  Company c;
  c.tell({log(okta, "account", 10, 20),
          log(ad, "account", 5, 20),
          {"account", "a", 12, okta, R"({"score":1})"},
          {"account", "b", 3, ann, R"({"score":1})"}});
  EXPECT_EQ(first_coverage(c.view(), c.entity("account", "a")), at(10));
  EXPECT_EQ(first_coverage(c.view(), c.entity("account", "b")), std::nullopt);
  EXPECT_EQ(first_coverage(c.view(), catalog()->kind("account")->number), at(5));
  EXPECT_EQ(first_coverage(c.view(), catalog()->kind("person")->number), std::nullopt);
}

}  // namespace
}  // namespace probata
