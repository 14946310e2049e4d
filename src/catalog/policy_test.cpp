// Policies: what is read, every kind of mistake, and the text in force.
#include "catalog/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/environment.h"
#include "catalog/catalog_fixture.h"
#include "catalog/policy_text.h"

namespace probata {
namespace {

using namespace catalog_fixture;
using testing::ElementsAre;

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

Nobody who has left
has access. Nor has:
  - their badge;
  - their key.

## Scope

Every account.

## Rules

1. **Leaving.** Accounts of a person who leaves are disabled within
   {param.access_removal}. {test: access-removal/leavers}
2. **Visitors.** Every {param.yearly} the visitors are listed. {test: visitors/listed}
   Their hosts are known. {test: visitors/hosts}

## Roles

- **IT operations**: disables accounts.
- **Reviewer**: keeps to the rules. Lists visitors. {test: visitors/listed}
- **Everybody**: signs in. {test: visitors/hosts}

## Exceptions

A waiver names its end.

- **IT operations** or **Reviewer**: {waiver: visitors/listed}

## Review

It is looked at again.
)";
const std::string visitors = R"(control: visitors
title: Visitors
profile: full
owner: reviewer
criteria: {CC6.3: [removal]}
tests:
  - {id: listed, title: Listed, always: true, waivable_by: [it_operations, reviewer]}
  - {id: hosts, title: Hosts, always: true}
)";

Files files(const std::string& policy = access) {
  Files files = with(example(), "controls/visitors.yaml", visitors);
  return with(files, "policies/access.md", policy);
}
std::shared_ptr<const Catalog> catalog(const Files& files) {
  const auto read = catalog_fixture::read(files);
  EXPECT_TRUE(read);
  return *read;
}
std::string changed(const std::string& from, const std::string& to) {
  std::string text = access;
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}
std::string markdown(const std::string& settings) {
  const auto read = catalog(files());
  const auto policies = read_policies(*read);
  const auto decided = read_settings({"settings.yaml", settings}, *read);
  EXPECT_TRUE(policies && decided);
  const Instant at = *parse_instant("2026-06-01T00:00:00Z");
  return to_markdown(policies->at(0), text_of(policies->at(0), *read, *decided, at), *read);
}

TEST(Policies, AreReadInParts) {
  const auto read = catalog(files());
  const auto policies = read_policies(*read);
  ASSERT_TRUE(policies) << to_text(policies.error()[0]);
  const Policy& policy = policies->at(0);
  EXPECT_EQ(policy.name, "access");
  EXPECT_THAT(policy.applies_to, ElementsAre("everybody"));
  ASSERT_EQ(policy.sections.size(), 6u);
  const auto& purpose = policy.sections[0].blocks;
  ASSERT_EQ(purpose.size(), 1u);
  ASSERT_EQ(purpose[0].sentences.size(), 2u);
  EXPECT_EQ(purpose[0].sentences[0].text, "Nobody who has left has access.");
  EXPECT_EQ(purpose[0].sentences[1].text, "Nor has:\n- their badge;\n- their key.");
  const auto& rules = policy.sections[2].blocks;
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].heading, "Leaving.");
  EXPECT_EQ(rules[0].sentences[0].text,
            "Accounts of a person who leaves are disabled within {param.access_removal}.");
  EXPECT_EQ(read->at(*rules[1].control).id, "visitors");
  EXPECT_EQ(rules[1].sentences.size(), 2u);
  const auto& exceptions = policy.sections[4].blocks;
  ASSERT_EQ(exceptions.size(), 2u);
  EXPECT_EQ(exceptions[1].heading, "IT operations or Reviewer");
  EXPECT_EQ(exceptions[1].waives.size(), 1u);
}

TEST(Policies, ALaterFolderReplacesAFile) {
  std::vector<Folder> folders = {folder(files(), "shipped"), folder({}, "ours")};
  folders[1].files.push_back(
      {"policies/access.md", changed("title: Access policy", "title: Ours")});
  const auto read = read_catalog(folders);
  ASSERT_TRUE(read);
  const auto policies = read_policies(**read);
  ASSERT_TRUE(policies);
  ASSERT_EQ(policies->size(), 1u);
  EXPECT_EQ(policies->at(0).title, "Ours");
  EXPECT_EQ(policies->at(0).place.file, "ours/policies/access.md");
}

