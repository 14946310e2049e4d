// Conditions over time, each test one sentence of semantics.md, section 3. Times are hours of
// January 2026.
#include "assess/evaluator.h"

#include <algorithm>
#include <random>

#include "assess/runs.h"
#include "history/history_fixture.h"

namespace probata {
namespace {

using namespace history_fixture;

const std::string okta = "connector:okta", ad = "connector:ad", ann = "person/ann";

cel::Program program(const std::string& text, const std::string& kind = "account",
                     bool condition = true) {
  cel::Scope scope;
  const auto type = [](uint16_t record) {
    cel::Type t;
    t.kind = cel::TypeKind::record;
    t.record = record;
    return t;
  };
  scope.variables = {{kind, type(static_cast<uint16_t>(catalog()->kind(kind)->number))},
                     {"param", type(catalog()->parameter_record)}};
  scope.records = &catalog()->records;
  scope.now = true;
  scope.control = true;
  std::optional<cel::Type> boolean;
  if (condition) boolean = cel::Type{cel::TypeKind::boolean, 0, false, {}};
  auto p = cel::compile(text, scope, boolean);
  if (!p) ADD_FAILURE() << text << ": " << to_text(p.error().front());
  return p ? *p : cel::Program();
}

std::string hours(Instant t) {
  if (t == Instant::never_before()) return "-";
  const double h = static_cast<double>(t.us - at(0).us) / 3.6e9;
  return fmt::format("{:g}", h);
}

// `no, 10 yes, (15 20] no, 30 unknown gap`: each edge with its instant.
std::string text(Evaluator& e, const Signal& signal) {
  std::string words;
  for (const Edge& edge : signal) {
    const bool exact = edge.at == Instant::never_before() || edge.after == edge.at - microsecond;
    if (!words.empty()) words += ", ";
    if (edge.at != Instant::never_before())
      words +=
          exact ? hours(edge.at) + " " : fmt::format("({} {}] ", hours(edge.after), hours(edge.at));
    words += edge.value == Truth::no ? "no" : edge.value == Truth::yes ? "yes" : "unknown";
    for (const Gap& g : e.gaps(edge.why)) words += fmt::format(" {}", to_text(g.reason));
  }
  return words;
}

std::string signal(const Company& c, const std::string& condition, double now = 48,
                   const std::string& item = "a", const std::string& kind = "account") {
  const cel::Program p = program(condition, kind);
  if (!p) return "?";
  Evaluator e(c.view(now));
  const Formula f{Formula::Op::program, &p, true, {}};
  return text(e, e.signal(f, c.entity(kind, item)));
}

// Sources that see everything from hour 0 to 48.
std::vector<Telling> covered() { return {log(okta, "account", 0, 48), log(okta, "person", 0, 48)}; }

TEST(Evaluator, ASignalIsConstantBetweenTheInstantsAtWhichSomethingThatItReadsChanges) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 20, okta, R"({"status":"disabled"})"},
          {"account", "a", 25, okta, R"({"mfa":true})"}});
  EXPECT_EQ(signal(c, "account.status == \"active\""), "no, 10 yes, 20 no");
  EXPECT_EQ(signal(c, "account.status != null"), "no, 10 yes");
}

TEST(Evaluator, ItFollowsReferences) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"status":"active","email":"p@x"})"},
          {"person", "q", 1, okta, R"({"status":"departed"})"}});
  c.tell({{"account", "a", 10, okta, R"({"person":{"email":"p@x"}})"},
          {"person", "p", 20, okta, R"({"status":"departed"})"},
          {"account", "a", 30, okta, R"({"person":null})"},
          {"account", "a", 40, okta, R"({"person":"q"})"}});
  EXPECT_EQ(signal(c, "account.person.status == \"departed\""), "no, 20 yes, 30 no, 40 yes");
}

TEST(Evaluator, InsideOneIntervalItIsOneEdgeAtAnUnknownInstant) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"status":"active","score":1})"},
          {"account", "a", 20, okta, R"({"status":"disabled"})", 15}});
  EXPECT_EQ(signal(c, "account.status == \"active\""), "no, 10 yes, (15 20] no");
}

