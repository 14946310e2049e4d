// The SSH server, the firewall, the clock, the disks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collect/host/disks.h"
#include "collect/host/sshd.h"
#include "collect/host/state.h"

namespace probata::collect {
namespace {

TEST(Sshd, DefaultsAreTheServers) {
  const SshSettings settings = parse_sshd("", "# nothing set\n");
  EXPECT_EQ(settings.root_login, "prohibit-password");
  EXPECT_TRUE(settings.password_login);
}
TEST(Sshd, TheFirstValueCounts) {
  const SshSettings settings =
      parse_sshd("",
                 "PermitRootLogin no\nPermitRootLogin "
                 "yes\nPasswordAuthentication=no\nKbdInteractiveAuthentication no\n");
  EXPECT_EQ(settings.root_login, "no");
  EXPECT_FALSE(settings.password_login);
}
TEST(Sshd, AMatchBlockThatAllowsMoreCounts) {
  const std::string files =
      "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin no\n"
      "Match Address 10.0.0.0/8\n  PermitRootLogin yes\n  PasswordAuthentication yes\n";
  const SshSettings settings = parse_sshd("permitrootlogin no\npasswordauthentication no\n", files);
  EXPECT_EQ(settings.root_login, "yes");
  EXPECT_TRUE(settings.password_login);
}
TEST(Sshd, PamAsksForPasswordsToo) {
  EXPECT_TRUE(parse_sshd("", "PasswordAuthentication no\nUsePAM yes\n").password_login);
  EXPECT_FALSE(
      parse_sshd("", "PasswordAuthentication no\nUsePAM yes\nChallengeResponseAuthentication no\n")
          .password_login);
  EXPECT_FALSE(parse_sshd("", "PasswordAuthentication no\n").password_login);
}
TEST(Sshd, EffectiveSettingsGoBeforeFiles) {
  EXPECT_EQ(parse_sshd("permitrootlogin without-password\n", "PermitRootLogin yes\n").root_login,
            "prohibit-password");
}

TEST(Firewall, NftablesFiltersByPolicyOrRule) {
  EXPECT_TRUE(
      nft_filters_input("table inet filter {\n\tchain input {\n\t\ttype filter hook input priority "
                        "filter; policy drop;\n\t}\n}\n"));
  EXPECT_TRUE(
      nft_filters_input("chain input {\n type filter hook input priority 0; policy accept;\n tcp "
                        "dport 22 accept\n reject with icmp\n}\n"));
  EXPECT_TRUE(
      nft_filters_input("chain INPUT {\n type filter hook input priority 0; policy accept;\n "
                        "counter jump ufw-input\n}\nchain ufw-input {\n drop\n}\n"));
  EXPECT_FALSE(nft_filters_input(""));
  EXPECT_FALSE(nft_filters_input(
      "chain f {\n type filter hook forward priority 0; policy drop;\n drop\n}\nchain i {\n type "
      "filter hook input priority 0; policy accept;\n}\n"));
}
TEST(Firewall, IptablesFiltersByPolicyOrRule) {
  EXPECT_TRUE(iptables_filters_input("-P INPUT DROP\n-P FORWARD ACCEPT\n"));
  EXPECT_TRUE(
      iptables_filters_input("-P INPUT ACCEPT\n-A INPUT -p tcp -j REJECT --reject-with x\n"));
  EXPECT_TRUE(
      iptables_filters_input("-P INPUT ACCEPT\n-N mine\n-A INPUT -j mine\n-A mine -j DROP\n"));
  EXPECT_FALSE(iptables_filters_input(
      "-P INPUT ACCEPT\n-P FORWARD DROP\n-A FORWARD -j DROP\n-A INPUT -j ACCEPT\n"));
}

TEST(Clock, TheKernelTells) {
  EXPECT_EQ(parse_clock("status=0x2001 maxerror=5us"), true);
  EXPECT_EQ(parse_clock("status=0x0040"), false);
  EXPECT_EQ(parse_clock(""), std::nullopt);
  EXPECT_EQ(parse_clock("status=0xzz"), std::nullopt);
}

TEST(Disks, EncryptionIsFollowedDown) {
  const char* devices =
      "dm-0 CRYPT-LUKS2-abc vda3\ndm-1 LVM-x dm-0\ndm-2 LVM-y vda4\nvda3 - -\nvda4 - -\nvda1 - "
      "-\nzram0 - -\n";
  const char* paths =
      "/dev/mapper/root dm-1\n/dev/vda1 vda1\n/dev/mapper/home dm-2\n/dev/zram0 zram0\n";
  const Disks all = parse_disks(
      "/dev/mapper/root / ext4 rw 0 0\n/dev/vda1 /boot ext4 rw 0 0\n/dev/zram0 swap swap\n",
      devices, paths);
  EXPECT_EQ(all.encrypted, true);
  const Disks part = parse_disks(
      "/dev/mapper/root / ext4 rw 0 0\n/dev/mapper/home /home ext4 rw 0 0\n", devices, paths);
  EXPECT_EQ(part.encrypted, false);
  EXPECT_THAT(part.plain, testing::ElementsAre("/home"));
}
TEST(Disks, AContainerCannotTell) {
  EXPECT_EQ(
      parse_disks("/dev/vda1 /etc/hosts ext4 rw 0 0\n", "vda1 - -\n", "/dev/vda1 vda1\n").encrypted,
      std::nullopt);
  EXPECT_EQ(parse_disks("", "", "").encrypted, std::nullopt);
}
TEST(Disks, ACircleOfDevicesEnds) {
  EXPECT_EQ(parse_disks("/dev/a / ext4 rw\n", "a - b\nb - a\n", "/dev/a a\n").encrypted, false);
}

}  // namespace
}  // namespace probata::collect
