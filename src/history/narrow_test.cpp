#include "history/narrow.h"

#include <gtest/gtest.h>

#include <vector>

namespace probata {
namespace {

TEST(Narrow, KeepsWhatItHasWhenItWidens) {
  const std::vector<uint32_t> numbers{0, 255, 256, 1, 65'535, 65'536, 7, 0xffffffff};
  Narrow narrow;
  for (size_t size = 1; size <= numbers.size(); ++size) {
    narrow.push_back(numbers[size - 1]);
    ASSERT_EQ(narrow.size(), size);
    for (size_t i = 0; i < size; ++i) EXPECT_EQ(narrow[i], numbers[i]) << size;
  }
  narrow.resize(numbers.size() + 2);
  EXPECT_EQ(narrow.size(), numbers.size() + 2);
  EXPECT_EQ(narrow[numbers.size() + 1], 0U);
}

TEST(Narrow, FromOneByteToFour) {
  Narrow narrow;
  narrow.push_back(3);
  narrow.push_back(70'000);
  EXPECT_EQ(narrow[0], 3U);
  EXPECT_EQ(narrow[1], 70'000U);
}

}  // namespace
}  // namespace probata
