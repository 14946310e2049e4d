// Reading, values and writing. Canonical JSON: json_canonical_test.cpp; properties:
// json_property_test.cpp.
#include "base/json.h"

#include <gtest/gtest.h>

#include <limits>

namespace probata::json {
namespace {

Value read(std::string_view text) {
  auto value = parse(text);
  if (!value) ADD_FAILURE() << text << ": " << to_text(value.error());
  return value ? *value : Value();
}

TEST(JsonParse, Values) {
  EXPECT_EQ(read("null"), Value());
  EXPECT_EQ(read(" true\r\n\t"), Value(true));
  EXPECT_EQ(read("false"), Value(false));
  EXPECT_EQ(read("[]"), Value(Array{}));
  EXPECT_EQ(read("{}"), Value(Object{}));
  EXPECT_EQ(read("[1,[2,{}]]"), Value(Array{1, Value(Array{2, Value(Object{})})}));
  EXPECT_EQ(read(R"({"b":1,"a":[null]})"),
            Value(Object{{.key = "b", .value = 1}, {.key = "a", .value = Value(Array{Value()})}}));
}

TEST(JsonParse, Numbers) {
  EXPECT_EQ(read("0"), Value(0));
  EXPECT_EQ(read("-0"), Value(0));
  EXPECT_EQ(read("-12"), Value(-12));
  EXPECT_EQ(read("9223372036854775807"), Value(std::numeric_limits<int64_t>::max()));
  EXPECT_EQ(read("-9223372036854775808"), Value(std::numeric_limits<int64_t>::min()));
  EXPECT_EQ(read("9223372036854775808"), Value(9223372036854775808.0));
  EXPECT_EQ(read("1.0"), Value(1.0));
  EXPECT_EQ(read("1e2"), Value(100.0));
  EXPECT_EQ(read("1E+2"), Value(100.0));
  EXPECT_EQ(read("-1.5e-3"), Value(-0.0015));
  EXPECT_EQ(read("5e-324"), Value(5e-324));
  EXPECT_EQ(read("1e-400"), Value(0.0));
  EXPECT_EQ(read("0.0000e400"), Value(0.0));
  EXPECT_EQ(read("1e-99999999999999999999"), Value(0.0));
  EXPECT_EQ(read("0e99999999999999999999"), Value(0.0));
  EXPECT_EQ(read("0." + std::string(400, '0') + "1"), Value(0.0));
  EXPECT_EQ(read("0." + std::string(400, '0') + "1e401"), Value(1.0));
  EXPECT_EQ(Value(uint64_t{5}), Value(5));
  EXPECT_EQ(Value(std::numeric_limits<uint64_t>::max()), Value(18446744073709551615.0));
}

TEST(JsonParse, Strings) {
  EXPECT_EQ(read(R"("\"\\\/\b\f\n\r\t")"), Value("\"\\/\b\f\n\r\t"));
  EXPECT_EQ(read(R"("\u0041\u00e4\u20AC\ud83d\ude00")"), Value("Aä€😀"));
  EXPECT_EQ(read(R"("\u0000")"), Value(std::string(1, '\0')));
  EXPECT_EQ(read("\"ä€😀\x7f\""), Value("ä€😀\x7f"));
  EXPECT_EQ(read(R"("\ud800\udc00\udbff\udfff")"), Value("\U00010000\U0010FFFF"));
}

struct Malformed {
  std::string text;
  int line, column;
  std::string_view what;
};

TEST(JsonParse, MalformedTextHasAPlace) {
  const Malformed cases[] = {
      {"", 1, 1, "expected a value, found the end"},
      {"  \n ", 2, 2, "expected a value, found the end"},
      {"nul", 1, 1, "expected a value, found `n`"},
      {"True", 1, 1, "expected a value, found `T`"},
      {"1 2", 1, 3, "there is more after the value"},
      {"{} x", 1, 4, "there is more after the value"},
      {"[1,]", 1, 4, "expected a value, found `]`"},
      {"[1\n2]", 2, 1, "expected `,` or `]`, found `2`"},
      {"[1", 1, 3, "expected `,` or `]`, found the end"},
      {"{\"a\":1,}", 1, 8, "expected a key in double quotes, found `}`"},
      {"{\"a\" 1}", 1, 6, "expected `:`, found `1`"},
      {"{\"a\":1 \"b\":2}", 1, 8, "expected `,` or `}`, found `\"`"},
      {"{a:1}", 1, 2, "expected a key in double quotes, found `a`"},
      {"{\n \"a\": 1,\n \"a\": 2}", 3, 2, "the key `a` is there twice"},
      {"[{\"a\":{\"x\":1,\"y\":2,\"x\":3}}]", 1, 20, "the key `x` is there twice"},
      {"{\"\\u0061\":1,\"a\":2}", 1, 13, "the key `a` is there twice"},
      {"\"abc", 1, 1, "this string has no end"},
      {"[\"a\\", 1, 4, "no such escape"},
      {"\"a\nb\"", 1, 3, "a control character in a string"},
      {std::string("\"\0\"", 3), 1, 2, "a control character in a string"},
      {"\"\\x41\"", 1, 2, "no such escape"},
      {"\"\\u12g4\"", 1, 2, "\\u needs four hexadecimal digits"},
      {"\"\\u12", 1, 2, "\\u needs four hexadecimal digits"},
      {"\"ab\\ud800\"", 1, 4, "half a surrogate pair is no character"},
      {"\"\\udc00\"", 1, 2, "half a surrogate pair is no character"},
      {"\"\\ud800\\u0041\"", 1, 2, "half a surrogate pair is no character"},
      {"\"\\ud800\\ud800\"", 1, 2, "half a surrogate pair is no character"},
      {"01", 1, 1, "a number must not begin with 0"},
      {"-", 1, 2, "expected a digit, found the end"},
      {"+1", 1, 1, "expected a value, found `+`"},
      {".5", 1, 1, "expected a value, found `.`"},
      {"[1.]", 1, 4, "expected a digit, found `]`"},
      {"1e", 1, 3, "expected a digit, found the end"},
      {"[0, 1e400]", 1, 5, "this number is too great"},
      {"-1e99999999999999999999", 1, 1, "this number is too great"},
      {std::string(400, '9'), 1, 1, "this number is too great"},
      {"NaN", 1, 1, "expected a value, found `N`"},
      {"\xEF\xBB\xBF{}", 1, 1, "a byte order mark before the value"},
      {"{\n\"a\": \"\xFF\"}", 2, 7, "this is not UTF-8"},
      {"\"\xC0\x80\"", 1, 2, "this is not UTF-8"},
      {"\"\xED\xA0\x80\"", 1, 2, "this is not UTF-8"},
      {"[1]\x01", 1, 4, "there is more after the value"},
      {"[\x01]", 1, 2, "expected a value, found the byte 0x01"},
      {"// no\n1", 1, 1, "expected a value, found `/`"},
      {"'a'", 1, 1, "expected a value, found `'`"},
      {"\u00a0"
       "1",
       1, 1, "expected a value, found the byte 0xc2"},
  };
  for (const auto& [text, line, column, what] : cases) {
    const auto value = parse(text);
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().what, what) << text;
    EXPECT_EQ(value.error().place, (Place{"", line, column})) << text;
  }
}

