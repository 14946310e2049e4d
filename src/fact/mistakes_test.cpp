// Every kind of mistake in a fact. `^` in a line marks where it must be said to be, and is taken
// out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fact/fact_fixture.h"

namespace probata {
namespace {

struct Mistake {
  const char* name;
  std::string line;
  std::vector<std::string> errors;  // without place, in the order of the marks
};

// A fact with such members in `set`, and with such keys.
std::string all(const std::string& set) {
  return R"({"kind":"all","id":"x","at":"2026-03-01T09:12:00Z","by":"probata","set":{)" + set +
         "}}";
}
std::string with(const std::string& keys) {
  return R"({"kind":"account","id":"x","at":"2026-03-01T09:12:00Z",)" + keys + "}";
}
std::string look(const std::string& set) {
  return R"({"kind":"collection","id":"x","at":"2026-03-01T09:12:00Z","by":"connector:a","set":{)" +
         set + "}}";
}
const std::string gone = R"("by":"probata","gone":true)";

const std::vector<Mistake> mistakes = {
    {"NoObject", "^[1]", {"a fact must be an object, not an array; write `{\"kind\": …}`"}},
    {"UnknownKey", with(gone + R"(,^"notes":"x")"), {"unknown key `notes`; did you mean `note`?"}},
    {"Missing",
     R"(^{"kind":"account","gone":true})",
     {"`id` is missing; a fact has `kind`, `id`, `at`, `by`, and `set` or `gone`",
      "`at` is missing; a fact has `kind`, `id`, `at`, `by`, and `set` or `gone`",
      "`by` is missing; a fact has `kind`, `id`, `at`, `by`, and `set` or `gone`"}},
    {"UnknownKind",
     R"({"kind":^"acount","id":"x","at":"2026-03-01T09:12:00Z",)" + gone + "}",
     {"unknown kind `acount`; did you mean `account`?"}},
    {"ComputedKind",
     R"({"kind":^"obligation","id":"x","at":"2026-03-01T09:12:00Z",)" + gone + "}",
     {"`obligation` is computed, not recorded; leave the fact out"}},
    {"UnknownField",
     with(R"("by":"probata","set":{^"statuss":"active"})"),
     {"`account` has no field `statuss`; did you mean `status`?"}},
    {"Id",
     R"({"kind":"account","id":^"a#b","at":"2026-03-01T09:12:00Z",)" + gone + "}",
     {"this is no id; 1 to 256 bytes without control characters and `#`"}},
    {"IdType",
     R"({"kind":"account","id":^7,"at":"2026-03-01T09:12:00Z",)" + gone + "}",
     {"`id` must be a string, not an integer; put it in quotes"}},
    {"By",
     with(R"("by":^"github","gone":true)"),
     {"`github` is no source of a fact; write `person/ID`, `connector:NAME`, "
      "`connector:NAME/INSTANCE` or `probata`"}},
    {"After",
     with(gone + R"(,"after":^"2026-03-01T09:12:00Z")"),
     {"`after` is not before `at`; `after` is the last instant at which the old value was seen"}},
    {"GoneFalse",
     with(R"("by":"probata","gone":^false)"),
     {"`gone` must be true; leave it out otherwise"}},
    {"GoneAndSet",
     with(R"("by":"probata","set":{},"gone":^true)"),
     {"`gone` beside `set`; write two facts"}},
    {"Neither",
     "^" + with(R"("by":"probata")"),
     {"neither `set` nor `gone`; write `\"set\": {…}` or `\"gone\": true`"}},
    {"SetType",
     with(R"("by":"probata","set":^[])"),
     {"`set` must be an object, not an array; write `{\"field\": value}`"}},
    {"Corrects",
     with(R"("by":"connector:x","gone":true,"corrects":^4)"),
     {"only a person corrects a source; write `\"by\": \"person/ID\"`, or leave `corrects` out"}},
    {"CorrectsNegative",
     with(R"("by":"person/p","gone":true,"corrects":^-4)"),
     {"`corrects` must be an integer from 0, not an integer; write the `seq` of a fact"}},
    {"Evidence",
     with(gone + R"(,"evidence":[^"sha256:abc"])"),
     {"this is no digest of evidence; write `sha256:` and 64 lower-case hex digits"}},
    {"Enum",
     with(R"("by":"probata","set":{"status":^"activ"})"),
     {"`activ` is no value of `status`; did you mean `active`?"}},
    {"Many",
     with(R"("by":"probata","set":{"status":^"activ","mfa":^"yes",^"x":1})"),
     {"`activ` is no value of `status`; did you mean `active`?",
      "`mfa` must be true or false, not `yes`; write it without quotes",
      "`account` has no field `x`; known: system, person, status, mfa, last_login"}},
    {"Integer",
     all(R"("i":^1.5)"),
     {"`i` must be an integer, not a number; write a whole number without quotes, within 64 bits"}},
    {"Huge",
     all(R"("i":^9007199254740993)"),
     {"`9007199254740993` is beyond 2^53; write it as a string"}},
    {"Double", all(R"("d":^"1")"), {"`d` must be a number, not `1`; write it without quotes"}},
    {"String", all(R"("s":^1)"), {"`s` must be a string, not an integer; put it in quotes"}},
    {"Window",
     all(R"("w":^"fortnight")"),
     {"`w` must be a window, not `fortnight`; write day, week, month, quarter, half or year"}},
    {"Bytes",
     all(R"("by":^"?")"),
     {"`by` must be bytes, not `?`; write them in base64, with padding"}},
    {"File",
     all(R"("f":^"x.pdf")"),
     {"`f` must be a file's digest, not `x.pdf`; write `sha256:` and 64 hex digits"}},
    {"List", all(R"("l":^"a")"), {"`l` must be a list, not `a`; write `[…]`"}},
    {"ListItem",
     all(R"("l":["a",^1,^null])"),
     {"`l` must be a string, not an integer; put it in quotes",
      "`l` must be a value, not null; a list holds no null"}},
    {"Map",
     all(R"("m":{"a":^"b"})"),
     {"`m` must be an integer, not `b`; write a whole number without quotes, within 64 bits"}},
    {"ReferenceType",
     all(R"("o":^5)"),
     {"`o` must be a reference, not an integer; write the id in quotes, or `{\"key\": "
      "\"value\"}`"}},
    {"ReferenceKind",
     all(R"("r":[^"system/x"])"),
     {"`r` refers to several kinds; write `kind/id` with one of person, account"}},
    {"ReferenceKey",
     with(R"("by":"probata","set":{"person":{^"name":"x"}})"),
     {"`name` is no key of `person`; known: email"}},
    {"ReferenceNoKey",
     all(R"("o":{^"name":"x"})"),
     {"`name` is no key of `system`; write the id in quotes"}},
    {"ReferenceKeyType",
     with(R"("by":"probata","set":{"person":{"email":^7}})"),
     {"the key `email` must be a string; put it in quotes"}},
    {"LookKind",
     look(R"("kinds":["account",^"persn"],"to":"2026-03-01T09:12:00Z")"),
     {"unknown kind `persn`; did you mean `person`?"}},
    {"LookField",
     look(R"("kinds":["account"],"fields":{"account":[^"mfaa"]},"to":"2026-03-01T09:12:00Z")"),
     {"`account` has no field `mfaa`; did you mean `mfa`?"}},
    {"LookOtherKind",
     look(R"("kinds":["account"],"rows":{^"person":1},"to":"2026-03-01T09:12:00Z")"),
     {"`person` is not among the `kinds`; add it there, or leave it out here"}},
    {"LookOrder",
     look(R"("kinds":["account"],"from":^"2026-03-02T00:00:00Z","to":"2026-03-01T09:12:00Z")"),
     {"`from` is after `to`; write the earlier time in `from`"}},
    {"LookEvery",
     look(R"("kinds":["account"],"every":^"0s","to":"2026-03-01T09:12:00Z")"),
     {"`every` is not above 0; write the time between two looks"}},
    {"LookHow",
     look(R"("kinds":["account"],"how":^"look")"),
     {"`look` is no value of `how`; did you mean `looks`?"}},
};

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreReportedWithColumnAndHint) {
  std::string line;
  std::vector<int> columns;
  for (const char c : GetParam().line) {
    if (c == '^') {
      columns.push_back(static_cast<int>(line.size()) + 1);
    } else {
      line += c;
    }
  }
  const auto fact = fact_fixture::read(line);
  ASSERT_FALSE(fact) << "no error";
  std::vector<std::string> found, expected;
  for (Error error : fact.error()) found.push_back(to_text(error));
  for (size_t i = 0; i < GetParam().errors.size(); ++i) {
    const int column = columns[std::min(i, columns.size() - 1)];
    expected.push_back("f.jsonl:1:" + std::to_string(column) + ": " + GetParam().errors[i]);
  }
  EXPECT_THAT(found, testing::ElementsAreArray(expected));
}
INSTANTIATE_TEST_SUITE_P(Fact, Mistakes, testing::ValuesIn(mistakes),
                         [](const auto& info) { return info.param.name; });

// What the time and duration texts say is their own affair; that it is an error with its column is
// ours.
TEST(MistakesOfTimes, HaveTheirColumn) {
  for (const char* at :
       {"2026-03-01", "2026-02-30T00:00:00Z", "2026-03-01T09:12:00.1234567Z",
        "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2026-03-01T09:12:00", "yesterday"}) {
    const auto fact = fact_fixture::read(R"({"kind":"account","id":"x","at":")" + std::string(at) +
                                         R"(",)" + gone + "}");
    ASSERT_FALSE(fact) << at;
    ASSERT_EQ(fact.error().size(), 1u) << at;
    EXPECT_EQ(fact.error()[0].place, (Place{"f.jsonl", 1, 33})) << at;
    EXPECT_FALSE(fact.error()[0].hint.empty());
  }
}

TEST(MistakesOfJson, HaveTheirColumn) {
  for (const char* line : {"{", "{\"kind\"", "{\"kind\":\"account\",}", "nul",
                           "{\"kind\":\"account\",\"kind\":\"account\"}", "{\"note\":\"\xff\"}",
                           "{} x", "{\"a\":\"\\ud800\"}"}) {
    const auto fact = fact_fixture::read(line);
    ASSERT_FALSE(fact) << line;
    EXPECT_EQ(fact.error()[0].place.file, "f.jsonl");
    EXPECT_EQ(fact.error()[0].place.line, 1);
    EXPECT_GT(fact.error()[0].place.column, 0) << line;
  }
}

}  // namespace
}  // namespace probata
