#include "organisation/organisation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "catalog/in_force.h"
#include "organisation/collectors.h"
#include "organisation/configuration.h"

namespace probata {
namespace {

using testing::HasSubstr;

const char* account_kind =
    "kind: account\nfields:\n  status: {type: string, enum: [active, disabled]}\n  mfa: bool\n";
const char* mfa_control =
    "control: mfa\ntitle: Second factor\ntests:\n  - id: enforced\n    each: account\n    scope: "
    "account.status == \"active\"\n"
    "    always: account.mfa\n    grace: param.mfa_grace\n";
const char* tickets_control =
    "control: tickets\ntitle: Tickets\ntests:\n  - id: done\n    each: ticket\n    when: "
    "'!ticket.done'\n    then: ticket.done\n    within: 24h\n";
const char* parameters =
    "mfa_grace: {type: duration, default: 1h, min: 0h, max: 72h, title: Grace, why: People "
    "sleep}\n";

class OrganisationTest : public testing::Test {
 protected:
  OrganisationTest() {
    folder_ = std::filesystem::temp_directory_path() /
              ("organisation-test-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
  }
  ~OrganisationTest() override { std::filesystem::remove_all(folder_); }

  Result<std::unique_ptr<Organisation>> open() {
    OrganisationOptions options;
    options.data = folder_;
    options.catalog = {
        {"test",
         {{"controls/mfa.yaml", mfa_control},
          {"controls/tickets.yaml", tickets_control},
          {"kinds/account.yaml", account_kind},
          {"kinds/ticket.yaml", "kind: ticket\nrecord: true\nfields:\n  done: bool\n"},
          {"parameters.yaml", parameters}}}};
    options.clock = [this] { return clock_; };
    options.random = seeded_random(1);
    options.create = true;
    options.name = "acme.example";
    options.keep_after = keep_after_;
    return Organisation::open(std::move(options));
  }

  static std::string lines() {
    return R"({"kind":"collection","id":"idp/1","at":"2026-06-01T00:00:00Z","by":"connector:idp","set":{"kinds":["account"],"from":"2026-01-01T00:00:00Z","to":"2026-06-01T00:00:00Z","complete":true}}
{"kind":"account","id":"a1","at":"2026-02-01T00:00:00Z","by":"connector:idp","set":{"status":"active","mfa":true}}
{"kind":"account","id":"a1","at":"2026-03-01T00:00:00Z","by":"connector:idp","set":{"mfa":false}}
{"kind":"account","id":"a1","at":"2026-03-01T02:00:00Z","by":"connector:idp","set":{"mfa":true}}
)";
  }

  static int64_t failed(const Organisation& organisation, std::optional<uint64_t> known = {}) {
    Request request;
    request.period = {*parse_instant("2026-01-01T00:00:00Z"),
                      *parse_instant("2026-05-01T00:00:00Z")};
    auto assessment =
        organisation.assessment(request, parse_instant("2026-06-01T00:00:00Z").value(), known);
    return assessment->controls.at(0).tests.at(0).failed;
  }

  std::filesystem::path snapshot() const { return folder_ / "views/history.snapshot"; }
  // What a history says, in short.
  static std::string told(const Organisation& organisation) {
    return organisation.read([](const View& view) { return told(view.history); });
  }
  static std::string told(const History& history) {
    std::string all = fmt::format("{} facts", history.size());
    for (const Kind& kind : history.catalog().kinds) {
      for (const Entity e : history.entities(kind.number)) {
        all += '\n' + history.item_of(e);
        for (const FieldDefinition& f : kind.fields) {
          for (const Layer layer : history.layers(e)) {
            for (const Change& c : history.track(e, f.number, layer))
              all += fmt::format(" {}={}@{}#{}", f.name, cel::to_text(history.value(c.value)),
                                 c.at.us, static_cast<uint32_t>(c.fact));
          }
        }
      }
    }
    return all;
  }
  std::string told_after_opening() {
    auto organisation = open();
    EXPECT_TRUE(organisation) << to_text(organisation.error());
    return told(**organisation);
  }
  std::string bytes_of_snapshot() const { return read_file(snapshot()).value_or(""); }

