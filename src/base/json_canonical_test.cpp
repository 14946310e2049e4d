// The published vectors of RFC 8785.
#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "base/json.h"

namespace probata::json {
namespace {

std::string canon(std::string_view text) {
  const auto value = parse(text);
  if (!value) return to_text(value.error());
  const auto out = canonical(*value);
  return out ? *out : to_text(out.error());
}

struct NumberSample {
  uint64_t bits;
  std::string_view text;
};

// Appendix B.
constexpr NumberSample samples[] = {
    {0x0000000000000000, "0"},
    {0x8000000000000000, "0"},
    {0x0000000000000001, "5e-324"},
    {0x8000000000000001, "-5e-324"},
    {0x7fefffffffffffff, "1.7976931348623157e+308"},
    {0xffefffffffffffff, "-1.7976931348623157e+308"},
    {0x4340000000000000, "9007199254740992"},
    {0xc340000000000000, "-9007199254740992"},
    {0x4430000000000000, "295147905179352830000"},
    {0x44b52d02c7e14af5, "9.999999999999997e+22"},
    {0x44b52d02c7e14af6, "1e+23"},
    {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
    {0x444b1ae4d6e2ef4e, "999999999999999700000"},
    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
    {0x444b1ae4d6e2ef50, "1e+21"},
    {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
    {0x3eb0c6f7a0b5ed8d, "0.000001"},
    {0x41b3de4355555553, "333333333.3333332"},
    {0x41b3de4355555554, "333333333.33333325"},
    {0x41b3de4355555555, "333333333.3333333"},
    {0x41b3de4355555556, "333333333.3333334"},
    {0x41b3de4355555557, "333333333.33333343"},
    {0xbecbf647612f3696, "-0.0000033333333333333333"},
    {0x43143ff3c1cb0959, "1424953923781206.2"},
};

TEST(Rfc8785, AppendixB) {
  for (const auto& [bits, text] : samples) {
    const auto number = std::bit_cast<double>(bits);
    EXPECT_EQ(number_text(number), text);
    EXPECT_EQ(canonical(Value(number)), text);
    EXPECT_EQ(std::strtod(std::string(text).c_str(), nullptr), number);
  }
}

TEST(Rfc8785, AppendixBErrors) {
  for (const uint64_t bits : {0x7fffffffffffffffu, 0x7ff0000000000000u, 0xfff0000000000000u}) {
    EXPECT_FALSE(canonical(Value(std::bit_cast<double>(bits))));
    EXPECT_FALSE(canonical(Value(Array{Value(std::bit_cast<double>(bits))})));
  }
}

TEST(Rfc8785, MoreNumbers) {
  EXPECT_EQ(canon("123"), "123");
  EXPECT_EQ(canon("-1.50"), "-1.5");
  EXPECT_EQ(canon("100000000000000000000"), "100000000000000000000");
  EXPECT_EQ(canon("123456789012345678901234"), "1.2345678901234569e+23");
  EXPECT_EQ(canon("0.00001234"), "0.00001234");
  EXPECT_EQ(canon("0.0000001234"), "1.234e-7");
  EXPECT_EQ(canon("1e-10"), "1e-10");
  // As every implementation of the RFC, whose only numbers are doubles.
  EXPECT_EQ(canon("9007199254740993"), "9007199254740992");
  EXPECT_EQ(canon("9223372036854775807"), "9223372036854776000");
}

// Section 3.2.2 and its results in 3.2.3 and 3.2.4.
TEST(Rfc8785, SampleOfSection322) {
  const auto* text = R"({
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  })";
  EXPECT_EQ(canon(text),
            "{\"literals\":[null,true,false],"
            "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

// Section 3.2.3: by UTF-16 code units, so the emoji (D83D DE00) comes before U+FB33, which bytes of
// UTF-8 would put first.
TEST(Rfc8785, SortingOfSection323) {
  const auto* text = R"({
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis"
  })";
  EXPECT_EQ(canon(text),
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
            "\"😀\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(Rfc8785, SortsAtEveryDepthAndKeepsArrays) {
  EXPECT_EQ(canon(R"([{"b":{"d":1,"c":2},"a":[3,2,1]}, {"":0, "aa":1, "a":2, "B":3}])"),
            R"([{"a":[3,2,1],"b":{"c":2,"d":1}},{"":0,"B":3,"a":2,"aa":1}])");
  EXPECT_EQ(canon(" { } "), "{}");
  EXPECT_EQ(canon("[ ]"), "[]");
}

TEST(Rfc8785, Escapes) {
  std::string all;
  for (char c = 0; c < 0x20; ++c) all += c;
  all += "\"\\/\x7f";
  EXPECT_EQ(*canonical(Value(all)),
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r"
            "\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018"
            "\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f\\\"\\\\/\x7f\"");
}

TEST(Rfc8785, InvalidTextHasNoForm) {
  EXPECT_FALSE(canonical(Value("\xFF")));
  EXPECT_FALSE(canonical(Value(Object{{.key = "\xED\xA0\x80", .value = 1}})));
}

}  // namespace
}  // namespace probata::json
