#include "catalog/applies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog_fixture.h"
#include "catalog/in_force.h"

namespace probata {
namespace {

using namespace catalog_fixture;

const std::string questions = R"(has_people: {title: People work here, default: true}
workplace:
  title: Office or remote
  first: 1
  choices: {office: In offices, remote: From home}
  default: office
has_doors: {title: Doors are counted}
people_list: {title: The list of people, choices: {hr: HR}, tells: person}
colour: {title: The colour of the wall}
)";

std::string control(const std::string& id, const std::string& more) {
  return "control: " + id + "\ntitle: C\n" + more + "tests: [{id: t, always: true}]\n";
}
const Catalog& catalog() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    Files files = with(example(), "tailoring.yaml", questions);
    const std::pair<const char*, const char*> controls[] = {
        {"badges",
         "profile: lean\napplies: tailoring.workplace != \"remote\" && tailoring.has_doors\n"},
        {"either",
         "profile: lean\napplies: tailoring.workplace == \"office\" || tailoring.has_people\n"},
        {"visitors", "profile: full\ncriteria: {CC6.3: [removal]}\n"},
        {"always", "profile: lean\n"},
        {"later", "in_force: {from: 2026-06-01T00:00:00Z, until: 2027-01-01T00:00:00Z}\n"},
    };
    for (const auto& [id, more] : controls)
      files = with(files, std::string("controls/") + id + ".yaml", control(id, more));
    return *catalog_fixture::read(files);
  }();
  return *catalog;
}
Settings settings(const std::string& text) { return *read_settings({"s", text}, catalog()); }
Instant at(std::string_view text) { return *parse_instant(text); }

std::string told(const std::string& id, const std::string& text,
                 std::string_view when = "2026-03-01T00:00:00Z") {
  const Applicability found =
      applicability(catalog(), settings(text), *catalog().control(id), at(when));
  return std::string(to_text(found.applies)) + ", " + std::string(to_text(found.because)) + ": " +
         found.reason;
}

struct Case {
  const char* name;
  std::string control, settings, told;
  std::string_view when = "2026-03-01T00:00:00Z";
};
class AppliesCases : public testing::TestWithParam<Case> {};
TEST_P(AppliesCases, SayWhy) {
  EXPECT_EQ(told(GetParam().control, GetParam().settings, GetParam().when), GetParam().told);
}
const std::string badges_yes =
    "answers: {has_doors: [{value: true}], workplace: [{value: office}, {value: remote, from: "
    "2026-04-01T00:00:00Z}]}\n";