TEST(Evaluator, WhereOldAndNewAreEqualItIsThat) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"score":1})"},
          {"account", "a", 20, okta, R"({"score":2})", 15}});
  EXPECT_EQ(signal(c, "account.score > 0 && account.score < 3 || account.score == null"), "yes");
  EXPECT_EQ(signal(c, "account.score == 1"), "no, 10 yes, (15 20] no");
}

TEST(Evaluator, TheEdgeIsLaterWhereTheChangeBeginsToMatterLater) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"status":"active","mfa":true})"},
          {"account", "a", 20, okta, R"({"status":"disabled"})", 12},
          {"account", "a", 15, okta, R"({"mfa":false})"}});
  EXPECT_EQ(signal(c, "account.status == \"disabled\" && account.mfa == false"),
            fmt::format("no, ({:g} 20] yes", 15 - 1 / 3.6e9));
}

TEST(Evaluator, WhereAnotherChangeEndsWhatMayNotHaveBegunItIsUnknown) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"status":"active","mfa":true})"},
          {"account", "a", 20, okta, R"({"status":"disabled"})", 12},
          {"account", "a", 15, okta, R"({"mfa":false})"}});
  EXPECT_EQ(signal(c, "account.status == \"disabled\" && account.mfa == true"),
            "no, 12 unknown after, 15 no");
}

TEST(Evaluator, TwoUncertainThingsAtOnceAreUnknown) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"status":"active"})"},
          {"account", "a", 10, okta, R"({"status":"active","person":"p"})"}});
  c.tell({{"account", "a", 20, okta, R"({"status":"disabled"})", 15},
          {"person", "p", 22, okta, R"({"status":"departed"})", 16}});
  EXPECT_EQ(signal(c, "account.status == \"active\" && account.person.status == \"active\""),
            "no, 10 yes, 15 unknown after, 16 unknown after after, 20 no");
  EXPECT_EQ(signal(c,
                   "account.score == 5 && (account.status == \"active\" || account.person.status "
                   "== \"active\")"),
            "no");
}

TEST(Evaluator, EdgesOfOneFactHappenTogether) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"status":"active","mfa":true})"},
          {"account", "a", 20, okta, R"({"status":"disabled","mfa":false})", 15}});
  EXPECT_EQ(signal(c, "(account.status == \"active\") == (account.mfa == true)"), "yes");
}

TEST(Evaluator, ThroughAnUncertainReferenceTheConditionIsTakenWithBoth) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"status":"active"})"},
          {"person", "q", 1, okta, R"({"status":"departed"})"},
          {"person", "r", 1, okta, R"({"status":"active"})"}});
  c.tell({{"account", "a", 10, okta, R"({"person":"p"})"},
          {"account", "a", 20, okta, R"({"person":"r"})", 15},
          {"account", "a", 30, okta, R"({"person":"q"})", 25}});
  EXPECT_EQ(signal(c, "account.person.status == \"active\""), "no, 10 yes, (25 30] no");
}

TEST(Evaluator, AnUncertainBeginningIsOneEdgeOfTheWholeFormula) {
  Company c;
  c.tell(covered());
  c.tell({"account", "a", 20, okta, R"({"status":"active"})", 10});
  const cel::Program p = program("account.status == \"active\"");
  const Formula f{Formula::Op::all,
                  nullptr,
                  true,
                  {{Formula::Op::exists, nullptr, true, {}}, {Formula::Op::program, &p, true, {}}}};
  Evaluator e(c.view(48));
  const Signal s = e.signal(f, c.entity("account", "a"));
  EXPECT_EQ(text(e, s), "no, (10 20] yes");
  EXPECT_EQ(s[1].fact, FactNo{2});
}

TEST(Evaluator, NowFlipsAtExactInstants) {
  Company c;
  c.tell(covered());
  c.tell({"account", "a", 1, okta, fmt::format(R"({{"last_login":"{}"}})", to_text(at(5)))});
  EXPECT_EQ(signal(c, "account.last_login != null && now - account.last_login > duration(\"10h\")"),
            fmt::format("no, {:g} yes", 15.0));
  EXPECT_EQ(signal(c, "account.last_login != null && now >= account.last_login"), "no, 5 yes");
  EXPECT_EQ(signal(c, "account.last_login != null && account.last_login - now > duration(\"2h\")"),
            "no, 1 yes, 3 no");
}

