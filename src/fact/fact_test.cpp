#include "fact/fact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fact/fact_fixture.h"

namespace probata {
namespace {

using fact_fixture::catalog;
using fact_fixture::read;

std::string all(const Errors& errors) {
  std::string text;
  for (const Error& error : errors) text += to_text(error) + "\n";
  return text;
}
const std::string digest = "sha256:" + std::string(64, 'a');

// The examples of formats.md, with a digest and times in full.
TEST(Fact, TheExampleOfTheFormat) {
  const auto fact = read(
      R"({"kind":"account","id":"github/alice","at":"2026-03-01T09:12:00Z","after":"2026-03-01T08:12:00Z",)"
      R"("set":{"status":"disabled","person":{"email":"alice@corp.example"}},"by":"connector:github","evidence":[")" +
      digest + R"("],"note":"…"})");
  ASSERT_TRUE(fact) << all(fact.error());
  const Kind& account = *catalog().kind("account");
  EXPECT_EQ(fact->kind, account.number);
  EXPECT_EQ(fact->id, "github/alice");
  EXPECT_EQ(to_text(fact->at), "2026-03-01T09:12:00Z");
  EXPECT_EQ(to_text(*fact->after), "2026-03-01T08:12:00Z");
  ASSERT_EQ(fact->set.size(), 2u);
  EXPECT_EQ(fact->set[0].first, account.find("person")->number);
  const auto& person = std::get<Reference>(fact->set[0].second);
  EXPECT_EQ(person.key, catalog().kind("person")->find("email")->number);
  EXPECT_EQ(person.key_value, "alice@corp.example");
  EXPECT_EQ(std::get<std::string>(fact->set[1].second), "disabled");
  EXPECT_EQ(fact->evidence, std::vector<std::string>{digest});
  EXPECT_FALSE(fact->gone || fact->corrects || fact->seq);
}

TEST(Fact, TheLookOfTheFormat) {
  const auto fact = read(
      R"({"kind":"collection","id":"github/2026-03-01T09:12Z","at":"2026-03-01T09:12:00Z","by":"connector:github",)"
      R"("set":{"kinds":["account"],"fields":{"account":["status","mfa"]},"how":"looks","every":"1h",)"
      R"("from":"2026-03-01T08:12:00Z","to":"2026-03-01T09:12:00Z","rows":{"account":57},"total":{"account":57},)"
      R"("rejected":0,"proof":"total","complete":true}})");
  ASSERT_TRUE(fact) << all(fact.error());
  const auto collection = read_collection(*fact, catalog());
  ASSERT_TRUE(collection) << all(collection.error());
  const Kind& account = *catalog().kind("account");
  EXPECT_EQ(collection->kinds, std::vector<KindNo>{account.number});
  ASSERT_EQ(collection->fields.size(), 1u);
  EXPECT_EQ(collection->fields[0].second,
            (std::vector<Field>{account.find("status")->number, account.find("mfa")->number}));
  EXPECT_EQ(collection->how, How::looks);
  EXPECT_EQ(collection->every, hour);
  EXPECT_EQ(collection->to - *collection->from, hour);
  EXPECT_EQ(collection->rows[0].second, 57);
  EXPECT_EQ(collection->proof, "total");
  EXPECT_TRUE(collection->complete);
}

TEST(Fact, ALoneNumberOfRowsIsOfTheOneKind) {
  const auto fact =
      read(R"({"kind":"collection","id":"a","at":"2026-03-01T09:12:00Z","by":"connector:a",)"
           R"("set":{"kinds":["account"],"to":"2026-03-01T09:12:00Z","rows":5,"total":6}})");
  ASSERT_TRUE(fact) << all(fact.error());
  const auto collection = read_collection(*fact, catalog());
  EXPECT_EQ(collection->rows[0].second, 5);
  EXPECT_EQ(collection->total[0].second, 6);
  EXPECT_EQ(collection->how, How::events);
  EXPECT_FALSE(collection->complete);
}

