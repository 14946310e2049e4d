#include "catalog/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog_fixture.h"

namespace probata {
namespace {

using namespace catalog_fixture;

std::string all(const Errors& errors) {
  std::string text;
  for (const Error& error : errors) text += to_text(error) + "\n";
  return text;
}
Files files() {
  Files files = with(example(), "kinds/incident.yaml",
                     "kind: incident\nrecord: true\nfields: {name: string}\n");
  return with(files, "controls/visitors.yaml",
              "control: visitors\ntitle: V\ntests: [{id: t, always: true}]\n");
}
Files tailored() {
  return with(files(), "tailoring.yaml",
              "has_people: {title: P, type: bool}\nplace: {title: W, choices: {office: O, remote: "
              "R}}\n");
}
const Catalog& catalog() {
  static const std::shared_ptr<const Catalog> catalog = *catalog_fixture::read(tailored());
  return *catalog;
}
Result<Settings, Errors> settings(const std::string& text) {
  return read_settings({"settings.yaml", text}, catalog());
}
Instant at(std::string_view text) { return *parse_instant(text); }

// The example of formats.md, word for word.
const std::string example_settings = R"(time_zone: Europe/Berlin                  # default UTC
business_days: {week: [mon, tue, wed, thu, fri], holidays: [2026-05-01]}
profile: lean
precedence: {account: ["connector:hr", "connector:idp"]}
sources: {account: [{by: "connector:idp", from: 2026-01-01T00:00:00Z}]}
since: {incident: 2026-03-01T00:00:00Z}   # record kinds: kept in Probata from then on
parameters: {access_removal: [{value: 24h}, {value: 8h, from: 2026-06-01T00:00:00Z}]}
answers: {has_people: [{value: true}]}
late_recording: 7d
markers: {failed_share: 0.05, failed_share_small: 0.10, majority: 0.5, one_party: 0.5, long_exception: 0.5}   # off: null
not_applicable: [{control: visitors, reason: no offices, by: "person/p1", from: 2026-01-05T09:00:00Z}]
)";

TEST(Settings, TheExampleOfTheFormat) {
  const auto read = settings(example_settings);
  ASSERT_TRUE(read) << all(read.error());
  const KindNo account = catalog().kind("account")->number;
  EXPECT_EQ(read->calendar.time_zone(), "Europe/Berlin");
  EXPECT_EQ(to_text(read->calendar.plus(at("2026-04-30T10:00:00Z"), Span{.business_days = 1})),
            "2026-05-04T10:00:00Z");
  EXPECT_EQ(read->precedence.at(account),
            (std::vector<std::string>{"connector:hr", "connector:idp"}));
  EXPECT_EQ(read->sources.at(account)[0].by, "connector:idp");
  EXPECT_EQ(read->since.at(catalog().kind("incident")->number), at("2026-03-01T00:00:00Z"));
  const Parameter& removal = *catalog().parameter("access_removal");
  EXPECT_EQ(std::get<Duration>(parameter_at(*read, removal, at("2026-05-31T23:59:59Z"))),
            hour * 24);
  EXPECT_EQ(std::get<Duration>(parameter_at(*read, removal, at("2026-06-01T00:00:00Z"))), hour * 8);
  EXPECT_TRUE(std::get<bool>(read->answers.at("has_people")[0].value));
  EXPECT_EQ(read->late_recording, day * 7);
  EXPECT_EQ(read->markers.at(0).value.failed_share, 0.05);
  EXPECT_EQ(read->not_applicable[0].control, "visitors");
  const Control& control = *catalog().control("access-removal");
  EXPECT_EQ(fill_statement(control, catalog(), *read, at("2026-06-01T00:00:00Z")),
            "Access of people who leave is disabled within 8 hours in every system in scope.");
}

// A limit that was passed while it was in force is not taken back for the same period.
TEST(Settings, APeriodIsJudgedByTheStrictestMarkersInForceInIt) {
  const auto read = settings(
      "markers:\n  - {value: {majority: 0.4}}\n"
      "  - {value: {majority: null, one_party: 0.9}, from: 2026-06-01T00:00:00Z}\n");
  ASSERT_TRUE(read) << all(read.error());
  const Instant january = at("2026-01-01T00:00:00Z"), may = at("2026-05-01T00:00:00Z"),
                june = at("2026-06-01T00:00:00Z"), july = at("2026-07-01T00:00:00Z");
  const auto judged = [&](Instant start, Instant now) {
    return markers_in(*read, {start, july}, now);
  };
  EXPECT_EQ(judged(january, july).majority, 0.4);
  EXPECT_EQ(judged(january, july).one_party, 0.5);
  EXPECT_EQ(judged(june, july).majority, std::nullopt);
  EXPECT_EQ(judged(june, july).one_party, 0.9);
  EXPECT_EQ(judged(june, july).failed_share, 0.05);
  const auto later = settings("markers: [{value: {majority: 0.2}, from: 2026-06-01T00:00:00Z}]");
  EXPECT_EQ(markers_in(*later, {january, july}, may).majority, 0.5) << "before, the usual ones";
  EXPECT_EQ(markers_in(*later, {january, july}, june).majority, 0.2);
}

TEST(Settings, NothingGivesTheDefaults) {
  const auto read = settings("");
  ASSERT_TRUE(read) << all(read.error());
  EXPECT_EQ(read->calendar.time_zone(), "UTC");
  EXPECT_EQ(read->profile, "");
  EXPECT_EQ(read->digest, sha256("{}"));
  EXPECT_EQ(to_text(parameter_at(*read, *catalog().parameter("access_removal"), Instant{})), "1d");
}

TEST(Settings, SingleControlsAreChosenEitherWay) {
  const auto read =
      settings("profile: lean\nalso: visitors\nanswers: {place: [{value: remote}]}\n");
  ASSERT_TRUE(read) << all(read.error());
  EXPECT_EQ(read->also, std::set<ControlNo>{catalog().control("visitors")->number});
  EXPECT_EQ(std::get<std::string>(read->answers.at("place")[0].value), "remote");
}

TEST(Settings, NullTurnsAMarkerOff) {
  const auto read = settings("markers: {majority: null, one_party: ~}\n");
  ASSERT_TRUE(read) << all(read.error());
  EXPECT_FALSE(read->markers.front().value.majority || read->markers.front().value.one_party);
  EXPECT_TRUE(read->markers.front().value.failed_share);
}

TEST(Settings, TheDigestIsOfWhatTheyMean) {
  const auto a = settings("profile: lean\nlate_recording: 7d\n"),
             b = settings("# x\nlate_recording: '7d'\nprofile: lean\n");
  EXPECT_EQ(a->digest, b->digest);
  EXPECT_NE(a->digest, settings("profile: full\nlate_recording: 7d\n")->digest);
}

struct Mistake {
  const char* name;
  std::string text, error;
};
class SettingsMistakes : public testing::TestWithParam<Mistake> {};
TEST_P(SettingsMistakes, AreReportedWithPlaceAndHint) {
  const auto read = settings(GetParam().text);
  ASSERT_FALSE(read);
  EXPECT_EQ(all(read.error()), "settings.yaml:" + GetParam().error + "\n");
}
const std::vector<Mistake> mistakes = {
    {"Unknown", "timezone: UTC\n",
     "1:1: unknown field `timezone` in the settings; did you mean `time_zone`?"},
    {"Duplicate", "profile: lean\nprofile: lean\n",
     "2:1: `profile` is there twice; the first is on line 1; remove one"},
    {"Week", "business_days: {week: [mon, tues]}\n",
     "1:29: `tues` is no value of `week`; did you mean `tue`?"},
    {"Kind", "precedence: {acount: [people]}\n",
     "1:14: unknown kind `acount`; did you mean `account`?"},
    {"Layer", "precedence: {account: [hr]}\n",
     "1:24: `hr` is no source; write `connector:NAME`, `connector:NAME/INSTANCE` or `people`"},
    {"SourceBy", "sources: {account: [{from: 2026-01-01T00:00:00Z}]}\n",
     "1:21: `by` is missing; a source needs it"},
    {"Since", "since: {account: 2026-01-01T00:00:00Z}\n",
     "1:9: `account` is no record kind; `since` is for kinds of which Probata is the system of "
     "record"},
    {"Parameter", "parameters: {acces_removal: []}\n",
     "1:14: unknown parameter `acces_removal`; did you mean `access_removal`?"},
    {"ParameterType", "parameters: {access_removal: [{value: 2bd}]}\n",
     "1:39: `2bd` is no duration; write `30s`, `24h` or `30d`"},
    {"ParameterRange", "parameters: {access_removal: [{value: 121h}]}\n",
     "1:39: `121h` is above the most of `access_removal`; the most is 5d"},
    {"ParameterOrder",
     "parameters: {access_removal: [{value: 2h, from: 2026-01-02T00:00:00Z}, {value: 3h, from: "
     "2026-01-01T00:00:00Z}]}\n",
     "1:90: `from` is not after the one before; write the values in the order of `from`"},
    {"ParameterFrom", "parameters: {access_removal: [{value: 2h}, {value: 3h}]}\n",
     "1:44: `from` is missing; only the first value may be without it"},
    {"Answer", "answers: {has_people: [{value: yes}]}\n",
     "1:32: `yes` is no bool; write `true` or `false`"},
    {"Question", "answers: {has_peple: [{value: true}]}\n",
     "1:11: unknown question `has_peple`; did you mean `has_people`?"},
    {"Choice", "answers: {place: [{value: remot}]}\n",
     "1:27: `remot` is no value of `place`; did you mean `remote`?"},
    {"ChoiceType", "answers: {place: [{value: true}]}\n", "1:27: `true` is no string"},
    {"Also", "also: [vistors]\n", "1:8: unknown control `vistors`; did you mean `visitors`?"},
    {"MarkersWithoutFrom", "markers: [{value: {}}, {value: {majority: 0.6}}]\n",
     "1:24: `from` is missing; only the first value may be without it"},
    {"MarkersWithoutValue", "markers: [{from: 2026-06-01T00:00:00Z}]\n",
     "1:11: `value` is missing; a value needs it"},
    {"Late", "late_recording: soon\n", "1:17: `soon` is no duration; write `7d`"},
    {"Marker", "markers: {majority: 50}\n",
     "1:21: `50` is no share; write a number from 0 to 1, or null to turn the marker off"},
    {"MarkerType", "markers: {majority: half}\n",
     "1:21: `half` is no double; write a number as `0.85`"},
    {"NotApplicable",
     "not_applicable: [{control: vistors, reason: r, by: person/p, from: 2026-01-05T09:00:00Z}]\n",
     "1:28: unknown control `vistors`; did you mean `visitors`?"},
    {"NotApplicableBy",
     "not_applicable: [{control: visitors, reason: r, by: p, from: 2026-01-05T09:00:00Z}]\n",
     "1:53: `p` is no person; write `person/ID`"},
    {"NotApplicableReason",
     "not_applicable: [{control: visitors, reason: ' ', by: person/p, from: "
     "2026-01-05T09:00:00Z}]\n",
     "1:46: no reason is given; say why it does not apply: reports print it"},
    {"NotApplicableUntil",
     "not_applicable: [{control: visitors, reason: r, by: person/p, from: 2026-01-05T09:00:00Z, "
     "until: 2026-01-05T09:00:00Z}]\n",
     "1:98: `until` is not after `from`; write a later time"},
};
INSTANTIATE_TEST_SUITE_P(Settings, SettingsMistakes, testing::ValuesIn(mistakes),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace probata
