// Facts folded at once give the history that they give one by one: the same numbers, tracks, keys,
// referrers, sights and provenance, and the same touched by what comes after.
#include "history/bulk.h"

#include "history/load.h"
#include "history/whole_history.h"

namespace probata {
namespace {

using namespace whole_history;

History folded(const std::vector<Telling>& facts) {
  History history(catalog(), {});
  uint32_t n = 0;
  for (const Telling& t : facts) {
    const Fact fact = fact_of(t);
    history.fold(FactNo{n}, fact.at + second * (n / 3), fact);
    n += 1 + n % 2;  // there are gaps
  }
  return history;
}

// In batches of what is plain, as it is loaded.
History folded_at_once(const std::vector<Telling>& facts) {
  BulkFold bulk(catalog(), {});
  PlainReader reader(*catalog());
  std::vector<NumberedFact> batch;
  std::vector<std::string> lines;  // which the batch looks into
  lines.reserve(facts.size());
  uint32_t n = 0;
  const auto flush = [&] { bulk.add(batch), batch.clear(); };
  for (const Telling& t : facts) {
    const Fact fact = fact_of(t);
    lines.push_back(line_of(t));
    const Instant recorded = fact.at + second * (n / 3);
    NumberedFact numbered{FactNo{n}, recorded, {}};
    if (reader.read(lines.back(), numbered.fact)) {
      batch.push_back(numbered);
    } else {
      flush();
      bulk.add(FactNo{n}, recorded, fact);
    }
    n += 1 + n % 2;
  }
  flush();
  return std::move(bulk).finish();
}

TEST(Bulk, AtOnceIsOneByOne) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    std::vector<Telling> facts;
    const int size = 1 + dice.up_to(40);
    for (int i = 0; i < size; ++i) facts.push_back(telling(dice, i));
    History one = folded(facts), at_once = folded_at_once(facts);
    ASSERT_EQ(all_of(one, keys_in(one)), all_of(at_once, keys_in(one))) << "seed " << seed;
    for (uint32_t n = 1000; n < 1010; ++n) {
      const Fact next = fact_of(telling(dice, 0));
      ASSERT_EQ(shown(one.fold(FactNo{n}, next.at, next)),
                shown(at_once.fold(FactNo{n}, next.at, next)))
          << "seed " << seed;
    }
    ASSERT_EQ(all_of(one, keys_in(one)), all_of(at_once, keys_in(one))) << "seed " << seed;
  }
}

// Where many rows have one change each, a column keeps no slices: they must read and grow as
// others.
TEST(Bulk, AColumnOfSingleChangesGrows) {
  std::vector<Telling> facts;
  for (int i = 0; i < 200; ++i)
    facts.push_back({"account", fmt::format("n{}", i), i * 0.01, "connector:ad",
                     i % 2 ? R"({"status":"active","person":"p"})" : R"({"status":"active"})"});
  History one = folded(facts), at_once = folded_at_once(facts);
  const Entity first = *at_once.find(catalog()->kind("account")->number, "n0");
  const Column& column = at_once.state().table(at_once.kind_of(first), Layer{1})->columns[3];
  EXPECT_EQ(column.uniform(), 200u);
  for (uint32_t i = 0; i < 400; ++i) {
    const Fact next = fact_of({"account", fmt::format("n{}", i * 7 % 250), 30.0 - i * 0.05,
                               "connector:ad", i % 5 ? R"({"status":"disabled"})" : ""});
    ASSERT_EQ(shown(one.fold(FactNo{1000 + i}, next.at, next)),
              shown(at_once.fold(FactNo{1000 + i}, next.at, next)));
  }
  EXPECT_EQ(all_of(one, 0), all_of(at_once, 0));
}

// ---- a file of lines

std::string line_with(const Telling& t, const std::string& more) {
  const std::string line = line_of(t);
  return line.substr(0, line.size() - 1) + more + "}";
}

TEST(LoadLines, IsTheFactsOneByOne) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Dice dice(seed);
    History one(catalog(), {});
    std::string text = "\xEF\xBB\xBF";
    for (int i = 0; i < 40; ++i) {
      Telling t = telling(dice, i);
      if (!check_correction(one, fact_of(t))) t.corrects.reset();  // an error in a file
      const Fact fact = fact_of(t);
      one.fold(FactNo{static_cast<uint32_t>(i)}, fact.at, fact);
      text += line_of(t) + (i % 3 ? "\n" : "\r\n");
    }
    const auto loaded = load_lines(text, "f.jsonl", catalog(), {});
    ASSERT_TRUE(loaded) << to_text(loaded.error().front());
    EXPECT_EQ(loaded->size, 40u);
    ASSERT_EQ(all_of(one, keys_in(one)), all_of(loaded->history, keys_in(one))) << "seed " << seed;
  }
}

TEST(LoadLines, FactsMayStandInAnyOrderOfTheirNumbers) {
  const Telling a{"account", "a", 1, "connector:ad", R"({"status":"active"})"};
  const Telling b{"account", "b", 2, "connector:ad", R"({"status":"disabled"})"};
  const auto loaded = load_lines(line_with(b, R"(,"seq":9)") + "\n" + line_with(a, R"(,"seq":4)"),
                                 "f.jsonl", catalog(), {});
  ASSERT_TRUE(loaded) << to_text(loaded.error().front());
  EXPECT_EQ(loaded->size, 10u);
  EXPECT_EQ(loaded->latest, at(2));
  EXPECT_EQ(loaded->history.provenance(FactNo{4}).at, at(1));
  EXPECT_EQ(loaded->history.provenance(FactNo{9}).at, at(2));
  const auto twice = load_lines(line_with(b, R"(,"seq":9)") + "\n" + line_with(a, R"(,"seq":9)"),
                                "f.jsonl", catalog(), {});
  ASSERT_FALSE(twice);
  EXPECT_EQ(to_text(twice.error().front()),
            "f.jsonl:2:1: there is a fact 9 already; each fact has a `seq` of its own");
}

TEST(LoadLines, AllMistakesComeAtOnce) {
  const std::string good = line_of({"account", "a", 1, "connector:ad", R"({"mfa":true})"});
  const auto loaded =
      load_lines(good + "\n{\n\n" + good + "\n" + R"({"kind":"acount"})", "f.jsonl", catalog(), {});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().front().place.line, 2);
  EXPECT_EQ(loaded.error().back().place.line, 5);
  EXPECT_GT(loaded.error().size(), 2u);
}

}  // namespace
}  // namespace probata