TEST(Fact, EveryTypeOfValue) {
  const auto fact = read(
      R"({"kind":"all","id":"x","at":"2026-03-01T09:12:00.000001Z","by":"person/p1","set":{"b":true,"i":-5,"d":3,"s":"x",)"
      R"("t":"2026-03-01T10:00:00+01:00","day":"2026-03-01","dur":"1h","sp":"P1M","w":"month","by":"YWI=","j":[1,{"a":null}],)"
      R"("f":")" +
      digest + R"(","m":{"a":1},"l":["a","b"],"r":["person/p1","account/a/b"],"o":null}})");
  ASSERT_TRUE(fact) << all(fact.error());
  const Kind& kind = *catalog().kind("all");
  const auto value = [&](std::string_view name) -> const FieldValue& {
    for (const auto& [field, value] : fact->set) {
      if (field == kind.find(name)->number) return value;
    }
    throw std::out_of_range(std::string(name));
  };
  EXPECT_TRUE(std::get<bool>(value("b")));
  EXPECT_EQ(std::get<int64_t>(value("i")), -5);
  EXPECT_EQ(std::get<double>(value("d")), 3.0);
  EXPECT_EQ(to_text(std::get<Instant>(value("t"))), "2026-03-01T09:00:00Z");
  EXPECT_EQ(to_text(std::get<Date>(value("day"))), "2026-03-01");
  EXPECT_EQ(std::get<Duration>(value("dur")), hour);
  EXPECT_EQ(std::get<Span>(value("sp")).months, 1);
  EXPECT_EQ(std::get<std::string>(value("w")), "month");
  EXPECT_EQ(std::get<std::string>(value("by")), "ab");
  EXPECT_NE(std::get<json::Value>(value("j")).as_array(), nullptr);
  EXPECT_NE(std::get<json::Value>(value("m")).as_object(), nullptr);
  EXPECT_EQ(std::get<FieldList>(value("l")).size(), 2u);
  const auto& references = std::get<FieldList>(value("r"));
  EXPECT_EQ(std::get<Reference>(references[1]).kind, catalog().kind("account")->number);
  EXPECT_EQ(std::get<Reference>(references[1]).id, "a/b");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(value("o")));
  EXPECT_TRUE(std::ranges::is_sorted(fact->set, {}, [](const auto& pair) { return pair.first; }));
}

TEST(Fact, AnOldNameIsTheFieldItBecame) {
  const auto fact = read(
      R"({"kind":"all","id":"x","at":"2026-03-01T09:12:00Z","by":"probata","set":{"old":"x"}})");
  ASSERT_TRUE(fact) << all(fact.error());
  EXPECT_EQ(fact->set[0].first, catalog().kind("all")->find("s")->number);
}

TEST(Fact, ReadBackHasItsPlaceInTheLedger) {
  const auto fact = read(
      R"({"kind":"account","id":"a","at":"2026-03-01T09:12:00Z","by":"person/p","corrects":3,"gone":true,"seq":7,"recorded":"2026-03-02T00:00:00Z"})");
  ASSERT_TRUE(fact) << all(fact.error());
  EXPECT_EQ(fact->seq, 7u);
  EXPECT_EQ(fact->corrects, 3u);
  EXPECT_TRUE(fact->gone);
  EXPECT_EQ(to_text(*fact->recorded), "2026-03-02T00:00:00Z");
  EXPECT_EQ(
      *canonical_bytes(*fact),
      R"({"at":"2026-03-01T09:12:00Z","by":"person/p","corrects":3,"gone":true,"id":"a","kind":"account"})");
  EXPECT_EQ(
      json::write(to_json(*fact)),
      R"({"kind":"account","id":"a","at":"2026-03-01T09:12:00Z","by":"person/p","corrects":3,"gone":true,"seq":7,"recorded":"2026-03-02T00:00:00Z"})");
}

TEST(Fact, FromAValueThatCodeMade) {
  json::Value value;
  value.set("kind", "acount");
  const auto fact = read_fact(value, catalog());
  ASSERT_FALSE(fact);
  EXPECT_EQ(fact.error()[0].place, Place{});
  EXPECT_THAT(all(fact.error()),
              testing::HasSubstr("unknown kind `acount`; did you mean `account`?"));
}

TEST(Fact, Layers) {
  EXPECT_EQ(layer_of("person/p1"), "people");
  EXPECT_EQ(layer_of("probata"), "people");
  EXPECT_EQ(layer_of("connector:okta/acme"), "connector:okta/acme");
}

const std::string good =
    R"({"kind":"account","id":"a","at":"2026-03-01T09:12:00Z","by":"probata","gone":true})";

TEST(FactFile, LinesOfAllSorts) {
  const std::string text = "\xEF\xBB\xBF" + good + "\r\n\n  \n" + good + "\n{\n" + good;
  const FactFile file = read_facts(text, "f.jsonl", catalog());
  EXPECT_EQ(file.facts.size(), 3u);
  EXPECT_EQ(file.lines, (std::vector<int>{1, 4, 6}));
  ASSERT_EQ(file.errors.size(), 1u);
  EXPECT_EQ(file.errors[0].place.file, "f.jsonl");
  EXPECT_EQ(file.errors[0].place.line, 5);
}

TEST(FactFile, AHugeLineIsOneError) {
  std::string text = good + "\n{\"note\":\"";
  text.append(100'000'000, 'x');
  text += "\"}\n" + good + "\n";
  const FactFile file = read_facts(text, "f.jsonl", catalog());
  EXPECT_EQ(file.facts.size(), 2u);
  EXPECT_EQ(all(file.errors),
            "f.jsonl:2:1: the line has 100000011 bytes, more than 16777216; one line holds one "
            "fact; keep large contents as evidence\n");
}

TEST(FactFile, InvalidUtf8HasItsColumn) {
  const FactFile file = read_facts(good + "\n{\"note\":\"a\xff\"}\n", "f.jsonl", catalog());
  ASSERT_EQ(file.errors.size(), 1u);
  EXPECT_EQ(file.errors[0].place, (Place{"f.jsonl", 2, 11}));
}

}  // namespace
}  // namespace probata