struct Mistake {
  const char* name;
  std::string from, to;
  std::string error;
};
const std::vector<Mistake> mistakes = {
    {"NoFrontMatter", "---\npolicy", "policy", "1:1: the policy has no front matter"},
    {"Key", "topic: access\n", "", "2:1: `topic` is missing"},
    {"Name", "policy: access", "policy: entry",
     "2:9: the policy `entry` is in another file's place; name the file `policies/entry.md`"},
    {"Profile", "profile: lean", "profile: host", "6:10: `host` is no value of `profile`"},
    {"Role", "approved_by: reviewer", "approved_by: reviever",
     "9:14: unknown role `reviever`; did you mean `reviewer`?"},
    {"OwnApproval", "approved_by: reviewer", "approved_by: it_operations",
     "9:14: `it_operations` would approve what is its own"},
    {"Criterion", "CC6.2,", "CC6.9,", "10:12: unknown criterion `CC6.9`"},
    {"Sections", "## Scope", "## Reach", "20:4: the sections are Purpose, Reach, Rules"},
    {"Braces", "{test: access", "{tests: access",
     "27:28: braces in a policy hold a parameter or a test"},
    {"Open", "{param.access_removal}", "{param.access_removal",
     "27:4: braces in a policy hold a parameter or a test"},
    {"Parameter", "{param.yearly}", "{param.yerly}",
     "28:31: unknown parameter `yerly`; did you mean `yearly`?"},
    {"Control", "visitors/hosts", "visitor/hosts",
     "29:34: unknown control `visitor`; did you mean `visitors`?"},
    {"Test", "visitors/hosts", "visitors/host",
     "29:34: unknown test `visitors/host`; did you mean `visitors/hosts`?"},
    {"Untested", " {test: visitors/hosts}", "",
     "29:4: a rule promises something that no test proves"},
    {"SeveralControls", "visitors/hosts", "access-removal/leavers", "28:4: rule 2 carries several"},
    {"Number", "2. **Vis", "3. **Vis", "28:4: rule 3 stands where rule 2 is due"},
    {"NoRule", "## Rules\n", "## Rules\n\nBe good.\n", "26:1: words among the rules"},
    {"RoleTitle", "**Reviewer**: keeps", "**Revewer**: keeps",
     "34:3: unknown role `Revewer`; did you mean `Reviewer`?"},
    {"Waiver", "**IT operations** or **Reviewer**", "**Reviewer**",
     "41:3: `visitors/listed` is not waived by Reviewer; it is by IT operations or Reviewer"},
};
class PolicyMistakes : public testing::TestWithParam<Mistake> {};
TEST_P(PolicyMistakes, HasItsPlace) {
  const auto& [name, from, to, error] = GetParam();
  const auto read = read_policies(*catalog(files(changed(from, to))));
  ASSERT_FALSE(read);
  std::string all;
  for (const Error& e : read.error()) all += to_text(e) + "\n";
  EXPECT_THAT(all, testing::HasSubstr("policies/access.md:" + error));
}
INSTANTIATE_TEST_SUITE_P(All, PolicyMistakes, testing::ValuesIn(mistakes),
                         [](const auto& info) { return info.param.name; });

TEST(PolicyText, HasTheNumbersInForce) {
  const std::string text = markdown("parameters: {access_removal: [{value: 36h}]}\n");
  EXPECT_THAT(text,
              testing::HasSubstr("1. **Leaving.** Accounts of a person who leaves are disabled "
                                 "within **36 hours**. `access-removal/leavers`\n"));
  EXPECT_THAT(text, testing::HasSubstr("2. **Visitors.** Every **year** the visitors are listed."));
  EXPECT_THAT(text, testing::HasSubstr("- **IT operations or Reviewer**: may allow exceptions to "
                                       "rule 2. `visitors/listed`\n"));
  EXPECT_THAT(text, testing::HasSubstr("- Criteria: CC6.2, CC6.3\n"));
  EXPECT_THAT(text, testing::HasSubstr("Nor has:\n- their badge;\n- their key.\n\n## Scope"));
}

// With the rule goes who is there for it alone, and the exception to it.
TEST(PolicyText, LeavesOutWhatIsNotInTheProfile) {
  const std::string text = markdown("profile: lean\n");
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("isitors")));
  EXPECT_THAT(text, testing::HasSubstr("## Roles\n\n- **IT operations**: disables accounts.\n"
                                       "- **Reviewer**: keeps to the rules.\n\n"));
  EXPECT_THAT(text, testing::HasSubstr("## Exceptions\n\nNo rule above has exceptions.\n"));
}

TEST(PolicyText, LeavesOutWhatDoesNotApply) {
  const std::string text = markdown("answers: {has_people: [{value: false}]}\n");
  EXPECT_THAT(text, testing::HasSubstr("## Rules\n\n1. **Visitors.**"));
  EXPECT_THAT(text, testing::HasSubstr("exceptions to rule 1."));
  EXPECT_THAT(text, testing::HasSubstr("- Criteria: CC6.3\n"));
  EXPECT_THAT(markdown(""), testing::HasSubstr("1. **Leaving.**"));  // not answered: it stays
}

TEST(PolicyText, LeavesOutATestThatSomebodyExcluded) {
  const auto read = catalog(files());
  const auto policies = read_policies(*read);
  const auto decided =
      read_settings({"settings.yaml",
                     "not_applicable: [{control: visitors/hosts, reason: no hosts, by: person/p1, "
                     "from: 2026-01-05T09:00:00Z}]\n"},
                    *read);
  ASSERT_TRUE(policies && decided);
  const PolicyText said =
      text_of(policies->at(0), *read, *decided, *parse_instant("2026-06-01T00:00:00Z"));
  EXPECT_EQ(said.rules, 2u);
  EXPECT_EQ(said.sections[2].blocks[1].sentences.size(), 1u);
  ASSERT_EQ(said.left_out.size(), 1u);
  EXPECT_EQ(said.left_out[0].what, "visitors/hosts");
  EXPECT_EQ(said.left_out[0].why, "decided by person/p1: no hosts");
}

TEST(ShippedPolicies, AreRead) {
  const auto folder = read_folder(std::string(PROBATA_SOURCE_DIR) + "/catalog");
  ASSERT_TRUE(folder);
  const auto read = read_catalog(std::span(&*folder, 1));
  ASSERT_TRUE(read);
  const auto policies = read_policies(**read);
  ASSERT_TRUE(policies) << to_text(policies.error()[0]);
  EXPECT_GE(policies->size(), 15u);
}

}  // namespace
}  // namespace probata
