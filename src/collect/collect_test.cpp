#include "collect/collect.h"

#include <gtest/gtest.h>

#include <chrono>

#include "collect/for_tests.h"

namespace probata::collect {
namespace {

TEST(Collect, ThisMachineIsLookedAtInUnderThreeSeconds) {
  Ledgerless ledger;
  const auto begin = std::chrono::steady_clock::now();
  const SourceSettings settings{"host", {}, {}, {}};
  const auto first =
      collect_once(settings, ledger.view(Instant::latest()), clock_at("2026-03-01T09:00:00Z"));
  const auto took = std::chrono::steady_clock::now() - begin;
  ASSERT_TRUE(first) << to_text(first.error());
  EXPECT_LT(took, std::chrono::seconds(3));
  ledger.fold(first->facts);
  const auto assets = of_kind(first->facts, "asset");
  ASSERT_EQ(assets.size(), 1u);
  EXPECT_EQ(field(assets[0], "type"), "\"host\"");
  EXPECT_FALSE(of_kind(first->facts, "account").empty());
  EXPECT_EQ(of_kind(first->facts, "collection").size(), 1u);
  // Whatever could not be read is named with its reason and what to do.
  for (const NotRead& not_read : first->not_read) {
    EXPECT_FALSE(not_read.why.empty()) << not_read.kind << "." << not_read.field;
    EXPECT_FALSE(not_read.remedy.empty()) << not_read.kind << "." << not_read.field;
  }
  // No password ever reaches the evidence.
  EXPECT_EQ(first->evidence.find("$6$"), std::string::npos);
  EXPECT_EQ(first->evidence.find("$y$"), std::string::npos);
}

TEST(Collect, ASourceThatThereIsNotIsNamed) {
  const auto settings = complete({"hots", {}, {}, {}});
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().what, "there is no source of type `hots`");
  EXPECT_EQ(settings.error().hint, "did you mean `host`?");
}

TEST(Collect, EvidenceThatIsNoneIsRefused) {
  for (const char* bytes :
       {"", "x", "{}", "{\"look\":\"host\"}",
        "{\"look\":\"moon\",\"at\":\"2026-03-01T09:00:00Z\",\"instance\":\"a\"}"})
    EXPECT_FALSE(parse_look(bytes)) << bytes;
}

}  // namespace
}  // namespace probata::collect
