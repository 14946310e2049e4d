// What comes of mutants: noticed, survived, refused; and what is said of it.
#include "mutate/trials.h"

#include "fact/fact.h"
#include "mutate/fixture.h"
#include "mutate/outcome.h"

namespace probata::mutate {
namespace {

const std::string second_factor =
    "    each: account\n    scope: account.status == \"active\"\n    always: account.mfa\n    "
    "grace: 24h\n";

// Ann has no second factor from 10 January on, for so long.
cases::Case without_for(const cases::Shipped& shipped, std::string_view until,
                        std::string_view rows) {
  cases::Case one;
  one.folder = "without";
  one.catalog = shipped.catalog;
  one.settings = *read_settings(File{}, *shipped.catalog);
  const std::string text = fmt::format(
      R"({{"kind":"account","id":"ann","at":"2026-01-05T00:00:00Z","by":"connector:idp","set":{{"status":"active","mfa":true}}}}
{{"kind":"account","id":"ann","at":"2026-01-10T00:00:00Z","by":"connector:idp","set":{{"mfa":false}}}}
{{"kind":"account","id":"ann","at":"{}","by":"connector:idp","set":{{"mfa":true}}}}
{{"kind":"collection","id":"idp","at":"2026-02-01T00:00:00Z","by":"connector:idp","set":{{"kinds":["account"],"how":"events","from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z","complete":true}}}}
)",
      until);
  FactFile file = read_facts(text, "facts.jsonl", *shipped.catalog);
  EXPECT_TRUE(file.errors.empty());
  one.facts = std::move(file.facts);
  for (size_t i = 0; i < one.facts.size(); ++i) one.facts[i].seq = i;
  one.known = FactNo{4};
  one.now = *parse_instant("2026-02-01T00:00:00Z");
  one.request.period = {*parse_instant("2026-01-01T00:00:00Z"), one.now};
  one.expected = *json::parse(fmt::format(
      R"({{"controls":[{{"id":"c","tests":[{{"id":"t","obligations":[{}]}}]}}]}})", rows));
  return one;
}
const char* const late = R"({"item":"account/ann","due":"2026-01-11T00:00:00Z"})";

std::vector<std::string> survivors(const cases::Shipped& shipped,
                                   const std::vector<cases::Case>& all) {
  const auto tried = try_all(shipped, all, fixture::mutants(shipped), {});
  if (!tried) ADD_FAILURE() << to_text(tried.error().front());
  std::vector<std::string> names;
  for (const Tried& one : tried ? *tried : std::vector<Tried>())
    if (one.survived()) names.push_back(one.mutant.name);
  return names;
}

TEST(Trials, WhatACaseNoticesDoesNotSurvive) {
  const auto shipped = fixture::shipped(second_factor);
  // That somebody outside the scope is not asked about, this case does not show; nor, of one that
  // passed, how long the grace is.
  EXPECT_EQ(survivors(shipped, {without_for(shipped, "2026-01-12T00:00:00Z", late)}),
            std::vector<std::string>{"scope: left out"});
  EXPECT_EQ(survivors(shipped, {without_for(shipped, "2026-01-10T01:00:00Z", "")}),
            (std::vector<std::string>{
                "scope: left out",
                "scope: `account.status == \"active\"` as `account.status != \"active\"`",
                "grace: `24h` as `23h`", "grace: `24h` as `25h`", "scope and always: swapped"}));
}
TEST(Trials, TheFirstCaseThatNoticesIsNamed) {
  const auto shipped = fixture::shipped(second_factor);
  auto quiet = without_for(shipped, "2026-01-10T01:00:00Z", ""),
       loud = without_for(shipped, "2026-01-12T00:00:00Z", late);
  quiet.folder = "quiet";
  loud.folder = "loud";
  const auto tried = try_all(shipped, {quiet, loud}, fixture::mutants(shipped), {});
  ASSERT_TRUE(tried);
  for (const Tried& one : *tried)
    if (one.mutant.name.starts_with("grace")) EXPECT_EQ(one.noticed_by, "loud");
}
TEST(Trials, WhatIsNoTestIsRefused) {
  const auto shipped = fixture::shipped(second_factor);
  auto mutants = fixture::mutants(shipped);
  mutants.resize(1);
  for (yaml::Entry& entry : mutants[0].written.node.entries)
    if (entry.key == "always") entry.value.text = "account.mfa && account.nonsense";
  const auto tried =
      try_all(shipped, {without_for(shipped, "2026-01-12T00:00:00Z", late)}, mutants, {});
  ASSERT_TRUE(tried);
  EXPECT_EQ(tried->front().refused, "`account` has no field `nonsense`");
  EXPECT_FALSE(tried->front().survived());
}
TEST(Trials, ACaseThatDoesNotHoldIsAnError) {
  const auto shipped = fixture::shipped(second_factor);
  const auto tried = try_all(shipped, {without_for(shipped, "2026-01-12T00:00:00Z", "")},
                             fixture::mutants(shipped), {});
  ASSERT_FALSE(tried);
  EXPECT_TRUE(tried.error().front().what.starts_with("`c/t` does not give what is expected"))
      << tried.error().front().what;
}
TEST(Trials, ATestWithoutACaseIsAnError) {
  const auto shipped = fixture::shipped(second_factor);
  const auto tried = try_all(shipped, {}, fixture::mutants(shipped), {});
  ASSERT_FALSE(tried);
  EXPECT_EQ(tried.error().front().what, "no case names `c/t`");
}
TEST(Trials, ProgressReachesTheEnd) {
  const auto shipped = fixture::shipped(second_factor);
  size_t last = 0, all = 0;
  const auto progress = [&](size_t done, size_t total) {
    EXPECT_EQ(done, last + 1);
    last = done, all = total;
  };
  ASSERT_TRUE(try_all(shipped, {without_for(shipped, "2026-01-12T00:00:00Z", late)},
                      fixture::mutants(shipped), progress));
  EXPECT_EQ(last, all);
  EXPECT_EQ(all, fixture::mutants(shipped).size());
}

// ---- reasons and outcome

Outcome outcome_with(const std::string& reasons, bool whole = true) {
  const auto shipped = fixture::shipped(second_factor);
  Outcome outcome{shipped.catalog,
                  *try_all(shipped, {without_for(shipped, "2026-01-12T00:00:00Z", late)},
                           fixture::mutants(shipped), {}),
                  *read_reasons({"mutants.yaml", reasons}),
                  {},
                  whole};
  outcome.stale = stale(outcome.reasons, *outcome.catalog, outcome.tried, true);
  return outcome;
}

TEST(Outcome, EverySurvivorNeedsAReason) {
  const Outcome without = outcome_with("");
  EXPECT_EQ(without.without_reason(), 1u);
  EXPECT_FALSE(without.good());
  EXPECT_NE(to_table(without).find("✕ scope: left out"), std::string::npos);
  // With the reason it is still one that nothing noticed: of so few, too many.
  const Outcome given = outcome_with("c/t: {\"scope: left out\": W}", false);
  EXPECT_EQ(given.without_reason(), 0u);
  EXPECT_TRUE(given.good());
  EXPECT_EQ(given.noticed() + 1, given.total());
  EXPECT_FALSE(outcome_with("c/t: {\"scope: left out\": W}").good());
  EXPECT_NE(to_table(given).find("controls/c.yaml:7:12: W"), std::string::npos) << to_table(given);
}
TEST(Outcome, AReasonWithoutASurvivorIsAMistake) {
  for (const char* reasons :
       {"d/t: {x: W}", "c/t: {x: W}", "c/t: {\"grace: `24h` as `23h`\": W}"}) {
    const Outcome outcome = outcome_with(reasons, false);
    ASSERT_EQ(outcome.stale.size(), 1u) << reasons;
    EXPECT_EQ(outcome.stale[0].place.line, 1);
    EXPECT_FALSE(outcome.good());
  }
}
TEST(Outcome, WhatWasNotTriedIsNotStale) {
  const auto shipped = fixture::shipped(second_factor);
  const auto reasons = *read_reasons({"mutants.yaml", "c/t: {x: W}"});
  EXPECT_TRUE(stale(reasons, *shipped.catalog, {}, true).empty());
}
TEST(Outcome, ReasonsAreMappings) {
  for (const char* text : {"[a]", "c/t: W", "c/t: {x: [a]}", "c/t: {x: 1}", "c/t: {"})
    EXPECT_FALSE(read_reasons({"mutants.yaml", text})) << text;
  EXPECT_TRUE(read_reasons({"mutants.yaml", "# nothing\n"}));
}

}  // namespace
}  // namespace probata::mutate