  uint64_t keep_after_ = 1'000'000;
  std::filesystem::path folder_;
  Instant clock_ = *parse_instant("2026-06-02T00:00:00Z");
};

TEST_F(OrganisationTest, FactsAppendedAreTestedAndStillThereAfterReopening) {
  {
    auto organisation = open();
    ASSERT_TRUE(organisation) << to_text(organisation.error());
    auto report = (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
    ASSERT_TRUE(report.errors.empty()) << to_text(report.errors.front());
    EXPECT_EQ(report.appended, 4u);
    EXPECT_EQ(failed(**organisation), 1);
    EXPECT_EQ(failed(**organisation, 2), 0) << "as known at size 2 nothing had failed";
  }
  auto organisation = open();
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  EXPECT_EQ((*organisation)->ledger().size(), 4u);
  EXPECT_EQ(failed(**organisation), 1);
  EXPECT_EQ((*organisation)->name(), "acme.example");
}

TEST_F(OrganisationTest, ResultsAsKnownAtASizeAreKeptWhenMoreArrives) {
  auto organisation = open();
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  Request request;
  request.period = {*parse_instant("2026-01-01T00:00:00Z"), *parse_instant("2026-05-01T00:00:00Z")};
  const auto at_four = [&] { return (*organisation)->assessment(request, clock_, 4); };
  const auto before = at_four();
  (*organisation)
      ->append_lines(
          R"({"kind":"account","id":"a2","at":"2026-03-02T00:00:00Z","by":"connector:idp","set":{"status":"active","mfa":false}})",
          "one", false, false);
  EXPECT_EQ(at_four(), before) << "the same, not worked out again";
  EXPECT_EQ((*organisation)->assessment(request, clock_)->controls.at(0).tests.at(0).failed, 2);
}

TEST_F(OrganisationTest, StatesNoProfileAndHasTheLeanOne) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  const auto in = [&](const std::string& profile) {
    Control control;
    control.profile = profile;
    return (*organisation)->read([&](const View& view) {
      return in_profile(view.history.settings(), control);
    });
  };
  EXPECT_TRUE(in("lean"));
  EXPECT_TRUE(in("host"));
  EXPECT_TRUE(in(""));
  EXPECT_FALSE(in("full"));
}

TEST_F(OrganisationTest, ASettingIsAFactAndChangesResults) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  ASSERT_EQ(failed(**organisation), 1);
  auto report =
      (*organisation)
          ->append_lines(
              R"({"kind":"setting","id":"parameters/mfa_grace","at":"2026-01-01T00:00:00Z","by":"person/p1","set":{"value":"24h"}})",
              "s", false, false);
  ASSERT_TRUE(report.errors.empty()) << to_text(report.errors.front());
  EXPECT_EQ(failed(**organisation), 0);
  auto refused =
      (*organisation)
          ->append_lines(
              R"({"kind":"setting","id":"parameters/mfa_grace","at":"2026-01-01T00:00:00Z","by":"person/p1","set":{"value":"900h"}})",
              "s", false, false);
  ASSERT_FALSE(refused.errors.empty()) << "out of the parameter's range";
  EXPECT_EQ((*organisation)->ledger().size(), 5u);
}

std::string setting_of(const std::string& id, const std::string& at, const std::string& value) {
  return fmt::format(
      R"({{"kind":"setting","id":"{}","at":"{}","by":"person/p1","set":{{"value":{}}}}})", id, at,
      value);
}

// Whoever sends a file learns which line it is, and a dry run says what the run would.
TEST_F(OrganisationTest, AMistakeInASettingNamesItsLineAlsoDry) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  const std::string at = "2026-01-01T00:00:00Z";
  const std::string text = setting_of("parameters/mfa_grace", at, "\"24h\"") + "\n" +
                           setting_of("parameters/mfa_grace", at, "\"900h\"") + "\n" +
                           setting_of("parameters/mfa_grace", at, "null") + "\n" +
                           setting_of("parameters", at, "{}") + "\n" +
                           setting_of("also/mfa", at, "true") + "\n";
  for (const bool dry : {true, false}) {
    const auto report = (*organisation)->append_lines(text, "s", false, dry);
    std::vector<std::string> told;
    for (const Error& error : report.errors) told.push_back(to_text(error));
    EXPECT_THAT(told,
                testing::ElementsAre("s:2: `900h` is above the most of `mfa_grace`; the most is 3d",
                                     HasSubstr("s:3: `parameters/mfa_grace` is given no value"),
                                     HasSubstr("s:4: `parameters` cannot be set as a whole"),
                                     HasSubstr("s:5: `also` must be")));
  }
  EXPECT_EQ((*organisation)->ledger().size(), 0u);
}

