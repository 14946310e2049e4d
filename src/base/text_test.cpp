#include "base/text.h"

#include <gtest/gtest.h>

namespace probata {
namespace {

constexpr size_t none = std::string_view::npos;

TEST(Utf8, FindsTheFirstBadByte) {
  const std::pair<std::string_view, size_t> cases[] = {
      {"", none},
      {"plain text that is long enough for eight bytes at once", none},
      {"ä€😀", none},
      {"\xF4\x8F\xBF\xBF", none},  // U+10FFFF
      {"a\x80", 1},                // a continuation alone
      {"0123456789\xC3", 10},      // cut short
      {"0123456\xE2\x82", 7},
      {"\xC0\xAF", 0},  // overlong
      {"\xC1\xBF", 0},
      {"\xE0\x9F\xBF", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xED\xA0\x80", 0},  // a surrogate
      {"\xED\x9F\xBF", none},
      {"\xEE\x80\x80", none},
      {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
      {"\xF5\x80\x80\x80", 0},
      {"ab\xFF", 2},
      {"\xE2\x28\xA1", 0},
      {"\xF0\x9F\x98\x41", 0},
  };
  for (const auto& [text, offset] : cases) EXPECT_EQ(find_invalid_utf8(text), offset) << text;
}

TEST(Ids, AreShortTextWithoutControlsAndHash) {
  EXPECT_TRUE(is_id("github/alice"));
  EXPECT_TRUE(is_id("ä b"));
  EXPECT_TRUE(is_id(std::string(256, 'x')));
  EXPECT_TRUE(is_id("\u00A0"));
  for (const auto& bad :
       {std::string(), std::string(257, 'x'), std::string("a#b"), std::string("a\n"),
        std::string("a\x7f"), std::string(1, '\0'), std::string("\u0085"), std::string("\xFF")}) {
    EXPECT_FALSE(is_id(bad)) << bad;
  }
}

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> names{"status", "person", "system", "mfa", "last_login"};
  EXPECT_EQ(nearest("statsu", names), "status");
  EXPECT_EQ(nearest("Status", names), "status");
  EXPECT_EQ(nearest("persons", names), "person");
  EXPECT_EQ(nearest("lastlogin", names), "last_login");
  EXPECT_EQ(nearest("mfaa", names), "mfa");
  EXPECT_EQ(nearest("owner", names), "");
  EXPECT_EQ(nearest("", names), "");
  EXPECT_EQ(nearest("x", std::vector<std::string>{"a", "b"}), "");
  EXPECT_EQ(nearest("status", {}), "");
}

TEST(Nearest, Hints) {
  const std::vector<std::string> names{"status", "person"};
  EXPECT_EQ(name_hint("stats", names), "did you mean `status`?");
  EXPECT_EQ(name_hint("owner", names), "known: status, person");
  EXPECT_EQ(name_hint("owner", {}), "");
  const std::vector<std::string> many(30, "status");
  EXPECT_TRUE(name_hint("owner", many).ends_with(", …"));
}

TEST(Parts, JoinSplitTrim) {
  EXPECT_EQ(join(std::vector<std::string>{"a", "b"}, ", "), "a, b");
  EXPECT_EQ(join({}, ", "), "");
  EXPECT_EQ(split("a/b//c", '/'), (std::vector<std::string_view>{"a", "b", "", "c"}));
  EXPECT_EQ(split("", '/'), (std::vector<std::string_view>{""}));
  EXPECT_EQ(split("/", '/'), (std::vector<std::string_view>{"", ""}));
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim("  "), "");
  EXPECT_EQ(trim(""), "");
}

}  // namespace
}  // namespace probata
