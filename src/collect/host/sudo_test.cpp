#include "collect/host/sudo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace probata::collect {
namespace {

using testing::ElementsAre;

const std::vector<User> users = {{"root", "x", 0, 0, "", ""},
                                 {"ann", "x", 1000, 1000, "", ""},
                                 {"bob", "x", 1001, 1001, "", ""},
                                 {"cy", "x", 1002, 27, "", ""}};
const std::vector<Group> groups = {
    {"sudo", 27, {"ann"}}, {"docker", 998, {"bob"}}, {"ops", 50, {}}};

std::vector<std::string> who(std::string_view text) {
  std::vector<std::string> result;
  for (const RootRight& right : root_rights(parse_sudoers(text), users, groups).items)
    result.push_back(right.user);
  return result;
}

TEST(Sudo, GroupsCountByMembershipAndAsOnesOwn) {
  EXPECT_THAT(who("Defaults env_reset\n%sudo\tALL=(ALL:ALL) ALL\n"),
              ElementsAre("ann", "bob", "cy"));
}
TEST(Sudo, DockerAmountsToRoot) {
  const auto rights = root_rights(parse_sudoers(""), users, groups).items;
  ASSERT_EQ(rights.size(), 1u);
  EXPECT_EQ(rights[0].user, "bob");
  EXPECT_THAT(rights[0].via, ElementsAre("group docker"));
}
TEST(Sudo, NumbersAliasesAndNegation) {
  EXPECT_THAT(who("#1000 ALL=ALL"), ElementsAre("ann", "bob"));
  EXPECT_THAT(who("%#27 ALL=ALL"), ElementsAre("ann", "bob", "cy"));
  EXPECT_THAT(who("ADMINS ALL=ALL\nUser_Alias ADMINS = ann, cy : OTHERS = bob\n"),
              ElementsAre("ann", "bob", "cy"));
  EXPECT_THAT(who("ALL, !ann ALL=ALL"), ElementsAre("bob", "cy"));
  EXPECT_THAT(who("User_Alias A = B\nUser_Alias B = A\nA ALL=ALL"), ElementsAre("bob"));  // ends
}
TEST(Sudo, RulesAreKeptAsWritten) {
  const auto sudoers = parse_sudoers("# comment\nann ALL = \\\n  NOPASSWD: /bin/ls # why\n");
  ASSERT_EQ(sudoers.rules.size(), 1u);
  EXPECT_EQ(sudoers.rules[0].text, "ann ALL = NOPASSWD: /bin/ls");
  EXPECT_TRUE(sudoers.rules[0].without_password);
  EXPECT_EQ(sudoers.rules[0].line, 2);
}
TEST(Sudo, WhatIsNoRuleIsCounted) {
  EXPECT_EQ(parse_sudoers("nonsense\nann\n=\n").rejected, 3);
  EXPECT_EQ(root_rights(parse_sudoers("+admins ALL=ALL"), users, groups).rejected, 1);
}

}  // namespace
}  // namespace probata::collect
