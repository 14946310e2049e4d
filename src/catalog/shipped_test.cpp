// The catalog that every organisation begins with: its lists, and what its questions decide.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "catalog/applies.h"

namespace probata {
namespace {

const Catalog& shipped() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    const Folder folder = *read_folder(std::string(PROBATA_SOURCE_DIR) + "/catalog");
    return *read_catalog(std::span(&folder, 1));
  }();
  return *catalog;
}

TEST(ShippedLists, AreRead) {
  const Catalog& catalog = shipped();
  EXPECT_EQ(catalog.criteria.size(), 38u);
  EXPECT_EQ(catalog.groups.size(), 11u);
  EXPECT_GE(catalog.parameters.size(), 31u);
  EXPECT_GE(catalog.risks.size(), 15u);
  for (const Criterion& criterion : catalog.criteria)
    EXPECT_FALSE(criterion.points.empty()) << criterion.id;
  for (const Parameter& parameter : catalog.parameters) {
    EXPECT_FALSE(parameter.title.empty() || parameter.why.empty()) << parameter.name;
  }
}

TEST(ShippedLists, EachRiskIsAnsweredByAControl) {
  for (const Risk& risk : shipped().risks)
    EXPECT_TRUE(std::ranges::any_of(shipped().controls, [&](const Control& control) {
      return std::ranges::count(control.risks, risk.id) > 0;
    })) << risk.id;
}

// `separated-decisions/roles` says again what the roles say: each part of it is a role and those
// that conflict with it.
TEST(ShippedLists, EachConflictOfRolesIsAsked) {
  const probata::Test& test = *shipped().test("separated-decisions/roles");
  const std::string& text = std::get<Invariant>(test.pattern).always.text;
  const auto asked = [&](const std::string& role, const std::string& other) {
    for (size_t at = text.find("!("); at != text.npos; at = text.find("!(", at + 1)) {
      const std::string part = text.substr(at, text.find("!(", at + 1) - at);
      if (part.contains("a.role == \"" + role + '"') && part.contains('"' + other + '"'))
        return true;
    }
    return false;
  };
  int pairs = 0;
  for (const Role& role : shipped().roles)
    for (const std::string& other : role.conflicts) {
      ++pairs;
      EXPECT_TRUE(asked(role.name, other)) << role.name << " and " << other;
    }
  EXPECT_GE(pairs, 10);
}

Settings settings(const std::string& text) { return *read_settings({"s", text}, shipped()); }
size_t applying(const std::string& text) {
  const Settings chosen = settings(text);
  return static_cast<size_t>(std::ranges::count_if(shipped().controls, [&](const Control& c) {
    return applicability(shipped(), chosen, c, Instant{}).applies == Applies::yes;
  }));
}

TEST(ShippedTailoring, EachQuestionDecidesSomethingAndFiveAreAskedFirst) {
  const Catalog& catalog = shipped();
  EXPECT_THAT(idle_questions(catalog), testing::IsEmpty());
  EXPECT_GE(catalog.questions.size(), 30u);
  std::set<int> first;
  for (const Question& question : catalog.questions) {
    EXPECT_FALSE(question.title.empty() || question.why.empty() || !question.value)
        << question.name;
    if (question.first > 0) first.insert(question.first);
  }
  EXPECT_EQ(first, (std::set<int>{1, 2, 3, 4, 5}));
}

// What is assumed takes nothing away: whoever has answered nothing has every control.
TEST(ShippedTailoring, NothingIsTakenAwayBeforeSomebodyAnswers) {
  EXPECT_EQ(applying(""), shipped().controls.size());
}

// Each answer that is a choice or yes or no, alone: some take controls away, and those that only
// find a source take none.
TEST(ShippedTailoring, AnswersTakeControlsAway) {
  for (const Question& question : shipped().questions) {
    size_t fewest = shipped().controls.size();
    std::vector<std::string> answers;
    for (const Choice& choice : question.choices) answers.push_back('"' + choice.name + '"');
    if (answers.empty()) answers = {"true", "false"};
    for (const std::string& answer : answers)
      fewest = std::min(fewest,
                        applying("answers: {" + question.name + ": [{value: " + answer + "}]}\n"));
    if (question.tells.empty()) {
      EXPECT_LT(fewest, shipped().controls.size()) << question.name;
    }
  }
}

// A control that serves only criteria of availability, or of confidentiality, asks which report.
TEST(ShippedTailoring, CategoriesAreChosenByTheReport) {
  const Settings security = settings("answers: {report: [{value: security_alone}]}\n"),
                 available = settings("answers: {report: [{value: with_availability}]}\n"),
                 confidential = settings("answers: {report: [{value: with_confidentiality}]}\n");
  const auto applies = [](const Settings& chosen, const Control& control) {
    return applicability(shipped(), chosen, control, Instant{}).applies == Applies::yes;
  };
  std::set<std::string> seen;
  for (const Control& control : shipped().controls) {
    const auto categories = categories_of(shipped(), control);
    const auto serves = [&](std::string_view category) {
      return categories.empty() || std::ranges::count(categories, category) > 0;
    };
    seen.insert(categories.begin(), categories.end());
    EXPECT_EQ(applies(security, control), serves("security")) << control.id;
    EXPECT_EQ(applies(available, control), serves("security") || serves("availability"))
        << control.id;
    EXPECT_EQ(applies(confidential, control), serves("security") || serves("confidentiality"))
        << control.id;
  }
  EXPECT_EQ(seen.size(), 3u);
}

// `risk-control-matrix/tailoring-changed` knows the answers that take controls away by their names.
TEST(ShippedTailoring, AnAnswerThatTakesControlsAwayIsJudged) {
  const probata::Test& test = *shipped().test("risk-control-matrix/tailoring-changed");
  const auto& when = std::get<Response>(std::get<Judgement>(test.pattern).when).when;
  for (const Question& question : shipped().questions)
    for (const Choice& choice : question.choices) {
      const bool fewer = applying("answers: {" + question.name + ": [{value: " + choice.name +
                                  "}]}\n") < shipped().controls.size();
      EXPECT_EQ(when->text.find('"' + choice.name + '"') != std::string::npos, fewer)
          << question.name << " " << choice.name;
    }
}

}  // namespace
}  // namespace probata
