// Another catalog than the accepted one: what the answers say of it, and its acceptance.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/api/api.h"
#include "server/for_tests.h"
#include "server/schema_test.h"

namespace probata::server_test {
namespace {

using testing::HasSubstr;

constexpr const char* good = R"({"by": "person/sam", "reason": " As our auditor asks "})";

// The small catalog with a text of one of its files put in the place of another.
Folder catalog_with(std::string_view was, std::string_view is) {
  Folder folder = small_catalog();
  for (File& file : folder.files)
    if (const auto at = file.text.find(was); at != std::string::npos)
      file.text.replace(at, was.size(), is);
  return folder;
}
// A day longer: the late account of a leaver is still late, and a test is new.
Folder another_catalog() {
  Folder folder = catalog_with("default: 24h", "default: 48h");
  folder.files.push_back({"controls/names.yaml", R"(control: names
title: People have names
criteria: {CC6.2: []}
tests: [{id: given, title: Every person has a name, each: person, always: person.name != null}]
)"});
  return folder;
}

class OfferedCatalogTest : public testing::Test {
 protected:
  // Made and accepted with the small catalog; then served with another.
  void serve(Folder catalog, bool demo = false) {
    {
      auto made = open(small_catalog(), demo);
      ASSERT_TRUE(made->begin_with_catalog());
      ASSERT_TRUE(made->append_lines(small_facts(), "facts", true, false).errors.empty());
    }
    organisation_ = open(std::move(catalog), demo);
    context_.reset(new api::Context{*organisation_, options_, {}, {}});
    router_ = std::make_unique<http::Router>();
    api::add_routes(*router_, *context_);
  }
  std::unique_ptr<Organisation> open(Folder catalog, bool demo) {
    OrganisationOptions options;
    options.data = folder_.path() / "data";
    options.catalog = {std::move(catalog)};
    options.clock = [this] { return now_; };
    options.random = seeded_random(1);
    options.create = true;
    options.demo = demo;
    auto opened = Organisation::open(std::move(options));
    EXPECT_TRUE(opened) << to_text(opened.error());
    return std::move(*opened);
  }
  http::Response ask(std::string_view method, std::string_view target, std::string_view body = {},
                     std::string type = "application/json; charset=utf-8") const {
    http::Request request{.method = std::string(method), .body = std::string(body)};
    EXPECT_TRUE(http::read_target(target, request));
    request.headers["content-type"] = std::move(type);
    return router_->answer(std::move(request));
  }
  // The body of an answer, held against its schema.
  json::Value told(const http::Response& response, int status, const std::string& schema) const {
    EXPECT_EQ(response.status, status) << response.body;
    auto body = json::parse(response.body).value_or(json::Value());
    for (const auto& wrong : contract_.check(body, contract_.named(schema))) ADD_FAILURE() << wrong;
    return body;
  }
  json::Value offered() const {
    return told(ask("GET", "/api/offered-catalog"), 200, "OfferedCatalog");
  }
  json::Value results() const {
    return told(ask("GET", "/api/offered-catalog/results"), 200, "OfferedResults");
  }
  http::Response accept(std::string_view body) const {
    return ask("POST", "/api/offered-catalog/acceptance", body);
  }
  static std::string text(const json::Value& value, std::string_view key) {
    const json::Value* found = value.find(key);
    return found == nullptr || !found->as_string() ? "" : *found->as_string();
  }

  TemporaryFolder folder_;
  Instant now_ = *parse_instant(now_text);
  ServerOptions options_;
  Contract contract_;
  std::unique_ptr<Organisation> organisation_;
  std::unique_ptr<api::Context> context_;
  std::unique_ptr<http::Router> router_;
};

TEST_F(OfferedCatalogTest, WhereNothingIsOfferedItSaysSo) {
  serve(small_catalog());
  const auto answer = offered();
  EXPECT_EQ(text(answer, "state"), "nothing");
  EXPECT_THAT(text(answer, "words"), HasSubstr("No other catalog is offered"));
  EXPECT_TRUE(answer.find("offered")->is_null());
  EXPECT_EQ(text(*answer.find("accepted"), "by"), "probata");
  EXPECT_TRUE(results().find("results")->as_array()->empty());
  EXPECT_EQ(text(told(accept(good), 409, "Problem"), "title"), "no other catalog is offered");
}

TEST_F(OfferedCatalogTest, WhatDiffersIsTold) {
  serve(another_catalog());
  const auto answer = offered();
  EXPECT_EQ(text(answer, "state"), "waits");
  EXPECT_EQ(text(answer, "words"), organisation_->catalog_note());
  EXPECT_EQ(text(answer, "in_force"), to_text(organisation_->catalog().digest));
  EXPECT_EQ(text(answer, "offered"), to_text(organisation_->pinned().offered->digest));
  const auto& changes = *answer.find("changes")->as_array();
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(text(changes[0], "file"), "controls/names.yaml");
  EXPECT_EQ(text(changes[1], "words"), "access_removal, default: 48h; accepted: 24h");
}

TEST_F(OfferedCatalogTest, ResultsThatChangeAreWorkedOutOnceASize) {
  serve(another_catalog());
  const auto first = results();
  const auto& changed = *first.find("results")->as_array();
  ASSERT_EQ(changed.size(), 1u) << json::write(first);
  EXPECT_EQ(text(changed[0], "test"), "names/given");
  EXPECT_EQ(text(changed[0], "title"), "Every person has a name");
  EXPECT_TRUE(changed[0].find("was")->is_null());
  now_ = now_ + minute * 10;
  EXPECT_EQ(json::write(results()), json::write(first)) << "of the same size";
  ASSERT_TRUE(
      organisation_
          ->append_lines(
              R"({"kind":"review","id":"r2","at":"2026-06-29T00:00:00Z","by":"person/ana","set":{"topic":"x"}})",
              "more", true, false)
          .receipt);
  EXPECT_NE(json::write(results()), json::write(first));
}

TEST_F(OfferedCatalogTest, EachFieldThatIsWrongIsNamed) {
  serve(another_catalog());
  const auto fields = [&](std::string_view body) {
    std::string names;
    const auto answer = told(accept(body), 422, "AcceptanceRefused");
    for (const auto& error : *answer.find("errors")->as_array())
      names += text(error, "field") + " ";
    return names;
  };
  EXPECT_EQ(fields("{}"), "by reason ");
  EXPECT_EQ(fields("[]"), "by reason ");
  EXPECT_EQ(fields(R"({"by": 7, "reason": "x"})"), "by ");
  for (const char* by : {"sam", "person/", "probata", "connector:idp"})
    EXPECT_EQ(fields(std::string(R"({"reason": "x", "by": ")") + by + "\"}"), "by ") << by;
  EXPECT_EQ(fields(R"({"by": "person/sam", "reason": "  "})"), "reason ");
  told(accept("{"), 400, "Problem");
  told(ask("POST", "/api/offered-catalog/acceptance", good, "text/plain"), 415, "Problem");
  EXPECT_EQ(text(offered(), "state"), "waits") << "nothing was accepted";
}

TEST_F(OfferedCatalogTest, WhatIsAcceptedIsInForceFromTheNextStart) {
  serve(another_catalog());
  const auto size = organisation_->ledger().size();
  const auto answer = told(accept(good), 200, "Accepted");
  EXPECT_EQ(*answer.find("receipt")->find("first")->as_int(), static_cast<int64_t>(size));
  EXPECT_EQ(text(answer, "words"), "It is in force when Probata is started again.");
  EXPECT_EQ(text(*answer.find("accepted"), "reason"), "As our auditor asks");
  const auto after = offered();
  EXPECT_EQ(text(after, "state"), "from_next_start");
  EXPECT_THAT(text(after, "words"), HasSubstr("accepted by person/sam"));
  EXPECT_NE(text(after, "in_force"), text(after, "offered"));
  told(accept(good), 409, "Problem");
  organisation_.reset();
  const auto again = open(small_catalog(), false);
  EXPECT_EQ(to_text(again->catalog().digest), text(after, "offered"));
}

TEST_F(OfferedCatalogTest, OneThatTheFactsDoNotFitIsRefused) {
  Folder without = catalog_with("  last_login: timestamp\n", "");
  serve(std::move(without));
  const auto told_of_results = told(ask("GET", "/api/offered-catalog/results"), 409, "Problem");
  EXPECT_THAT(text(told_of_results, "title"), HasSubstr("last_login"));
  EXPECT_THAT(text(told(accept(good), 409, "Problem"), "title"), HasSubstr("last_login"));
  EXPECT_EQ(text(offered(), "state"), "waits");
}

TEST_F(OfferedCatalogTest, NothingIsAcceptedForTheDemoCompany) {
  serve(another_catalog(), true);
  told(accept(good), 403, "Problem");
}

}  // namespace
}  // namespace probata::server_test
