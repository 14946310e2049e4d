// Disposal: what was said is gone from every file, reads as a gap, and the ledger still agrees.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "history/read.h"
#include "organisation/organisation.h"
#include "organisation/state.h"

namespace probata {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class DisposeTest : public testing::Test {
 protected:
  DisposeTest() {
    folder_ =
        std::filesystem::temp_directory_path() / ("dispose-test-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
  }
  ~DisposeTest() override { std::filesystem::remove_all(folder_); }

  Result<std::unique_ptr<Organisation>> try_to_open(bool read_only) {
    OrganisationOptions options;
    options.data = folder_;
    options.catalog = {
        {"test",
         {{"controls/mfa.yaml",
           "control: mfa\ntitle: Second factor\ntests:\n  - id: enforced\n    each: account\n"
           "    always: account.mfa\n"},
          {"kinds/account.yaml",
           "kind: account\nretention: P30D\nfields:\n  login: string\n  mfa: bool\n"}}}};
    options.clock = [this] { return clock_; };
    options.random = seeded_random(1);
    options.create = true;
    options.read_only = read_only;
    options.name = "acme.example";
    options.keep_after = 1;
    return Organisation::open(std::move(options));
  }
  std::unique_ptr<Organisation> open(bool read_only = false) {
    auto opened = try_to_open(read_only);
    EXPECT_TRUE(opened) << to_text(opened.error());
    return opened ? std::move(*opened) : nullptr;
  }

  // Entries 0 to 3; the evidence of entry 1 is cited by entry 2 too, that of 2 by nobody else.
  void fill(Organisation& organisation) {
    shared_ = *organisation.blobs().put("a list of all accounts");
    own_ = *organisation.blobs().put("the page of a1");
    const std::string text =
        R"({"kind":"collection","id":"idp/1","at":"2026-06-01T00:00:00Z","by":"connector:idp","set":{"kinds":["account"],"from":"2026-01-01T00:00:00Z","to":"2026-06-01T00:00:00Z","complete":true}}
{"kind":"account","id":"a1","at":"2026-02-01T00:00:00Z","by":"connector:idp","set":{"login":"secret-login","mfa":true},"evidence":[")" +
        to_text(shared_) + R"("]}
{"kind":"account","id":"a1","at":"2026-03-01T00:00:00Z","by":"connector:idp","set":{"login":"other-login","mfa":false},"evidence":[")" +
        to_text(shared_) + R"(",")" + to_text(own_) + R"("]}
{"kind":"account","id":"a1","at":"2026-03-01T02:00:00Z","by":"connector:idp","set":{"mfa":true}}
)";
    const auto report = organisation.append_lines(text, "facts.jsonl", true, false);
    ASSERT_TRUE(report.errors.empty()) << to_text(report.errors.front());
  }

  static Organisation::Disposal of(std::vector<uint64_t> entries) {
    return {std::move(entries), "accounts, 30 days", "", "person/p1"};
  }

  // passed, failed, unknown
  static std::vector<int64_t> counts(const Organisation& organisation,
                                     std::optional<uint64_t> known = {}) {
    Request request;
    request.period = {*parse_instant("2026-01-01T00:00:00Z"),
                      *parse_instant("2026-05-01T00:00:00Z")};
    const auto assessment =
        organisation.assessment(request, *parse_instant("2026-05-15T00:00:00Z"), known);
    const TestResult& test = assessment->controls.at(0).tests.at(0);
    return {test.passed, test.failed, test.unknown};
  }

  bool in_any_file(std::string_view words) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_))
      if (entry.is_regular_file() && read_file(entry.path().string()).value_or("").contains(words))
        return true;
    return false;
  }

  std::filesystem::path folder_;
  Instant clock_ = *parse_instant("2026-06-02T00:00:00Z");
  Digest shared_, own_;
};

TEST_F(DisposeTest, WhatWasSaidIsGoneAndReadsAsAGap) {
  auto organisation = open();
  fill(*organisation);
  const auto root = organisation->ledger().root(4);
  EXPECT_THAT(counts(*organisation), ElementsAre(0, 1, 0));
  const auto receipt = organisation->dispose(of({2}));
  ASSERT_TRUE(receipt) << to_text(receipt.error().front());
  EXPECT_THAT(counts(*organisation), ElementsAre(0, 0, 1)) << "it may have been broken";
  EXPECT_THAT(counts(*organisation, 4), ElementsAre(0, 0, 1)) << "at an earlier size too";
  EXPECT_EQ(organisation->ledger().root(4), root);
  const auto check = organisation->ledger().check({});
  ASSERT_TRUE(check);
  EXPECT_TRUE(check->problems.empty());
  EXPECT_EQ(check->disposed, 1u);
}

TEST_F(DisposeTest, NoFileHoldsItAnyMore) {
  {
    auto organisation = open();
    fill(*organisation);
  }
  EXPECT_TRUE(in_any_file("other-login"));
  {
    auto organisation = open();
    ASSERT_TRUE(organisation->dispose(of({2})));
    EXPECT_FALSE(*organisation->blobs().has(own_));
    EXPECT_TRUE(*organisation->blobs().has(shared_)) << "entry 1 cites it as well";
  }
  EXPECT_FALSE(in_any_file("other-login"));
  EXPECT_TRUE(in_any_file("secret-login"));
}