// The first as written, however late it is; what comes after it is no earlier than its recording.
TEST_F(OrganisationTest, AMarkerReachesBackInTheFirstFactOnly) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  const auto say = [&](const std::string& id, const std::string& value) {
    const std::string start = "2026-01-01T00:00:00Z";
    return (*organisation)
        ->append_lines(setting_of(id, start, value), "s", false, false)
        .errors.empty();
  };
  ASSERT_TRUE(say("markers", R"({"majority":0.4})"));
  const Instant first = *parse_instant("2026-01-01T00:00:00Z"), recorded = clock_;
  ASSERT_TRUE(say("markers/failed_share", "null"));
  EXPECT_FALSE(say("markers/majority", "1.5"));
  (*organisation)->read([&](const View& view) {
    const auto& all = view.history.settings().markers;
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].from, first);
    EXPECT_EQ(all[0].value.failed_share, 0.05);
    EXPECT_EQ(all[1].from, recorded);
    EXPECT_EQ(all[1].value.failed_share, std::nullopt);
    EXPECT_EQ(all[1].value.majority, 0.4) << "the others stay";
  });
}

std::vector<std::string> excluded_from(const Organisation& organisation) {
  return organisation.read([](const View& view) {
    std::vector<std::string> from;
    for (const NotApplicable& entry : view.history.settings().not_applicable)
      from.push_back(entry.control + " " + to_text(entry.from));
    return from;
  });
}

// Loosening last year in December is impossible, by whichever way; what counts stays as it counts.
TEST_F(OrganisationTest, WhatDoesNotApplyReachesBackInTheFirstListOnly) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  const std::string start = "2026-01-01T00:00:00Z", now = to_text(clock_);
  const auto entry = [&](const char* control) {
    return fmt::format(R"({{"control":"{}","reason":"x","by":"person/p1","from":"{}"}})", control,
                       start);
  };
  const auto say = [&](const std::string& at, const std::string& list) {
    return (*organisation)
        ->append_lines(setting_of("not_applicable", at, "[" + list + "]"), "s", false, false)
        .errors.empty();
  };
  ASSERT_TRUE(say(start, entry("mfa")));
  // Written as if it had been said before the first one, and again.
  ASSERT_TRUE(say("2020-01-01T00:00:00Z", entry("mfa") + "," + entry("tickets")));
  clock_ = clock_ + Duration{3'600'000'000};
  ASSERT_TRUE(say(now, entry("mfa") + "," + entry("tickets")));
  EXPECT_THAT(excluded_from(**organisation),
              testing::ElementsAre("mfa " + start, "tickets " + now));
  EXPECT_FALSE(
      say(now, R"({"control":"mfa","reason":" ","by":"person/p1","from":")" + now + R"("})"))
      << "a reason is said";
}

std::string setting(const char* value) {
  return fmt::format(
      R"({{"kind":"setting","id":"parameters/mfa_grace","at":"2026-01-01T00:00:00Z","by":"person/p1","set":{{"value":"{}"}}}})",
      value);
}

TEST_F(OrganisationTest, ALaterSettingDoesNotReachBackBehindItsRecording) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  (*organisation)->append_lines(setting("1h"), "s", false, false);
  ASSERT_EQ(failed(**organisation), 1);
  // Recorded on 2 June, written as if from January: the two hours of March stay a failure.
  (*organisation)->append_lines(setting("24h"), "s", false, false);
  EXPECT_EQ(failed(**organisation), 1);
}

TEST_F(OrganisationTest, TheFirstSettingIsAsWritten) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  (*organisation)->append_lines(setting("24h"), "s", false, false);
  EXPECT_EQ(failed(**organisation), 0);
}

