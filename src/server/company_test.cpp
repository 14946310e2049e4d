// The small company of this module's tests, and their client.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/environment.h"
#include "server/for_tests.h"

namespace probata::server_test {
namespace {

constexpr const char* kinds[][2] = {
    {"kinds/person.yaml", R"(kind: person
title: Person
plural: People
fields:
  name: {type: string, label: true}
  email: {type: string, key: true}
  status: {type: string, enum: [active, departed]}
)"},
    {"kinds/account.yaml", R"(kind: account
title: Account
plural: Accounts
about: A login.
fields:
  person: {ref: person, reverse: accounts}
  status: {type: string, enum: [active, disabled]}
  mfa: bool
  last_login: timestamp
  groups: {list: string}
)"},
    {"kinds/commit.yaml", R"(kind: commit
title: Commit
plural: Commits
fields:
  subject: {type: string, label: true}
  signed: bool
)"},
    {"kinds/device.yaml",
     "kind: device\ntitle: Device\nplural: Devices\nfields:\n  encrypted: bool\n"},
    {"kinds/review.yaml",
     "kind: review\ntitle: Review\nplural: Reviews\nrecord: true\nfields:\n  topic: string\n"}};

constexpr const char* controls[][2] = {{"controls/access-removal.yaml", R"(control: access-removal
title: Access ends when the person leaves
statement: Access of people who leave is disabled within {param.access_removal}.
criteria: {CC6.2: [removal]}
nature: preventive
operation: automated
level: system
owner: it_operations
on_failure: Disable the account.
tests:
  - id: leavers
    title: Every account of a leaver is disabled in time
    each: account
    when: account.person.status == "departed"
    then: account.status == "disabled"
    within: param.access_removal
    severity: high
    says: "{account.person.name} kept the account {late} too long"
)"},
                                       {"controls/second-factor.yaml", R"(control: second-factor
title: Accounts have a second factor
criteria: {CC6.1: []}
tests:
  - id: mfa
    title: Every active account has one
    each: account
    scope: account.status == "active"
    always: account.mfa == true
)"},
                                       {"controls/signed-commits.yaml", R"(control: signed-commits
title: Commits are signed
criteria: {CC8.1: []}
tests:
  - id: signed
    title: Every commit is signed
    each: commit
    always: commit.signed == true
    severity: low
)"},
                                       {"controls/devices.yaml", R"(control: devices
title: Devices are encrypted
criteria: {CC6.7: []}
tests:
  - id: encrypted
    title: Every device is encrypted
    each: device
    always: device.encrypted == true
)"},
                                       {"controls/reviews.yaml", R"(control: reviews
title: A review a month
criteria: {CC4.1: []}
tests:
  - id: monthly
    title: There is a review every month
    every: month
    occurs: review
)"}};

const std::string policy = R"(---
policy: access
title: Access policy
type: policy
topic: access
profile: lean
owner: it_operations
applies_to: everybody
approved_by: management
criteria: [CC6.3]
---

## Purpose

Nobody who has left has access.

## Scope

Every account.

## Rules

1. **Leaving.** Accounts of people who leave are disabled within {param.access_removal}. {test: access-removal/leavers}
2. **Reviews.** In every month there is a review. {test: reviews/monthly}

## Roles

- **IT operations**: disables accounts.

## Exceptions

No rule has exceptions.

## Review

Management approves this policy.
)";

std::string look(std::string_view at, std::string_view evidence) {
  return fmt::format(
      R"({{"kind":"collection","id":"app/{0}","at":"{0}","by":"connector:app","evidence":["{1}"],"set":{{"kinds":["account"],"fields":{{"account":["person","status","last_login"]}},"how":"looks","every":"12h","to":"{0}","rows":{{"account":3}},"total":{{"account":3}},"rejected":0,"proof":"total","complete":true}}}})",
      at, evidence);
}

std::string looks(std::string_view evidence) {
  std::string lines;
  for (int day = 1; day <= 30; ++day)
    for (const char* hour : {"00", "12"})
      lines += look(fmt::format("2026-06-{:02}T{}:00:00Z", day, hour), evidence) + "\n";
  return lines;
}

}  // namespace

const char* const crosswalk = R"(crosswalk: theirs
title: Their controls
short: THEIRS
version: "1"
source: https://example.org
credit: Identifiers are theirs
ids: [T.1, T.2]
controls: {access-removal: [T.2, T.1]}
)";

