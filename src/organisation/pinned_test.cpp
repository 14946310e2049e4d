#include "organisation/pinned.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "organisation/organisation.h"
#include "organisation/upgrade.h"
#include "store/temporary_folder.h"

namespace probata {
namespace {

using testing::HasSubstr;

Folder catalog_with(const std::string& grace, const std::string& fields = "{mfa: bool}") {
  return {"test",
          {{"controls/mfa.yaml",
            "control: mfa\ntitle: Second factor\ntests:\n  - {id: on, each: account, always: "
            "account.mfa, grace: " +
                grace + "}\n"},
           {"kinds/account.yaml", "kind: account\nfields: " + fields + "\n"}}};
}

class PinnedTest : public testing::Test {
 protected:
  Result<std::unique_ptr<Organisation>> open(Folder catalog) {
    OrganisationOptions options;
    options.data = folder_.path() / "data";
    options.catalog = {std::move(catalog)};
    options.clock = [] { return *parse_instant("2026-06-02T00:00:00Z"); };
    options.random = seeded_random(1);
    options.create = true;
    options.keep_after = keep_after_;
    return Organisation::open(std::move(options));
  }
  // Made with a grace of an hour, with one fact.
  void make() {
    auto organisation = open(catalog_with("1h"));
    ASSERT_TRUE(organisation) << to_text(organisation.error());
    EXPECT_THAT((*organisation)->catalog_note(), HasSubstr("Nobody accepted the catalog"));
    ASSERT_TRUE((*organisation)->begin_with_catalog());
    EXPECT_EQ((*organisation)->catalog_note(), "");
    const auto report =
        (*organisation)
            ->append_lines(R"({"kind":"account","id":"a","at":"2026-02-01T00:00:00Z",)"
                           R"("by":"connector:idp","set":{"mfa":true}})",
                           "facts", true, false);
    EXPECT_TRUE(report.errors.empty());
  }
  static std::string digest_of(const Catalog& catalog) { return to_text(catalog.digest); }

