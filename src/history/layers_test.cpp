// Layers, lives and corrections, each test one sentence of semantics.md, section 2.
#include "history/history_fixture.h"

namespace probata {
namespace {

using namespace history_fixture;

const std::string okta = "connector:okta", ad = "connector:ad", ann = "person/ann";

TEST(Layers, FieldsHoldFromTheirAtUntilALaterAtChangesThem) {
  Company c;
  c.tell({log(okta, "account", 0, 100),
          {"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 20, okta, R"({"status":"disabled"})"}});
  EXPECT_EQ(c.read("account/a.status", 10), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 19.9), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 20), "\"disabled\"");
  EXPECT_EQ(c.read("account/a.mfa", 20), "null");
}

TEST(Layers, OfTwoFactsOfOneInstantTheOneWithTheHigherSeqStands) {
  Company c;
  c.tell({log(okta, "account", 0, 100),
          {"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 10, okta, R"({"status":"disabled"})"}});
  EXPECT_EQ(c.read("account/a.status", 10), "\"disabled\"");
  EXPECT_EQ(c.read("account/a.status", 10, c.view(1000, 2)), "\"active\"");
}

TEST(Layers, AsKnownAtALedgerSizeLaterFactsAreIgnored) {
  Company c;
  c.tell({log(okta, "account", 0, 100), {"account", "a", 10, okta, R"({"status":"active"})"}});
  c.tell({{"account", "a", 5, okta, R"({"status":"disabled","mfa":true})"}});
  EXPECT_EQ(c.read("account/a.exists", 7, c.view(1000, 2)), "false");
  EXPECT_EQ(c.read("account/a.exists", 7), "true");
  EXPECT_EQ(c.read("account/a.status", 7), "\"disabled\"");
  EXPECT_EQ(c.read("account/a.mfa", 12, c.view(1000, 2)), "null");
  EXPECT_EQ(c.read("account/a.mfa", 12), "true");
}

TEST(Layers, FactsAfterNowAreNotRead) {
  Company c;
  c.tell({log(okta, "account", 0, 15),
          {"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 20, okta, R"({"status":"disabled"})", 12}});
  EXPECT_EQ(c.read("account/a.status", 14, c.view(15)), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 14, c.view(20)), "\"active\" then \"disabled\"");
}

TEST(Layers, AnEntityExistsUntilGoneAndALaterFactBeginsANewLifeWithFieldsNull) {
  Company c;
  c.tell({log(okta, "account", 0, 100),
          {"account", "a", 10, okta, R"({"status":"active","mfa":true})"},
          {"account", "a", 20, okta, ""},
          {"account", "a", 30, okta, R"({"status":"disabled"})"}});
  EXPECT_EQ(c.read("account/a.exists", 9), "false");
  EXPECT_EQ(c.read("account/a.exists", 10), "true");
  EXPECT_EQ(c.read("account/a.exists", 20), "false");
  EXPECT_EQ(c.read("account/a.status", 25), "null");
  EXPECT_EQ(c.read("account/a.exists", 30), "true");
  EXPECT_EQ(c.read("account/a.status", 30), "\"disabled\"");
  EXPECT_EQ(c.read("account/a.mfa", 30), "null");
}

TEST(Layers, AGoneThatIsToldLateSplitsTheLifeThatWasThere) {
  Company c;
  c.tell({log(okta, "account", 0, 100),
          {"account", "a", 10, okta, R"({"mfa":true})"},
          {"account", "a", 30, okta, R"({"status":"active"})"},
          {"account", "a", 40, okta, R"({"score":1})"}});
  c.tell({"account", "a", 20, okta, ""});
  EXPECT_EQ(c.read("account/a.exists", 25), "false");
  EXPECT_EQ(c.read("account/a.exists", 30), "true");
  EXPECT_EQ(c.read("account/a.mfa", 30), "null");
  EXPECT_EQ(c.read("account/a.exists", 25, c.view(1000, 4)), "true");
}

TEST(Layers, SourcesByNameGoBeforePeopleWhereTheKindIsNoRecord) {
  Company c;
  c.tell({log(okta, "account", 0, 100), log(ad, "account", 0, 100)});
  c.tell({{"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 10, ad, R"({"status":"disabled"})"},
          {"account", "a", 10, ann, R"({"status":"active","owner":"ann"})"}});
  EXPECT_EQ(c.read("account/a.status", 10), "\"disabled\"");
  EXPECT_EQ(c.read("account/a.owner", 10), "\"ann\"");
}

TEST(Layers, TheOrganisationsListGoesFirst) {
  Settings settings;
  settings.precedence[catalog()->kind("account")->number] = {"people", okta};
  Company c(settings);
  c.tell({log(okta, "account", 0, 100), log(ad, "account", 0, 100)});
  c.tell({{"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 10, ad, R"({"status":"disabled","score":1})"}});
  EXPECT_EQ(c.read("account/a.status", 10), "\"active\"");
  EXPECT_EQ(c.read("account/a.score", 10), "1");
  c.tell({"account", "a", 12, ann, R"({"score":2})"});
  EXPECT_EQ(c.read("account/a.score", 12), "2");
}

TEST(Layers, PeopleGoBeforeSourcesForRecordKinds) {
  Company c;
  c.tell({log(okta, "incident", 0, 100),
          {"incident", "i", 10, okta, R"({"severity":"low"})"},
          {"incident", "i", 20, ann, R"({"severity":"high"})"}});
  EXPECT_EQ(c.read("incident/i.severity", 15), "\"low\"");
  EXPECT_EQ(c.read("incident/i.severity", 20), "\"high\"");
}

TEST(Layers, SettingNullTakesTheStatementBackAndTheNextLayerGivesIt) {
  Company c;
  c.tell({log(okta, "account", 0, 100), log(ad, "account", 0, 100)});
  c.tell({{"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 10, ad, R"({"status":"disabled"})"},
          {"account", "a", 20, ad, R"({"status":null})"}});
  EXPECT_EQ(c.read("account/a.status", 20), "\"active\"");
}

TEST(Layers, ALayerInWhichTheEntityIsGoneGivesNothing) {
  Company c;
  c.tell({log(okta, "account", 0, 100), log(ad, "account", 0, 100)});
  c.tell({{"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 10, ad, R"({"status":"disabled"})"},
          {"account", "a", 20, ad, ""}});
  EXPECT_EQ(c.read("account/a.exists", 20), "true");
  EXPECT_EQ(c.read("account/a.status", 20), "\"active\"");
}

TEST(Layers, AnOwnerNotedForAnAccountDoesNotOutliveTheAccount) {
  Company c;
  c.tell({log(okta, "account", 0, 100),
          {"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 5, ann, R"({"owner":"ann"})"}});
  EXPECT_EQ(c.read("account/a.exists", 7), "false");
  EXPECT_EQ(c.read("account/a.owner", 10), "\"ann\"");
  c.tell({{"account", "a", 20, okta, ""}, {"account", "a", 30, okta, R"({"status":"active"})"}});
  EXPECT_EQ(c.read("account/a.exists", 20), "false");
  EXPECT_EQ(c.read("account/a.owner", 30), "null");
}

TEST(Layers, PeopleKeepInExistenceWhatNoSourceEverDelivered) {
  Company c;
  c.tell({log(okta, "account", 0, 100), {"account", "a", 5, ann, R"({"owner":"ann"})"}});
  EXPECT_EQ(c.read("account/a.exists", 4), "false");
  EXPECT_EQ(c.read("account/a.exists", 7), "true");
}

TEST(Layers, ARecordExistsWhileAnyLayerHasIt) {
  Company c;
  c.tell({log(okta, "incident", 0, 100),
          {"incident", "i", 10, okta, R"({"severity":"low"})"},
          {"incident", "i", 20, ann, R"({"severity":"high"})"},
          {"incident", "i", 30, okta, ""}});
  EXPECT_EQ(c.read("incident/i.exists", 30), "true");
}

TEST(Layers, ACorrectionGoesBeforeItsSourceUntilTheSourceChangesTheFieldAndRestatingIsNone) {
  Company c;
  c.tell(log(okta, "account", 0, 100));
  const uint32_t seq = c.tell({"account", "a", 10, okta, R"({"status":"active"})"});
  c.tell({"account", "a", 20, ann, R"({"status":"disabled"})", {}, static_cast<int>(seq)});
  EXPECT_EQ(c.read("account/a.status", 19), "\"active\"");
  EXPECT_EQ(c.read("account/a.status", 20), "\"disabled\"");
  c.tell({"account", "a", 30, okta, R"({"status":"active"})"});
  EXPECT_EQ(c.read("account/a.status", 30), "\"disabled\"");
  c.tell({"account", "a", 40, okta, R"({"status":null})"});
  EXPECT_EQ(c.read("account/a.status", 39), "\"disabled\"");
  c.tell({"account", "a", 40, okta, R"({"status":"active"})"});
  EXPECT_EQ(c.read("account/a.status", 40), "\"disabled\"")
      << "what replaces a change of the same instant restates";
  c.tell({{"account", "a", 50, okta, R"({"status":null})"},
          {"account", "a", 60, okta, R"({"status":"active"})"}});
  EXPECT_EQ(c.read("account/a.status", 60), "\"active\"");
}

TEST(Layers, ACorrectionIsAlwaysListed) {
  Company c;
  c.tell(log(okta, "account", 0, 100));
  const uint32_t seq = c.tell({"account", "a", 10, okta, R"({"status":"active"})"});
  c.tell({"account", "a", 20, ann, R"({"status":"active"})", {}, static_cast<int>(seq)});
  const Reading r =
      read_field(c.view(), c.entity("account", "a"), Company::field("account", "status"), at(20));
  ASSERT_EQ(r.conflicts.size(), 1u);
  EXPECT_EQ(c.history.name_of(r.conflicts[0].first), okta);
}

TEST(Layers, ACorrectionMustNameAnEarlierFactByASourceOnTheSameField) {
  Company c;
  c.tell(log(okta, "account", 0, 100));
  const int seq = static_cast<int>(c.tell({"account", "a", 10, okta, R"({"status":"active"})"}));
  const int by_person =
      static_cast<int>(c.tell({"account", "a", 11, ann, R"({"status":"active"})"}));
  const auto check = [&](const Telling& t) {
    return check_correction(c.history, fact_of(t)).has_value();
  };
  EXPECT_TRUE(check({"account", "a", 20, ann, R"({"status":"disabled"})", {}, seq}));
  EXPECT_FALSE(check({"account", "a", 20, ann, R"({"mfa":true})", {}, seq}));
  EXPECT_FALSE(check({"account", "b", 20, ann, R"({"status":"disabled"})", {}, seq}));
  EXPECT_FALSE(check({"account", "a", 20, ann, R"({"status":"disabled"})", {}, by_person}));
  EXPECT_FALSE(check({"account", "a", 20, ann, R"({"status":"disabled"})", {}, 99}));
}

TEST(Layers, CoveredLayersThatDifferAreConflicts) {
  Company c;
  c.tell({log(okta, "account", 0, 100), log(ad, "account", 0, 15)});
  c.tell({{"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 10, ad, R"({"status":"disabled"})"}});
  const auto conflicts = [&](double t) {
    return read_field(c.view(), c.entity("account", "a"), Company::field("account", "status"),
                      at(t))
        .conflicts.size();
  };
  EXPECT_EQ(conflicts(10), 1u);
  EXPECT_EQ(conflicts(20), 0u) << "ad is in a gap: what it would say is not known";
}

TEST(Layers, SeenIsExistenceInThatLayerAndANameWithoutInstanceMeansAnyOfItsInstances) {
  Company c;
  const std::string eu = "connector:okta/eu", us = "connector:okta/us";
  c.tell({log(eu, "account", 0, 100),
          log(us, "account", 0, 100),
          {"account", "a", 10, us, R"({"status":"active"})"}});
  const auto seen = [&](const std::string& layer, double t) {
    return c.text(read_seen(c.view(), c.entity("account", "a"), layer, at(t)));
  };
  EXPECT_EQ(seen("connector:okta", 10), "true");
  EXPECT_EQ(seen("connector:okta", 9), "false");
  EXPECT_EQ(seen(us, 10), "true");
  EXPECT_EQ(seen(eu, 10), "false");
  EXPECT_EQ(seen("people", 10), "false");
  EXPECT_EQ(seen(eu, 500), "unknown gap " + eu) << "who is blind cannot say that it is not there";
  EXPECT_EQ(seen("connector:hr", 10), "unknown uncovered");
}

TEST(Layers, ATransitionIntoAStateSetsItsTimeAndPerson) {
  Company c;
  c.tell({{"incident", "i", 10, ann, R"({"state":"open"})"},
          {"incident", "i", 20, "person/bob", R"({"state":"approved"})"}});
  EXPECT_EQ(c.read("incident/i.approved_at", 19), "null");
  EXPECT_EQ(c.read("incident/i.approved_at", 20), to_text(at(20)));
  EXPECT_EQ(c.read("incident/i.approved_by", 20), "person/bob");
}

TEST(Layers, ADateReadsAsItsLocalMidnight) {
  Settings settings;
  settings.calendar = *Calendar::make("Europe/Berlin", {});
  Company c(settings);
  c.tell({log(okta, "account", 0, 100), {"account", "a", 10, okta, R"({"expires":"2026-03-01"})"}});
  EXPECT_EQ(c.read("account/a.expires", 10), "2026-02-28T23:00:00Z");
}

TEST(Layers, TheCompanyAlwaysExistsAndIsOne) {
  Company c;
  c.tell({"company", "acme", 10, ann, R"({"name":"Acme"})"});
  EXPECT_EQ(c.text(read_existence(c.view(), c.history.company(), at(0))), "true");
  EXPECT_EQ(c.history.item_of(c.history.company()), "company");
  EXPECT_EQ(c.read("company/acme.name", 10), "\"Acme\"");
  EXPECT_EQ(c.read("company/acme.name", 9), "null");
}

}  // namespace
}  // namespace probata
