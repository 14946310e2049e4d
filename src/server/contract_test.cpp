// The router against schemas/openapi.yaml, and the shape of every answer.
#include <gtest/gtest.h>

#include <set>

#include "server/api/api.h"
#include "server/for_tests.h"
#include "server/hub.h"
#include "server/schema_test.h"

namespace probata::server_test {
namespace {

// Handlers without a socket.
struct Api {
  Api() : context{company.organisation(), options, {}, {}} {
    api::add_routes(router, context);
    context.subscribe = [](std::optional<uint64_t>) {
      return std::make_shared<http::EventStream>();
    };
  }
  http::Response ask(std::string_view method, std::string_view target,
                     std::string_view body = {}) const {
    http::Request request;
    request.method = method;
    EXPECT_TRUE(http::read_target(target, request)) << target;
    request.body = body;
    request.headers["content-type"] = "application/x-ndjson";
    return router.answer(std::move(request));
  }
  Company company;
  ServerOptions options;
  api::Context context;
  http::Router router;
};

Api& shared() {
  static Api api;
  return api;
}

std::string without_ellipsis(std::string pattern) {
  auto at = pattern.find("…");
  if (at != std::string::npos) pattern.erase(at, std::string_view("…").size());
  return pattern;
}

TEST(Contract, RoutesAreThoseOfTheDocument) {
  Contract contract;
  std::set<std::string> documented, routed;
  for (const auto& path : at(contract.root(), "paths").entries)
    for (const auto& method : path.value.entries)
      documented.insert((method.key == "post" ? "POST" : "GET") + std::string(" /api") + path.key);
  for (const auto& route : shared().router.routes())
    routed.insert(route.method + " " + without_ellipsis(route.pattern));
  EXPECT_EQ(routed, documented);
}

struct Shape {
  std::string path, target;
  int status = 200;
};

const yaml::Node* schema_of(const Contract& contract, const std::string& path, int status,
                            const std::string& type) {
  const auto& operation =
      at(at(at(contract.root(), "paths"), path), path == "/facts" ? "post" : "get");
  const auto& responses = at(operation, "responses");
  const auto* response = responses.find(std::to_string(status));
  if (response == nullptr || type == "application/problem+json") return &contract.named("Problem");
  const auto* content = at(*response, "content").find(type);
  return content == nullptr ? nullptr : content->find("schema");
}

std::string media_type(const http::Response& response) {
  return response.type.substr(0, response.type.find(';'));
}

std::vector<Shape> result_shapes() {
  return {
      {"/status", "/api/status"},
      {"/home", "/api/home"},
      {"/home", "/api/home?at=2026-06-15T00:00:00Z&size=20"},
      {"/home", "/api/home?period=2026-06-01/2026-06-30"},
      {"/home", "/api/home?size=0"},
      {"/controls", "/api/controls"},
      {"/controls", "/api/controls?period=2026-06-01/2026-06-30"},
      {"/controls/{control}", "/api/controls/access-removal"},
      {"/controls/{control}", "/api/controls/access-removal?period=2026-06-01/2026-06-30"},
      {"/controls/{control}", "/api/controls/second-factor"},
      {"/controls/{control}", "/api/controls/signed-commits"},
      {"/controls/{control}", "/api/controls/devices"},
      {"/controls/{control}", "/api/controls/reviews?period=2026-01-01/2026-12-31"},
      {"/controls/{control}", "/api/controls/acess-removal", 404},
      {"/controls/{control}", "/api/controls/access-removal?period=2026", 400},
      {"/controls/{control}", "/api/controls/access-removal?size=9999", 400},
      {"/controls/{control}/tests/{test}/items",
       "/api/controls/access-removal/tests/leavers/items?period=2026-06-01/2026-06-30"},
      {"/controls/{control}/tests/{test}/items",
       "/api/controls/second-factor/tests/mfa/items?limit=1"},
      {"/controls/{control}/tests/{test}/items",
       "/api/controls/reviews/tests/monthly/items?period=2026-01-01/2026-12-31"},
      {"/controls/{control}/tests/{test}/items",
       "/api/controls/signed-commits/tests/signed/items?filter=found"},
      {"/controls/{control}/tests/{test}/items",
       "/api/controls/reviews/tests/monthly/items?filter=odd", 400},
      {"/controls/{control}/tests/{test}/items", "/api/controls/reviews/tests/weekly/items", 404},
      {"/exceptions/{control}/{test}",
       "/api/exceptions/access-removal/leavers?item=account%2Faws%2Fana&period=2026-06-01/"
       "2026-06-30"},
      {"/exceptions/{control}/{test}", "/api/exceptions/second-factor/mfa?item=account/root"},
      {"/exceptions/{control}/{test}",
       "/api/exceptions/reviews/monthly?item=company&period=2026-05-01/2026-06-30"},
      {"/exceptions/{control}/{test}", "/api/exceptions/second-factor/mfa", 400},
      {"/exceptions/{control}/{test}", "/api/exceptions/second-factor/mfa?item=account/none", 404}};
}

std::vector<Shape> record_shapes() {
  auto digest = shared().company.evidence();
  return {
      {"/applies", "/api/applies"},
      {"/applies", "/api/applies?at=2026-06-15T00:00:00Z&size=20"},
      {"/applies", "/api/applies?size=9999", 400},
      {"/catalog", "/api/catalog"},
      {"/catalog", "/api/catalog?at=2026-06-15T00:00:00Z&size=20"},
      {"/catalog/{what}", "/api/catalog/CC6.2"},
      {"/catalog/{what}", "/api/catalog/access-removal"},
      {"/catalog/{what}", "/api/catalog/acess-removal", 404},
      {"/offered-catalog", "/api/offered-catalog"},
      {"/offered-catalog/results", "/api/offered-catalog/results"},
      {"/policies", "/api/policies"},
      {"/policies/{policy}", "/api/policies/access"},
      {"/policies/{policy}", "/api/policies/acess", 404},
      {"/kinds", "/api/kinds"},
      {"/kinds/{kind}", "/api/kinds/account"},
      {"/kinds/{kind}", "/api/kinds/waiver"},
      {"/kinds/{kind}", "/api/kinds/acount", 404},
      {"/records/{kind}", "/api/records/account"},
      {"/records/{kind}",
       "/api/records/account?sort=-last_login&filter.status=active&filter.status=disabled&limit=2"},
      {"/records/{kind}", "/api/records/person?q=kova%C4%8D"},
      {"/records/{kind}", "/api/records/collection"},
      {"/records/{kind}", "/api/records/device"},
      {"/records/{kind}", "/api/records/account?sort=color", 400},
      {"/records/{kind}", "/api/records/account?filter.color=red", 400},
      {"/records/{kind}/{id}", "/api/records/account/aws%2Fana"},
      {"/records/{kind}/{id}", "/api/records/account/aws/ben"},
      {"/records/{kind}/{id}", "/api/records/account/root"},
      {"/records/{kind}/{id}", "/api/records/person/ana?at=2026-06-05T00:00:00Z"},
      {"/records/{kind}/{id}", "/api/records/company/company"},
      {"/records/{kind}/{id}", "/api/records/account/none", 404},
      {"/sources", "/api/sources"},
      {"/sources", "/api/sources?period=2026-06-01/2026-06-30"},
      {"/entries", "/api/entries"},
      {"/entries", "/api/entries?order=asc&from=3&limit=5&kind=account&by=connector:app"},
      {"/entries", "/api/entries?order=up", 400},
      {"/entries/{seq}", "/api/entries/8"},
      {"/entries/{seq}", "/api/entries/20?size=30"},
      {"/entries/{seq}", "/api/entries/100000", 404},
      {"/entries/{seq}", "/api/entries/x", 404},
      {"/checkpoints", "/api/checkpoints?limit=3"},
      {"/evidence/{digest}", "/api/evidence/" + digest},
      {"/evidence/{digest}", "/api/evidence/sha256:00", 400},
      {"/evidence/{digest}", "/api/evidence/sha256:" + std::string(64, '0'), 404},
      {"/events", "/api/events"},
      {"/report", "/api/report"},
      {"/report", "/api/report?period=2026-06-01/2026-06-30"},
      {"/search", "/api/search?q=ana"},
      {"/search", "/api/search?q=7"},
      {"/search", "/api/search"},
      {"/search", "/api/search?q=" + std::string(201, 'x'), 400}};
}

std::vector<Shape> shapes() {
  auto all = result_shapes();
  for (auto& shape : record_shapes()) all.push_back(std::move(shape));
  return all;
}

TEST(Contract, EveryAnswerHasItsShape) {
  Contract contract;
  for (const auto& [path, target, status] : shapes()) {
    SCOPED_TRACE(target);
    auto response = shared().ask("GET", target);
    EXPECT_EQ(response.status, status) << response.body.substr(0, 300);
    auto type = media_type(response);
    const auto* schema = schema_of(contract, path, response.status, type);
    ASSERT_NE(schema, nullptr) << type;
    if (!type.ends_with("json")) continue;
    auto body = json::parse(response.body);
    ASSERT_TRUE(body);
    for (const auto& wrong : contract.check(*body, *schema)) ADD_FAILURE() << wrong;
  }
}

TEST(Contract, EveryRouteIsAsked) {
  // The second in offered_catalog_test.cpp.
  std::set<std::string> asked{"POST /api/facts", "POST /api/offered-catalog/acceptance"};
  for (const auto& shape : shapes()) asked.insert("GET /api" + shape.path);
  for (const auto& route : shared().router.routes())
    EXPECT_TRUE(asked.contains(route.method + " " + without_ellipsis(route.pattern)))
        << route.pattern;
}

TEST(Contract, AppendingAnswersWithItsShape) {
  Contract contract;
  Api api;
  const std::string good =
      R"({"kind":"review","id":"r2","at":"2026-06-29T00:00:00Z","by":"person/ana","set":{"topic":"x"}})";
  const std::string bad =
      R"({"kind":"revew","id":"r3","at":"2026-06-29T00:00:00Z","by":"person/ana","set":{"topic":"x"}})";
  struct Case {
    std::string target, body;
    int status;
    int64_t appended;
    size_t errors;
  };
  for (const auto& c : std::vector<Case>{{"/api/facts?dry=1", good, 200, 0, 0},
                                         {"/api/facts?dry=1", bad, 422, 0, 1},
                                         {"/api/facts?dry=1", good + "\n" + bad, 200, 0, 1},
                                         {"/api/facts", bad, 422, 0, 1},
                                         {"/api/facts?atomic=1", good + "\n" + bad, 422, 0, 1},
                                         {"/api/facts", "", 200, 0, 0},
                                         {"/api/facts", good + "\n" + bad, 200, 1, 1},
                                         {"/api/facts", "{", 422, 0, 1}}) {
    SCOPED_TRACE(c.target + " " + c.body);
    auto response = api.ask("POST", c.target, c.body);
    EXPECT_EQ(response.status, c.status) << response.body;
    auto body = json::parse(response.body).value();
    for (const auto& wrong : contract.check(body, contract.named("AppendResult")))
      ADD_FAILURE() << wrong;
    EXPECT_EQ(*body.find("appended")->as_int(), c.appended);
    EXPECT_EQ(body.find("errors")->as_array()->size(), c.errors);
  }
  EXPECT_EQ(api.ask("POST", "/api/facts?dry=2", good).status, 400);
}

TEST(Contract, TheSameMomentGivesTheSameBytes) {
  Api api;
  const std::string moment = "?at=2026-06-30T12:00:00Z&size=40";
  std::vector<std::string> before, after;
  const auto targets = {"/api/home",
                        "/api/controls",
                        "/api/controls/access-removal",
                        "/api/records/account",
                        "/api/records/person/ana",
                        "/api/sources",
                        "/api/entries/8"};
  for (std::string target : targets) before.push_back(api.ask("GET", target + moment).body);
  api.company.append(
      R"({"kind":"person","id":"ana","at":"2026-06-02T00:00:00Z","by":"connector:hr","set":{"name":"Anna"}})");
  api.company.set_now("2026-07-05T00:00:00Z");
  for (std::string target : targets) after.push_back(api.ask("GET", target + moment).body);
  EXPECT_EQ(before, after);
}

}  // namespace
}  // namespace probata::server_test
