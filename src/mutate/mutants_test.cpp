// Which mutants a test has, by their names: nothing less and nothing more.
#include "mutate/mutants.h"

#include <set>

#include "mutate/fixture.h"

namespace probata::mutate {
namespace {

using Texts = std::vector<std::string>;

Texts names_of(const std::string& test) {
  return fixture::names(fixture::mutants(fixture::shipped(test)));
}

// The expression of a key in every mutant that changes it.
Texts texts_of(const std::string& test, std::string_view key) {
  Texts texts;
  for (const Mutant& mutant : fixture::mutants(fixture::shipped(test))) {
    const yaml::Node* node = mutant.written.node.find(key);
    if (mutant.name.starts_with(std::string(key) + ": ") && node != nullptr)
      texts.push_back(node->text);
  }
  return texts;
}

TEST(Mutants, OfAnInvariant) {
  EXPECT_EQ(names_of("    each: account\n    scope: account.status == \"active\"\n    always: "
                     "account.mfa || account.used == null\n    grace: 24h\n"),
            (Texts{"scope: left out",
                   "scope: `account.status == \"active\"` as `account.status != \"active\"`",
                   "always: without `account.mfa`", "always: without `account.used == null`",
                   "always: `account.mfa` as `!account.mfa`",
                   "always: `account.used == null` as `account.used != null`",
                   "always: `account.used` as `account.closed`", "grace: `24h` as `23h`",
                   "grace: `24h` as `25h`", "scope and always: swapped"}));
}
TEST(Mutants, OfAResponse) {
  EXPECT_EQ(names_of("    each: account\n    when: account.person.status == \"departed\"\n    "
                     "then: account.closed < now\n    within: param.grace\n"
                     "    unless: \"!account.mfa\"\n    stays: true\n    gone: fails\n"),
            (Texts{"when: `account.person.status == \"departed\"` as `account.person.status != "
                   "\"departed\"`",
                   "when: `account.person.status` as `account.person.name`",
                   "when: `account.person` as `account.owner`",
                   "then: `account.closed < now` as `account.closed >= now`",
                   "then: `account.closed < now` as `account.closed <= now`",
                   "then: `account.closed` as `account.used`",
                   "within: `param.grace` as `param.grace - 1h`",
                   "within: `param.grace` as `param.grace + 1h`", "unless: left out",
                   "unless: `!account.mfa` as `account.mfa`", "stays: left out", "gone: left out",
                   "when and then: swapped"}));
}
TEST(Mutants, OfARecurrence) {
  EXPECT_EQ(names_of("    each: person\n    every: param.yearly\n    occurs: person.accounts\n    "
                     "as: a\n    where: a.status in [\"active\", \"disabled\"]\n"),
            (Texts{"every: `param.yearly` as `P11M`", "every: `param.yearly` as `P1Y1M`",
                   "where: left out",
                   "where: `a.status in [\"active\", \"disabled\"]` as `!(a.status in [\"active\", "
                   "\"disabled\"])`",
                   "where: without `\"active\"`", "where: without `\"disabled\"`"}));
}
TEST(Mutants, OfWhatARecurrenceCountsFor) {
  EXPECT_EQ(names_of("    each: person\n    every: month\n    occurs: person.accounts\n"
                     "    as: a\n    counts_for: a.used\n"),
            (Texts{"every: `month` as `week`", "every: `month` as `quarter`",
                   "counts_for: left out", "counts_for: `a.used` as `a.closed`"}));
}
TEST(Mutants, ADueMovesByADay) {
  const std::string test =
      "    each: account\n    when: account.mfa\n    then: \"!account.mfa\"\n"
      "    due: \"account.mfa ? account.used : account.closed\"\n";
  EXPECT_EQ(texts_of(test, "due"),
            (Texts{R"((!account.mfa) ? account.used : account.closed)",
                   R"(account.mfa ? (account.closed) : account.closed)",
                   R"(account.mfa ? account.used : account.used)",
                   R"((account.mfa ? account.used : account.closed) - duration("24h"))",
                   R"((account.mfa ? account.used : account.closed) + duration("24h"))"}));
}
TEST(Mutants, WhatIsChangedKeepsToItself) {
  const std::string test =
      "    each: account\n"
      "    always: account.mfa && (account.closed == null || now - account.used <= "
      "duration(\"5m\"))\n";
  EXPECT_EQ(
      texts_of(test, "always"),
      (Texts{
          R"((account.closed == null || now - account.used <= duration("5m")))", R"(account.mfa)",
          R"((!account.mfa) && (account.closed == null || now - account.used <= duration("5m")))",
          R"(account.mfa && (now - account.used <= duration("5m")))",
          R"(account.mfa && (account.closed == null))",
          R"(account.mfa && ((account.closed != null) || now - account.used <= duration("5m")))",
          R"(account.mfa && ((account.used) == null || now - account.used <= duration("5m")))",
          R"(account.mfa && (account.closed == null || (now - account.used > duration("5m"))))",
          R"(account.mfa && (account.closed == null || (now - account.used < duration("5m"))))",
          R"(account.mfa && (account.closed == null || now - (account.closed) <= duration("5m")))",
          R"(account.mfa && (account.closed == null || now - account.used <= duration("4m")))",
          R"(account.mfa && (account.closed == null || now - account.used <= duration("6m")))"}));
}
TEST(Mutants, APartSaidTwiceIsToldApart) {
  EXPECT_EQ(names_of("    each: account\n    always: (account.mfa && account.used == null) || "
                     "(account.mfa && account.closed == null)\n")[2],
            "always: without `account.mfa`");
  const Texts names = names_of(
      "    each: account\n    always: (account.mfa && account.used == null) || (account.mfa && "
      "account.closed == null)\n");
  EXPECT_NE(std::ranges::find(names, "always: without `account.mfa` (2)"), names.end());
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}
TEST(Mutants, HaveThePlaceOfWhatIsChanged) {
  const auto shipped = fixture::shipped(
      "    each: account\n    always: >-\n      account.mfa\n      && account.used == null\n");
  const auto mutants = fixture::mutants(shipped);
  EXPECT_EQ(mutants[1].name, "always: without `account.used == null`");
  EXPECT_EQ(mutants[1].place, (Place{"controls/c.yaml", 9, 10}));
}
TEST(Mutants, TheCatalogStaysTheSameButForTheTest) {
  const auto shipped = fixture::shipped(
      "    each: account\n    scope: account.mfa\n    always: account.used == null\n");
  const auto mutants = fixture::mutants(shipped);
  ASSERT_EQ(mutants.front().name, "scope: left out");
  const auto changed = rewritten(*shipped.catalog, TestNo{0}, mutants.front().written);
  ASSERT_TRUE(changed) << to_text(changed.error().front());
  EXPECT_FALSE((*changed)->tests[0].scope);
  EXPECT_TRUE(shipped.catalog->tests[0].scope);
  EXPECT_EQ((*changed)->tests[0].full_id, "c/t");
  EXPECT_EQ((*changed)->test("c/t"), (*changed)->tests.data());
  EXPECT_EQ((*changed)->kinds.size(), shipped.catalog->kinds.size());
}

// Every expression of the shipped catalog is read again as it was: what differs of a mutant is its
// change alone.
TEST(Mutants, PrintingChangesNothing) {
  auto shipped = cases::read_shipped(std::string(PROBATA_SOURCE_DIR) + "/catalog");
  ASSERT_TRUE(shipped) << to_text(shipped.error().front());
  size_t mutants = 0;
  for (const probata::Test& test : shipped->catalog->tests) {
    const auto written = written_test(*shipped->catalog, test.number);
    ASSERT_TRUE(written) << to_text(written.error());
    const auto same = rewritten(*shipped->catalog, test.number, *written);
    ASSERT_TRUE(same) << to_text(same.error().front());
    EXPECT_EQ((*same)->at(test.number).reads, test.reads) << test.full_id;
    const auto made = mutants_of(*shipped->catalog, test.number, times_of(*shipped->catalog));
    ASSERT_TRUE(made);
    mutants += made->size();
  }
  EXPECT_GT(mutants, 2000u);
}

}  // namespace
}  // namespace probata::mutate
