#include "fact/erasure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fact/fact_fixture.h"

namespace probata {
namespace {

using testing::HasSubstr;

Fact account() {
  auto fact = fact_fixture::read(
      R"({"seq":3,"recorded":"2026-03-02T00:00:00Z","kind":"account","id":"a","at":"2026-03-01T00:00:00Z","after":"2026-02-01T00:00:00Z","by":"connector:x","set":{"mfa":true,"status":"active"}})");
  EXPECT_TRUE(fact);
  return *fact;
}

Fact erasure(const json::Value& value) {
  return *read_fact(json::Value(json::Object{{"kind", "erasure"},
                                             {"id", "e"},
                                             {"at", "2026-04-01T00:00:00Z"},
                                             {"by", "person/p"},
                                             {"set", json::Object{{"value", value}}}}),
                    fact_fixture::catalog());
}

TEST(Erasure, SaysAllOfAFactButWhatItSaid) {
  const Fact said = account();
  const auto value = erasure_of({&said, 1}, "30 days", "", fact_fixture::catalog());
  EXPECT_FALSE(json::write(value).contains("true"));
  EXPECT_FALSE(json::write(value).contains("active"));
  DisposedFacts disposed;
  ASSERT_TRUE(add_disposed(erasure(value), fact_fixture::catalog(), disposed));
  ASSERT_EQ(disposed.size(), 1u);
  const Fact& left = disposed.at(3);
  EXPECT_EQ(std::tie(left.kind, left.id, left.at, left.after, left.by, left.recorded, left.gone),
            std::tie(said.kind, said.id, said.at, said.after, said.by, said.recorded, said.gone));
  ASSERT_EQ(left.set.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(left.set[i].first, said.set[i].first);
    EXPECT_TRUE(std::holds_alternative<Disposed>(left.set[i].second));
  }
}

TEST(Erasure, StandsForTheFactsThatItNames) {
  Fact before = account(), other = account(), said = account();
  before.seq = 0;
  said.seq = 3;
  other.seq = 5;
  Fact e = erasure(erasure_of({&said, 1}, "30 days", "", fact_fixture::catalog()));
  e.seq = 6;
  for (const bool line_is_there : {false, true}) {
    std::vector<Fact> facts{before, other, e};
    if (line_is_there) facts.insert(facts.begin() + 1, said);
    const auto all = with_disposed(facts, fact_fixture::catalog());
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 4u);
    EXPECT_EQ((*all)[1].seq, 3u);
    EXPECT_TRUE(std::holds_alternative<Disposed>((*all)[1].set[0].second));
    EXPECT_FALSE(std::holds_alternative<Disposed>((*all)[2].set[0].second));
  }
}

TEST(Erasure, WhatCannotBeReadIsNamed) {
  const auto wrong = [](const char* value) {
    DisposedFacts disposed;
    const auto added =
        add_disposed(erasure(*json::parse(value)), fact_fixture::catalog(), disposed);
    return added ? std::string() : added.error().what;
  };
  EXPECT_THAT(wrong(R"({})"), HasSubstr("no list `facts`"));
  EXPECT_THAT(wrong(R"({"facts":[{"seq":-1}]})"), HasSubstr("`seq`"));
  EXPECT_THAT(wrong(R"({"facts":[{"seq":1,"kind":"nothing"}]})"), HasSubstr("`kind`"));
  EXPECT_THAT(
      wrong(R"({"facts":[{"seq":1,"kind":"account","id":"a","by":"probata",)"
            R"("at":"2026-01-01T00:00:00Z","recorded":"2026-01-01T00:00:00Z","fields":["x"]}]})"),
      HasSubstr("`fields`"));
}

}  // namespace
}  // namespace probata
