// The host source on a root in a folder: what changes from look to look, and what cannot be read.
#include "collect/host/host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "collect/for_tests.h"

namespace probata::collect {
namespace {

class HostRootTest : public testing::Test {
 protected:
  HostRootTest() {
    root.write("etc/hostname", "web1\n");
    root.write("etc/passwd",
               "root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000:Ann:/home/ann:/bin/bash\n");
    root.write("etc/group", "root:x:0:\nann:x:1000:\nsudo:x:27:ann\n");
    root.write("etc/shadow", "root:*:19000:0:99999:7:::\nann:$6$a$b:19500:0:99999:7:::\n");
    root.write("etc/sudoers", "@includedir /etc/sudoers.d\n");
    root.write("etc/sudoers.d/ops", "%sudo ALL=(ALL) ALL\n");
    root.write("etc/sudoers.d/skipped.dpkg-old", "ALL ALL=ALL\n");
    root.write("etc/ssh/sshd_config",
               "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin yes\n");
    root.write("etc/ssh/sshd_config.d/a.conf", "PermitRootLogin no\nPasswordAuthentication no\n");
    packages("1", "2", "2");
  }
  void packages(const std::string& installed, const std::string& offered, const std::string& day) {
    root.write("var/lib/dpkg/status",
               "Package: nginx\nStatus: install ok installed\nArchitecture: amd64\nVersion: " +
                   installed + "\n");
    root.write("var/lib/apt/lists/deb_security_InRelease",
               "Label: Debian-Security\nDate: Mon, 0" + day + " Mar 2026 10:00:00 UTC\n");
    root.write("var/lib/apt/lists/deb_security_main_binary-amd64_Packages",
               "Package: nginx\nArchitecture: amd64\nVersion: " + offered + "\n");
  }
  std::vector<json::Value> look(std::string_view instant) {
    return ledger.look({"host", {}, root.path.string(), {}}, instant);
  }
  TemporaryFolder root;
  Ledgerless ledger;
};

TEST_F(HostRootTest, TheFirstLookTellsAllWithoutSinceWhen) {
  const auto facts = look("2026-03-03T09:00:00Z");
  const auto accounts = of_kind(facts, "account");
  ASSERT_EQ(accounts.size(), 2u);
  EXPECT_EQ(text(accounts[1], "id"), "web1/ann");
  EXPECT_EQ(field(accounts[1], "type"), "\"human\"");
  EXPECT_EQ(field(accounts[1], "password_changed"), "\"2023-05-23\"");
  EXPECT_EQ(field(accounts[1], "groups"), "[\"web1/ann\",\"web1/sudo\"]");
  for (const json::Value& fact : facts) EXPECT_EQ(fact.find("after"), nullptr) << json::write(fact);
  const auto grants = of_kind(facts, "grant");
  ASSERT_EQ(grants.size(), 1u);
  EXPECT_EQ(field(grants[0], "via"), "[\"%sudo ALL=(ALL) ALL\"]");
  const auto assets = of_kind(facts, "asset");
  EXPECT_EQ(field(assets.at(0), "ssh_root_login"), "\"no\"");
  EXPECT_EQ(field(assets.at(0), "ssh_password_login"), "false");
  const auto updates = of_kind(facts, "vulnerability");
  ASSERT_EQ(updates.size(), 1u);
  EXPECT_EQ(text(updates[0], "at"), "2026-03-02T10:00:00Z");  // the list's date
}

TEST_F(HostRootTest, LaterLooksTellOnlyWhatChangedAndBetweenWhich) {
  look("2026-03-03T09:00:00Z");
  EXPECT_EQ(look("2026-03-03T09:10:00Z").size(), 1u);  // the collection alone
  root.write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nbob:x:0:0::/root:/bin/bash\n");
  const auto facts = look("2026-03-03T09:20:00Z");
  const auto accounts = of_kind(facts, "account");
  ASSERT_EQ(accounts.size(), 2u);
  EXPECT_EQ(text(accounts[0], "id"), "web1/bob");
  EXPECT_EQ(text(accounts[0], "after"), "2026-03-03T09:10:00Z");
  EXPECT_EQ(text(accounts[1], "id"), "web1/ann");
  EXPECT_NE(accounts[1].find("gone"), nullptr);
  EXPECT_EQ(text(accounts[1], "after"), "2026-03-03T09:10:00Z");
}

TEST_F(HostRootTest, AnUpdateIsAbsentWhenInstalledAndItsTimeIsNotStartedAnew) {
  look("2026-03-03T09:00:00Z");
  packages("1", "3", "4");  // a newer one comes out before the first is installed
  auto updates = of_kind(look("2026-03-04T12:00:00Z"), "vulnerability");
  ASSERT_EQ(updates.size(), 1u);
  EXPECT_EQ(text(updates[0], "id"), "web1/nginx/3");
  EXPECT_EQ(text(updates[0], "after"), "2026-03-02T10:00:00Z");
  EXPECT_EQ(text(updates[0], "at"), "2026-03-04T10:00:00Z");
  packages("2", "3", "4");
  updates = of_kind(look("2026-03-05T12:00:00Z"), "vulnerability");
  ASSERT_EQ(updates.size(), 2u);  // the first is absent, the second has another installed version
  EXPECT_EQ(text(updates[1], "id"), "web1/nginx/2");
  EXPECT_EQ(field(updates[1], "status"), "\"absent\"");
  packages("3", "3", "4");
  updates = of_kind(look("2026-03-06T12:00:00Z"), "vulnerability");
  ASSERT_EQ(updates.size(), 1u);
  EXPECT_EQ(text(updates[0], "id"), "web1/nginx/3");
}

TEST_F(HostRootTest, WhatIsNotInstalledDoesNotApply) {
  std::filesystem::remove_all(root.path / "etc/ssh");
  std::filesystem::remove_all(root.path / "etc/sudoers");
  const auto facts = look("2026-03-03T09:00:00Z");
  EXPECT_EQ(field(of_kind(facts, "asset").at(0), "ssh_server"), "false");
  EXPECT_TRUE(of_kind(facts, "grant").empty());
  const std::string kinds = field(of_kind(facts, "collection").at(0), "kinds");
  EXPECT_NE(kinds.find("\"grant\""), std::string::npos);  // seen: there are none
}

TEST_F(HostRootTest, WhatCannotBeReadIsNamedAndNotCovered) {
  std::filesystem::remove(root.path / "etc/shadow");
  std::filesystem::create_directory(root.path / "etc/shadow");  // no file: unreadable even for root
  std::filesystem::remove(root.path / "etc/sudoers");
  std::filesystem::create_directory(root.path / "etc/sudoers");
  const auto collected =
      collect_once({"host", {}, root.path.string(), {}}, ledger.view(at("2026-03-03T09:00:00Z")),
                   clock_at("2026-03-03T09:00:00Z"));
  ASSERT_TRUE(collected);
  std::vector<std::string> names;
  for (const NotRead& not_read : collected->not_read)
    names.push_back(not_read.kind + "." + not_read.field);
  for (const char* name :
       {"account.password", "account.password_changed", "account.status", "grant."})
    EXPECT_THAT(names, testing::Contains(name));
  const auto seen = of_kind(collected->facts, "collection").at(0);
  EXPECT_EQ(field(seen, "kinds").find("\"grant\""), std::string::npos);
  const json::Value fields = *seen.find("set")->find("fields")->find("account");
  EXPECT_EQ(json::write(fields), R"(["asset","login","type","uid","shell","groups"])");
}

TEST_F(HostRootTest, ALineThatIsNoneMakesItsKindIncompleteAndNothingGone) {
  look("2026-03-03T09:00:00Z");
  root.write("etc/passwd",
             "root:x:0:0:root:/root:/bin/bash\nann:x:one:1000::/home/ann:/bin/bash\n");
  const auto facts = look("2026-03-03T09:10:00Z");
  EXPECT_TRUE(of_kind(facts, "account").empty());
  EXPECT_EQ(of_kind(facts, "collection").size(), 2u);  // one whole, one not
}

TEST_F(HostRootTest, AClockThatWentBackIsNamed) {
  look("2026-03-03T09:00:00Z");
  const auto collected =
      collect_once({"host", {}, root.path.string(), {}}, ledger.view(at("2026-03-03T09:00:00Z")),
                   clock_at("2026-03-03T08:00:00Z"));
  ASSERT_FALSE(collected);
  EXPECT_NE(collected.error().what.find("before the last one"), std::string::npos);
}

}  // namespace
}  // namespace probata::collect