TEST(Evaluator, NothingIsSaidAfterNow) {
  Company c;
  c.tell(log(okta, "account", 0, 2));
  c.tell({"account", "a", 1, okta, fmt::format(R"({{"last_login":"{}"}})", to_text(at(5)))});
  EXPECT_EQ(signal(c, "account.last_login != null && now >= account.last_login", 4), "no")
      << "it flips at 5";
}

TEST(Evaluator, UnknownWithinAnExpressionIsKleenes) {
  Company c;
  c.tell({log(okta, "account", 0, 10), log(okta, "account", 30, 100), log(ad, "account", 0, 100)});
  c.tell({{"account", "a", 5, okta, R"({"status":"active","mfa":true})"}});
  EXPECT_EQ(signal(c, "account.status == \"active\"", 100),
            fmt::format("no, 5 yes, {:g} unknown gap, 30 yes", 10.0));
  EXPECT_EQ(signal(c, "account.status == \"active\" && false", 100), "no");
  EXPECT_EQ(signal(c, "true || account.status == \"active\"", 100), "yes");
}

TEST(Evaluator, AnOrderingWithNullMakesTheSignalUnknownWithItsReason) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"status":"active"})"},
          {"account", "a", 20, okta, R"({"score":3})"},
          {"account", "a", 30, okta, R"({"mfa":true})"}});
  EXPECT_EQ(signal(c, "account.score > 1"), "unknown null, 20 yes");
  EXPECT_EQ(signal(c, "account.mfa"), "unknown null, 30 yes");
}

TEST(Evaluator, AnyOtherErrorMakesItUnknownToo) {
  Company c;
  c.tell(covered());
  c.tell(
      {{"account", "a", 10, okta, R"({"score":0})"}, {"account", "a", 20, okta, R"({"score":1})"}});
  EXPECT_EQ(signal(c, "account.score != null && 10 / account.score > 1"),
            "no, 10 unknown error, 20 yes");
}

TEST(Evaluator, WhatIsSelectedThroughADanglingReferenceIsUnknownAndExistsAsks) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"status":"active"})"},
          {"account", "a", 10, okta, R"({"person":"p"})"},
          {"person", "p", 20, okta, ""},
          {"account", "a", 30, okta, R"({"person":{"email":"nobody@x"}})"},
          {"account", "a", 40, okta, R"({"person":null})"}});
  EXPECT_EQ(signal(c, "account.person.status == \"active\""),
            "no, 10 yes, 20 unknown dangling, 40 no");
  EXPECT_EQ(signal(c, "exists(account.person)"), "no, 10 yes, 20 no");
}

TEST(Evaluator, ListsWithUncertainMembersCountEachByItsMembership) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"status":"active"})"},
          {"account", "a", 10, okta, R"({"person":"p","status":"active"})"},
          {"account", "a", 20, okta, R"({"person":null})", 15},
          {"account", "b", 12, okta, R"({"person":"p","status":"disabled"})"}});
  EXPECT_EQ(signal(c, "person.accounts.exists(a, a.status == \"active\")", 48, "p", "person"),
            "unknown lead, 0 no, 10 yes, (15 20] no");
  EXPECT_EQ(signal(c, "person.accounts.exists(a, a.status == \"disabled\")", 48, "p", "person"),
            "unknown lead, 0 no, 12 yes");
  EXPECT_EQ(signal(c, "size(person.accounts) == 2", 48, "p", "person"),
            "unknown lead, 0 no, 12 yes, (15 20] no");
}

TEST(Evaluator, WhereTheKindIsNotCoveredThereIsOneMoreMember) {
  Company c;
  c.tell({log(okta, "account", 0, 10), log(okta, "account", 30, 48), log(okta, "person", 0, 48)});
  c.tell({{"person", "p", 1, okta, R"({"status":"active"})"}});
  EXPECT_EQ(signal(c, "person.accounts.all(a, a.status == \"active\")", 48, "p", "person"),
            "unknown lead, 0 yes, 10 unknown gap, 30 yes");
}

