#include "catalog/overrides.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog_fixture.h"

namespace probata {
namespace {

using namespace catalog_fixture;

// `FILE: WORDS (EFFECT)` of what the files change.
std::vector<std::string> told(const Files& own) {
  const std::vector<Folder> folders = {folder(example(), "shipped"), folder(own, "overrides")};
  const auto read = read_catalog(folders);
  if (!read) return {to_text(read.error().front())};
  std::vector<std::string> lines;
  for (const Override& change : overrides_of(**read))
    lines.push_back(change.file + ": " + words_of(change) + " (" +
                    std::string(to_text(change.effect)) + ")");
  return lines;
}
std::string control_with(const std::string& from, const std::string& to) {
  std::string text = access_removal_control;
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}
const std::string file = "controls/access-removal.yaml";

TEST(Overrides, WhatIsTheSameIsNoDifference) {
  EXPECT_THAT(told({}), testing::IsEmpty());
  EXPECT_THAT(told({{file, "# as shipped\n" + access_removal_control}}), testing::IsEmpty());
}

struct Change {
  const char* name;
  std::string from, to, told;
};
class OverridesOfAControl : public testing::TestWithParam<Change> {};
TEST_P(OverridesOfAControl, AreTold) {
  const auto& [name, from, to, wanted] = GetParam();
  EXPECT_THAT(told({{file, control_with(from, to)}}), testing::ElementsAre(file + ": " + wanted));
}
const std::string applies_line =
    "applies: tailoring.has_people                          # CEL over the answers; left out: "
    "always\n";
const std::vector<Change> changes = {
    {"Wording", "title: Access ends when", "title: Access is over when",
     "title: Access is over when the person leaves; shipped: Access ends when the person leaves "
     "(not_decided)"},
    {"AppliesLess", applies_line, "applies: \"false\"\n",
     "applies: false; shipped: tailoring.has_people (weaker)"},
    {"AppliesAlways", applies_line, "",
     "applies is left out; shipped: tailoring.has_people (stricter)"},
    {"NoLongerInForce", applies_line, applies_line + "in_force: {until: 2026-01-01T00:00:00Z}\n",
     "in_force is added: {\"until\":\"2026-01-01T00:00:00Z\"} (weaker)"},
    {"Profile", "profile: lean ", "profile: full ", "profile: full; shipped: lean (weaker)"},
    {"TimeOfAnExpression", "within: param.access_removal", "within: 90d",
     "the test leavers, within: 90d; shipped: param.access_removal (not_decided)"},
    {"NoTime", "    within: param.access_removal\n", "",
     "the test leavers, within is left out; shipped: param.access_removal (stricter)"},
    {"Stays", "    stays: true\n", "",
     "the test leavers, stays is left out; shipped: true (weaker)"},
    {"Unless", "    unless: account.person.status == \"active\"\n", "",
     "the test leavers, unless is left out; shipped: account.person.status == \"active\" "
     "(stricter)"},
    {"Waivable", "    severity: high\n", "    severity: high\n    waivable_by: reviewer\n",
     "the test leavers, waivable_by is added: reviewer (weaker)"},
    {"Severity", "severity: high", "severity: low",
     "the test leavers, severity: low; shipped: high (weaker)"},
    {"SeverityLeftOut", "    severity: high\n", "",
     "the test leavers, severity is left out; shipped: high (weaker)"},
    {"Condition", "then: account.status == \"disabled\"", "then: account.status != \"active\"",
     "the test leavers, then: account.status != \"active\"; shipped: account.status == "
     "\"disabled\" (not_decided)"},
    {"AnotherTest", "tests:\n", "tests:\n  - {id: more, always: true}\n",
     "the test more is added: {\"id\":\"more\",\"always\":true} (stricter)"},
};
INSTANTIATE_TEST_SUITE_P(Overrides, OverridesOfAControl, testing::ValuesIn(changes),
                         [](const auto& info) { return info.param.name; });

TEST(Overrides, ATestThatIsLeftOutIsWeaker) {
  const std::string text = access_removal_control.substr(0, access_removal_control.find("  - id"));
  EXPECT_THAT(
      told({{file, text + "  - {id: other, always: true}\n"}}),
      testing::ElementsAre(testing::AllOf(testing::HasSubstr("the test leavers is left out"),
                                          testing::HasSubstr("(weaker)")),
                           testing::HasSubstr("the test other is added")));
}

TEST(Overrides, TimesAllowedAreCompared) {
  const std::vector<Folder> folders = {
      folder({{"controls/c.yaml",
               "control: c\ntitle: C\ntests:\n  - {id: t, always: true, grace: "
               "24h}\n  - {id: u, always: true, grace: 24h}\n  - {id: v, always: "
               "true, grace: 1d}\n  - {id: w, always: true}\n"}}),
      folder({{"controls/c.yaml",
               "control: c\ntitle: C\ntests:\n  - {id: t, always: true, grace: "
               "2d}\n  - {id: u, always: true, grace: 1h}\n  - {id: v, always: "
               "true, grace: 24h}\n  - {id: w, always: true, grace: 1h}\n"}})};
  const auto read = read_catalog(folders);
  ASSERT_TRUE(read) << to_text(read.error().front());
  std::vector<Effect> effects;
  for (const Override& change : overrides_of(**read)) effects.push_back(change.effect);
  EXPECT_THAT(effects, testing::ElementsAre(Effect::weaker, Effect::stricter, Effect::not_decided,
                                            Effect::weaker));
}

TEST(Overrides, FilesParametersAndPolicies) {
  EXPECT_THAT(
      told({{"controls/own.yaml", "control: own\ntitle: Own\ntests: [{id: t, always: true}]\n"},
            {"parameters.yaml",
             "access_removal: {type: duration, default: 8h, min: 1h, max: 120h, title: Removal of "
             "access, why: One day is usual}\n"
             "monthly: {type: span, default: P1M}\n"},
            {"policies/own.md", "Our own.\n"}}),
      testing::ElementsAre(
          "controls/own.yaml: the file is added (stricter)",
          "parameters.yaml: access_removal, default: 8h; shipped: 24h (not_decided)",
          "parameters.yaml: yearly is left out; shipped: "
          "{\"type\":\"span\",\"default\":\"P1Y\",\"min\":\"P3M\",\"max\":\"P13M\"} (not_decided)",
          "parameters.yaml: monthly is added: {\"type\":\"span\",\"default\":\"P1M\"} "
          "(not_decided)",
          "policies/own.md: the file is added (not_decided)"));
}

TEST(Overrides, APolicyIsComparedRuleByRule) {
  const std::string head = "---\npolicy: p\nowner: it\n---\n\n", purpose = "## Purpose\nOrder.\n",
                    leaving = "1. **Leaving.** Accounts end\n   soon. {test: a/b}\n",
                    review = "2. **Review.** Of all.\n", unnamed = "3. Kept.\n";
  const auto told = [&](const std::string& was, const std::string& is) {
    std::vector<std::string> lines;
    for (const Override& change : differences(std::vector{folder({{"policies/p.md", was}})},
                                              std::vector{folder({{"policies/p.md", is}})}))
      lines.push_back(words_and_effect(change));
    return lines;
  };
  const std::string shipped = head + purpose + "## Rules\n" + leaving + review + unnamed;
  EXPECT_THAT(told(shipped, head + purpose + "## Rules\n" + leaving + unnamed),
              testing::ElementsAre("Rules, Review. is left out; shipped: Of all. (weaker)"));
  EXPECT_THAT(
      told(shipped, "---\npolicy: p\nowner: hr\n---\n" + purpose + "## Rules\n" +
                        "1. **Leaving.** Accounts end. {test: a/b}\n" + review + "3. Lost.\n" +
                        "## Scope\nAll.\n"),
      testing::ElementsAre("owner: hr; shipped: it",
                           "Rules, Leaving.: Accounts end. {test: a/b}; shipped: Accounts end "
                           "soon. {test: a/b}",
                           "Rules, rule 3: Lost.; shipped: Kept.", "Scope is added: All."));
  EXPECT_THAT(
      told(shipped, head + "Another word.\n" + purpose + "## Rules\n" + leaving + review + unnamed),
      testing::ElementsAre("the file is another text"));
}

TEST(Overrides, APointOfFocusThatIsAddedIsStricter) {
  const Files own = {{"criteria.yaml",
                      "groups: {CC6: {title: Access}}\ncriteria:\n  CC6.2: {title: Registering, "
                      "points: {removal: Removed, more: More}}\n  CC6.3: {title: Roles, points: "
                      "{removal: {title: Removed, ours: true}}}\n"}};
  EXPECT_THAT(told(own), testing::ElementsAre("criteria.yaml: criteria, CC6.2, points, more is "
                                              "added: More (stricter)"));
}

TEST(Overrides, OfTwoCatalogsAFileThatIsLeftOutIsNamedToo) {
  const std::string control = "control: c\ntitle: C\ntests: [{id: t, always: true}]\n";
  const std::vector<Folder> was = {folder({{"controls/c.yaml", control}, {"policies/p.md", "P"}})};
  const std::vector<Folder> is = {folder({{"policies/p.md", "P"}, {"policies/q.md", "Q"}}),
                                  folder({{"policies/p.md", "Our P"}})};
  std::vector<std::string> lines;
  for (const Override& change : differences(was, is))
    lines.push_back(change.file + ": " + words_of(change, "accepted") + " (" +
                    std::string(to_text(change.effect)) + ")");
  EXPECT_THAT(lines, testing::ElementsAre("controls/c.yaml: the file is left out (weaker)",
                                          "policies/p.md: the file is another text (not_decided)",
                                          "policies/q.md: the file is added (not_decided)"));
  EXPECT_THAT(differences(is, is), testing::IsEmpty());
}

}  // namespace
}  // namespace probata
