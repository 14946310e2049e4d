#include "base/log.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/text.h"

namespace probata::log {
namespace {

std::string logged(Format format, bool verbose) {
  testing::internal::CaptureStderr();
  start(format, verbose);
  info("listening");
  warn("slow \"disk\"");
  error("two\nlines");
  return testing::internal::GetCapturedStderr();
}

TEST(Log, TextIsOneLineAMessage) {
  const std::string text = logged(Format::text, false);
  const auto lines = split(trim(text), '\n');
  ASSERT_EQ(lines.size(), 2u) << text;
  EXPECT_TRUE(lines[0].ends_with("Z warning: \"slow \\\"disk\\\"\"")) << text;
  EXPECT_TRUE(lines[1].ends_with("Z error: \"two\\nlines\"")) << text;
}

TEST(Log, VerboseShowsInformation) {
  const std::string text = logged(Format::text, true);
  EXPECT_NE(text.find("Z info: listening\n"), std::string::npos) << text;
  EXPECT_EQ(split(trim(text), '\n').size(), 3u);
}

TEST(Log, JsonLinesParse) {
  const std::string text = logged(Format::json, true);
  const auto lines = split(trim(text), '\n');
  ASSERT_EQ(lines.size(), 3u) << text;
  for (const auto line : lines) {
    const auto value = json::parse(line);
    ASSERT_TRUE(value) << line;
    EXPECT_EQ(value->find("time")->as_string()->size(), 27u) << line;
  }
  EXPECT_EQ(*json::parse(lines[2])->find("message"), json::Value("two\nlines"));
  EXPECT_EQ(*json::parse(lines[2])->find("level"), json::Value("error"));
}

}  // namespace
}  // namespace probata::log