TEST_F(DisposeTest, ReadsTheSameAfterEveryStart) {
  std::vector<int64_t> before;
  {
    auto organisation = open();
    fill(*organisation);
    ASSERT_TRUE(organisation->dispose(of({1})));
    before = counts(*organisation);
  }
  EXPECT_THAT(counts(*open()), testing::ContainerEq(before)) << "from the snapshot";
  std::filesystem::remove(folder_ / "views/history.snapshot");
  EXPECT_THAT(counts(*open()), testing::ContainerEq(before)) << "from the ledger";
  auto organisation = open();
  const auto facts = organisation->facts();
  ASSERT_TRUE(facts);
  ASSERT_EQ(facts->size(), 5u);
  for (const auto& [field, value] : (*facts)[1].set)
    EXPECT_TRUE(std::holds_alternative<Disposed>(value));
}

// A crash right after the erasure became durable: the bodies are still there.
TEST_F(DisposeTest, TheNextStartFinishesWhatACrashLeft) {
  {
    auto organisation = open();
    fill(*organisation);
    Fact described = (*organisation->facts())[2];
    const json::Value erasure =
        json::Object{{"kind", "erasure"},
                     {"id", "e"},
                     {"at", "2026-06-02T00:00:00Z"},
                     {"by", "person/p1"},
                     {"set", json::Object{{"value", erasure_of({&described, 1}, "accounts, 30 days",
                                                               "", organisation->catalog())}}}};
    const std::string body = *json::canonical(erasure);
    ASSERT_TRUE(organisation->ledger().append({&body, 1}));
  }
  EXPECT_THAT(counts(*open(true)), ElementsAre(0, 0, 1)) << "whoever only reads takes it as gone";
  auto organisation = open();
  EXPECT_THAT(counts(*organisation), ElementsAre(0, 0, 1));
  EXPECT_TRUE(organisation->ledger().row(2)->value().disposed);
  EXPECT_FALSE(*organisation->blobs().has(own_));
}

TEST_F(DisposeTest, WhatWentWithoutAnErasureIsDamage) {
  {
    auto organisation = open();
    fill(*organisation);
    ASSERT_TRUE(organisation->ledger().dispose(std::vector<uint64_t>{2}));
  }
  std::filesystem::remove(folder_ / "views/history.snapshot");
  const auto opened = try_to_open(false);
  ASSERT_FALSE(opened);
  EXPECT_THAT(to_text(opened.error()), HasSubstr("no erasure says what it was"));
}

TEST_F(DisposeTest, EntriesOfAKindAreThoseThatAreStillThere) {
  auto organisation = open();
  fill(*organisation);
  const KindNo account = organisation->catalog().kind("account")->number;
  const auto entries = [&](std::string_view id, const char* before) {
    return *organisation->entries_of(account, id,
                                     before ? std::optional(*parse_instant(before)) : std::nullopt);
  };
  EXPECT_THAT(entries("", nullptr), ElementsAre(1, 2, 3));
  EXPECT_THAT(entries("a2", nullptr), ElementsAre());
  EXPECT_THAT(entries("a1", "2026-03-01T00:00:00Z"), ElementsAre(1));
  ASSERT_TRUE(organisation->dispose(of({1, 3})));
  EXPECT_THAT(entries("", nullptr), ElementsAre(2));
}

TEST_F(DisposeTest, RefusesWithAReasonAndChangesNothing) {
  auto organisation = open();
  fill(*organisation);
  const auto refusal = [&](std::vector<uint64_t> entries) {
    const auto receipt = organisation->dispose(of(std::move(entries)));
    return receipt ? std::string("done") : to_text(receipt.error().front());
  };
  EXPECT_THAT(refusal({0}), HasSubstr("built-in kind `collection`"));
  EXPECT_THAT(refusal({7}), HasSubstr("there is no entry 7"));
  EXPECT_THAT(refusal({}), HasSubstr("nothing to dispose of"));
  clock_ = *parse_instant("2026-03-20T00:00:00Z");
  EXPECT_THAT(refusal({2}), HasSubstr("is to be kept until 2026-03-31T00:00:00Z"));
  clock_ = *parse_instant("2026-06-02T00:00:00Z");
  EXPECT_EQ(organisation->ledger().size(), 4u);
  EXPECT_EQ(refusal({2}), "done");
  EXPECT_THAT(refusal({2}), HasSubstr("disposed of already"));
}

TEST_F(DisposeTest, NobodyStatesAnErasure) {
  auto organisation = open();
  fill(*organisation);
  const auto report = organisation->append_lines(
      R"({"kind":"erasure","id":"e","at":"2026-06-01T00:00:00Z","by":"person/p1","set":{"value":{"facts":[]}}})",
      "facts.jsonl", true, false);
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_THAT(to_text(report.errors.front()), HasSubstr("an erasure cannot be stated"));
}

}  // namespace
}  // namespace probata
