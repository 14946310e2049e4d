// Printing gives what was parsed, in one line; a part put in another's place keeps to itself.
#include "cel/print.h"

#include <gtest/gtest.h>

#include "cel/parser.h"

namespace probata::cel {
namespace {

SyntaxPointer tree_of(std::string_view text) {
  auto tree = parse(text, {.control = true, .limits = {}});
  if (!tree) ADD_FAILURE() << text << ": " << tree.error().what;
  return tree ? std::move(*tree) : std::make_unique<Syntax>();
}
std::string printed(std::string_view text) { return print(*tree_of(text), text); }

TEST(Print, WhatIsInOneLineStaysAsItIs) {
  for (const char* text : {"a",
                           ".a.b",
                           "a.b.c",
                           "a[0].b",
                           "f(a, b)",
                           "a.f(b)",
                           "!a",
                           "!(a && b)",
                           "-a",
                           "-5",
                           "1.50",
                           "0x1f",
                           "'it\\'s'",
                           "\"24h\"",
                           "b'x'",
                           "null",
                           "true",
                           "a && b || c",
                           "(a || b) && c",
                           "a && (b || c)",
                           "a - (b - c)",
                           "a - b - c",
                           "a * (b + c)",
                           "(a + b) * c",
                           "a == b",
                           "a == (b == c)",
                           "a in [1, 2]",
                           "!(a in [1, 2])",
                           "a ? b : c",
                           "(a ? b : c) ? d : e",
                           "a ? b : c ? d : e",
                           "(a ? b : c).d",
                           "l.exists(x, x == a)",
                           "l.all(x, x || a)",
                           "l.map(x, x > 1, x + 1)",
                           "some(kind, v, v.a == b)",
                           "count(kind, v, true) > 2",
                           "cel.bind(x, 1 + 2, x * x)",
                           "has(a.b)",
                           "{1: 2}",
                           "T{a: 1}",
                           "a.`b-c`",
                           "math.greatest(a, b)"})
    EXPECT_EQ(printed(text), text);
}

TEST(Print, SpaceAndNeedlessBracketsGo) {
  EXPECT_EQ(printed("( a\n  &&(b) )"), "a && b");
  EXPECT_EQ(printed("a&&b ||(c&& d)"), "a && b || c && d");
}

TEST(Print, WhatIsPrintedIsReadAgainAsTheSame) {
  for (const char* text :
       {"a||b&&!(c||d)?e:(f?g:h)", "-(-a)", "!(!a)", "(a<b)!=(c in d)", "a-(b+c)*-d%e"})
    EXPECT_EQ(printed(printed(text)), printed(text));
}

TEST(Print, APartIsPutInBracketsWhereItStands) {
  const std::string_view text = "(a || b) && c.d";
  const auto tree = tree_of(text);
  EXPECT_EQ(print(*tree, text, {&tree->child(0), "x || y"}), "(x || y) && c.d");
  EXPECT_EQ(print(*tree, text, {&tree->child(1).child(0), "p ? q : r"}),
            "(a || b) && (p ? q : r).d");
  EXPECT_EQ(print(*tree, text, {tree.get(), "x || y"}), "x || y");
}

}  // namespace
}  // namespace probata::cel
