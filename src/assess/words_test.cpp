#include "assess/words.h"

#include "history/history_fixture.h"

namespace probata {
namespace {

using namespace history_fixture;

// Due in (from, to], done in (after, done], in hours.
std::string late(Range due, std::optional<Range> done) {
  const Company company({});
  Row row;
  row.due = due;
  row.done = done;
  return late_words(company.view(48), row);
}
Range exactly(double hour) { return Range::exactly(at(hour)); }

TEST(LateWords, ExactInstantsAreOneLength) {
  EXPECT_EQ(late(exactly(10), exactly(13)), "3 h");
  EXPECT_EQ(late(exactly(10), {}), "1 d 14 h");  // not done: up to now
}

TEST(LateWords, RangesAreTheShortestAndTheLongest) {
  EXPECT_EQ(late(exactly(10), Range{at(13), at(15)}), "3 h to 5 h");
  EXPECT_EQ(late(Range{at(8), at(10)}, exactly(13)), "3 h to 5 h");
  EXPECT_EQ(late(Range{at(8), at(10)}, Range{at(13), at(15)}), "3 h to 7 h");
}

TEST(LateWords, WhatMayHaveBeenInTimeIsUpTo) {
  EXPECT_EQ(late(exactly(10), Range{at(9), at(15)}), "up to 5 h");
}

TEST(LateWords, WhatIsInTimeHasNone) { EXPECT_EQ(late(exactly(10), exactly(10)), ""); }

}  // namespace
}  // namespace probata
