// How what is expected is compared: the rules of tests/cases/README.md.
#include "cases/difference.h"

#include <gtest/gtest.h>

namespace probata::cases {
namespace {

size_t count(std::string_view expected, std::string_view actual) {
  return differences(*json::parse(expected), *json::parse(actual)).size();
}

TEST(Difference, ObjectsMatchByTheKeysGiven) {
  EXPECT_EQ(count(R"({"a": 1})", R"({"a": 1, "b": 2})"), 0u);
  EXPECT_EQ(count(R"({"a": 1, "b": 2})", R"({"a": 2})"), 2u);
}
TEST(Difference, OthersAreFoundById) {
  EXPECT_EQ(count(R"([{"id": "y", "n": 1}])", R"([{"id": "x", "n": 2}, {"id": "y", "n": 1}])"), 0u);
  EXPECT_EQ(count(R"([{"id": "z"}])", R"([{"id": "x"}])"), 1u);
}
TEST(Difference, RowsAreNamedEachInAnyOrder) {
  const char* actual = R"({"found": [{"item": "a"}, {"item": "b"}]})";
  EXPECT_EQ(count(R"({"found": [{"item": "b"}, {"item": "a"}]})", actual), 0u);
  EXPECT_EQ(count(R"({"found": [{"item": "b"}]})", actual), 1u);
  EXPECT_EQ(count(R"({"found": [{"item": "b"}, {"item": "b"}]})", actual), 2u);
}
TEST(Difference, ObligationsThatPassedMayBeLeftOut) {
  const char* actual =
      R"({"obligations": [{"item": "a", "verdict": "passed"}, {"item": "b", "verdict": "failed"}]})";
  EXPECT_EQ(count(R"({"obligations": [{"item": "b"}]})", actual), 0u);
  EXPECT_EQ(count(R"({"obligations": []})", actual), 1u);
}
TEST(Difference, OtherListsAreAsLong) {
  EXPECT_EQ(count("[1, 2]", "[1, 2]"), 0u);
  EXPECT_EQ(count("[1, 2]", "[1, 3]"), 1u);
  EXPECT_EQ(count("[1]", "[1, 2]"), 1u);
}

}  // namespace
}  // namespace probata::cases