// "In an organisation `not decided` is not covered": nobody said that tickets are kept here, so
// that those which are need not be all.
TEST_F(OrganisationTest, ARecordKindIsNotCoveredBeforeSomebodyDecides) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  (*organisation)
      ->append_lines(
          R"({"kind":"ticket","id":"t","at":"2026-02-01T00:00:00Z","by":"person/p1","set":{"done":false}}
{"kind":"ticket","id":"t","at":"2026-02-01T09:00:00Z","by":"person/p1","set":{"done":true}})",
          "t", false, false);
  const auto tickets = [&] {
    Request request;
    request.period = {*parse_instant("2026-01-01T00:00:00Z"),
                      *parse_instant("2026-05-01T00:00:00Z")};
    auto assessment =
        (*organisation)->assessment(request, parse_instant("2026-06-01T00:00:00Z").value());
    return assessment->controls.at(1).tests.at(0);
  };
  EXPECT_EQ(tickets().conclusion, Conclusion::unknown);
  ASSERT_EQ(tickets().limitations.size(), 1u);
  EXPECT_EQ(tickets().limitations[0].reason, Reason::uncovered);
  EXPECT_EQ(tickets().limitations[0].source, "probata");
  (*organisation)
      ->append_lines(
          R"({"kind":"setting","id":"since/ticket","at":"2026-01-01T00:00:00Z","by":"person/p1","set":{"value":"2026-01-01T00:00:00Z"}})",
          "s", false, false);
  EXPECT_EQ(tickets().conclusion, Conclusion::effective);
  EXPECT_EQ(tickets().passed, 1);
  EXPECT_TRUE(tickets().limitations.empty());
}

// Nobody is told on the first day that a role was held by nobody since the year 1.
TEST_F(OrganisationTest, WhatProbataKeepsItselfBeginsWithTheFirstEntry) {
  const auto since = [](const Organisation& organisation) {
    return organisation.read([](const View& view) {
      const auto& all = view.history.settings().since;
      const auto found = all.find(view.history.catalog().assignment);
      return found == all.end() ? std::optional<Instant>() : found->second;
    });
  };
  const Instant began = clock_;
  {
    auto organisation = open();
    ASSERT_TRUE(organisation);
    EXPECT_FALSE(since(**organisation));
    (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
    EXPECT_EQ(since(**organisation), began);
  }
  clock_ = clock_ + day;
  auto organisation = open();
  EXPECT_EQ(since(**organisation), began);
  (*organisation)
      ->append_lines(
          R"({"kind":"setting","id":"since/assignment","at":"2026-01-01T00:00:00Z","by":"person/p1","set":{"value":"2026-01-01T00:00:00Z"}})",
          "s", false, false);
  EXPECT_EQ(since(**organisation), *parse_instant("2026-01-01T00:00:00Z"));
}

TEST_F(OrganisationTest, AsKnownAtASizeTheSettingsAreThoseOfThatSize) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  (*organisation)->append_lines(setting("24h"), "s", false, false);
  EXPECT_EQ(failed(**organisation, 4), 1);
  EXPECT_EQ(failed(**organisation, 5), 0);
}

TEST_F(OrganisationTest, ASecondProcessIsRefusedAndAReaderIsNot) {
  auto first = open();
  ASSERT_TRUE(first);
  auto second = open();
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().what, HasSubstr("in use by process"));
}

TEST_F(OrganisationTest, BadLinesAreNamedAndGoodOnesKept) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  auto text = lines() + "{\n";
  auto atomic = (*organisation)->append_lines(text, "facts.jsonl", true, false);
  EXPECT_EQ(atomic.appended, 0u);
  EXPECT_FALSE(atomic.receipt);
  auto dry = (*organisation)->append_lines(text, "facts.jsonl", false, true);
  EXPECT_EQ(dry.errors.size(), 1u);
  EXPECT_EQ((*organisation)->ledger().size(), 0u);
  auto kept = (*organisation)->append_lines(text, "facts.jsonl", false, false);
  EXPECT_EQ(kept.appended, 4u);
  ASSERT_EQ(kept.errors.size(), 1u);
  EXPECT_EQ(kept.errors[0].place.line, 5);
}

