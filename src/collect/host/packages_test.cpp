#include "collect/host/packages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace probata::collect {
namespace {

TEST(Packages, VersionsAreOrderedAsDebianOrdersThem) {
  // From deb-version(7) and dpkg's own tests; each is before the next.
  const char* ascending[] = {"0~~",           "0~",    "0",      "0+a",    "1.0~rc1-1",  "1.0-1",
                             "1.0-1+b1",      "1.0-2", "1.0-10", "1.0a-1", "1.0+dfsg-1", "1.0.1-1",
                             "1.2-1~deb12u1", "1.2-1", "1.10-1", "2024-1", "1:0.1-1",    "2:0-1"};
  for (size_t i = 0; i < std::size(ascending); ++i)
    for (size_t j = 0; j < std::size(ascending); ++j) {
      const int order = compare_versions(ascending[i], ascending[j]);
      EXPECT_EQ((order > 0) - (order < 0), (i > j) - (i < j))
          << ascending[i] << " against " << ascending[j];
    }
  EXPECT_EQ(compare_versions("1.00-01", "1.0-1"), 0);
  EXPECT_EQ(compare_versions("0:1.0", "1.0"), 0);
}

constexpr const char* status =
    "Package: libssl3\nStatus: install ok installed\nArchitecture: amd64\nSource: "
    "openssl\nVersion: 3.0.15-1~deb12u1\n\n"
    "Package: openssl\nStatus: install ok installed\nArchitecture: amd64\nVersion: "
    "3.0.17-1~deb12u2\n\n"
    "Package: gone\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1\n\n"
    "Package: other\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n";
constexpr const char* list =
    "Package: libssl3\nSource: openssl\nVersion: 3.0.17-1~deb12u2\nArchitecture: amd64\n\n"
    "Package: libssl3\nSource: openssl\nVersion: 3.0.16-1~deb12u1\nArchitecture: amd64\n\n"
    "Package: openssl\nVersion: 3.0.17-1~deb12u2\nArchitecture: amd64\n\n"
    "Package: gone\nVersion: 2\nArchitecture: amd64\n\n"
    "Package: never\nVersion: 2\nArchitecture: amd64\n";

TEST(Packages, OnlyInstalledAndOfferedOnesAreKept) {
  const std::string reduced = reduce_packages(status, {list});
  EXPECT_EQ(
      reduced,
      "libssl3 amd64 openssl 3.0.15-1~deb12u1 3.0.17-1~deb12u2 3.0.15-1~deb12u1 3.0.17-1~deb12u2\n"
      "openssl amd64 openssl 3.0.17-1~deb12u2 3.0.17-1~deb12u2 3.0.17-1~deb12u2 "
      "3.0.17-1~deb12u2\n");
  const auto updates = pending_updates(parse_packages(reduced).items);
  ASSERT_EQ(updates.size(), 1u);
  EXPECT_EQ(updates[0].source, "openssl");
  EXPECT_EQ(updates[0].version, "3.0.17-1~deb12u2");
  EXPECT_THAT(updates[0].packages, testing::ElementsAre("libssl3"));
}

TEST(Packages, AnOlderUpdateStaysPendingBehindANewerOne) {
  const auto items = parse_packages("libssl3 amd64 openssl 1 3 1 3\n").items;
  EXPECT_TRUE(still_pending(items, "openssl", "2"));
  EXPECT_FALSE(still_pending(items, "openssl", "1"));
  EXPECT_FALSE(still_pending(items, "nginx", "2"));
}

TEST(Packages, ReleaseFilesTellDateAndWhose) {
  const char* release =
      "Hash: SHA256\n\nOrigin: Debian\nLabel: Debian-Security\nDate: Mon, 23 Nov 2026 11:22:37 "
      "UTC\n";
  EXPECT_TRUE(is_security_release(release));
  EXPECT_EQ(to_text(*release_date(release)), "2026-11-23T11:22:37Z");
  EXPECT_FALSE(is_security_release("Label: Debian\nCodename: bookworm\n"));
  EXPECT_TRUE(is_security_release("Label: Ubuntu\nSuite: noble-security\n"));
  EXPECT_EQ(release_date("Date: someday\nDate: Mon, 99 Foo 2026 11:22:37 UTC\n"), std::nullopt);
}

}  // namespace
}  // namespace probata::collect