// What a body gave for a member is remembered while it holds, and no longer: a sweep over all time
// finds at every instant what one finds who reads that instant alone.
TEST(Evaluator, ALoopsBodyIsRememberedOnlyWhileItHolds) {
  const std::vector<std::string> conditions = {
      R"(person.accounts.exists(a, a.status == "active" && a.mfa == true && a.score != 2))",
      R"(person.accounts.all(a, a.status == "disabled" || a.last_login == null || now - a.last_login <= duration("6h")))",
      R"(person.accounts.filter(a, a.status == person.status && a.mfa == false && a.owner == null).size() == 2)",
      R"(count(account, a, a.person == person && a.mfa == true && a.status != null) > 1)",
      R"(person.accounts.exists(a, a.mfa == true && person.accounts.exists(b, b != a && b.status == a.status)))"};
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) { return random() % n; };
    Company c;
    c.tell(covered());
    c.tell({{"person", "p", 1, okta, R"({"status":"active"})"}});
    for (int i = 0; i < 30; ++i) {
      const double when = 2 + i * 1.5;
      const std::vector<std::string> sets = {
          R"({"person":"p","status":"active"})",
          R"({"person":"p","mfa":true})",
          R"({"mfa":false,"status":"active"})",
          R"({"status":"disabled"})",
          fmt::format(R"({{"last_login":"{}"}})", to_text(at(when))),
          R"({"score":2})",
          ""};
      const auto after = below(5) == 0 ? std::optional(when - 1) : std::nullopt;
      c.tell({{"account", std::string(1, static_cast<char>('a' + below(5))), when, okta,
               sets[below(static_cast<unsigned>(sets.size()))], after}});
    }
    for (const std::string& condition : conditions) {
      const cel::Program p = program(condition, "person");
      ASSERT_TRUE(p);
      const Formula f{Formula::Op::program, &p, true, {}};
      Evaluator whole(c.view(48));
      const Signal signal = whole.signal(f, c.entity("person", "p"));
      for (double hour = 2; hour < 48; hour += 0.5) {
        Evaluator alone(c.view(48));
        const Truth there = alone.trace(f, c.entity("person", "p"), at(hour)).value;
        const auto edge = std::ranges::find_if(
            signal, [&](const Edge& e) { return e.after < at(hour) && at(hour) < e.at; });
        if (edge != signal.end()) continue;  // it is not known when
        EXPECT_EQ(value_at(signal, at(hour)), there) << seed << ' ' << condition << ' ' << hour;
      }
    }
  }
}

TEST(Evaluator, SomeAndCountRangeOverTheEntitiesThatExistAtTheInstant) {
  Company c;
  c.tell(covered());
  c.tell({{"incident", "i", 5, ann, R"({"severity":"high"})"},
          {"incident", "j", 10, ann, R"({"severity":"high"})"},
          {"incident", "i", 20, ann, ""},
          {"incident", "j", 30, ann, R"({"severity":"low"})"}});
  c.tell({"account", "a", 1, okta, R"({"score":1})"});
  EXPECT_EQ(signal(c, "some(incident, i, i.severity == \"high\")"), "no, 5 yes, 30 no");
  EXPECT_EQ(signal(c, "count(incident, i, i.severity == \"high\") >= 2"), "no, 10 yes, 20 no");
}

TEST(Evaluator, PathIsTheListAlongAReferenceUpToNullOrARepeat) {
  Company c;
  c.tell(covered());
  c.tell({{"person", "p", 1, okta, R"({"manager":"q"})"},
          {"person", "q", 1, okta, R"({"status":"active"})"},
          {"person", "q", 20, okta, R"({"manager":"p"})"}});
  EXPECT_EQ(signal(c, "size(path(person, \"manager\")) == 2", 48, "p", "person"), "no, 1 yes");
  EXPECT_EQ(signal(c, "cyclic(person, \"manager\")", 48, "p", "person"), "no, 20 yes");
}

TEST(Evaluator, SeenAsksForALayer) {
  Company c;
  c.tell(covered());
  c.tell(
      {{"account", "a", 5, okta, R"({"score":1})"}, {"account", "a", 8, ann, R"({"owner":"x"})"}});
  EXPECT_EQ(signal(c, "seen(account, \"people\")"), "no, 8 yes");
  EXPECT_EQ(signal(c, "seen(account, \"connector:okta\")", 48), "unknown lead, 0 no, 5 yes")
      << "before the first look nobody knows";
}

