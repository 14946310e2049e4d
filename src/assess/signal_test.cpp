#include "assess/signal.h"

#include <gtest/gtest.h>

namespace probata {
namespace {

constexpr Truth all[] = {Truth::no, Truth::yes, Truth::unknown};

TEST(Truth, UnknownIsKleenes) {
  EXPECT_EQ(both(Truth::no, Truth::unknown), Truth::no);
  EXPECT_EQ(both(Truth::unknown, Truth::no), Truth::no);
  EXPECT_EQ(both(Truth::yes, Truth::unknown), Truth::unknown);
  EXPECT_EQ(either(Truth::yes, Truth::unknown), Truth::yes);
  EXPECT_EQ(either(Truth::no, Truth::unknown), Truth::unknown);
  EXPECT_EQ(negate(Truth::unknown), Truth::unknown);
}

TEST(Truth, TheOrderOfOperandsDoesNotMatterAndNegationIsItsOwnInverse) {
  for (const Truth a : all) {
    EXPECT_EQ(negate(negate(a)), a);
    for (const Truth b : all) {
      EXPECT_EQ(both(a, b), both(b, a));
      EXPECT_EQ(either(a, b), negate(both(negate(a), negate(b))));
    }
  }
}

}  // namespace
}  // namespace probata
