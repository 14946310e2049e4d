#include "base/result.h"

#include <gtest/gtest.h>

namespace probata {
namespace {

TEST(Error, TextHasThePartsThatAreKnown) {
  EXPECT_EQ(to_text(Error{"it is wrong", "do this", {"a.yaml", 3, 7}}),
            "a.yaml:3:7: it is wrong; do this");
  EXPECT_EQ(to_text(Error{"it is wrong", "", {"a.yaml", 3, 0}}), "a.yaml:3: it is wrong");
  EXPECT_EQ(to_text(Error{"it is wrong", "", {"a.yaml", 0, 0}}), "a.yaml: it is wrong");
  EXPECT_EQ(to_text(Error{"it is wrong", "", {"", 3, 7}}), "line 3:7: it is wrong");
  EXPECT_EQ(to_text(Error{"it is wrong", "", {}}), "it is wrong");
}

Result<int> half(int i) {
  if (i % 2 != 0) return failure("odd", "double it");
  return i / 2;
}
Result<int> quarter(int i) { return half(TRY(half(i))); }
Result<void> check(int i) {
  if (i > 9) return failure("too great");
  return {};
}
Result<int> checked(int i) {
  TRY_VOID(check(i));
  return i;
}

TEST(Try, GivesTheValueOrReturnsTheError) {
  EXPECT_EQ(quarter(12), 3);
  ASSERT_FALSE(quarter(6));
  EXPECT_EQ(quarter(6).error(), (Error{"odd", "double it", {}}));
  EXPECT_EQ(checked(9), 9);
  ASSERT_FALSE(checked(10));
  EXPECT_EQ(checked(10).error().what, "too great");
}

}  // namespace
}  // namespace probata
