// The server over real sockets: what a browser, a program, a stranger's page and a broken client
// get.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "server/events.h"
#include "server/for_tests.h"

namespace probata::server_test {
namespace {

using namespace std::chrono_literals;

ServerOptions with_files() {
  ServerOptions options;
  options.files = {{"index.html", "<!doctype html><title>Probata</title>"},
                   {"assets/index-1a2b.js", "console.log(1)"},
                   {"favicon.svg", "<svg/>"}};
  return options;
}

TEST(Http, KeepsTheConnection) {
  Served served;
  Client client(served.port);
  for (int i = 0; i < 3; ++i) {
    auto response = client.ask("GET", "/api/status");
    EXPECT_EQ(status_of(response), 200);
    EXPECT_EQ(header_of(response, "Connection"), "keep-alive");
    EXPECT_EQ(*body_of(response).find("organisation")->as_string(), "acme");
  }
  EXPECT_EQ(header_of(client.ask("GET", "/api/status", "Connection: close\r\n"), "Connection"),
            "close");
  EXPECT_TRUE(client.closed());
}

TEST(Http, AnswersPipelinedRequestsInTheirOrder) {
  Served served;
  Client client(served.port);
  auto get = [&](const char* target) {
    return fmt::format("GET {} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", target, served.port);
  };
  client.send(get("/api/kinds/account") + get("/api/kinds/person") + get("/api/kinds/none"));
  EXPECT_EQ(*body_of(client.response()).find("name")->as_string(), "account");
  EXPECT_EQ(*body_of(client.response()).find("name")->as_string(), "person");
  EXPECT_EQ(status_of(client.response()), 404);
}

TEST(Http, HeadGivesNoBody) {
  Served served;
  Client client(served.port);
  client.send(fmt::format(
      "HEAD /api/status HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", served.port));
  auto all = client.until("never");
  EXPECT_EQ(status_of(all), 200);
  EXPECT_TRUE(all.ends_with("\r\n\r\n"));
}

TEST(Http, RefusesWhatIsNoRequest) {
  Served served;
  for (std::string_view garbage :
       {"\x16\x03\x01\x02", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "hello there\r\n\r\n"}) {
    Client client(served.port);
    client.send(std::string(garbage) + "\r\n\r\n");
    auto response = client.response();
    EXPECT_TRUE(response.empty() || status_of(response) == 400) << response;
    EXPECT_TRUE(client.closed());
  }
  Client client(served.port);
  EXPECT_EQ(status_of(client.ask("GET", "/api/kinds/%zz")), 400);
  EXPECT_EQ(status_of(client.ask("GET", "/api/kinds/%00")), 400);
  EXPECT_EQ(status_of(client.ask("GET", "/api/search?q=%ff%fe")), 400);
  EXPECT_EQ(status_of(client.ask("GET", "/api/none")), 404);
  EXPECT_EQ(status_of(client.ask("POST", "/api/status")), 405);
  EXPECT_EQ(header_of(client.ask("GET", "/api/none"), "Content-Type"), "application/problem+json");
}

TEST(Http, LimitsHeadAndBody) {
  ServerOptions options;
  options.body_limit = 1000;
  Served served(options);
  Client big_head(served.port);
  EXPECT_EQ(
      status_of(big_head.ask("GET", "/api/status", "X: " + std::string(40'000, 'x') + "\r\n")),
      431);
  Client big_body(served.port);
  auto response = big_body.ask("POST", "/api/facts", "Content-Type: application/x-ndjson\r\n",
                               std::string(2000, ' '));
  EXPECT_EQ(status_of(response), 413);
}

TEST(Http, DoesNotWaitForASlowClient) {
  ServerOptions options;
  options.read_timeout = millisecond * 150;
  Served served(options);
  Client client(served.port);
  client.send("GET /api/status HT");
  auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(client.closed());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
}

TEST(Http, SaysToGoOnWithABody) {
  Served served;
  Client client(served.port);
  client.send(
      fmt::format("POST /api/facts?dry=1 HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: "
                  "application/x-ndjson\r\n"
                  "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n",
                  served.port));
  EXPECT_EQ(status_of(client.response()), 100);
  client.send("\n\n");
  EXPECT_EQ(status_of(client.response()), 200);
}

TEST(Guard, OnlyOurOwnHost) {
  Served served;
  auto status = [&](const std::string& host) {
    Client client(served.port);
    client.send(fmt::format("GET /api/status HTTP/1.1\r\n{}\r\n", host));
    return status_of(client.response());
  };
  EXPECT_EQ(status(fmt::format("Host: 127.0.0.1:{}\r\n", served.port)), 200);
  EXPECT_EQ(status(fmt::format("Host: [::1]:{}\r\n", served.port)), 200);
  EXPECT_EQ(status(fmt::format("Host: evil.example:{}\r\n", served.port)), 403);
  EXPECT_EQ(status(fmt::format("Host: localhost:{}.evil.example\r\n", served.port)), 403);
  EXPECT_EQ(status(fmt::format("Host: localhost:{0}\r\nHost: evil.example:{0}\r\n", served.port)),
            403);
  EXPECT_EQ(status("Host: localhost\r\n"), 403);
  EXPECT_EQ(status(""), 403);
}

TEST(Guard, AnotherPageCannotWrite) {
  Served served;
  const std::string type = "Content-Type: application/x-ndjson\r\n";
  auto status = [&](const std::string& headers) {
    Client client(served.port);
    return status_of(client.ask("POST", "/api/facts?dry=1", headers));
  };
  EXPECT_EQ(status(type), 200);
  EXPECT_EQ(status(type + fmt::format("Origin: http://127.0.0.1:{}\r\n", served.port)), 200);
  EXPECT_EQ(status(type + "Origin: http://evil.example\r\n"), 403);
  EXPECT_EQ(status(type + "Origin: null\r\n"), 403);
  EXPECT_EQ(status(type + fmt::format("Origin: http://localhost:{}\r\n", served.port)), 403);
  EXPECT_EQ(status(type + "Sec-Fetch-Site: cross-site\r\n"), 403);
  EXPECT_EQ(status("Content-Type: text/plain\r\n"), 415);
  EXPECT_EQ(status("Content-Type: application/x-www-form-urlencoded\r\n"), 415);
  EXPECT_EQ(status(""), 415);
}

TEST(Guard, EvidenceIsNeverRendered) {
  Served served;
  Client client(served.port);
  auto response = client.ask("GET", "/api/evidence/" + served.company.evidence());
  EXPECT_EQ(status_of(response), 200);
  EXPECT_TRUE(header_of(response, "Content-Disposition").starts_with("attachment"));
  EXPECT_EQ(header_of(response, "X-Content-Type-Options"), "nosniff");
  EXPECT_TRUE(header_of(response, "Content-Security-Policy").starts_with("sandbox"));
  EXPECT_TRUE(response.ends_with("root:x:0:0\n"));
}

TEST(Files, PagesAssetsAndRoutesOfTheUi) {
  Served served(with_files());
  Client client(served.port);
  for (const char* target :
       {"/", "/index.html", "/controls/access-removal", "/records/account/aws%2Fana?at=x"}) {
    auto response = client.ask("GET", target);
    EXPECT_EQ(status_of(response), 200) << target;
    EXPECT_EQ(header_of(response, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(header_of(response, "Cache-Control"), "no-cache");
    EXPECT_NE(header_of(response, "Content-Security-Policy").find("frame-ancestors 'none'"),
              std::string::npos);
    EXPECT_EQ(header_of(response, "Referrer-Policy"), "no-referrer");
  }
  auto script = client.ask("GET", "/assets/index-1a2b.js");
  EXPECT_NE(header_of(script, "Cache-Control").find("immutable"), std::string::npos);
  EXPECT_TRUE(script.ends_with("console.log(1)"));
  EXPECT_EQ(status_of(client.ask("GET", "/assets/gone.js")), 404);
  EXPECT_EQ(header_of(client.ask("GET", "/favicon.svg"), "Content-Type"), "image/svg+xml");
}

TEST(Events, TellWhatWasAppended) {
  Served served;
  Client listener(served.port), writer(served.port);
  listener.send(fmt::format("GET /api/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.port));
  auto head = listener.until("\r\n\r\n");
  EXPECT_EQ(status_of(head), 200);
  EXPECT_EQ(header_of(head, "Content-Type"), "text/event-stream");
  auto response = writer.ask(
      "POST", "/api/facts", "Content-Type: application/x-ndjson\r\n",
      R"({"kind":"review","id":"r9","at":"2026-06-29T00:00:00Z","by":"person/ana","set":{"topic":"x"}})");
  auto size = *body_of(response).find("receipt")->find("size")->as_int();
  auto event = listener.until("\n\n");
  EXPECT_NE(
      event.find(fmt::format(
          "id: {}\nevent: entries\ndata: {{\"size\":{},\"count\":1,\"kinds\":[\"review\"]}}\n\n",
          size, size)),
      std::string::npos)
      << event;
}

TEST(Events, TellWhatCameSince) {
  Served served;
  auto size = served.company.append(
      R"({"kind":"review","id":"r8","at":"2026-06-29T00:00:00Z","by":"person/ana","set":{"topic":"x"}})");
  Client listener(served.port);
  listener.send(
      fmt::format("GET /api/events HTTP/1.1\r\nHost: localhost:{}\r\nLast-Event-ID: {}\r\n\r\n",
                  served.port, size - 1));
  EXPECT_NE(listener.until("\n\n").find("event: entries"), 0U);
}

TEST(Events, TellSteps) {
  std::atomic<int> calls = 0;
  ServerOptions options;
  options.steps = [&] {
    return std::vector<LookStep>{
        {"host", "Look at this machine", calls++ < 2 ? "running" : "done", "", {}}};
  };
  options.first_look_complete = [] { return false; };
  Served served(options);
  Client listener(served.port);
  listener.send(fmt::format("GET /api/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.port));
  EXPECT_NE(listener.until("\"done\"").find("event: step"), std::string::npos);
}

TEST(Events, StoppingDoesNotWaitForListeners) {
  auto served = std::make_unique<Served>();
  Client listener(served->port);
  listener.send(
      fmt::format("GET /api/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served->port));
  listener.until("\r\n\r\n");
  auto begin = std::chrono::steady_clock::now();
  served.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
  EXPECT_TRUE(listener.closed());
}

TEST(EventStream, KeepsTheNewestOfAClientThatDoesNotRead) {
  http::EventStream stream;
  int woken = 0;
  stream.on_wake([&] { ++woken; });
  for (int i = 0; i < 200; ++i) stream.send("entries", std::to_string(i));
  bool closed = true;
  auto text = stream.take(closed);
  EXPECT_FALSE(closed);
  EXPECT_EQ(woken, 200);
  EXPECT_EQ(text.find("data: 100\n"), std::string::npos);
  EXPECT_NE(text.find("data: 199\n"), std::string::npos);
  stream.close();
  EXPECT_TRUE(stream.take(closed).empty());
  EXPECT_TRUE(closed);
}

TEST(Server, ServesLoopbackOnly) {
  Company company;
  for (const char* listen : {"0.0.0.0:0", "[::]:0", "192.168.1.1:80", "example.org:80", "127.0.0.1",
                             "127.0.0.1:99999", ":80"}) {
    ServerOptions options;
    options.listen = listen;
    auto server = Server::make(company.organisation(), options);
    EXPECT_FALSE(server) << listen;
    if (!server) EXPECT_FALSE(server.error().hint.empty());
  }
}

}  // namespace
}  // namespace probata::server_test