const std::vector<Case> cases = {
    {"Always", "always", "profile: lean\n", "yes, always: In the profile lean."},
    {"EveryProfile", "always", "", "yes, always: Every profile counts."},
    {"OfNoProfile", "later", "profile: lean\n", "yes, always: In every profile.",
     "2026-06-01T00:00:00Z"},
    {"Answers", "badges", "profile: lean\n" + badges_yes,
     "yes, answers: In the profile lean. Office or remote: In offices. Doors are counted: yes."},
    {"OnlyWhatDecides", "badges", badges_yes, "no, answers: Office or remote: From home.",
     "2026-04-01T00:00:00Z"},
    {"Both", "badges", "answers: {has_doors: [{value: false}], workplace: [{value: remote}]}\n",
     "no, answers: Office or remote: From home. Doors are counted: no."},
    {"NotAnswered", "badges", "",
     "not_known, answers: Office or remote: In offices (assumed). Doors are counted: not "
     "answered."},
    {"Either", "either", "answers: {has_people: [{value: false}]}\n",
     "yes, answers: Every profile counts. Office or remote: In offices (assumed)."},
    {"Profile", "visitors", "profile: lean\n",
     "no, profile: Of the profile full; the profile lean is chosen."},
    {"Full", "visitors", "profile: full\n", "yes, always: In the profile full."},
    {"Also", "visitors", "profile: lean\nalso: [visitors]\n",
     "yes, also: Chosen beside the profile lean."},
    {"Excluded", "always",
     "not_applicable: [{control: always, reason: no doors, by: person/p, from: "
     "2026-02-01T00:00:00Z, until: 2026-03-01T00:00:01Z}]\n",
     "no, not_applicable: Not applicable: no doors (person/p, from 2026-02-01T00:00:00Z)."},
    {"NotYetExcluded", "always",
     "not_applicable: [{control: always, reason: no doors, by: person/p, from: "
     "2026-03-01T00:00:01Z}]\n",
     "yes, always: Every profile counts."},
    {"NoLongerExcluded", "always",
     "not_applicable: [{control: always, reason: no doors, by: person/p, from: "
     "2026-02-01T00:00:00Z, until: 2026-03-01T00:00:00Z}]\n",
     "yes, always: Every profile counts."},
    {"ATest", "always",
     "not_applicable: [{control: always/t, reason: no doors, by: person/p, from: "
     "2026-02-01T00:00:00Z}]\n",
     "yes, always: Every profile counts. Without the test t: no doors (person/p, from "
     "2026-02-01T00:00:00Z)."},
    {"Before", "later", "", "no, dates: In force from 2026-06-01T00:00:00Z."},
    {"InForce", "later", "", "yes, always: Every profile counts.", "2026-06-01T00:00:00Z"},
    {"After", "later", "", "no, dates: In force until 2027-01-01T00:00:00Z.",
     "2027-01-01T00:00:00Z"},
};
INSTANTIATE_TEST_SUITE_P(Applies, AppliesCases, testing::ValuesIn(cases),
                         [](const auto& info) { return info.param.name; });

TEST(Applies, AnAnswerIsGivenOrAssumed) {
  const Settings given = settings(badges_yes), none = settings("");
  const Question& workplace = *catalog().question("workplace");
  const AnswerInForce later = answer_at(catalog(), given, workplace, at("2026-05-01T00:00:00Z"));
  EXPECT_TRUE(later.given);
  EXPECT_EQ(later.since, at("2026-04-01T00:00:00Z"));
  EXPECT_EQ(answer_words(workplace, later.value), "From home");
  const AnswerInForce assumed = answer_at(catalog(), none, workplace, at("2026-05-01T00:00:00Z"));
  EXPECT_FALSE(assumed.given);
  EXPECT_EQ(answer_words(workplace, assumed.value), "In offices");
  const AnswerInForce no = answer_at(catalog(), none, *catalog().question("has_doors"), Instant{});
  EXPECT_EQ(no.value, nullptr);
}

TEST(Applies, TheControlsOfAProfileAndThoseChosenBesideIt) {
  const Settings lean = settings("profile: lean\n"),
                 also = settings("profile: lean\nalso: visitors\n");
  const Control& visitors = *catalog().control("visitors");
  EXPECT_FALSE(in_profile(lean, visitors));
  EXPECT_TRUE(in_profile(also, visitors));
}

TEST(Applies, CategoriesAreThoseOfTheCriteria) {
  EXPECT_THAT(categories_of(catalog(), *catalog().control("visitors")), testing::SizeIs(1));
  EXPECT_THAT(categories_of(catalog(), *catalog().control("always")), testing::IsEmpty());
}

// `has_people`, `workplace` and `has_doors` are read, `people_list` tells of what is tested.
TEST(Applies, AQuestionFromWhichNothingFollowsIsNamed) {
  const auto idle = idle_questions(catalog());
  ASSERT_EQ(idle.size(), 1u);
  EXPECT_EQ(idle[0]->name, "colour");
  ASSERT_EQ(catalog().warnings.size(), 1u);
  EXPECT_EQ(to_text(catalog().warnings[0]),
            "tailoring.yaml:9:1: nothing follows from the answer to `colour`; let a control's "
            "`applies` read it, or say which kinds it `tells` of");
}

}  // namespace
}  // namespace probata
