#include "mutate/units.h"

#include <gtest/gtest.h>

namespace probata::mutate {
namespace {

using Texts = std::vector<std::string>;

TEST(Units, ADurationMovesByTheUnitThatItIsWrittenIn) {
  EXPECT_EQ(moved("72h"), (Texts{"71h", "73h"}));
  EXPECT_EQ(moved("30d"), (Texts{"29d", "31d"}));
  EXPECT_EQ(moved("1d12h"), (Texts{"35h", "37h"}));
  EXPECT_EQ(moved("15m"), (Texts{"14m", "16m"}));
  EXPECT_EQ(moved("1h"), (Texts{"2h"}));
  EXPECT_EQ(moved("0s"), (Texts{"1s"}));
}
TEST(Units, ASpanMovesByItsCoarsestPart) {
  EXPECT_EQ(moved("P1Y"), (Texts{"P11M", "P1Y1M"}));
  EXPECT_EQ(moved("P3M"), (Texts{"P2M", "P4M"}));
  EXPECT_EQ(moved("P10D"), (Texts{"P9D", "P11D"}));
  EXPECT_EQ(moved("5bd"), (Texts{"4bd", "6bd"}));
  EXPECT_EQ(moved("1bd"), (Texts{"2bd"}));
}
TEST(Units, AWindowBecomesTheNext) {
  EXPECT_EQ(moved(Window::day), (Texts{"week"}));
  EXPECT_EQ(moved(Window::quarter), (Texts{"month", "half"}));
  EXPECT_EQ(moved(Window::year), (Texts{"half"}));
}
TEST(Units, WhatIsNoTimeDoesNotMove) {
  for (const char* text : {"", "0", "person.name", "12", "param.grace"})
    EXPECT_EQ(moved(text), Texts()) << text;
}

}  // namespace
}  // namespace probata::mutate