  TemporaryFolder folder_;
  uint64_t keep_after_ = 1'000'000;
};

TEST_F(PinnedTest, WhatIsOfferedCountsOnceItIsAcceptedAndOpenedAgain) {
  make();
  std::string offered, accepted;
  {
    auto organisation = open(catalog_with("2h"));
    ASSERT_TRUE(organisation) << to_text(organisation.error());
    accepted = digest_of((*organisation)->catalog());
    ASSERT_NE((*organisation)->pinned().offered, nullptr);
    offered = digest_of(*(*organisation)->pinned().offered);
    EXPECT_NE(accepted, offered);
    EXPECT_THAT((*organisation)->catalog_note(), HasSubstr(offered));
    const auto receipt = (*organisation)->accept_catalog({"person/sam", "Longer"});
    ASSERT_TRUE(receipt) << to_text(receipt.error().front());
    EXPECT_EQ(receipt->first, 2u);
  }
  for (const char* grace : {"2h", "1h"}) {
    auto organisation = open(catalog_with(grace));
    ASSERT_TRUE(organisation) << to_text(organisation.error());
    EXPECT_EQ(digest_of((*organisation)->catalog()), offered);
    EXPECT_EQ((*organisation)->pinned().accepted->by, "person/sam");
    EXPECT_EQ((*organisation)->pinned().accepted->reason, "Longer");
  }
}

TEST_F(PinnedTest, TheFirstCatalogIsAcceptedOnce) {
  make();
  auto organisation = open(catalog_with("2h"));
  ASSERT_TRUE(organisation);
  ASSERT_TRUE((*organisation)->begin_with_catalog());
  EXPECT_EQ((*organisation)->ledger().size(), 2u) << "there are facts already";
  EXPECT_FALSE((*organisation)->accept_catalog({"person/sam", ""}));
  EXPECT_FALSE((*organisation)->accept_catalog({"person/sam", " "}));
  EXPECT_FALSE((*organisation)->accept_catalog({"", "x"}));
}

TEST_F(PinnedTest, OneThatTheFactsDoNotFitIsNotAccepted) {
  make();
  auto organisation = open(catalog_with("1h", "{mfa: bool, name: string}"));
  ASSERT_TRUE(organisation);
  ASSERT_TRUE((*organisation)->accept_catalog({"person/sam", "Names"})) << "one field more fits";
  organisation->reset();
  Folder other = catalog_with("1h", "{second: bool}");
  other.files[0].text.replace(other.files[0].text.find("account.mfa"), 11, "account.second");
  organisation = open(std::move(other));
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  const auto refused = (*organisation)->accept_catalog({"person/sam", "x"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(to_text(refused.error().front()), HasSubstr("mfa"));
  EXPECT_EQ((*organisation)->ledger().size(), 3u);
}

// An upgrade may ask no more what an earlier catalog asked; what was answered stays in the ledger.
TEST_F(PinnedTest, AnAnswerToAQuestionThatIsGoneIsPassedOver) {
  constexpr auto answer = R"({"kind":"setting","id":"answers/has_people",)"
                          R"("at":"2026-02-01T00:00:00Z","by":"person/sam","set":{"value":false}})";
  Folder asking = catalog_with("1h");
  asking.files.push_back(
      {"tailoring.yaml",
       "has_people: {title: People, type: bool, default: true, tells: [account]}\n"});
  {
    auto organisation = open(asking);
    ASSERT_TRUE(organisation) << to_text(organisation.error());
    ASSERT_TRUE((*organisation)->begin_with_catalog());
    const auto report = (*organisation)->append_lines(answer, "facts", true, false);
    ASSERT_TRUE(report.errors.empty()) << to_text(report.errors.front());
  }
  {
    auto organisation = open(catalog_with("1h"));
    ASSERT_TRUE(organisation) << to_text(organisation.error());
    ASSERT_TRUE((*organisation)->accept_catalog({"person/sam", "Not asked any more"}));
  }
  auto organisation = open(catalog_with("1h"));
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  EXPECT_EQ((*organisation)->catalog().question("has_people"), nullptr);
  const auto report = (*organisation)->append_lines(answer, "facts", true, false);
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_THAT(to_text(report.errors.front()), HasSubstr("unknown question `has_people`"));
}

// The range was wider once. What was set then was so; what is in force has to be within.
TEST_F(PinnedTest, ARangeThatBecomesNarrowerBindsWhatIsInForce) {
  const auto catalog = [](const std::string& most) {
    Folder folder = catalog_with("param.grace");
    folder.files.push_back(
        {"parameters.yaml", "grace: {type: duration, default: 1h, min: 1h, max: " + most + "}\n"});
    return folder;
  };
  const auto set = [&](Organisation& organisation, const std::string& value) {
    return organisation.append_lines(
        R"({"kind":"setting","id":"parameters/grace","at":"2026-02-01T00:00:00Z",)"
        R"("by":"person/sam","set":{"value":")" +
            value + "\"}}",
        "facts", true, false);
  };
  {
    auto organisation = open(catalog("72h"));
    ASSERT_TRUE((*organisation)->begin_with_catalog());
    ASSERT_TRUE(set(**organisation, "70h").errors.empty());
  }
  auto organisation = open(catalog("24h"));
  const auto refused = (*organisation)->accept_catalog({"person/sam", "Less"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(to_text(refused.error().front()),
            "a setting of the organisation does not fit: `70h` is above the most of `grace`; the "
            "most is 1d");
  ASSERT_TRUE(set(**organisation, "20h").errors.empty());
  const auto accepted = (*organisation)->accept_catalog({"person/sam", "Less"});
  ASSERT_TRUE(accepted) << to_text(accepted.error().front());
  organisation->reset();
  organisation = open(catalog("24h"));
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  EXPECT_EQ(set(**organisation, "70h").errors.size(), 1u);
}

// Pages go on to be served after an acceptance, and sources to tell.
TEST_F(PinnedTest, UntilTheNextStartFactsFitBothCatalogs) {
  make();
  const auto named = [](const char* id) {
    return fmt::format(R"({{"kind":"account","id":"{}","at":"2026-03-01T00:00:00Z",)"
                       R"("by":"connector:idp","set":{{"name":"A","mfa":true}}}})",
                       id);
  };
  {
    auto organisation = open(catalog_with("1h", "{mfa: bool, name: string}"));
    ASSERT_TRUE((*organisation)->accept_catalog({"person/sam", "Names"}));
  }
  {
    auto organisation = open(catalog_with("2h"));
    const auto append = [&](const char* id) {
      return (*organisation)->append_lines(named(id), "more", true, false).errors;
    };
    EXPECT_TRUE((*organisation)->accept_catalog({"person/sam", "No names"}));
    EXPECT_THAT((*organisation)->catalog_note(), HasSubstr("accepted by person/sam"));
    EXPECT_FALSE((*organisation)->accept_catalog({"person/sam", "Again"}));
    EXPECT_THAT(to_text(first_of(append("b"))), HasSubstr("more:1: it does not fit the catalog"));
  }
  auto organisation = open(catalog_with("2h"));
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  EXPECT_EQ((*organisation)->catalog_note(), "");
}

TEST_F(PinnedTest, ARefusedAcceptanceLeavesFactsAsTheyWere) {
  make();
  Folder other = catalog_with("1h", "{second: bool}");
  other.files[0].text.replace(other.files[0].text.find("account.mfa"), 11, "account.second");
  auto organisation = open(std::move(other));
  EXPECT_FALSE((*organisation)->accept_catalog({"person/sam", "x"}));
  const auto report =
      (*organisation)
          ->append_lines(R"({"kind":"account","id":"b","at":"2026-02-01T00:00:00Z",)"
                         R"("by":"connector:idp","set":{"mfa":true}})",
                         "facts", true, false);
  EXPECT_TRUE(report.errors.empty()) << to_text(first_of(report.errors));
}

TEST_F(PinnedTest, TheOfferedCatalogIsTriedOnTheSameFacts) {
  make();
  const Instant now = *parse_instant("2026-06-02T00:00:00Z");
  auto same = open(catalog_with("1h"));
  EXPECT_FALSE((*same)->offered_results(state_at(now), now, 2)) << "nothing is offered";
  same->reset();
  Folder more = catalog_with("1h");
  more.files[0].text += "  - {id: off, each: account, always: \"!account.mfa\"}\n";
  auto organisation = open(std::move(more));
  const auto was =
      summary_of(*(*organisation)->assessment(state_at(now), now, 2), (*organisation)->catalog());
  const auto is = (*organisation)->offered_results(state_at(now), now, 2);
  ASSERT_TRUE(is) << to_text(is.error());
  const auto changes = changes_of(was, *is);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].test, "mfa/off");
}

// Whoever edits an override and mistypes, or upgrades to a program that it no longer fits, loses no
// look at a source by it.
TEST_F(PinnedTest, AnOfferWithAMistakeLeavesTheAcceptedOneInForce) {
  const Folder broken = catalog_with("1h", "{mfa: bol}");
  EXPECT_FALSE(open(broken)) << "nothing was accepted yet";
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "data/ledger.db")) << "nothing was made";
  make();
  auto organisation = open(broken);
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  EXPECT_THAT((*organisation)->catalog_note(), HasSubstr("controls/mfa.yaml:4"));
  EXPECT_EQ((*organisation)->pinned().accepted->catalog, (*organisation)->catalog().digest);
  const auto refused = (*organisation)->accept_catalog({"person/sam", "x"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(to_text(refused.error().front()), HasSubstr("gives a string, not a bool"));
}

// What is read only when a page asks for it is checked before somebody answers for it.
TEST_F(PinnedTest, OneWhosePolicyHasAMistakeIsNotAccepted) {
  make();
  Folder other = catalog_with("1h");
  other.files.push_back({"policies/own.md", "No head, and {param.none}.\n"});
  auto organisation = open(std::move(other));
  const auto refused = (*organisation)->accept_catalog({"person/sam", "Ours"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(to_text(refused.error().front()), HasSubstr("policies/own.md:1"));
  EXPECT_EQ((*organisation)->ledger().size(), 2u);
}

TEST_F(PinnedTest, EvidenceThatIsGoneIsSaidAndTheOfferedOneIsUsed) {
  make();
  std::filesystem::remove_all(folder_.path() / "data/evidence");
  auto organisation = open(catalog_with("1h"));
  ASSERT_TRUE(organisation);
  EXPECT_EQ((*organisation)->catalog_note(), "") << "the same catalog needs no evidence";
  organisation->reset();
  organisation = open(catalog_with("2h"));
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  EXPECT_EQ((*organisation)->pinned().offered, nullptr);
  EXPECT_THAT((*organisation)->catalog_note(), HasSubstr("cannot be read"));
  EXPECT_THAT((*organisation)->catalog_note(), HasSubstr(digest_of((*organisation)->catalog())));
}

TEST_F(PinnedTest, ANoteOfHowFarItWasLookedIsUsedWhereItFits) {
  make();
  keep_after_ = 1;
  const auto note = folder_.path() / "data/views/catalog.json";
  ASSERT_TRUE(open(catalog_with("1h")));
  const std::string kept = read_file(note).value_or("");
  EXPECT_THAT(kept, HasSubstr(R"("entry":0)"));
  {
    auto organisation = open(catalog_with("2h"));
    ASSERT_TRUE((*organisation)->accept_catalog({"person/sam", "Longer"}));
  }
  const std::string none =
      R"({"size":3,"root":"sha256:)" + std::string(64, '0') + R"(","entry":null})";
  for (const std::string& text : {kept, none, kept.substr(0, 9), std::string("{}")}) {
    ASSERT_TRUE(write_file_durably(note, text));
    auto organisation = open(catalog_with("2h"));
    ASSERT_TRUE(organisation) << to_text(organisation.error());
    EXPECT_EQ((*organisation)->pinned().accepted->entry, 2u) << text;
  }
}

TEST_F(PinnedTest, HowFarItWasLookedIsKeptAtTheEnd) {
  keep_after_ = 1;
  make();
  EXPECT_THAT(read_file(folder_.path() / "data/views/catalog.json").value_or(""),
              HasSubstr(R"("entry":0)"));
}

TEST(Pinned, FilesAreReadBackAsTheyWere) {
  const std::vector<Folder> folders = {catalog_with("1h"),
                                       {"overrides", {{"policies/p.md", "“P”\n"}}}};
  const auto text = folders_text(folders);
  ASSERT_TRUE(text);
  const auto read = folders_of(*text);
  ASSERT_TRUE(read) << to_text(read.error());
  ASSERT_EQ(read->size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    ASSERT_EQ((*read)[i].files.size(), folders[i].files.size());
    for (size_t j = 0; j < folders[i].files.size(); ++j) {
      EXPECT_EQ((*read)[i].files[j].path, folders[i].files[j].path);
      EXPECT_EQ((*read)[i].files[j].text, folders[i].files[j].text);
    }
  }
  for (const char* wrong : {"", "{}", "[1]", R"([{"a": 1}])"})
    EXPECT_FALSE(folders_of(wrong)) << wrong;
}

TEST(Upgrade, OnlyWhatDiffersIsListedByTest) {
  const TestSummary same{"a/same", Conclusion::effective, 0, 0},
      gone{"b/gone", Conclusion::effective, 0, 0}, fewer{"a/x", Conclusion::ineffective, 3, 1},
      now{"a/x", Conclusion::effective, 0, 1}, added{"c/new", Conclusion::unknown, 0, 2};
  const auto changes = changes_of({same, gone, fewer}, {added, now, same});
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].test, "a/x");
  EXPECT_EQ(changes[0].was, fewer);
  EXPECT_EQ(changes[0].is, now);
  EXPECT_EQ(changes[1].is, std::nullopt);
  EXPECT_EQ(changes[2].was, std::nullopt);
  EXPECT_EQ(words_of(changes[2].is), "unknown, 0 failed, 2 unknown");
  EXPECT_EQ(words_of(changes[2].was), "no result");
}

}  // namespace
}  // namespace probata
