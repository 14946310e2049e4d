#include "sim/simulate.h"

#include <gtest/gtest.h>

#include <set>

#include "catalog/catalog.h"
#include "fact/fact.h"

namespace probata::sim {
namespace {

SimulateOptions quarter(uint64_t seed) {
  return {.people = 20,
          .seed = seed,
          .first = *parse_date("2026-01-01"),
          .last = *parse_date("2026-03-31"),
          .activity = 10};
}

TEST(Simulate, SameSeedSameBytes) {
  const auto once = simulate(quarter(3)), again = simulate(quarter(3)),
             other = simulate(quarter(4));
  ASSERT_TRUE(once && again && other);
  EXPECT_EQ(once->facts, again->facts);
  EXPECT_NE(once->facts, other->facts);
  EXPECT_TRUE(once->truth.starts_with("[]"));
}

TEST(Simulate, DirtyDeliveryHasTheSameTruthInOtherLines) {
  SimulateOptions options = quarter(3);
  options.wanted = {{"mfa-off", 1, {}}};
  const auto clean = simulate(options);
  options.dirty = true;
  const auto dirty = simulate(options);
  ASSERT_TRUE(clean && dirty);
  EXPECT_EQ(clean->truth, dirty->truth);
  EXPECT_GT(dirty->facts.size(), clean->facts.size());
}

TEST(Simulate, EveryViolationIsNamedOnceAndSaysWhatItBreaks) {
  std::set<std::string> names;
  for (const Listed& one : list_violations()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_NE(one.breaks.find('/'), one.breaks.npos) << one.name;
    EXPECT_TRUE(one.title.ends_with(".")) << one.name;
  }
  EXPECT_GE(names.size(), 58u);
}

TEST(Simulate, EveryViolationBreaksWhatItSays) {
  SimulateOptions options = quarter(5);
  options.last = *parse_date("2026-12-31");
  options.activity = 0;
  for (const Listed& one : list_violations()) options.wanted.push_back({one.name, 1, {}});
  const auto simulated = simulate(options);
  ASSERT_TRUE(simulated);
  for (const Listed& one : list_violations())
    EXPECT_NE(simulated->truth.find("\"test\": \"" + one.breaks + "\""), std::string::npos)
        << one.name;
}

TEST(Simulate, MistakesHavePlaceAndHint) {
  const auto read = read_wanted("mfa-off\n  old-kye # what\nold-key count=9\n", "v.txt");
  ASSERT_FALSE(read);
  ASSERT_EQ(read.error().size(), 2u);
  EXPECT_EQ(read.error()[0].place, (Place{"v.txt", 2, 3}));
  EXPECT_EQ(read.error()[0].hint, "did you mean `old-key`?");
  EXPECT_EQ(read.error()[1].place, (Place{"v.txt", 3, 9}));
}

TEST(Simulate, WhatHasNoPlaceIsSaid) {
  SimulateOptions options = quarter(1);
  options.last = *parse_date("2026-12-31");
  options.activity = 0;
  options.wanted = {{"capacity-not-judged", 2, {"v.txt", 1, 1}}, {"mfa-off", 5, {}}};
  const auto refused = simulate(options);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 1u);
  EXPECT_EQ(refused.error()[0].what,
            "this company has a place for only 1 of `capacity-not-judged`");
  EXPECT_EQ(refused.error()[0].place, (Place{"v.txt", 1, 1}));
}

// A first look: the record kinds of the settings are those of the catalog of which there are facts.
TEST(Simulate, AFirstLookKeepsEachRecordKindFromThenOn) {
  SimulateOptions options = quarter(1);
  options.last = *parse_date("2026-12-31");
  options.activity = 0;
  for (const Listed& one : list_violations()) options.wanted.push_back({one.name, 1, {}});
  options.first_look = *parse_instant("2026-12-31T22:00:00Z");
  const auto simulated = simulate(options);
  ASSERT_TRUE(simulated);
  EXPECT_TRUE(simulated->truth.starts_with("[]"));
  const auto folder = read_folder(PROBATA_SOURCE_DIR "/catalog");
  ASSERT_TRUE(folder);
  const auto catalog = read_catalog(std::span(&*folder, 1));
  ASSERT_TRUE(catalog);
  for (const Kind& kind : (*catalog)->kinds) {
    if (!kind.record || kind.built_in) continue;
    const bool occurs = simulated->facts.contains(R"({"kind":")" + kind.name + R"(")");
    EXPECT_EQ(simulated->settings.contains("\n  " + kind.name + ": 2026-12-31T22:00:00Z"), occurs)
        << kind.name;
  }
}

TEST(Simulate, AGapIsSaidInTheTruth) {
  SimulateOptions options = quarter(2);
  options.last = *parse_date("2026-12-31");
  for (const Listed& gap : list_gaps()) {
    options.gaps = {gap.name};
    const auto simulated = simulate(options);
    ASSERT_TRUE(simulated);
    EXPECT_TRUE(simulated->truth.contains("\"unknown\"")) << gap.name;
  }
  options.gaps = {"lost-pages"};
  const auto refused = simulate(options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()[0].hint, "did you mean `lost-page`?");
}

TEST(Simulate, WhatIsOutOfRangeIsRefused) {
  SimulateOptions options = quarter(1);
  options.people = 3;
  options.wanted = {{"register-judged-late", 1, {}}};
  const auto refused = simulate(options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().size(), 2u);
}

}  // namespace
}  // namespace probata::sim
