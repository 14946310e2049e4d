// No expression hangs or takes all memory: each of these would, and gives an error instead, at
// once.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cel/program.h"
#include "cel/values_reader.h"

namespace probata::cel {
namespace {

Value eval(std::string_view text, Arena& arena, const Limits& limits = {}) {
  Scope scope;
  scope.variables = {{"x", {}}, {"n", {}}, {"s", {}}};
  const auto program = compile(text, scope, {}, {}, limits);
  EXPECT_TRUE(program) << text << to_text(program.error()[0]);
  if (!program) return {};
  Arena values;
  ValuesReader reader;
  std::vector<Value> items(1000, Value::of(int64_t{1}));
  reader.set("x", values.list(items));
  reader.set("n", Value::of(int64_t{1}));
  reader.set("s", values.string(std::string(100'000, 'a')));
  return evaluate(*program, reader, arena, limits);
}

std::string doubled_few(std::string_view name, int times) {
  std::string out(name);
  for (int i = 0; i < times; ++i)
    out = fmt::format("[{}].map({}, {} + {})[0]", out, name, name, name);
  return out;
}

TEST(Limits, StepsAndMemory) {
  std::string doubled = "s", doubled_list = "x", nested = "n";
  for (int i = 0; i < 40; ++i) {
    doubled = "[" + doubled + "].map(s, s + s)[0]";
    doubled_list = "[" + doubled_list + "].map(x, x + x)[0]";
    nested = "[" + nested + "].map(n, [n, n])[0]";
  }
  const std::string cases[] = {
      "x.all(a, x.all(b, x.all(c, a == b)))",
      "x.map(a, x.map(b, x.map(c, x.map(d, 1)))).size()",
      "x.exists(a, x.filter(b, x.exists_one(c, c == 2)).size() == 7)",
      doubled,
      doubled_list,
      "cel.bind(y, " + nested + ", y == y)",
      "cel.bind(y, " + nested + ", [y] == [y] && y in [y, y])",
      "cel.bind(y, " + doubled_few("s", 9) + ", cel.bind(z, " + doubled_few("s", 9) +
          ", x.all(a, x.all(b, y == z))))",
      "cel.bind(y, " + doubled_few("s", 9) + ", cel.bind(z, " + doubled_few("s", 9) +
          ", x.all(a, x.all(b, y <= z))))",
      "cel.bind(y, " + doubled_few("s", 9) + ", x.all(a, x.all(b, y.size() > 0)))",
      "cel.bind(y, " + doubled_few("x", 10) + ", x.all(a, x.all(b, y.size() > 0)))",
      "x.map(a, s + s).size()",
      "x.map(a, x.map(b, s.matches('(a*)*b'))).size()",
      "x.map(a, x.map(b, s.contains(s + 'b'))).size()"};
  Arena arena;
  for (const auto& text : cases) {
    arena.reset();
    const Value v = eval(text, arena);
    ASSERT_TRUE(v.is(Tag::error)) << text.substr(0, 100) << to_text(v).substr(0, 100);
    EXPECT_EQ(v.problem->failure, Failure::limit) << text.substr(0, 100) << v.problem->message;
    EXPECT_LE(arena.bytes_used(), (64u << 20) + 1'000'000);
  }
}

TEST(Limits, WritingASharedValueEnds) {
  std::string nested = "n";
  for (int i = 0; i < 40; ++i) nested = "[" + nested + "].map(n, [n, n])[0]";
  Arena arena;
  const Value v = eval(nested, arena);
  ASSERT_TRUE(v.is(Tag::list));
  EXPECT_LT(to_text(v).size(), 5'000u);
}

TEST(Limits, FewSteps) {
  Limits limits;
  limits.steps = 100;
  Arena arena;
  EXPECT_TRUE(eval("x.all(a, a == 1)", arena, limits).is(Tag::error));
  EXPECT_TRUE(eval("[1, 2].all(a, a > 0)", arena, limits).is_true());
}

TEST(Limits, ALimitIsNoValueOfLogic) {
  Arena arena;
  // The error is one operand's: another may decide.
  EXPECT_TRUE(eval("x.all(a, x.all(b, x.all(c, a == b))) || true", arena).is_true());
}

TEST(Limits, TheArenaKeepsItsCapacity) {
  Arena arena;
  const Value first = arena.string("a");
  for (int i = 0; i < 1000; ++i) (void)arena.string(std::string(1000, 'b'));
  EXPECT_GE(arena.bytes_used(), 1'000'000u);
  arena.reset();
  EXPECT_EQ(arena.bytes_used(), 0u);
  EXPECT_EQ(arena.string("c").text, first.text);
}

}  // namespace
}  // namespace probata::cel