Folder small_catalog() {
  Folder folder{"small", {}};
  for (const auto& [path, text] : kinds) folder.files.push_back({path, text});
  for (const auto& [path, text] : controls) folder.files.push_back({path, text});
  folder.files.push_back(
      {"parameters.yaml",
       "access_removal: {type: duration, default: 24h, title: Time to remove access}\n"});
  folder.files.push_back(
      {"roles.yaml", "it_operations: {title: IT operations}\nmanagement: {title: Management}\n"});
  folder.files.push_back({"policies/access.md", policy});
  folder.files.push_back({"crosswalks/theirs.yaml", crosswalk});
  auto criteria = read_file(PROBATA_SOURCE_DIR "/catalog/criteria.yaml");
  if (criteria) folder.files.push_back({"criteria.yaml", *criteria});
  return folder;
}

std::string small_facts() {
  return R"({"kind":"person","id":"ana","at":"2026-06-01T00:00:00Z","by":"connector:hr","set":{"name":"Ana Kovač","email":"ana@x.example","status":"active"}}
{"kind":"person","id":"ben","at":"2026-06-01T00:00:00Z","by":"connector:hr","set":{"name":"Ben","email":"ben@x.example","status":"active"}}
{"kind":"account","id":"aws/ana","at":"2026-06-01T00:00:00Z","by":"connector:app","set":{"person":"ana","status":"active","last_login":"2026-05-30T10:00:00Z"}}
{"kind":"account","id":"aws/ben","at":"2026-06-01T00:00:00Z","by":"connector:app","set":{"person":{"email":"ben@x.example"},"status":"active"}}
{"kind":"account","id":"root","at":"2026-06-01T00:00:00Z","by":"connector:app","set":{"status":"active","person":"nobody"}}
{"kind":"person","id":"ana","at":"2026-06-10T17:00:00Z","by":"connector:hr","set":{"status":"departed"}}
{"kind":"person","id":"ben","at":"2026-06-10T17:00:00Z","by":"connector:hr","set":{"status":"departed"}}
{"kind":"account","id":"aws/ben","at":"2026-06-11T00:00:00Z","after":"2026-06-10T12:00:00Z","by":"connector:app","set":{"status":"disabled"}}
{"kind":"account","id":"aws/ana","at":"2026-06-20T00:00:00Z","after":"2026-06-19T12:00:00Z","by":"connector:app","set":{"status":"disabled"}}
{"kind":"commit","id":"c1","at":"2026-03-01T00:00:00Z","by":"connector:git/app","set":{"subject":"First","signed":true}}
{"kind":"commit","id":"c2","at":"2026-04-01T00:00:00Z","by":"connector:git/app","set":{"subject":"Second <script>","signed":false}}
{"kind":"review","id":"r1","at":"2026-06-05T00:00:00Z","by":"person/ana","set":{"topic":"Access"}}
{"kind":"account","id":"root","at":"2026-06-12T00:00:00Z","by":"person/ana","set":{"mfa":true},"note":"asked"}
{"kind":"collection","id":"git/1","at":"2026-06-30T12:00:00Z","by":"connector:git/app","set":{"kinds":["commit"],"how":"claimed","from":"2026-01-01T00:00:00Z","to":"2026-06-30T12:00:00Z","rows":{"commit":2},"proof":"end","complete":true}}
{"kind":"collection","id":"hr/1","at":"2026-06-30T12:00:00Z","by":"connector:hr","set":{"kinds":["person"],"how":"events","from":"2026-06-01T00:00:00Z","to":"2026-06-30T12:00:00Z","rows":{"person":2},"proof":"count","complete":true}}
)";
}

