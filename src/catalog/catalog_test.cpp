#include "catalog/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog_fixture.h"
#include "catalog/settings.h"

namespace probata {
namespace {

using namespace catalog_fixture;

std::string all(const Errors& errors) {
  std::string text;
  for (const Error& error : errors) text += to_text(error) + "\n";
  return text;
}

TEST(Catalog, TheExamplesOfTheFormatAreRead) {
  const auto read = catalog_fixture::read(example());
  ASSERT_TRUE(read) << all(read.error());
  const Catalog& catalog = **read;
  EXPECT_EQ(all(catalog.warnings), "");
  const Kind& account = *catalog.kind("account");
  EXPECT_EQ(account.title, "Account");
  EXPECT_EQ(account.retention, (Span{.months = 84}));
  EXPECT_TRUE(account.find("system")->required);
  EXPECT_TRUE(account.find("email")->key);
  EXPECT_TRUE(account.find("groups")->list);
  EXPECT_EQ(account.find("groups")->targets[0], catalog.kind("group")->number);
  EXPECT_EQ(account.find("status")->values, (std::vector<std::string>{"active", "disabled"}));
  EXPECT_EQ(catalog.kind("person")->reverse("accounts")->from, account.number);
  const probata::Test& test = *catalog.test("access-removal/leavers");
  EXPECT_EQ(test.each, account.number);
  EXPECT_EQ(test.severity, Severity::high);
  const auto& response = std::get<Response>(test.pattern);
  EXPECT_TRUE(response.stays);
  EXPECT_EQ(response.when->place, (Place{"controls/access-removal.yaml", 19, 11}));
  EXPECT_TRUE(std::holds_alternative<Condition>(response.within));
  EXPECT_EQ(test.says.size(), 6u);
  EXPECT_TRUE(test.assign.has_value());
  std::vector<std::string> kinds;
  for (const KindNo kind : test.kinds) kinds.push_back(catalog.at(kind).name);
  EXPECT_THAT(kinds, testing::UnorderedElementsAre("account", "person", "system"));
}

TEST(Catalog, HasTheBuiltInKinds) {
  const auto read = catalog_fixture::read({});
  ASSERT_TRUE(read) << all(read.error());
  const Catalog& catalog = **read;
  EXPECT_EQ(all(catalog.warnings), "");
  for (const char* name :
       {"company", "collection", "judgement", "waiver", "assignment", "qualification", "finding",
        "control", "test", "obligation", "setting", "observation", "catalog", "clock", "erasure"}) {
    ASSERT_NE(catalog.kind(name), nullptr) << name;
    EXPECT_TRUE(catalog.kind(name)->built_in);
  }
  EXPECT_EQ(catalog.at(catalog.obligation).name, "obligation");
  EXPECT_TRUE(catalog.at(catalog.obligation).read_only);
  EXPECT_FALSE(catalog.at(catalog.collection).record);
  // Without a kind `person`, a reference to it is a string.
  EXPECT_EQ(catalog.at(catalog.assignment).find("person")->type, FieldType::string);
  const Kind& waiver = catalog.at(catalog.waiver);
  EXPECT_THAT(waiver.life_cycle->states,
              testing::ElementsAre("requested", "approved", "rejected", "revoked"));
  EXPECT_TRUE(waiver.find("approved_at")->read_only);
  EXPECT_EQ(waiver.find("approved_at")->type, FieldType::timestamp);
  EXPECT_EQ(waiver.find("approved_by")->type, FieldType::string);
  EXPECT_EQ(waiver.find("state")->values, waiver.life_cycle->states);
}

TEST(Catalog, ABuiltInKindCanBeExtended) {
  const auto read = catalog_fixture::read(
      with(example(), "kinds/company.yaml",
           "kind: company\nextends: true\nfields: {plan: {type: string, enum: [a, b]}}\n"));
  ASSERT_TRUE(read) << all(read.error());
  const Kind& company = (*read)->at((*read)->company);
  EXPECT_NE(company.find("plan"), nullptr);
  EXPECT_NE(company.find("time_zone"), nullptr);
  EXPECT_TRUE(company.built_in);
  EXPECT_EQ(company.find("root")->type, FieldType::reference);
}

TEST(Catalog, NumbersAndRecordsAgree) {
  const auto read = catalog_fixture::read(example());
  const Catalog& catalog = **read;
  ASSERT_EQ(catalog.records.size(), catalog.kinds.size() + 2);
  for (size_t k = 0; k < catalog.kinds.size(); ++k) {
    const Kind& kind = catalog.kinds[k];
    EXPECT_EQ(static_cast<size_t>(kind.number), k);
    EXPECT_EQ(catalog.records[k].number, k);
    for (size_t f = 0; f < kind.fields.size(); ++f) {
      EXPECT_EQ(static_cast<size_t>(kind.fields[f].number), f + 1);
      EXPECT_EQ(catalog.records[k].fields[f].name, kind.fields[f].name);
      EXPECT_EQ(catalog.records[k].fields[f].field, f + 1);
    }
    for (size_t r = 0; r < kind.reverses.size(); ++r) {
      EXPECT_EQ(static_cast<size_t>(kind.reverses[r].number), kind.fields.size() + r + 1);
    }
  }
  EXPECT_FALSE(catalog.records[catalog.parameter_record].entity);
  EXPECT_EQ(catalog.records[catalog.parameter_record].find("yearly")->field, 2);
  EXPECT_EQ(catalog.records[catalog.tailoring_record].find("has_people")->field, 1);
}

TEST(Catalog, EveryPattern) {
  const std::string text = R"(control: c
title: C
tests:
  - {id: i, each: account, always: true, grace: 2bd}
  - {id: r, each: account, when: account.mfa, then: true, within: 0, gone: fails, tightens: false}
  - {id: d, each: account, when: account.mfa, then: true, due: account.last_login}
  - {id: w, every: quarter, occurs: account, where: account.mfa, counts_for: account.last_login}
  - {id: o, each: person, every: param.yearly, occurs: person.accounts, partial: counts}
  - {id: s, each: person, every: P1M, occurs: person, as: other, where: other.name == person.name}
  - {id: j, judge: "Is it right?", every: 30d, by: reviewer, shows: [company.name], needs: [audit]}
  - {id: k, each: account, judge: q, when: account.mfa, within: 1h, by: reviewer, not_by: account.person}
  - {id: x, each: company, always: true, assign: reviewer, waivable_by: reviewer, says: "{{x}} {company.name}"}
)";
  const auto read = catalog_fixture::read(with(example(), "controls/c.yaml", text));
  ASSERT_TRUE(read) << all(read.error());
  const Catalog& c = **read;
  EXPECT_EQ(std::get<Span>(std::get<Invariant>(c.test("c/i")->pattern).grace).business_days, 2);
  const auto& r = std::get<Response>(c.test("c/r")->pattern);
  EXPECT_EQ(std::get<Duration>(r.within), Duration{});
  EXPECT_TRUE(r.gone_fails);
  EXPECT_TRUE(std::get<Response>(c.test("c/d")->pattern).due.has_value());
  const auto& w = std::get<Recurrence>(c.test("c/w")->pattern);
  EXPECT_EQ(std::get<Window>(w.every), Window::quarter);
  EXPECT_TRUE(w.where && w.counts_for && !w.reverse);
  EXPECT_FALSE(c.test("c/w")->each.has_value());
  const auto& o = std::get<Recurrence>(c.test("c/o")->pattern);
  EXPECT_TRUE(o.partial_counts && std::holds_alternative<Condition>(o.every));
  EXPECT_EQ(o.occurs, c.kind("account")->number);
  EXPECT_EQ(o.reverse, c.kind("person")->reverse("accounts")->number);
  EXPECT_EQ(std::get<Recurrence>(c.test("c/s")->pattern).as, "other");
  const auto& j = std::get<Judgement>(c.test("c/j")->pattern);
  EXPECT_EQ(std::get<Recurrence>(j.when).occurs, c.judgement);
  EXPECT_EQ(j.shows.size(), 1u);
  EXPECT_THAT(c.test("c/j")->kinds,
              testing::IsSupersetOf({c.company, c.judgement, c.assignment, c.qualification}));
  const auto& k = std::get<Judgement>(c.test("c/k")->pattern);
  EXPECT_TRUE(k.not_by && std::get<Response>(k.when).when);
  EXPECT_FALSE(c.test("c/x")->each.has_value());
  EXPECT_EQ(c.test("c/x")->assign_role, "reviewer");
  EXPECT_EQ(std::get<std::string>(c.test("c/x")->says[0]), "{x} ");
}

TEST(Catalog, WhatIsMissingIsNotCheckedAgainst) {
  const auto read = catalog_fixture::read(
      {{"controls/c.yaml",
        "control: c\ntitle: C\nowner: somebody\nrisks: [x]\ncriteria: {CC1.1: [y]}\n"
        "tests: [{id: t, judge: q, every: month, by: someone}]\n"}});
  EXPECT_TRUE(read) << all(read.error());
}

TEST(Catalog, LaterFoldersWinFileByFile) {
  const Folder folders[] = {
      folder(example(), "shipped"),
      folder(
          {{"parameters.yaml",
            "access_removal: {type: duration, default: 8h}\nyearly: {type: span, default: P6M}\n"}},
          "overrides")};
  const auto read = read_catalog(folders);
  ASSERT_TRUE(read) << all(read.error());
  EXPECT_EQ(to_text((*read)->parameter("access_removal")->value), "8h");
  EXPECT_EQ((*read)->parameter("access_removal")->place.file, "overrides/parameters.yaml");
}

TEST(Catalog, TheDigestIsOfWhatTheFilesMean) {
  const auto digest = [](const Files& files) { return (*catalog_fixture::read(files))->digest; };
  const Digest one = digest({{"kinds/a.yaml", "kind: a\nfields: {b: bool, c: int}\n"}});
  EXPECT_EQ(
      one,
      digest({{"kinds/a.yaml", "# said otherwise\nfields:\n  c: int\n  b: \"bool\"\nkind: a\n"}}));
  EXPECT_EQ(one, sha256(R"({"kinds/a.yaml":{"fields":{"b":"bool","c":"int"},"kind":"a"}})"));
  EXPECT_NE(one, digest({{"kinds/b.yaml", "kind: a\nfields: {b: bool, c: int}\n"}}));
}

}  // namespace
}  // namespace probata
