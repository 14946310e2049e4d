#include "collect/host/users.h"

#include <gtest/gtest.h>

namespace probata::collect {
namespace {

TEST(Users, NoHashIsKept) {
  const std::string shadow = reduce_shadow(
      "root:$y$j9T$abcdef$ghijkl:19000:0:99999:7:::\n"
      "bin:*:18000:0:99999:7:::\n"
      "ann:!$6$salt$hash:19500:0:99999:7:::\n"
      "bob::19600:0:99999:7::20000:\n"
      "old:abJnggxhB/yWI:0:0:99999:7:::\n"
      "$6$broken$line\n");
  EXPECT_EQ(shadow,
            "root:set:19000:\nbin:locked:18000:\nann:locked:19500:\nbob:empty:19600:20000\nold:set:"
            "0:\n?\n");
  EXPECT_EQ(reduce_passwd("ann:$6$x$y:1000:1000:Ann,room 5,555-1234:/home/ann:/bin/bash\n"),
            "ann:set:1000:1000:Ann:/home/ann:/bin/bash\n");
  EXPECT_EQ(reduce_passwd("$6$a:b\n+nis::::::\n"), "?\n");
}

TEST(Users, ShadowTellsStateAndDays) {
  const auto parsed = parse_shadow("ann:set:19500:20000\nbob:empty:0:\n?\nx:y\n");
  ASSERT_EQ(parsed.items.size(), 2u);
  EXPECT_EQ(parsed.rejected, 2);
  EXPECT_EQ(parsed.items[0].state, "set");
  EXPECT_EQ(parsed.items[0].changed, 19500);
  EXPECT_EQ(parsed.items[0].expires, 20000);
  // 0 is "change it at the next login", not a day.
  EXPECT_EQ(parsed.items[1].changed, std::nullopt);
}

TEST(Users, PasswdAndGroup) {
  const auto users = parse_passwd(
      "root:x:0:0:root:/root:/bin/bash\n# no\nbad:x:one:0:::\nann:x:1000:1000::/home/ann:\n");
  ASSERT_EQ(users.items.size(), 2u);
  EXPECT_EQ(users.rejected, 1);
  EXPECT_EQ(users.items[1].name, "ann");
  const auto groups = parse_group("sudo:x:27:ann, bob,\nbroken\n");
  ASSERT_EQ(groups.items.size(), 1u);
  EXPECT_EQ(groups.rejected, 1);
  EXPECT_EQ(groups.items[0].members, (std::vector<std::string>{"ann", "bob"}));
}

TEST(Users, PeopleAreToldFromServices) {
  const UserNumbers numbers = parse_login_defs("# x\nUID_MIN\t\t 500\nUID_MAX 60000\n");
  EXPECT_EQ(numbers.first, 500);
  const auto type = [&](int64_t uid, const char* shell) {
    return account_type({"a", "x", uid, 1, "", shell}, numbers);
  };
  EXPECT_EQ(type(0, "/bin/bash"), "root");
  EXPECT_EQ(type(500, "/bin/bash"), "human");
  EXPECT_EQ(type(500, ""), "human");  // an empty shell is /bin/sh
  EXPECT_EQ(type(500, "/usr/sbin/nologin"), "service");
  EXPECT_EQ(type(499, "/bin/bash"), "service");
  EXPECT_EQ(type(65534, "/bin/bash"), "service");
}

}  // namespace
}  // namespace probata::collect
