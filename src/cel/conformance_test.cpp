// Cases as `probata cel --jsonl` reads and writes them; cel-spec's own suites are run by
// tests/cel/conformance.py.
#include "cel/conformance.h"

#include <gtest/gtest.h>

namespace probata::cel {
namespace {

TEST(Conformance, OwnTable) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"expr":"1 + 2"})", R"({"value":{"int64Value":"3"}})"},
      {R"({"expr":"x","bindings":{"x":{"value":{"mapValue":{"entries":[{"key":{"stringValue":"k"},"value":{"doubleValue":"NaN"}}]}}}}})",
       R"({"value":{"mapValue":{"entries":[{"key":{"stringValue":"k"},"value":{"doubleValue":"NaN"}}]}}})"},
      {R"({"expr":"x.y + 1","bindings":{"x.y":{"value":{"int64Value":"4"}}}})",
       R"({"value":{"int64Value":"5"}})"},
      {R"({"expr":"y","container":"a.b","bindings":{"a.y":{"value":{"boolValue":true}}}})",
       R"({"value":{"boolValue":true}})"},
      {R"({"expr":"x && true","bindings":{"x":{"unknown":{"exprs":["7"]}}}})",
       R"({"unknown":{"exprs":["7"]}})"},
      {R"({"expr":"1/0 > 0"})", R"({"evalError":{"errors":[{"message":"division by zero"}]}})"},
      {R"({"expr":"nothing","disableCheck":true})",
       R"({"evalError":{"errors":[{"message":"`nothing` is not known here"}]}})"},
      {R"({"expr":"[1]","checkOnly":true})",
       R"({"typedResult":{"deducedType":{"listType":{"elemType":{"primitive":"INT64"}}}}})"},
      {R"J({"expr":"optional.of(1)","checkOnly":true})J",
       R"({"typedResult":{"deducedType":{"abstractType":{"name":"optional_type","parameterTypes":[{"primitive":"INT64"}]}}}})"},
      {R"J({"expr":"pair(1, 'a')","checkOnly":true,"typeEnv":[{"name":"pair","function":{"overloads":[{"params":[{"typeParam":"T"},{"typeParam":"U"}],"resultType":{"abstractType":{"name":"pair","parameterTypes":[{"typeParam":"U"},{"typeParam":"T"}]}}}]}}]})J",
       R"({"typedResult":{"deducedType":{"abstractType":{"name":"pair","parameterTypes":[{"primitive":"STRING"},{"primitive":"INT64"}]}}}})"},
      {R"J({"expr":"f(1)","typeEnv":[{"name":"f","function":{"overloads":[{"params":[{"primitive":"INT64"}],"resultType":{"primitive":"BOOL"}}]}}]})J",
       R"({"evalError":{"errors":[{"message":"the function is declared, and not there"}]}})"},
      {R"J({"expr":"f('a')","typeEnv":[{"name":"f","function":{"overloads":[{"params":[{"primitive":"INT64"}],"resultType":{"primitive":"BOOL"}}]}}]})J",
       R"J({"evalError":{"errors":[{"message":"line 1:1: `f` does not take (string); it takes `(int)`"}]}})J"},
      {R"J({"expr":"duration('1.5s')"})J",
       R"({"value":{"objectValue":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1.500s"}}})"},
      {R"({"expr":"b'\\xff'"})", R"({"value":{"bytesValue":"/w=="}})"}};
  for (const auto& [line, expected] : cases) {
    const auto result = run_case(line);
    ASSERT_TRUE(result) << line << to_text(result.error());
    EXPECT_EQ(*result, expected) << line;
  }
  EXPECT_FALSE(run_case("{}"));
  EXPECT_FALSE(run_case("not json"));
}

}  // namespace
}  // namespace probata::cel