TEST(JsonParse, ManyMembersWithOneTwice) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i) text += "\n\"k" + std::to_string(i) + "\":1,";
  const auto good = parse(text + "\n\"z\":1}");
  ASSERT_TRUE(good);
  EXPECT_EQ(good->as_object()->size(), 1001u);
  const auto bad = parse(text + "\n\"k500\":1,\"k3\":1}");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().what, "the key `k500` is there twice");
  EXPECT_EQ(bad.error().place, (Place{"", 1002, 1}));
}

TEST(JsonParse, Limits) {
  const auto nested = [](int depth) {
    return std::string(static_cast<size_t>(depth), '[') +
           std::string(static_cast<size_t>(depth), ']');
  };
  EXPECT_TRUE(parse(nested(64)));
  ASSERT_FALSE(parse(nested(65)));
  EXPECT_EQ(parse(nested(65)).error().place, (Place{"", 1, 65}));
  EXPECT_EQ(parse(nested(65)).error().what, "nested more than 64 deep");
  EXPECT_TRUE(parse("[[1],[2],[3]]", {.depth = 2}));
  EXPECT_FALSE(parse("[[[]]]", {.depth = 2}));
  EXPECT_FALSE(parse(std::string(2'000'000, '[')));
  EXPECT_FALSE(parse("1", {.depth = 0, .bytes = 0}));
  EXPECT_TRUE(parse("[1, 2]", {.bytes = 6}));
  ASSERT_FALSE(parse("[1, 2]", {.bytes = 5}));
  EXPECT_EQ(parse("[1, 2]", {.bytes = 5}).error().what, "longer than 5 bytes");
}

