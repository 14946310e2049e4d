// The demo company beside the organisation: the same paths below /demo, of other facts.
#include "server/demo.h"

#include <gtest/gtest.h>

#include "server/for_tests.h"
#include "server/schema_test.h"

namespace probata::server_test {
namespace {

class DemoTest : public testing::Test {
 protected:
  static ServerOptions options(LookStep* step) {
    ServerOptions options;
    if (step != nullptr) options.demo = [step] { return *step; };
    return options;
  }
  // What /demo/api answers, its status checked.
  static json::Value ask(Client& client, std::string_view target, int status,
                         std::string_view method = "GET", std::string_view body = {}) {
    const auto response =
        client.ask(method, target, "Content-Type: application/x-ndjson\r\n", body);
    EXPECT_EQ(status_of(response), status) << response.substr(0, 300);
    return body_of(response);
  }
  static bool flag(const json::Value& value, const char* name) {
    return *value.find(name)->as_bool();
  }
  LookStep step_{"demo", "Make the demo company", "running", "43 %", {}};
};

TEST_F(DemoTest, WithoutOneThereIsNothing) {
  Served served;
  Client client(served.port);
  EXPECT_TRUE(ask(client, "/api/status", 200).find("beside")->is_null());
  ask(client, "/demo/api/status", 404);
  ask(client, "/demo/api/home", 404);
}

TEST_F(DemoTest, BeforeItIsThereItSaysHowFarItIs) {
  Served served(options(&step_));
  Client client(served.port);
  const auto status = ask(client, "/demo/api/status", 200);
  Contract contract;
  for (const auto& wrong : contract.check(status, contract.named("Status"))) ADD_FAILURE() << wrong;
  EXPECT_TRUE(flag(status, "demo"));
  EXPECT_FALSE(flag(*status.find("first_look"), "complete"));
  EXPECT_EQ(*ask(client, "/demo/api/home", 503).find("title")->as_string(),
            "The demo company is being made: 43 %");
  EXPECT_EQ(*ask(client, "/api/status", 200).find("beside")->find("href")->as_string(), "/demo/");
  step_.state = "failed", step_.detail = "the disk is full";
  EXPECT_EQ(*ask(client, "/demo/api/controls", 503).find("hint")->as_string(), "the disk is full");
}

TEST_F(DemoTest, EachHasItsOwnFacts) {
  Company made(true);
  Served served(options(&step_));
  served.server->serve_demo(made.organisation(), "2026-06-01/2026-06-29");
  const auto size = *made.organisation().read(
      [](const View& view) { return std::optional(static_cast<uint64_t>(view.known)); });
  served.company.append(
      R"({"kind":"person","id":"only-here","at":"2026-06-02T00:00:00Z","by":"connector:hr","set":{"name":"Zoe"}})");
  Client client(served.port);
  const auto status = ask(client, "/demo/api/status", 200), other = ask(client, "/api/status", 200);
  EXPECT_TRUE(flag(status, "demo"));
  EXPECT_FALSE(flag(other, "demo"));
  EXPECT_EQ(*status.find("ledger_size")->as_int(), static_cast<int64_t>(size));
  EXPECT_EQ(*other.find("ledger_size")->as_int(), static_cast<int64_t>(size) + 1);
  EXPECT_EQ(*status.find("beside")->find("href")->as_string(), "/");
  EXPECT_EQ(*other.find("beside")->find("href")->as_string(),
            "/demo/?period=2026-06-01/2026-06-29");
  ask(client, "/api/records/person/only-here", 200);
  ask(client, "/demo/api/records/person/only-here", 404);
  ask(client, "/demo/api/records/person/ana", 200);
}

TEST_F(DemoTest, NothingCanBeAddedToIt) {
  Company made(true);
  Served served(options(&step_));
  served.server->serve_demo(made.organisation(), "2026-06-01/2026-06-29");
  Client client(served.port);
  const std::string fact =
      R"({"kind":"person","id":"x","at":"2026-06-02T00:00:00Z","by":"connector:hr","set":{"name":"X"}})";
  EXPECT_EQ(*ask(client, "/demo/api/facts", 403, "POST", fact).find("title")->as_string(),
            "nothing is added to the demo company");
  ask(client, "/api/facts", 200, "POST", fact);
  ask(client, "/demo/api/records/person/x", 404);
}

TEST_F(DemoTest, ItsReportSaysThatItIsNone) {
  Company made(true);
  Served served(options(&step_));
  served.server->serve_demo(made.organisation(), "2026-06-01/2026-06-29");
  Client client(served.port);
  EXPECT_NE(client.ask("GET", "/demo/api/report").find("This company does not exist"),
            std::string::npos);
  EXPECT_EQ(client.ask("GET", "/api/report").find("This company does not exist"),
            std::string::npos);
}

}  // namespace
}  // namespace probata::server_test