TEST(Evaluator, AParameterIsTheValueInForceAtThatInstant) {
  Settings settings;
  settings.parameters[catalog()->parameter("least")->number] = {
      {ParameterValue(int64_t{2}), {}}, {ParameterValue(int64_t{5}), at(20)}};
  Company c(std::move(settings));
  c.tell(covered());
  c.tell({"account", "a", 1, okta, R"({"score":3})"});
  EXPECT_EQ(signal(c, "account.score != null && account.score >= param.least"), "no, 1 yes, 20 no");
}

TEST(Evaluator, ValueAndChangesReadAProgramByInstants) {
  Settings settings;
  settings.parameters[catalog()->parameter("limit")->number] = {{ParameterValue(hour * 24), {}},
                                                                {ParameterValue(hour * 8), at(20)}};
  Company c(std::move(settings));
  c.tell(covered());
  c.tell({"account", "a", 1, okta, R"({"score":3})"});
  const cel::Program p = program("param.limit", "account", false);
  Evaluator e(c.view(48));
  EXPECT_EQ(cel::to_text(e.value(p, c.entity("account", "a"), at(19))),
            cel::to_text(cel::Value::of(hour * 24)));
  EXPECT_EQ(cel::to_text(e.value(p, c.entity("account", "a"), at(20))),
            cel::to_text(cel::Value::of(hour * 8)));
  EXPECT_EQ(e.changes(p, c.entity("account", "a"), at(2), at(40)),
            (std::vector<Instant>{at(2), at(20)}));
}

TEST(Evaluator, NeighbouringEdgesDiffer) {
  Company c;
  c.tell(covered());
  c.tell({{"account", "a", 10, okta, R"({"score":1})"},
          {"account", "a", 20, okta, R"({"score":2})"},
          {"account", "a", 30, okta, R"({"score":1})"}});
  EXPECT_EQ(signal(c, "account.score != null"), "no, 10 yes");
}

TEST(Evaluator, TheQualityOfWhatASignalRestsOn) {
  Company c;
  c.tell({look(okta, "account", 0, 1),
          look(okta, "account", 2, 1),
          {"account", "a", 0, okta, R"({"score":1})"}});
  const cel::Program p = program("account.score == 1");
  Evaluator e(c.view(2));
  e.signal({Formula::Op::program, &p, true, {}}, c.entity("account", "a"));
  EXPECT_EQ(e.take_quality().seen_every, hour * 2);
  EXPECT_EQ(e.take_quality().seen_every, Duration{});
}

TEST(Evaluator, ATraceTellsWhatWasReadAndWhereItComesFrom) {
  Company c;
  c.tell(covered());
  c.tell(log(ad, "account", 0, 48));
  c.tell({{"person", "p", 1, okta, R"({"status":"departed"})"},
          {"account", "a", 10, okta, R"({"person":"p","status":"active"})"},
          {"account", "a", 12, ad, R"({"status":"disabled"})"}});
  const cel::Program p =
      program("account.person.status == \"departed\" && account.status == \"disabled\"");
  Evaluator e(c.view(48));
  const Evaluation v =
      e.trace({Formula::Op::program, &p, true, {}}, c.entity("account", "a"), at(20));
  EXPECT_EQ(v.value, Truth::yes);
  ASSERT_EQ(v.programs.size(), 1u);
  EXPECT_EQ(v.programs[0].value, "true");
  EXPECT_FALSE(v.programs[0].steps.empty());
  ASSERT_EQ(v.reads.size(), 3u);
  EXPECT_EQ(v.reads[0].path, "account.person");
  EXPECT_EQ(v.reads[0].value, "person/p");
  EXPECT_EQ(v.reads[1].path, "account.person.status");
  EXPECT_EQ(v.reads[1].item, "person/p");
  EXPECT_EQ(v.reads[1].facts, (std::vector<FactNo>{FactNo{3}}));
  EXPECT_EQ(v.reads[2].path, "account.status");
  EXPECT_EQ(v.reads[2].conflicts, (std::vector<std::pair<std::string, std::string>>{
                                      {ad, "\"disabled\""}, {okta, "\"active\""}}));
}

}  // namespace
}  // namespace probata
