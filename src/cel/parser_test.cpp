// Mistakes of the parser with their places, and what the grammar makes of precedence and of deep or
// long texts.
#include <gtest/gtest.h>

#include "cel/program.h"
#include "cel/values_reader.h"

namespace probata::cel {
namespace {

std::string repeated(std::string_view s, size_t n) {
  std::string out;
  for (size_t i = 0; i < n; ++i) out += s;
  return out;
}

Scope scope_of_x() {
  Scope s;
  s.variables = {{"x", {}}, {"in_scope", {}}};
  return s;
}

std::string eval(std::string_view text, const Limits& limits = {}) {
  const auto program = compile(text, scope_of_x(), {}, {}, limits);
  if (!program) {
    const Error& e = program.error()[0];
    return "! " + std::to_string(e.place.line) + ":" + std::to_string(e.place.column) + " " +
           e.what;
  }
  ValuesReader reader;
  reader.set("x", Value::of(int64_t{5}));
  reader.set("in_scope", Value::of(true));
  Arena arena;
  return to_text(evaluate(*program, reader, arena, limits));
}

TEST(Parser, MistakesHavePlaces) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "! 1:1 the expression ends too early"},
      {"1 +", "! 1:4 the expression ends too early"},
      {"1 + * 2", "! 1:5 `*` is not expected here"},
      {"1 +\n  )", "! 2:3 `)` is not expected here"},
      {"(1", "! 1:3 the expression ends where `)` is expected"},
      {"[1, 2", "! 1:6 the expression ends where `,` or `]` is expected"},
      {"[1 2]", "! 1:4 `2` stands where `,` or `]` is expected"},
      {"{1: 2, 3}", "! 1:9 `}` stands where `:` is expected"},
      {"x.1", "! 1:2 `.1` is not expected here"},
      {"x.", "! 1:3 the expression ends where a name after `.` is expected"},
      {"x = 1", "! 1:3 `=` means nothing here"},
      {"x & 1", "! 1:3 `&` means nothing here"},
      {"x ? 1", "! 1:6 the expression ends where `:` is expected"},
      {"'abc", "! 1:1 this string is not closed"},
      {"'a\nb'", "! 1:1 this string is not closed"},
      {"'a\\qb'", "! 1:3 `\\q` is no escape"},
      {"'\\ud800'", "! 1:2 `\\u` is no escape"},
      {"b'\\u0041'", "! 1:3 `\\u` is no escape"},
      {"9223372036854775808", "! 1:1 `9223372036854775808` does not fit in 64 bits"},
      {"18446744073709551616u", "! 1:1 `18446744073709551616u` does not fit in 64 bits"},
      {"24h", "! 1:1 a number runs into a letter"},
      {"for", "! 1:1 `for` is a reserved word"},
      {"in", "! 1:1 `in` is not expected here"},
      {"x.true", "! 1:3 `true` stands where a name after `.` is expected"},
      {"has(x)", "! 1:5 `has` takes the selection of a field"},
      {"[1].all(1, true)", "! 1:9 `all` takes a simple name here"},
      {"[1].all(a.b, true)", "! 1:9 `all` takes a simple name here"},
      {"\xff", "! 1:1 the expression is not valid UTF-8"},
      {"ä", "! 1:1 `ä` means nothing here"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(eval(text), expected) << text;
}

TEST(Parser, Precedence) {
  const std::pair<const char*, const char*> cases[] = {
      {"1 + 2 * 3", "7"},
      {"(1 + 2) * 3", "9"},
      {"10 - 3 - 2", "5"},
      {"2 * 3 % 4", "2"},
      {"true || false && false", "true"},
      {"!true || true", "true"},
      {"1 < 2 == true", "true"},
      {"true ? 1 : false ? 2 : 3", "1"},
      {"false ? 1 : false ? 2 : 3", "3"},
      {"-x", "-5"},
      {"--x", "5"},
      {"---x", "-5"},
      {"!!true", "true"},
      {"!!!true", "false"},
      {"- 3", "-3"},
      {"--3", "3"},
      {"1 - -3", "4"},
      {"1-3", "-2"},
      {"in_scope", "true"},
      {"1 in [1] && true", "true"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"0xff", "255"},
      {"-0xff", "-255"},
      {"0xFFu", "255u"},
      {"1e3", "1000"},
      {".5", "0.5"},
      {"1 // one\n + 1", "2"},
      {"[1, 2,].size()", "2"},
      {"{'a': 1,}.a", "1"},
      {".x", "5"},
      {"{'a-b': 1}.`a-b`", "1"},
      {"'''a\nb'''.size()", "3"},
      {"r'\\n'.size()", "2"},
      {"'\\u00e4\\x41\\101'", "\"äAA\""},
      {"\"\"\"a\"b\"\"\"", "\"a\\\"b\""},
      {"b'\\xff\\377'.size()", "2"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(eval(text), expected) << text;
}

TEST(Parser, DepthIsLimited) {
  const auto deep = "nested too deeply";
  for (const char* open :
       {"(", "[", "{1:", "x[", "size(", "true ? x : (", "!(", "-(", "[1].map(y, "}) {
    const std::string found = eval(repeated(open, 100'000 / std::string_view(open).size() / 2));
    EXPECT_NE(found.find(deep), std::string::npos) << open << found.substr(0, 100);
  }
  const std::string chains[] = {"x" + repeated(".a", 20'000), "x" + repeated("[0]", 20'000),
                                "1" + repeated("+1", 20'000), repeated("true ? x : ", 5'000) + "1",
                                "1" + repeated(".f()", 10'000)};
  for (const auto& chain : chains)
    EXPECT_NE(eval(chain).find(deep), std::string::npos) << chain.substr(0, 20);
  EXPECT_EQ(eval(repeated("(", 90) + "1" + repeated(")", 90)), "1");
  EXPECT_EQ(eval("1" + repeated("+1", 300)), "301");
  EXPECT_EQ(eval(repeated("-", 60'000) + "x"), "5");
  EXPECT_EQ(eval(repeated("!", 60'001) + "true"), "false");
  EXPECT_EQ(eval("false" + repeated(" || false", 4'000) + " || true"), "true");
}

TEST(Parser, SizeIsLimited) {
  EXPECT_NE(eval(std::string(70'000, ' ') + "1").find("longer than 65536 bytes"),
            std::string::npos);
  EXPECT_NE(eval("[" + repeated("1,", 20'000) + "1]").find("too many parts"), std::string::npos);
}

}  // namespace
}  // namespace probata::cel
