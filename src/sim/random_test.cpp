#include "sim/random.h"

#include <gtest/gtest.h>

namespace probata::sim {
namespace {

// The numbers that others publish for the seed 1234567.
TEST(Random, GivesTheNumbersOfSplitmix64) {
  Random random(1234567);
  for (const uint64_t number : {6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
                                4593380528125082431u, 16408922859458223821u})
    EXPECT_EQ(random.next(), number);
}

TEST(Random, StaysInItsRange) {
  Random random(7);
  bool low = false, high = false;
  for (int i = 0; i < 1'000; ++i) {
    const int64_t n = random.between(-2, 3);
    EXPECT_GE(n, -2);
    EXPECT_LE(n, 3);
    low |= n == -2;
    high |= n == 3;
  }
  EXPECT_TRUE(low && high);
}

TEST(Random, StreamsOfDifferentNamesDifferAndMoveNothing) {
  const Random random(1);
  Random a = random.fork("a"), again = random.fork("a"), b = random.fork("b");
  const uint64_t first = a.next();
  EXPECT_EQ(first, again.next());
  EXPECT_NE(first, b.next());
}

}  // namespace
}  // namespace probata::sim
