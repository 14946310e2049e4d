// What a policy says that no test proves: one test for each warning.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/beside.h"
#include "catalog/catalog_fixture.h"
#include "catalog/policy.h"

namespace probata {
namespace {

using namespace catalog_fixture;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string access = R"(---
policy: access
title: Access policy
type: policy
topic: access
profile: lean
owner: it_operations
applies_to: everybody
approved_by: reviewer
criteria: [CC6.2, CC6.3]
---

## Purpose

Nobody who has left has access.

## Scope

Every account.

## Rules

1. **Leaving.** Accounts of a person who leaves are disabled within {param.access_removal}.
   {test: access-removal/leavers}
2. **Backups.** In every quarter a backup is restored. {test: backups/restored}
   What is kept is read within thirty days, over TLS 1.2. {test: backups/read}

## Roles

- **IT operations**: disables accounts.
- **Reviewer**: looks at what is restored.

## Exceptions

No rule has exceptions.

## Review

It is looked at again.
)";
const std::string backups = R"(control: backups
title: Backups
profile: lean
owner: reviewer
criteria: {CC6.3: [removal]}
tests:
  - {id: restored, title: Restored in 5 days, every: quarter, occurs: group}
  - id: read
    title: Read
    each: account
    always: account.last_login == null || now - account.last_login < duration("30d") || account.email == "1.2"
)";

// `LINE: WHAT; HINT`
std::vector<std::string> warnings(const std::string& policy) {
  const auto read = catalog_fixture::read(
      with(with(example(), "controls/backups.yaml", backups), "policies/access.md", policy));
  if (!read) return {to_text(read.error()[0])};
  std::vector<std::string> told;
  for (const Error& warning : policy_warnings(**read))
    told.push_back(std::to_string(warning.place.line) + ": " + warning.what + "; " + warning.hint);
  return told;
}
std::vector<std::string> changed(const std::string& from, const std::string& to) {
  std::string text = access;
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return warnings(text.replace(at, from.size(), to));
}
std::string number(int line, const std::string& words) {
  return std::to_string(line) + ": bare number `" + words +
         "`; write `{param.NAME}`, or what the test of the sentence says";
}
std::string vague(int line, const std::string& words) {
  return std::to_string(line) + ": vague word `" + words + "`; say who does what, and by when";
}

TEST(PolicyWarnings, NumbersFromParametersAndThoseThatTheTestSaysAreFine) {
  EXPECT_THAT(warnings(access), IsEmpty());
}

TEST(PolicyWarnings, ABareNumberInFiguresOrInWords) {
  EXPECT_THAT(changed("Every account.", "Every account of 5, or 1,000 people."),
              ElementsAre(number(19, "5"), number(19, "1,000")));
  EXPECT_THAT(changed("Every account.", "Accounts of two\nsystems, 99.5 %."),
              ElementsAre(number(19, "two"), number(20, "99.5"), number(20, "%")));
  EXPECT_THAT(changed("looks at", "daily looks, for half a year, at"),
              ElementsAre(number(31, "daily"), number(31, "half"), number(31, "year")));
  EXPECT_THAT(changed("**Leaving.**", "**Leaving in 5 days.**"),
              ElementsAre(number(23, "5"), number(23, "days")));
  EXPECT_THAT(changed("{param.access_removal}", "{param.access_removal}, at most 24h"),
              ElementsAre(number(23, "24h")));
}

TEST(PolicyWarnings, WhatAnotherTestSaysIsABareNumber) {
  EXPECT_THAT(changed("Every account.", "Everything over TLS 1.2."),
              ElementsAre(number(19, "1.2")));
  EXPECT_THAT(changed("Accounts of", "In every quarter accounts of"),
              ElementsAre(number(23, "quarter")));
}

TEST(PolicyWarnings, NamesWithAFigureAndOneAreNoNumbers) {
  EXPECT_THAT(changed("Every account.", "Each one in S3, a second one for SOC 2."), IsEmpty());
}

