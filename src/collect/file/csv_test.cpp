#include "collect/file/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace probata::collect {
namespace {

using testing::ElementsAre;

TEST(Csv, QuotesLineBreaksAndMarks) {
  const auto csv =
      parse_csv("\xEF\xBB\xBFname,note\r\n\"Ann \"\"A\"\" Lee\",\"two\nlines\"\r\nBob,\r\n\n");
  ASSERT_TRUE(csv);
  EXPECT_THAT(csv->header, ElementsAre("name", "note"));
  ASSERT_EQ(csv->rows.size(), 2u);
  EXPECT_THAT(csv->rows[0].cells, ElementsAre("Ann \"A\" Lee", "two\nlines"));
  EXPECT_THAT(csv->rows[1].cells, ElementsAre("Bob", ""));
  EXPECT_EQ(csv->rows[1].line, 4);
}
TEST(Csv, ATruncatedQuoteIsNamedWithItsPlace) {
  const auto csv = parse_csv("a,b\n1,2\n3,\"cut\n");
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->rows.size(), 1u);
  EXPECT_EQ(csv->rejected, 1);
  ASSERT_EQ(csv->errors.size(), 1u);
  EXPECT_EQ(csv->errors[0].what, "a quote begins here and does not end");
  EXPECT_EQ(csv->errors[0].place.line, 3);
  EXPECT_EQ(csv->errors[0].place.column, 3);
}
TEST(Csv, BadRowsAreRejectedAndTheRestIsRead) {
  const auto csv = parse_csv("a,b\n1\n1,2,3\nx\"y,2\n\"x\"y,2\nlast,one\n\xff,2\n");
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->rejected, 5);
  ASSERT_EQ(csv->rows.size(), 1u);
  EXPECT_THAT(csv->rows[0].cells, ElementsAre("last", "one"));
  EXPECT_EQ(csv->errors[0].what, "the row has 1 cells, the first line 2");
  EXPECT_EQ(csv->errors[2].place.column, 2);
  EXPECT_EQ(csv->errors[4].what, "the cell is not UTF-8");
}
TEST(Csv, AnUnreadableHeaderIsAnError) {
  EXPECT_FALSE(parse_csv(""));
  EXPECT_FALSE(parse_csv("a,a\n1,2\n"));
  EXPECT_FALSE(parse_csv("a,,b\n1,2,3\n"));
  EXPECT_FALSE(parse_csv("\"a\n"));
}
TEST(Csv, AnotherSeparator) {
  const auto csv = parse_csv("a;b\n1,5;2\n", ';');
  ASSERT_TRUE(csv);
  EXPECT_THAT(csv->rows[0].cells, ElementsAre("1,5", "2"));
}

}  // namespace
}  // namespace probata::collect
