// What tests of results are told of: what their texts are seen to ask for, and everything else
// where they ask in another form.
#include "assess/needed.h"

#include <gtest/gtest.h>

#include "assess/results.h"
#include "catalog/catalog_fixture.h"
#include "history/history_fixture.h"

namespace probata {
namespace {

// A test of results over a catalog with findings, and what two findings say.
struct Told {
  std::shared_ptr<const Catalog> catalog;
  std::optional<History> history;
  FactNo size{};

  explicit Told(const std::string& test, const std::string& facts = "") {
    const auto read =
        catalog_fixture::read({{"kinds/person.yaml", "kind: person\nfields: {name: string}\n"},
                               {"controls/c.yaml",
                                "control: c\ntitle: C\nstatement: S\nnature: detective\noperation: "
                                "manual\nlevel: entity\n"
                                "frequency: yearly\ntests:\n  - id: t\n" +
                                    test}});
    if (!read) ADD_FAILURE() << to_text(read.error().front());
    if (!read) return;
    catalog = *read;
    const auto settings = read_settings(File{}, *catalog);
    history.emplace(catalog, *settings);
    const auto file = read_facts(facts, "facts.jsonl", *catalog);
    for (const Error& error : file.errors) ADD_FAILURE() << to_text(error);
    for (const Fact& fact : file.facts) history->fold(size, fact.at, fact), size = next(size);
  }
  static FactNo next(FactNo n) { return FactNo{static_cast<uint32_t>(n) + 1}; }

  Needed needed() const {
    return needed_by({*history, size, history_fixture::at(1000)}, {TestNo{0}});
  }
};

std::string finding(const std::string& id, const std::string& at, const std::string& set) {
  return R"({"kind":"finding","id":")" + id + R"(","at":"2026-01-0)" + at +
         R"(T00:00:00Z","set":{)" + set + R"(},"by":"person/ann"})" + "\n";
}

TEST(Needed, WhatNeverPassedWhereAVerdictIsAskedFor) {
  for (const char* test :
       {"    each: obligation\n    when: obligation.verdict == \"failed\"\n    then: \"true\"\n",
        "    each: obligation\n    when: obligation.item != null && obligation.verdict == "
        "\"unknown\"\n"
        "    then: \"true\"\n",
        "    each: obligation\n    scope: obligation.verdict == \"waived\"\n    always: "
        "\"true\"\n"}) {
    const Needed needed = Told(test).needed();
    EXPECT_FALSE(needed.everything) << test;
    EXPECT_TRUE(needed.not_passed) << test;
    EXPECT_TRUE(needed.named.empty() && needed.whole.empty()) << test;
  }
}

TEST(Needed, EverythingWhereTheVerdictIsOneOfMany) {
  for (const char* test :
       {"    each: obligation\n    always: obligation.verdict == \"failed\"\n",
        "    each: obligation\n    when: obligation.verdict == \"passed\"\n    then: \"true\"\n",
        "    each: obligation\n    when: obligation.verdict == \"pending\"\n    then: \"true\"\n",
        "    each: obligation\n    when: obligation.verdict != \"failed\"\n    then: \"true\"\n",
        "    each: obligation\n    when: obligation.verdict == \"failed\" || obligation.item == "
        "\"x\"\n"
        "    then: \"true\"\n"})
    EXPECT_TRUE(Told(test).needed().everything) << test;
}

const std::string open_ones =
    "    each: finding\n    when: finding.state == \"closed\"\n    then: >-\n"
    "      !some(obligation, o, o.test == finding.test && (finding.item == null || o.item == "
    "finding.item) && o.verdict == \"failed\")\n";

TEST(Needed, WhatFindingsName) {
  const Needed needed =
      Told(open_ones, finding("f1", "1", R"("test":"mfa/on","item":"account/a")") +
                          finding("f1", "2", R"("item":"account/b")") +
                          finding("f2", "1", R"("test":"mfa/off")"))
          .needed();
  EXPECT_FALSE(needed.everything);
  EXPECT_FALSE(needed.not_passed);
  EXPECT_EQ(needed.named.size(), 1u);
  EXPECT_EQ(needed.named.at("mfa/on"), (std::set<std::string>{"account/a", "account/b"}));
  EXPECT_EQ(needed.whole, (std::set<std::string, std::less<>>{"mfa/off"}));
}

TEST(Needed, NothingWhereThereAreNoFindings) {
  const Needed needed = Told(open_ones).needed();
  EXPECT_FALSE(needed.everything || needed.not_passed);
  EXPECT_TRUE(needed.named.empty() && needed.whole.empty());
}

TEST(Needed, EverythingWhereObligationsAreReachedInAnotherWay) {
  for (const char* test :
       {"    each: person\n    always: person.obligations.size() < 9\n",
        "    each: finding\n    when: \"true\"\n"
        "    then: some(obligation, o, o.verdict == \"passed\")\n",
        "    each: finding\n    when: \"true\"\n"
        "    then: some(obligation, o, o.test == finding.test || o.item == finding.item)\n",
        "    each: person\n    always: some(obligation, o, o.test == person.name)\n"})
    EXPECT_TRUE(Told(test).needed().everything) << test;
}

TEST(Needed, OfTheShippedCatalogNotEverything) {
  const auto folder = read_folder(std::string(PROBATA_SOURCE_DIR) + "/catalog");
  ASSERT_TRUE(folder);
  const auto catalog = read_catalog(std::span(&*folder, 1));
  ASSERT_TRUE(catalog);
  const History history(*catalog, *read_settings(File{}, **catalog));
  std::vector<TestNo> tests;
  for (const auto& test : (*catalog)->tests)
    if (reads_results(**catalog, test)) tests.push_back(test.number);
  EXPECT_GE(tests.size(), 5u);
  EXPECT_FALSE(needed_by({history, FactNo{0}, history_fixture::at(0)}, tests).everything);
}

}  // namespace
}  // namespace probata