TEST(PolicyWarnings, AVagueWord) {
  EXPECT_THAT(changed("disables accounts", "properly disables accounts as\n  appropriate"),
              ElementsAre(vague(30, "properly"), vague(30, "as appropriate")));
  EXPECT_THAT(changed("Every account.", "Up-to-date lists, where necessary. Periodically."),
              ElementsAre(vague(19, "Up-to-date"), vague(19, "where necessary"),
                          vague(19, "Periodically")));
  EXPECT_THAT(changed("Every account.", "As soon as possible."),
              ElementsAre(vague(19, "As soon as possible")));
  EXPECT_THAT(changed("**Backups.**", "**Regular backups.**"), ElementsAre(vague(25, "Regular")));
}

TEST(PolicyWarnings, AVagueWordThatSaysSomething) {
  EXPECT_THAT(changed("Every account.", "A significant change; as many as there are."), IsEmpty());
  EXPECT_THAT(changed("Every account.", "A significant loss of many."),
              ElementsAre(vague(19, "significant"), vague(19, "many")));
}

TEST(PolicyWarnings, APromiseThatNoTestProves) {
  const std::string promise =
      "a promise that no test proves; write `{test: CONTROL/TEST}` behind the sentence, or say "
      "what "
      "is so without promising";
  EXPECT_THAT(changed("disables accounts", "must disable accounts"), ElementsAre("30: " + promise));
  EXPECT_THAT(changed("Every account.", "Every account. It has to be kept."),
              ElementsAre("19: " + promise));
  EXPECT_THAT(changed("Every account.", "It lasts {param.yearly}."), ElementsAre("19: " + promise));
  EXPECT_THAT(
      changed("disables accounts.", "must disable accounts. {test: access-removal/leavers}"),
      IsEmpty());
}

TEST(PolicyWarnings, ANumberThatTheTestDoesNotRead) {
  EXPECT_THAT(changed("{param.access_removal}", "{param.yearly}"),
              ElementsAre("23: no test of the sentence reads `param.yearly`; name the test that "
                          "does, or leave the number out",
                          "23: rule 1 does not say a number of its test; say "
                          "`{param.access_removal}`"));
}

TEST(PolicyWarnings, ATimeOfTheTestThatTheRuleDoesNotSay) {
  EXPECT_THAT(changed("In every quarter a", "A"),
              ElementsAre("25: rule 2 does not say a time of its test; say `in every quarter`"));
  EXPECT_THAT(changed("within thirty days", "within ninety days"),
              ElementsAre("26: rule 2 does not say a time of its test; say `thirty days`",
                          number(26, "ninety"), number(26, "days")));
}

// They stop nothing, and those of an organisation's own are told like those of what is shipped.
TEST(PolicyWarnings, AreToldOfOverridesAndAreNoMistakes) {
  std::string own = access;
  own.replace(own.find("Every account."), 14, "Every proper account.");
  const std::vector<Folder> folders = {
      folder(with(with(example(), "controls/backups.yaml", backups), "policies/access.md", access),
             "shipped"),
      folder({{"policies/access.md", own}}, "overrides")};
  const auto read = read_whole_catalog(folders);
  ASSERT_TRUE(read) << to_text(read.error()[0]);
  const Errors told = all_warnings(**read);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(
      to_text(told[0]),
      "overrides/policies/access.md:19:7: vague word `proper`; say who does what, and by when");
}

TEST(ShippedPolicies, SayNothingThatNoTestProves) {
  const auto shipped = read_folder(std::string(PROBATA_SOURCE_DIR) + "/catalog");
  ASSERT_TRUE(shipped);
  const auto read = read_catalog(std::span(&*shipped, 1));
  ASSERT_TRUE(read);
  for (const Error& warning : policy_warnings(**read)) ADD_FAILURE() << to_text(warning);
}

}  // namespace
}  // namespace probata