TEST_F(OrganisationTest, ListenersHearOfEachBatchAndReadersMayReadMeanwhile) {
  auto organisation = open();
  ASSERT_TRUE(organisation);
  uint64_t heard = 0;
  auto listener = (*organisation)->listen([&](const Appended& appended) { heard = appended.size; });
  std::atomic<bool> stop = false;
  std::thread reader([&] {
    while (!stop) (*organisation)->read([](const View& view) { return view.history.size(); });
  });
  for (int i = 0; i < 50; ++i)
    (*organisation)
        ->append_lines(
            fmt::format(
                R"({{"kind":"account","id":"b{}","at":"2026-02-01T00:00:00Z","by":"connector:idp","set":{{"mfa":true}}}})",
                i),
            "one", false, false);
  stop = true;
  reader.join();
  EXPECT_EQ(heard, 50u);
  (*organisation)->forget(listener);
}

TEST_F(OrganisationTest, ASnapshotGivesWhatTheLedgerGives) {
  {
    auto organisation = open();
    ASSERT_TRUE(organisation);
    (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
    (*organisation)
        ->append_lines(
            R"({"kind":"setting","id":"parameters/mfa_grace","at":"2026-01-01T00:00:00Z","by":"person/p1","set":{"value":"24h"}})",
            "s", false, false);
  }
  const std::string expected = told_after_opening();
  EXPECT_FALSE(std::filesystem::exists(snapshot())) << "too little to keep";
  keep_after_ = 1;
  EXPECT_EQ(told_after_opening(), expected);
  const std::string kept = bytes_of_snapshot();
  ASSERT_FALSE(kept.empty());
  EXPECT_EQ(told_after_opening(), expected);
  EXPECT_EQ(bytes_of_snapshot(), kept) << "it was used, and not written again";
  {
    auto organisation = open();
    EXPECT_EQ(failed(**organisation), 0) << "the settings came with it";
    keep_after_ = 1'000'000;
  }
}

TEST_F(OrganisationTest, WhatCameSinceASnapshotIsFolded) {
  keep_after_ = 1;
  {
    auto organisation = open();
    (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  }
  const std::string kept = bytes_of_snapshot();
  ASSERT_FALSE(kept.empty()) << "written when it was closed";
  keep_after_ = 1'000'000;
  std::string expected;
  {
    auto organisation = open();
    ASSERT_TRUE(
        (*organisation)
            ->append_lines(
                R"({"kind":"account","id":"a1","at":"2026-03-02T00:00:00Z","by":"connector:idp","set":{"status":"disabled"}})",
                "one", false, false)
            .errors.empty());
    expected = told(**organisation);
  }
  EXPECT_EQ(bytes_of_snapshot(), kept);
  EXPECT_EQ(told_after_opening(), expected);
  std::filesystem::remove(snapshot());
  EXPECT_EQ(told_after_opening(), expected);
}

// As whoever asks for results of other tests does, at every size (Request::again).
TEST_F(OrganisationTest, TheHistoryIsMadeAnewFromTheSnapshotAndWhatCameSince) {
  keep_after_ = 1;
  auto organisation = open();
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  const auto again = (*organisation)->again();
  const auto told_at = [&](uint32_t size) { return told(again(FactNo{size}).value()); };
  const std::string four = told(**organisation);
  const std::string two = told_at(2);
  EXPECT_FALSE(std::filesystem::exists(snapshot())) << "what was known earlier is not kept";
  EXPECT_EQ(told_at(4), four);
  const std::string kept = bytes_of_snapshot();
  EXPECT_FALSE(kept.empty()) << "it was kept for whoever asks next";
  EXPECT_EQ(told_at(4), four);
  EXPECT_EQ(told_at(2), two) << "the snapshot knows more";
  (*organisation)
      ->append_lines(
          R"({"kind":"account","id":"a1","at":"2026-03-02T00:00:00Z","by":"connector:idp","set":{"status":"disabled"}})",
          "one", false, false);
  EXPECT_EQ(told_at(5), told(**organisation));
  EXPECT_EQ(told_at(4), four);
  ASSERT_TRUE(write_file_durably(snapshot(), kept.substr(0, kept.size() / 2)));
  EXPECT_EQ(told_at(5), told(**organisation)) << "a damaged one is as none";
}

TEST_F(OrganisationTest, TheHistoryIsMadeAnewWhileFactsArrive) {
  keep_after_ = 1;
  auto organisation = open();
  ASSERT_TRUE(organisation) << to_text(organisation.error());
  (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  constexpr int appends = 12;
  std::atomic<int> differ = 0;
  const auto make_anew = [&] {
    const auto again = (*organisation)->again();
    for (uint32_t size = 0; size < 4 + appends;)
      (*organisation)->read([&](const View& view) {
        size = static_cast<uint32_t>(view.known);
        const auto made = again(view.known);
        if (!made || told(*made) != told(view.history)) ++differ;
      });
  };
  std::jthread one(make_anew), other(make_anew);
  for (int i = 0; i < appends; ++i)
    (*organisation)
        ->append_lines(
            fmt::format(
                R"({{"kind":"account","id":"b{}","at":"2026-03-02T00:00:00Z","by":"connector:idp","set":{{"status":"active"}}}})",
                i),
            "one", false, false);
  one.join();
  other.join();
  EXPECT_EQ(differ, 0);
}

TEST_F(OrganisationTest, ASnapshotThatIsDamagedOrOfSomethingElseIsWrittenAnew) {
  keep_after_ = 1;
  {
    auto organisation = open();
    (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  }
  const std::string kept = bytes_of_snapshot();
  const std::string expected = told_after_opening();
  std::string damaged = kept;
  damaged[damaged.size() / 2] ^= 1;
  for (const std::string& bytes : {damaged, kept.substr(0, 100), std::string()}) {
    ASSERT_TRUE(write_file_durably(snapshot(), bytes));
    EXPECT_EQ(told_after_opening(), expected);
    EXPECT_EQ(bytes_of_snapshot().size(), kept.size());
  }
  // Of another organisation's ledger: as long, and not the same.
  const auto other = folder_ / "views/other";
  std::filesystem::copy_file(snapshot(), other);
  std::filesystem::remove(folder_ / "ledger.db");
  std::filesystem::remove(folder_ / "ledger.db-wal");
  {
    auto organisation = open();
    ASSERT_TRUE(organisation) << to_text(organisation.error());
    std::string changed = lines();
    changed.replace(changed.find("active"), 6, "disabled");
    (*organisation)->append_lines(changed, "facts.jsonl", false, false);
  }
  std::filesystem::copy_file(other, snapshot(), std::filesystem::copy_options::overwrite_existing);
  EXPECT_NE(told_after_opening(), expected);
  EXPECT_THAT(told_after_opening(), HasSubstr("disabled"));
}

TEST_F(OrganisationTest, AKilledWriterLeavesTheOldSnapshotAndItsPartIsRemoved) {
  keep_after_ = 1;
  {
    auto organisation = open();
    (*organisation)->append_lines(lines(), "facts.jsonl", false, false);
  }
  const std::string kept = bytes_of_snapshot();
  const auto part = folder_ / "views/.history.snapshot.a1B2c3";
  ASSERT_TRUE(write_file_durably(part, kept.substr(0, kept.size() / 2)));
  told_after_opening();
  EXPECT_EQ(bytes_of_snapshot(), kept);
  EXPECT_FALSE(std::filesystem::exists(part));
}

TEST_F(OrganisationTest, ConfigurationIsWrittenAndReadBack) {
  std::filesystem::create_directories(folder_);
  Configuration written{
      "acme \"x\": y",
      {{"git", "main", "/srv/repo", json::Value(json::Object{{"branches", "main"}})}}};
  ASSERT_TRUE(write_configuration(folder_, written));
  auto read = read_configuration(folder_);
  ASSERT_TRUE(read) << to_text(read.error().front());
  EXPECT_EQ(read->name, written.name);
  ASSERT_EQ(read->sources.size(), 1u);
  EXPECT_EQ(read->sources[0].path, "/srv/repo");
  EXPECT_EQ(*read->sources[0].options.find("branches")->as_string(), "main");
  ASSERT_TRUE(write_file_durably(folder_ / "probata.yaml", "nmae: x\n"));
  auto wrong = read_configuration(folder_);
  ASSERT_FALSE(wrong);
  EXPECT_THAT(to_text(wrong.error()[0]), HasSubstr("probata.yaml:1:1: unknown key `nmae`"));
}

}  // namespace
}  // namespace probata
