#include "ledger/proof_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace probata {
namespace {

using testing::HasSubstr;

const std::string hash = to_text(sha256("x"));

TEST(ProofJson, RoundTrip) {
  const InclusionProof inclusion{
      .seq = 3, .size = 8, .leaf = sha256("leaf"), .hashes = {sha256("a"), sha256("b")}};
  const auto text = json::write(to_json(inclusion));
  EXPECT_THAT(text,
              testing::StartsWith(R"({"proof":"inclusion","seq":3,"size":8,"leaf":"sha256:)"));
  const auto read = read_inclusion_proof(json::parse(text).value(), text).value();
  EXPECT_EQ(read.seq, 3u);
  EXPECT_EQ(read.size, 8u);
  EXPECT_EQ(read.leaf, inclusion.leaf);
  EXPECT_EQ(read.hashes, inclusion.hashes);

  const ConsistencyProof consistency{.from = 0, .to = 8, .hashes = {}};
  const auto other = read_consistency_proof(to_json(consistency)).value();
  EXPECT_EQ(other.from, 0u);
  EXPECT_EQ(other.to, 8u);
  EXPECT_TRUE(other.hashes.empty());
}

TEST(ProofJson, MistakesHaveAPlace) {
  struct Case {
    std::string text, says;
    int column;
  };
  std::string many = "\"" + hash + "\"";
  for (int i = 0; i < 128; ++i) many += ",\"" + hash + "\"";
  const auto with = [](const std::string& members) {
    return R"({"proof":"inclusion")" + members + "}";
  };
  for (const auto& [text, says, column] : std::vector<Case>{
           {"[]", "is an object, not", 1},
           {"{}", "`proof` is missing", 1},
           {R"({"proof":"consistency"})", "no inclusion proof", 10},
           {R"({"proof":1})", "no inclusion proof", 10},
           {with(""), "`seq` is missing", 1},
           {with(R"(,"sq":1)"), "no `sq`", 22},
           {with(R"(,"seq":-1)"), "whole number", 28},
           {with(R"(,"seq":1.5)"), "whole number", 28},
           {with(R"(,"seq":"1")"), "not a string", 28},
           {with(R"(,"seq":1,"size":2,"leaf":"x")"), "no digest", 46},
           {with(R"(,"seq":1,"size":2,"leaf":3)"), "a hash is a string", 46},
           {with(R"(,"seq":1,"size":2,"leaf":")" + hash + R"(","hashes":{})"), "is a list", 129},
           {with(R"(,"seq":1,"size":2,"leaf":")" + hash + R"(","hashes":[null])"), "not null", 130},
           {with(R"(,"seq":1,"size":2,"leaf":")" + hash + R"(","hashes":[)" + many + "]"),
            "more than 128", 129}}) {
    const auto read = read_inclusion_proof(json::parse(text).value(), text);
    ASSERT_FALSE(read) << text;
    EXPECT_THAT(read.error().what, HasSubstr(says)) << text;
    EXPECT_EQ(read.error().place.column, column) << text;
  }
  EXPECT_THAT(read_consistency_proof(json::parse(with("")).value()).error().what,
              HasSubstr("no consistency proof"));
}

}  // namespace
}  // namespace probata