Company::Company(bool demo) {
  set_now(now_text);
  OrganisationOptions options;
  options.data = folder_.path() / "data";
  options.catalog = {small_catalog()};
  options.clock = [this] { return Instant{now_}; };
  options.random = seeded_random(1);
  options.create = true;
  options.name = "acme";
  options.demo = demo;
  auto opened = Organisation::open(std::move(options));
  if (!opened) throw std::runtime_error(to_text(opened.error()));
  organisation_ = std::move(*opened);
  evidence_ = to_text(organisation_->blobs().put("root:x:0:0\n").value());
  auto report = organisation_->append_lines(small_facts() + looks(evidence_), "facts", true, false);
  if (!report.errors.empty()) throw std::runtime_error(to_text(report.errors.front()));
}

uint64_t Company::append(const std::string& line) {
  auto report = organisation_->append_lines(line, "more", true, false);
  EXPECT_TRUE(report.errors.empty()) << to_text(report.errors.front());
  return report.receipt ? report.receipt->size : 0;
}

Served::Served(ServerOptions options) {
  options.listen = "127.0.0.1:0";
  options.version = "0.1.0";
  server = std::move(Server::make(company.organisation(), std::move(options)).value());
  auto address = server->address();
  port = static_cast<uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
  thread = std::thread([this] { (void)server->run(); });
}

Served::~Served() {
  server->stop();
  thread.join();
}

Client::Client(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)), port_(port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  timeval patience{5, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
}

Client::~Client() { ::close(socket_); }

void Client::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the server closed; what it said before is still to be read
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
}

bool Client::receive() {
  char bytes[65536];
  auto got = ::recv(socket_, bytes, sizeof bytes, 0);
  if (got <= 0) return false;
  received_.append(bytes, static_cast<size_t>(got));
  return true;
}

std::string Client::response() {
  for (;;) {
    auto end = received_.find("\r\n\r\n");
    if (end != std::string::npos) {
      auto length = header_of(received_.substr(0, end + 4), "Content-Length");
      auto total = end + 4 + (length.empty() ? 0 : std::stoul(length));
      if (received_.size() >= total) {
        auto response = received_.substr(0, total);
        received_.erase(0, total);
        return response;
      }
    }
    if (!receive()) return std::exchange(received_, {});
  }
}

std::string Client::until(std::string_view text) {
  while (received_.find(text) == std::string::npos && receive()) {
  }
  return std::exchange(received_, {});
}

bool Client::closed() {
  while (receive()) {
  }
  char byte = 0;
  return ::recv(socket_, &byte, 1, MSG_DONTWAIT) == 0;
}

std::string Client::ask(std::string_view method, std::string_view target, std::string_view more,
                        std::string_view body) {
  send(fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: {}\r\n{}\r\n{}", method,
                   target, port_, body.size(), more, body));
  return response();
}

int status_of(std::string_view response) {
  return response.size() < 12 ? 0 : std::stoi(std::string(response.substr(9, 3)));
}

std::string header_of(std::string_view response, std::string_view name) {
  auto start = response.find("\r\n" + std::string(name) + ": ");
  if (start == std::string_view::npos) return {};
  start += name.size() + 4;
  return std::string(response.substr(start, response.find("\r\n", start) - start));
}

json::Value body_of(std::string_view response) {
  auto end = response.find("\r\n\r\n");
  auto parsed = json::parse(end == std::string_view::npos ? "" : response.substr(end + 4));
  EXPECT_TRUE(parsed) << response.substr(0, 400);
  return parsed.value_or(json::Value());
}

}  // namespace probata::server_test
