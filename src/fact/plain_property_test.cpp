// What the fast reader accepts, read_fact() accepts, and both read the same; and it does accept
// what is plain.
#include <gtest/gtest.h>

#include "base/dice_for_tests.h"
#include "fact/fact_fixture.h"
#include "fact/plain.h"

namespace probata {
namespace {

std::string field(Dice& dice) {
  return dice.of(
      {R"("b":true)",
       R"("b":false)",
       R"("b":null)",
       R"("b":1)",
       R"("i":0)",
       R"("i":-12)",
       R"("i":123456789012345)",
       R"("i":1234567890123456)",
       R"("i":9007199254740993)",
       R"("i":01)",
       R"("i":-0)",
       R"("i":1.0)",
       R"("i":1e3)",
       R"("d":3)",
       R"("d":3.5)",
       R"("d":-0)",
       R"("s":"x")",
       R"("old":"x")",
       R"("s":"ä€😀")",
       R"("s":"a\nb")",
       "\"s\":\"a\tb\"",
       "\"s\":\"\xff\"",
       R"("s":"")",
       R"("t":"2026-03-01T09:12:00Z")",
       R"("t":"2026-03-01T09:12:00.5Z")",
       R"("t":"2026-02-30T09:12:00Z")",
       R"("t":"2026-03-01T24:00:00Z")",
       R"("t":"2026-03-01T09:12:60Z")",
       R"("t":"2026-03-01t09:12:00z")",
       R"("t":"2026-03-01T09:12:00+01:00")",
       R"("t":"0000-03-01T09:12:00Z")",
       R"("t":"1969-12-31T23:59:59Z")",
       R"("day":"2026-03-01")",
       R"("day":"2026-03-32")",
       R"("dur":"24h")",
       R"("dur":"soon")",
       R"("sp":"P1M")",
       R"("sp":"2bd")",
       R"("w":"quarter")",
       R"("w":"decade")",
       R"("by":"AQID")",
       R"("j":{"a":1})",
       R"("f":"sha256:00")",
       R"("f":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")",
       R"("m":{"a":1})",
       R"("l":["a"])",
       R"("r":["person/p"])",
       R"("o":"system1")",
       R"("o":"")",
       R"("o":"a#b")",
       R"("o":{"name":"x"})",
       R"("nope":1)"});
}

std::string line(Dice& dice) {
  std::vector<std::string> members{
      dice.of({R"("kind":"all")", R"("kind":"all")", R"("kind":"all")", R"("kind":"person")",
               R"("kind":"nothing")", R"("kind":"test")", R"("kind":7)"}),
      dice.of({R"("id":"x")", R"("id":"github/alice")", R"("id":"a#b")", R"("id":"")",
               "\"id\":\"a\x7f\"", R"("id":"ä")", "\"id\":\"\xc2\x85\""}),
      dice.of({R"("at":"2026-03-01T09:12:00Z")", R"("at":"2026-03-01T09:12:01Z")", R"("at":5)",
               R"("at":"1950-01-01T00:00:00Z")"}),
      dice.of({R"("by":"connector:a/b")", R"("by":"person/ann")", R"("by":"probata")",
               R"("by":"nobody")", R"("by":"connector:")", R"("by":"")"})};
  std::string set;
  for (size_t n = dice.up_to(3); n > 0; --n) set += (set.empty() ? "" : ",") + field(dice);
  members.push_back(dice.one_in(8) ? dice.of({R"("gone":true)", R"("gone":false)"})
                                   : "\"set\":{" + set + "}");
  if (dice.one_in(4))
    members.push_back(dice.of(
        {R"("after":"2026-03-01T09:00:00Z")", R"("after":"2026-03-01T09:12:00Z")", R"("note":"n")",
         R"("note":"\u00e4")", R"("seq":7)", R"("seq":-1)", R"("recorded":"2026-03-02T00:00:00Z")",
         R"("corrects":1)", R"("evidence":[])", R"("evidence":["sha256:1"])", R"("x":1)",
         R"("evidence":["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"])",
         R"("id":"x")", R"("gone":true)"}));
  if (dice.one_in(3)) std::swap(members[dice.up_to(members.size())], members[0]);
  if (dice.one_in(10))
    members.erase(members.begin() + static_cast<long>(dice.up_to(members.size())));
  const std::string comma = dice.of({",", ", ", " ,\t"});
  std::string text;
  for (const std::string& m : members) text += (text.empty() ? "{" : comma) + m;
  text += "}";
  if (dice.one_in(10)) text[dice.up_to(text.size())] = static_cast<char>(dice.up_to(256));
  if (dice.one_in(10)) text.resize(dice.up_to(text.size() + 1));
  return text;
}

void expect_same(const Fact& plain, const Fact& whole, const std::string& line) {
  EXPECT_EQ(plain.kind, whole.kind) << line;
  EXPECT_EQ(plain.id, whole.id) << line;
  EXPECT_EQ(plain.at, whole.at) << line;
  EXPECT_EQ(plain.after, whole.after) << line;
  EXPECT_EQ(plain.gone, whole.gone) << line;
  EXPECT_EQ(plain.by, whole.by) << line;
  EXPECT_EQ(plain.evidence, whole.evidence) << line;
  EXPECT_EQ(plain.seq, whole.seq) << line;
  EXPECT_EQ(plain.recorded, whole.recorded) << line;
  EXPECT_TRUE(plain.set == whole.set) << line;
}

TEST(Plain, WhatItReadsIsWhatReadFactReads) {
  const Catalog& catalog = fact_fixture::catalog();
  PlainReader reader(catalog);
  PlainFact fact;
  size_t plain = 0, good = 0;
  for (unsigned seed = 0; seed < 100'000 && !testing::Test::HasFailure(); ++seed) {
    Dice dice(seed);
    const std::string text = line(dice);
    const auto whole = read_fact(std::string_view(text), catalog);
    good += whole.has_value() ? 1 : 0;
    if (!reader.read(text, fact)) continue;
    ++plain;
    ASSERT_TRUE(whole) << text << ": " << to_text(whole.error().front());
    expect_same(to_fact(fact), *whole, text);
  }
  EXPECT_GT(plain, 1'000u);
  EXPECT_GT(good, plain);
}

TEST(Plain, ReadsWhatIsPlain) {
  PlainReader reader(fact_fixture::catalog());
  PlainFact fact;
  for (const char* set :
       {R"({})", R"({"b":true,"i":-5,"d":2,"s":"ä","t":"2026-03-01T09:12:00Z"})",
        R"({"day":"2026-03-01","dur":"24h","sp":"P1M","w":"week","o":"a","i":null})"}) {
    const std::string text =
        std::string(
            R"({"at":"2026-03-01T09:12:00Z","by":"connector:a","id":"x","kind":"all","set":)") +
        set + "}";
    EXPECT_TRUE(reader.read(text, fact)) << text;
  }
}

// Found by the fuzzer: more digits than a number holds.
TEST(PlainProperty, ANumberTooLongIsLeftToTheReaderThatSaysSo) {
  PlainReader reader(fact_fixture::catalog());
  PlainFact fact;
  const std::string digits(40, '8');
  for (const std::string& number : {digits, "-9" + digits}) {
    EXPECT_FALSE(reader.read(
        R"({"kind":"all","id":"x","at":"2026-03-01T09:12:00Z","by":"probata","set":{"i":)" +
            number + "}}",
        fact));
    EXPECT_FALSE(reader.read(R"({"seq":)" + number, fact));
  }
}

}  // namespace
}  // namespace probata
