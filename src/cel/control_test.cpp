// Expressions of controls: slots, null, unknown, now, uncertain lists.
#include <gtest/gtest.h>

#include "cel/program.h"
#include "cel/world_for_tests.h"

namespace probata::cel::testing {
namespace {

constexpr Instant noon{1'767'268'800'000'000};  // 2026-01-01T12:00:00Z

class Control : public ::testing::Test {
 protected:
  Arena arena, made;  // `made` holds the values of the world
  WorldReader world;
  Value unknown(Cause c) { return made.unknown(std::span<const Cause>(&c, 1)); }
  Value text(std::string_view s) { return made.string(s); }
  Value person(uint32_t n) { return Value::of_entity(n, person_record); }
  Value account(uint32_t n) { return Value::of_entity(n, account_record); }
  void SetUp() override { world.time = noon; }

  // The value as text; compile errors as `! what`.
  std::string eval(std::string_view expression) {
    const Scope scope = control_scope();
    const auto program = compile(expression, scope);
    if (!program) return "! " + program.error()[0].what;
    arena.reset();
    const Value v = evaluate(*program, world, arena);
    std::string out = to_text(v);
    if (v.is(Tag::unknown))
      for (const Cause c : v.unknown->causes) out += " " + std::to_string(c);
    return out;
  }
  std::string flips(std::string_view expression) {
    world.flipped.clear();
    std::string out = eval(expression);
    for (const Instant t : world.flipped) out += " " + to_text(t);
    return out;
  }
};

TEST_F(Control, PathsBecomeSlots) {
  const Scope scope = control_scope();
  const auto p = compile(
      "account.person.status == \"departed\" && account.status == account.person.status", scope);
  ASSERT_TRUE(p) << to_text(p.error()[0]);
  ASSERT_EQ(p->slots().size(), 2u);
  EXPECT_EQ(p->slots()[0].names, (std::vector<std::string>{"account", "person", "status"}));
  EXPECT_EQ(p->slots()[0].fields, (std::vector<uint16_t>{1, 2}));
  EXPECT_EQ(p->slots()[0].record, account_record);
  EXPECT_EQ(p->slots()[1].fields, (std::vector<uint16_t>{3}));
  using Read = Program::Read;
  EXPECT_EQ(p->reads(), (std::vector<Read>{{account_record, 0},
                                           {account_record, 1},
                                           {account_record, 3},
                                           {person_record, 0},
                                           {person_record, 2}}));
  EXPECT_EQ(p->type().kind, TypeKind::boolean);
  EXPECT_FALSE(p->uses_now());
  EXPECT_FALSE(p->constant());
}

// What a population is narrowed by: `record.field xN`, or nothing where all of it is read.
TEST_F(Control, APopulationIsNarrowedByTheReferenceThatItsConditionBeginsWith) {
  world.slots["person"] = person(7);
  world.slots["account.person"] = person(8);
  world.populations[account_record] = made.list({{account(1)}});
  const auto narrowed = [&](const std::string& expression) {
    world.joined.clear();
    const std::string value = eval(expression);
    std::string out = value.starts_with("!") ? value : "";
    for (const auto& [record, field, targets] : world.joined)
      out += fmt::format("{}.{} x{}", record, field, targets);
    return out;
  };
  EXPECT_EQ(narrowed("some(account, a, a.person == person)"), "0.1 x1");
  EXPECT_EQ(narrowed("count(account, a, person == a.person && a.mfa) > 1"), "0.1 x1");
  EXPECT_EQ(narrowed("some(account, a, a.person == person || a.person == account.person)"),
            "0.1 x2");
  EXPECT_EQ(narrowed("some(account, a, a.person != null && (a.person == person || "
                     "a.person == account.person) && a.mfa)"),
            "0.1 x2");
  EXPECT_EQ(narrowed("some(account, a, a.mfa && a.person == person)"), "")
      << "of all accounts `mfa` is read first";
  EXPECT_EQ(narrowed("some(account, a, a.system != null && a.person == person)"), "");
  EXPECT_EQ(narrowed("some(account, a, a.person == person || a.mfa)"), "");
  EXPECT_EQ(narrowed("some(account, a, a.person == person || a.system == account.system)"), "");
  EXPECT_EQ(narrowed("some(account, a, a.person != person)"), "");
  EXPECT_EQ(narrowed("some(account, a, a.person == a.person)"), "");
  EXPECT_EQ(narrowed("some(account, a, a.status == \"active\")"), "");
  world.slots["account.status"] = made.string("active");
  EXPECT_EQ(narrowed("some(account, a, a.status == account.status)"), "0.3 x1") << "a text";
  world.slots["person"] = Value();
  EXPECT_EQ(narrowed("some(account, a, a.person == person)"), "")
      << "one without a person is equal";
  EXPECT_EQ(narrowed("some(account, a, a.person != null && (a.person == person || "
                     "a.person == account.person))"),
            "0.1 x1");
  const Cause why = 1;
  world.slots["person"] = unknown(why);
  EXPECT_EQ(narrowed("some(account, a, a.person == person)"), "");
  world.slots["account.system"] = Value::of_entity(9, system_record);
  EXPECT_EQ(narrowed("some(account, a, a.person == person && a.system == account.system)"),
            "0.2 x1")
      << "whose account is not known, of which system it is";
  EXPECT_EQ(narrowed("some(account, a, a.person == person && a.mfa && a.system == account.system)"),
            "");
  EXPECT_EQ(narrowed("some(person, p, p == account.person && p.status == 'active')"), "1.0 x1")
      << "the one that it is compared with";
}

TEST_F(Control, ReadsOfMacrosAndRanges) {
  const Scope scope = control_scope();
  const auto p = compile("some(account, a, a.person == person && a.system.in_scope)", scope);
  ASSERT_TRUE(p) << to_text(p.error()[0]);
  using Read = Program::Read;
  EXPECT_EQ(p->ranges(), std::vector<uint16_t>{account_record});
  EXPECT_EQ(p->reads(), (std::vector<Read>{{account_record, 0},
                                           {account_record, 1},
                                           {account_record, 2},
                                           {person_record, 0},
                                           {system_record, 0},
                                           {system_record, 2}}));
}

TEST_F(Control, OperatorsWithValueUnknownAndErrorInBothOrders) {
  world.slots["account.mfa"] = unknown(7);
  world.slots["account.system.in_scope"] = unknown(3);
  // An error at evaluation that is none at compile time: null is no operand of an order.
  const std::string u = "account.mfa", v = "account.system.in_scope", e = "(account.logins > 1)";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {u + " && false", "false"},
      {"false && " + u, "false"},
      {e + " && false", "false"},
      {"false && " + e, "false"},
      {u + " && true", "unknown 7"},
      {"true && " + u, "unknown 7"},
      {e + " && true", "error: an operand is null"},
      {"true && " + e, "error: an operand is null"},
      {u + " && " + e, "unknown 7"},
      {e + " && " + u, "unknown 7"},
      {u + " && " + v, "unknown 3 7"},
      {v + " && " + u, "unknown 3 7"},
      {u + " || true", "true"},
      {"true || " + u, "true"},
      {e + " || true", "true"},
      {"true || " + e, "true"},
      {u + " || false", "unknown 7"},
      {"false || " + e, "error: an operand is null"},
      {u + " || " + e, "unknown 7"},
      {e + " || " + u, "unknown 7"},
      {u + " == true", "unknown 7"},
      {"true == " + u, "unknown 7"},
      {u + " == " + e, "unknown 7"},
      {e + " == " + u, "unknown 7"},
      {u + " == " + v, "unknown 3 7"},
      {"!" + u, "unknown 7"},
      {"!" + e, "error: an operand is null"},
      {u + " ? 1 : 2", "unknown 7"},
      {e + " ? 1 : 2", "error: an operand is null"},
      {"[" + u + ", " + v + "].size()", "unknown 3 7"},
      {"[" + e + ", " + v + "].size()", "unknown 3"},
      {"{\"a\": " + u + "}.size()", "unknown 7"},
      {u + " in [true]", "unknown 7"}};
  for (const auto& [expression, expected] : cases)
    EXPECT_EQ(eval(expression), expected) << expression;
}

TEST_F(Control, NullRules) {
  world.slots["account.person.status"] = Value();
  world.slots["person.age"] = Value::of(int64_t{30});
  const std::pair<const char*, const char*> cases[] = {
      {"account.person == null", "true"},
      {"null == account.person", "true"},
      {"account.person != null", "false"},
      {"account.person.status == \"departed\"", "false"},
      {"account.person.status != \"departed\"", "true"},
      {"account.status == account.person.status", "true"},
      {"account.logins > 1", "error: an operand is null"},
      {"1 < account.logins", "error: an operand is null"},
      {"account.logins + 1", "error: an operand is null"},
      {"person.age + 1", "31"},
      {"account.mfa", "null"},
      {"account.mfa && true", "error: an operand is null"},
      {"account.mfa ? 1 : 2", "error: an operand is null"},
      {"account.config.a.b == null", "true"},
      {"account.labels.team", "null"},
      {"has(account.status)", "false"},
      {"has(person.age)", "true"},
      {"person.accounts.exists(a, true)", "error: an operand is null"}};
  for (const auto& [expression, expected] : cases)
    EXPECT_EQ(eval(expression), expected) << expression;
}

TEST_F(Control, SelectingThroughNullOnMacroVariables) {
  const Value items[] = {account(1), account(2)};
  world.slots["person.accounts"] = made.list(items);
  world.fields[{1, 1}] = person(5);
  world.fields[{5, 2}] = text("departed");
  EXPECT_EQ(eval("person.accounts.map(a, a.person.status)"), "[\"departed\", null]");
  EXPECT_EQ(eval("person.accounts.exists(a, a.person.status == \"departed\")"), "true");
  EXPECT_EQ(eval("person.accounts.filter(a, has(a.person)).size()"), "1");
}

TEST_F(Control, NowFlips) {
  world.slots["account.created"] = Value::of(Instant{noon.us - hour.us});
  world.slots["account.last_login"] = Value();
  world.slots["param.access_removal"] = Value::of(Duration{hour.us});
  const std::pair<const char*, const char*> cases[] = {
      {"now > account.created", "true 2026-01-01T11:00:00.000001Z"},
      {"account.created < now", "true 2026-01-01T11:00:00.000001Z"},
      {"now >= account.created", "true 2026-01-01T11:00:00Z"},
      {"account.created <= now", "true 2026-01-01T11:00:00Z"},
      {"now < account.created", "false 2026-01-01T11:00:00Z"},
      {"now <= account.created", "false 2026-01-01T11:00:00.000001Z"},
      {"now - account.created > param.access_removal", "false 2026-01-01T12:00:00.000001Z"},
      {"now - account.created >= param.access_removal", "true 2026-01-01T12:00:00Z"},
      {"param.access_removal <= now - account.created", "true 2026-01-01T12:00:00Z"},
      {"account.created - now < duration(\"-1h\")", "false 2026-01-01T12:00:00.000001Z"},
      {"account.created - now <= duration(\"-1h\")", "true 2026-01-01T12:00:00Z"},
      {"now - param.access_removal - param.access_removal < account.created",
       "true 2026-01-01T13:00:00Z"},
      {"now + duration(\"1h\") < account.created.plus(\"1bd\")", "true 2026-01-02T10:00:00Z"},
      {"now == account.created", "false 2026-01-01T11:00:00Z 2026-01-01T11:00:00.000001Z"},
      {"now < timestamp(\"2026-01-01T12:00:00.0000005Z\")", "true 2026-01-01T12:00:00.000001Z"},
      {"now <= timestamp(\"2026-01-01T12:00:00.0000005Z\")", "true 2026-01-01T12:00:00.000001Z"},
      {"now == timestamp(\"2026-01-01T12:00:00.0000005Z\")", "false"},
      {"now > account.last_login", "error: an operand is null"},
      {"false && now > account.created", "false"}};
  for (const auto& [expression, expected] : cases)
    EXPECT_EQ(flips(expression), expected) << expression;
  world.slots["account.created"] = unknown(4);
  EXPECT_EQ(flips("now > account.created"), "unknown 4");
}

TEST_F(Control, NowIsOnlyCompared) {
  const char* const misuses[] = {"now",
                                 "now.getHours() > 3",
                                 "[now].size() > 0",
                                 "now - now > duration(\"1h\")",
                                 "(account.mfa ? now : account.created) > account.created",
                                 "timestamp(now) > account.created",
                                 "now - account.created == (now - account.created)",
                                 "account.created.plus(now - account.created) > account.created"};
  for (const char* m : misuses) EXPECT_EQ(eval(m), "! `now` can only be compared") << m;
}

TEST_F(Control, SpansAndDurations) {
  world.slots["account.created"] = Value::of(Instant{noon.us});
  world.slots["param.review"] = made.span(Span{1, 0, 0});
  world.slots["param.access_removal"] = Value::of(Duration{hour.us});
  EXPECT_EQ(eval("account.created.plus(\"P12M\")"), "2027-01-01T12:00:00Z");
  EXPECT_EQ(eval("account.created.plus(\"24h\")"), "2026-01-02T12:00:00Z");
  EXPECT_EQ(eval("account.created.plus(param.review)"), "2026-02-01T12:00:00Z");
  EXPECT_EQ(eval("account.created.plus(param.review.times(2))"), "2026-03-01T12:00:00Z");
  EXPECT_EQ(eval("account.created.plus(param.access_removal.times(3))"), "2026-01-01T15:00:00Z");
  EXPECT_EQ(eval("account.created.plus(\"2bd\")"), "2026-01-05T12:00:00Z");
  EXPECT_EQ(eval("account.created.plus(\"soon\")"), "! `soon` is neither a span nor a duration");
}

TEST_F(Control, UncertainLists) {
  const Value items[] = {account(1), account(2)};
  const Value membership[] = {Value::of(true), unknown(8)};
  world.fields[{1, 3}] = text("active");
  world.fields[{2, 3}] = text("disabled");
  const Value more = unknown(9);
  world.slots["person.accounts"] = made.list(List{items, membership, nullptr});
  EXPECT_EQ(eval("person.accounts.exists(a, a.status == \"active\")"), "true");
  EXPECT_EQ(eval("person.accounts.exists(a, a.status == \"disabled\")"), "unknown 8");
  EXPECT_EQ(eval("person.accounts.exists(a, a.status == null)"), "false");
  EXPECT_EQ(eval("person.accounts.all(a, a.status != null)"), "true");
  EXPECT_EQ(eval("person.accounts.all(a, a.status == \"active\")"), "unknown 8");
  EXPECT_EQ(eval("person.accounts.all(a, a.status == \"disabled\")"), "false");
  for (const char* other :
       {"size(person.accounts)", "person.accounts[0]", "account in person.accounts",
        "person.accounts.map(a, 1)", "person.accounts.filter(a, true)", "person.accounts == []",
        "person.accounts.exists_one(a, true)", "[person.accounts]"})
    EXPECT_EQ(eval(other), "unknown 8") << other;
  world.slots["person.accounts"] = made.list(List{items, membership, &more});
  EXPECT_EQ(eval("person.accounts.exists(a, a.status == \"active\")"), "true");
  EXPECT_EQ(eval("person.accounts.exists(a, a.status == null)"), "unknown 9");
  EXPECT_EQ(eval("person.accounts.all(a, a.status != null)"), "unknown 9");
  EXPECT_EQ(eval("size(person.accounts)"), "unknown 8 9");
}

TEST_F(Control, ManyCauses) {
  std::vector<Value> items;
  for (uint32_t i = 0; i < 20'000; ++i) {
    items.push_back(account(i));
    world.fields[{i, 7}] = unknown(i);
  }
  world.populations[account_record] = made.list(items);
  const Scope scope = control_scope();
  const auto p = compile("some(account, a, a.logins == 4)", scope);
  const Value v = evaluate(*p, world, arena);
  ASSERT_TRUE(v.is(Tag::unknown));
  EXPECT_EQ(v.unknown->causes.size(), 20'000u);
  EXPECT_LT(arena.bytes_used(), 1'000'000u);
}

TEST_F(Control, UnknownItems) {
  const Value items[] = {account(1), unknown(5)};
  world.slots["person.accounts"] = made.list(items);
  EXPECT_EQ(eval("person.accounts.exists(a, a.status == null)"), "true");
  EXPECT_EQ(eval("person.accounts.exists(a, a.status != null)"), "unknown 5");
  EXPECT_EQ(eval("size(person.accounts)"), "unknown 5");
  EXPECT_EQ(eval("account in person.accounts"), "unknown 5");
}

TEST_F(Control, SomeAndCount) {
  const Value items[] = {account(1), account(2), account(3)};
  const Value membership[] = {Value::of(true), Value::of(true), unknown(2)};
  world.populations[account_record] = made.list(items);
  world.fields[{1, 7}] = Value::of(int64_t{4});
  world.fields[{2, 7}] = Value::of(int64_t{9});
  world.fields[{3, 7}] = Value::of(int64_t{9});
  EXPECT_EQ(eval("some(account, a, a.logins == 4)"), "true");
  EXPECT_EQ(eval("count(account, a, a.logins == 9)"), "2");
  EXPECT_EQ(eval("count(account, a, a.logins == 9 && some(account, b, b.logins < a.logins))"), "2");
  world.populations[account_record] = made.list(List{items, membership, nullptr});
  EXPECT_EQ(eval("count(account, a, a.logins == 9)"), "unknown 2");
  EXPECT_EQ(eval("count(account, a, a.logins == 4)"), "1");
  EXPECT_EQ(eval("some(account, a, a.logins == 9)"), "true");
  EXPECT_EQ(eval("some(nothing, a, true)"), "! there is no kind `nothing`");
}

TEST_F(Control, ExistsAndSeen) {
  world.slots["account.person"] = unknown(1);
  EXPECT_EQ(eval("exists(account.person)"), "false");
  EXPECT_EQ(world.asked, std::vector<std::string>{"person"});
  world.slots["account"] = account(3);
  EXPECT_EQ(eval("seen(account, \"people\")"), "true");
  EXPECT_EQ(eval("seen(account, \"connector:okta\")"), "false");
  EXPECT_EQ(eval("seen(account, \"okta\")"), "! `okta` is no layer");
  EXPECT_EQ(eval("exists(account.status)"), "! `exists` takes a reference, not a string");
}

TEST_F(Control, PathAndCyclic) {
  world.slots["person"] = person(1);
  world.fields[{1, 3}] = person(2);
  world.fields[{2, 3}] = person(3);
  EXPECT_EQ(eval("path(person, \"manager\")"), "[entity 1/1, entity 1/2, entity 1/3]");
  EXPECT_EQ(eval("cyclic(person, \"manager\")"), "false");
  world.fields[{3, 3}] = person(2);
  EXPECT_EQ(eval("path(person, \"manager\").size()"), "3");
  EXPECT_EQ(eval("cyclic(person, \"manager\")"), "true");
  world.fields[{3, 3}] = unknown(6);
  EXPECT_EQ(eval("cyclic(person, \"manager\")"), "unknown 6");
  EXPECT_EQ(eval("path(person, \"manager\").exists(p, p == person)"), "true");
  EXPECT_EQ(eval("path(person, \"manager\").all(p, p == person)"), "false");
  EXPECT_EQ(eval("path(person, \"manager\").size()"), "unknown 6");
  EXPECT_EQ(eval("path(account.person, \"manager\")"), "[]");
  EXPECT_EQ(eval("path(person, \"name\")"), "! `name` is no reference from `person` to `person`");
}

TEST_F(Control, ReferencesAreEqualWhenTheyNameOneEntity) {
  world.slots["account.person"] = person(1);
  world.slots["account.owner"] = person(1);
  world.slots["person"] = person(1);
  world.slots["account"] = account(1);
  EXPECT_EQ(eval("account.person == person"), "true");
  EXPECT_EQ(eval("account.owner == person"), "true");
  EXPECT_EQ(eval("account.owner == account"), "false");
  EXPECT_EQ(eval("account.owner.name == \"x\""),
            "! `name` is selected on a reference to one of several kinds");
}

TEST_F(Control, Tracing) {
  const Scope scope = control_scope();
  world.slots["account.status"] = text("active");
  world.slots["account.mfa"] = Value::of(false);
  const auto p = compile("account.status == \"active\" && !account.mfa", scope);
  ASSERT_TRUE(p);
  std::vector<Step> steps;
  EXPECT_TRUE(evaluate_traced(*p, world, arena, steps).is_true());
  std::vector<std::string> told;
  for (const auto& s : steps)
    told.push_back(p->text().substr(s.begin, s.end - s.begin) + " is " + s.value);
  EXPECT_EQ(told, (std::vector<std::string>{
                      "account.status is \"active\"", "account.status == \"active\" is true",
                      "account.mfa is false", "!account.mfa is true",
                      "account.status == \"active\" && !account.mfa is true"}));
}

TEST_F(Control, WarnsOfOrderedNulls) {
  const Scope scope = control_scope();
  const auto warnings = [&](std::string_view text) {
    const auto p = compile(text, scope);
    return p ? p->warnings().size() : 99;
  };
  EXPECT_EQ(warnings("account.logins > 3"), 1u);
  EXPECT_EQ(warnings("account.logins != null && account.logins > 3"), 0u);
  EXPECT_EQ(warnings("has(account.logins) && account.logins > 3"), 0u);
  EXPECT_EQ(warnings("now - account.last_login > duration(\"90d\")"), 1u);
  EXPECT_EQ(warnings("account.last_login == null || now - account.last_login > duration(\"90d\")"),
            0u);
  EXPECT_EQ(warnings("now > account.created"), 0u);
  EXPECT_EQ(warnings("some(account, a, a.logins > 3)"), 1u);
}

TEST_F(Control, ResultType) {
  const Scope scope = control_scope();
  const auto p =
      compile("account.logins", scope, make_type(TypeKind::boolean), Place{"c.yaml", 12, 9});
  ASSERT_FALSE(p);
  EXPECT_EQ(
      to_text(p.error()[0]),
      "c.yaml:12:9: the expression gives an int, not a bool; compare it: `… == x`, `… != null`");
}

}  // namespace
}  // namespace probata::cel::testing