TEST(JsonParse, ValuesKnowTheirOffset) {
  const std::string text = "{ \"a\" : [1, \n \"x\"] }";
  const Value v = read(text);
  EXPECT_EQ(v.offset, 0u);
  EXPECT_EQ(v.as_object()->at(0).offset, 2u);
  const Value* a = v.find("a");
  ASSERT_TRUE(a);
  EXPECT_EQ(text[a->offset], '[');
  EXPECT_EQ(place_of(text, a->as_array()->at(1).offset), (Place{"", 2, 2}));
}

TEST(JsonPlace, CountsLinesAndBytes) {
  EXPECT_EQ(place_of("", 0), (Place{"", 1, 1}));
  EXPECT_EQ(place_of("ä\nb", 2), (Place{"", 1, 3}));
  EXPECT_EQ(place_of("ä\nb", 3), (Place{"", 2, 1}));
  EXPECT_EQ(place_of("a\n", 99), (Place{"", 2, 1}));
}

TEST(JsonValue, FindSetPush) {
  Value v;
  v.set("a", 1);
  v.set("b", "x");
  v.set("a", true);
  EXPECT_EQ(write(v), R"({"a":true,"b":"x"})");
  EXPECT_EQ(*v.find("b"), Value("x"));
  EXPECT_EQ(v.find("c"), nullptr);
  EXPECT_EQ(Value(1).find("a"), nullptr);
  Value list;
  list.push(1);
  list.push(Value());
  EXPECT_EQ(write(list), "[1,null]");
}

TEST(JsonValue, TypeNames) {
  EXPECT_EQ(Value().type_name(), "null");
  EXPECT_EQ(Value(true).type_name(), "a boolean");
  EXPECT_EQ(Value(1).type_name(), "an integer");
  EXPECT_EQ(Value(1.5).type_name(), "a number");
  EXPECT_EQ(Value("").type_name(), "a string");
  EXPECT_EQ(Value(Array{}).type_name(), "an array");
  EXPECT_EQ(Value(Object{}).type_name(), "an object");
}

TEST(JsonValue, EqualityIgnoresOffsetsAndKeepsOrder) {
  EXPECT_EQ(read("  [1]"), read("[ 1 ]"));
  EXPECT_NE(read(R"({"a":1,"b":2})"), read(R"({"b":2,"a":1})"));
  EXPECT_NE(Value(1), Value(1.0));
}

TEST(JsonWrite, KeepsTheTypeOfNumbers) {
  EXPECT_EQ(write(Value(1.0)), "1.0");
  EXPECT_EQ(write(Value(-0.0)), "-0.0");
  EXPECT_EQ(write(Value(1e21)), "1e+21");
  EXPECT_EQ(write(Value(0.1)), "0.1");
  EXPECT_EQ(write(Value(std::numeric_limits<int64_t>::min())), "-9223372036854775808");
  EXPECT_EQ(write(Value(std::numeric_limits<double>::quiet_NaN())), "null");
  EXPECT_EQ(write(Value(std::numeric_limits<double>::infinity())), "null");
}

TEST(JsonWrite, RepairsWhatIsNoUtf8) {
  EXPECT_EQ(write(Value("a\xFF\xC3")), "\"a\uFFFD\uFFFD\"");
  EXPECT_EQ(write(Value("\xC3\"")), "\"\uFFFD\\\"\"");
}

TEST(JsonWrite, Pretty) {
  EXPECT_EQ(write_pretty(read(R"({"a":[1,{"b":null}],"c":[],"d":{}})")),
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ],\n  \"c\": [],\n"
            "  \"d\": {}\n}\n");
  EXPECT_EQ(write_pretty(Value(1)), "1\n");
}

}  // namespace
}  // namespace probata::json
