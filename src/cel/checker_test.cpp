// Mistakes of the checker with their hints.
#include <gtest/gtest.h>

#include "cel/program.h"
#include "cel/world_for_tests.h"

namespace probata::cel::testing {
namespace {

std::string mistakes(std::string_view text, const Scope& scope) {
  const auto program = compile(text, scope);
  if (program) return to_text(program->type());
  std::string out;
  for (const auto& e : program.error())
    out += (out.empty() ? "" : "\n") + std::to_string(e.place.line) + ":" +
           std::to_string(e.place.column) + ": " + e.what + (e.hint.empty() ? "" : "; " + e.hint);
  return out;
}

const std::pair<const char*, const char*> control_cases[] = {
    {"account.statos == \"active\"",
     "1:9: `account` has no field `statos`; did you mean `status`?"},
    {"accont.status == \"active\"", "1:1: `accont` is not known here; did you mean `account`?"},
    {"account.person.statsu", "1:16: `person` has no field `statsu`; did you mean `status`?"},
    {"account.status == \"disabeld\"",
     "1:19: `account.status` is never `disabeld`; did you mean `disabled`?"},
    {"\"activ\" != account.person.status",
     "1:1: `account.person.status` is never `activ`; did you mean `active`?"},
    {"account.status in [\"active\", \"gone\"]",
     "1:30: `account.status` is never `gone`; known: active, disabled"},
    {"person.accounts.exists(a, a.status == \"x\")",
     "1:39: `a.status` is never `x`; known: active, disabled"},
    {"account.status == 3",
     "1:16: a string never equals an int; only a string stands in quotes; `string(x)` and "
     "`int(x)` convert"},
    {"account.person == \"p1\"",
     "1:16: a reference never equals a string; compare a field of what it refers to"},
    {"account.person == account.system",
     "1:16: a reference to `person` never equals a reference to `system`; compare references to "
     "one kind, or fields of what they refer to"},
    {"account.created > 3",
     "1:17: `>` does not order timestamp and int; a timestamp is written "
     "`timestamp(\"2026-03-01T00:00:00Z\")`"},
    {"account.person < account.person",
     "1:16: `<` does not order reference to `person` and reference to `person`; ordered are "
     "numbers, strings, timestamps, durations and bools"},
    {"account.status && true",
     "1:9: an operand of `&&` is a string, not a bool; compare it: `x == …`, `x != null`"},
    {"account.status ? 1 : 2",
     "1:9: the condition of `?:` is a string, not a bool; compare it: `x == …`, `x != null`"},
    {"account.mfa ? 1 : \"a\"",
     "1:13: one branch is an int, the other a string; only a string stands in quotes; "
     "`string(x)` and `int(x)` convert"},
    {"account.logins + \"a\"", "1:16: `+` does not take (int, string); it takes `(int, int)`"},
    {"account.status.startWith(\"a\")",
     "1:16: there is no function `startWith`; did you mean `startsWith`?"},
    {"account.logins.map(x, x)", "1:9: an int has no members to go through; a list or a map has"},
    {"account.status.name",
     "1:16: a string has no field `name`; only things of the catalog and maps have fields"},
    {"param == param",
     "1:1: `param` is no single thing; select one of its fields\n1:10: `param` is no single "
     "thing; select one of its fields"},
    {"dyn(account.logins) == 1", "1:1: `dyn` cannot be used in a control; its types are known"},
    {"[1, \"a\"].size() > 0",
     "1:5: one branch is an int, the other a string; only a string stands in quotes; `string(x)` "
     "and `int(x)` convert"},
    {"account.created > timestamp(\"2026-13-01T00:00:00Z\")",
     "1:19: this always fails: `2026-13-01T00:00:00Z` is no timestamp; mend what is written out "
     "here"},
    {"account.status.matches(\"(\")",
     "1:24: this always fails: bad regular expression: missing ): (; mend what is written out "
     "here"},
    {"1 / 0 > account.logins",
     "1:3: this always fails: division by zero; mend what is written out here"},
    {"some(accounts, a, true)", "1:1: there is no kind `accounts`; did you mean `account`?"},
    {"now",
     "1:1: `now` can only be compared; write `now > T`, `now - T > D` or `T - now < D`, with T "
     "and D free of `now`"},
    {"seen(account, account.status)",
     "1:15: `seen` takes a layer written out in quotes; what is computed cannot be checked "
     "before"},
    {"path(person, \"manger\").size() > 0",
     "1:14: `manger` is no reference from `person` to `person`; did you mean `manager`?"},
    {"account.labels[1] == \"a\"",
     "1:15: a map(string, string) cannot be indexed with an int; a list takes an int, a map a "
     "key of its own type"},
    {"Account{status: 1}",
     "1:1: there is no message type `Account`; a map is written `{\"key\": value}`"},
    // What is right.
    {"account.person.accounts.all(a, a.person == account.person)", "bool"},
    {"account.mfa ? account.person : null", "reference"},
    {"account.labels.team == \"red\"", "bool"},
    {"account.config.a.b == 3", "bool"},
    {"account.owner == account.person", "bool"},
    {"person.accounts.map(a, a.logins)", "list(int)"},
    {"account.logins > 1.5", "bool"},
    {"account.status in []", "bool"},
    {"account.created.plus(param.review)", "timestamp"},
    {"param.access_removal.times(2)", "duration"}};

TEST(Checker, Control) {
  const Scope scope = control_scope();
  for (const auto& [text, expected] : control_cases)
    EXPECT_EQ(mistakes(text, scope), expected) << text;
}

TEST(Checker, Plain) {
  Scope scope;
  scope.variables = {
      {"row", {}}, {"n", make_type(TypeKind::integer)}, {"a.b.c", make_type(TypeKind::string)}};
  const std::pair<const char*, const char*> cases[] = {
      {"row.a.b + 1", "int"},
      {"row.status == \"x\"", "bool"},
      {"dyn(n)", "dyn"},
      {"[1, \"a\"]", "list(dyn)"},
      {"a.b.c", "string"},
      {"a.b.c.size()", "int"},
      {"row.map(k, k)", "list(dyn)"},
      {"{\"a\": 1}.map(k, k)", "list(string)"},
      {"n ? 1 : 2",
       "1:1: the condition of `?:` is an int, not a bool; compare it: `x == …`, `x != null`"},
      {"row.exists(n)",
       "1:5: the macro `exists` is not written so; as `list.exists(v, condition)`"},
      {"m", "1:1: `m` is not known here; known: row, n, a.b.c"},
      {"now",
       "1:1: `now` has no meaning here; write the instant: `timestamp(\"2026-03-01T00:00:00Z\")`"},
      {"{1.5: 2}", "1:2: a double cannot be a key; keys are int, uint, bool or string"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(mistakes(text, scope), expected) << text;
}

TEST(Checker, AllMistakesAtOnce) {
  const Scope scope = control_scope();
  EXPECT_EQ(mistakes("account.statos == 1 && persom.name == \"\"", scope),
            "1:9: `account` has no field `statos`; did you mean `status`?\n1:24: `persom` is not "
            "known here; did you mean `person`?");
}

TEST(Checker, EveryMistakeHasAPlaceAndAHint) {
  const char* texts[] = {"account.mfa @ 1",
                         "a = b",
                         "`",
                         "1x",
                         "\"a",
                         "'\\q'",
                         "99999999999999999999",
                         "account.mfa account.mfa",
                         "(account.mfa",
                         "account.",
                         "account.mfa &&",
                         "for",
                         "\xff",
                         "has(account)",
                         "[1].all(1, true)",
                         "{\"a\": 1}.exists(k, k, true)",
                         "unknown == 1",
                         "zzzzzz(1)",
                         "[1].exists(true)",
                         "account.zzzz",
                         "some(zzzz, a, true)",
                         "Zzzz{a: 1}",
                         "account.status.zzzz",
                         "account.logins + true",
                         "account.logins == \"1\"",
                         "account.created == \"2026\"",
                         "account.person == \"p1\"",
                         "account.person == account.system",
                         "account.mfa > account.created",
                         "account.person < account.person",
                         "account.logins && true",
                         "account.mfa ? 1 : \"a\"",
                         "account.logins.exists(a, true)",
                         "account.labels[1] == \"a\"",
                         "{null: 1}.size() == 1",
                         "account.status == \"zzzz\"",
                         "account.logins",
                         "now == now",
                         "param",
                         "exists(account.logins)",
                         "seen(account, account.status)",
                         "seen(account, \"zzzz\")",
                         "path(account, \"zzzz\").size() > 0",
                         "account.created.plus(\"zzzz\") > account.created",
                         "dyn(1) == 1",
                         "[?account.mfa].size() == 1",
                         "account.?mfa",
                         "1 / 0 == 1",
                         "account.status.matches(\"(\")",
                         "account.owner.status == \"a\""};
  const Scope scope = control_scope();
  for (const char* text : texts) {
    const auto program = compile(text, scope, make_type(TypeKind::boolean));
    ASSERT_FALSE(program) << text;
    for (const auto& e : program.error()) {
      EXPECT_GE(e.place.line, 1) << text;
      EXPECT_GE(e.place.column, 1) << text;
      EXPECT_FALSE(e.hint.empty()) << text << ": " << e.what;
    }
  }
}

TEST(Checker, Warnings) {
  const Scope scope = control_scope();
  const auto p = compile("account.logins > 3", scope, {}, Place{"f.yaml", 3, 11});
  ASSERT_TRUE(p);
  ASSERT_EQ(p->warnings().size(), 1u);
  EXPECT_EQ(to_text(p->warnings()[0]),
            "f.yaml:3:11: `account.logins` may be null, and the order of null is unknown; test "
            "`account.logins != null` too");
  const auto warned = [&](const char* text) {
    const auto program = compile(text, scope);
    EXPECT_TRUE(program) << text;
    return program ? program->warnings().size() : 0;
  };
  EXPECT_EQ(warned("account.logins <= 3"), 1u);
  EXPECT_EQ(warned("3 >= account.logins"), 1u);
  EXPECT_EQ(warned("account.last_login < account.created"), 1u);
  EXPECT_EQ(warned("now - account.last_login < duration(\"24h\")"), 1u);
  EXPECT_EQ(warned("account.last_login.plus(\"P1M\") > account.created"), 1u);
  EXPECT_EQ(warned("account.logins + 1 > 3"), 1u);
  EXPECT_EQ(warned("person.accounts.exists(a, a.logins > 3)"), 1u);
  EXPECT_EQ(warned("account.logins > 3 && account.person.age > 18"), 2u);
  EXPECT_EQ(warned("account.logins == 3"), 0u);
  EXPECT_EQ(warned("account.created > timestamp(\"2026-01-01T00:00:00Z\")"), 0u);
  EXPECT_EQ(warned("account.logins != null && account.logins > 3"), 0u);
  EXPECT_EQ(warned("null == account.logins || account.logins > 3"), 0u);
  EXPECT_EQ(warned("has(account.logins) && account.logins > 3"), 0u);
  EXPECT_EQ(warned("person.accounts.exists(a, a.logins != null && a.logins > 3)"), 0u);
}

}  // namespace
}  // namespace probata::cel::testing
