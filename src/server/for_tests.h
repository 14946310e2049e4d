// What several tests of this module share: a small company with its facts, served; and a client
// over a plain socket.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "organisation/organisation.h"
#include "server/server.h"
#include "store/temporary_folder.h"

namespace probata::server_test {

Folder small_catalog();     // kinds, controls and roles of the tests; criteria are the shipped ones
std::string small_facts();  // JSON Lines
inline const char* const now_text = "2026-06-30T12:00:30Z";

// Two leavers, one of them late; a field that no source reads; commits that tell their past.
class Company {
 public:
  explicit Company(bool demo = false);
  Organisation& organisation() { return *organisation_; }
  void set_now(std::string_view text) { now_ = parse_instant(text)->us; }
  // Appends one good fact; returns the ledger's size.
  uint64_t append(const std::string& line);
  const std::string& evidence() const { return evidence_; }  // digest of a piece that is kept

 private:
  TemporaryFolder folder_;
  std::atomic<int64_t> now_{0};
  std::unique_ptr<Organisation> organisation_;
  std::string evidence_;
};

struct Served {
  explicit Served(ServerOptions options = {});
  ~Served();
  Company company;
  std::unique_ptr<Server> server;
  std::thread thread;
  uint16_t port = 0;
};

class Client {
 public:
  explicit Client(uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  void send(std::string_view bytes) const;
  // Up to the end of one response with Content-Length; empty where the connection ended before.
  std::string response();
  // Until the text was received, the connection ended, or two seconds passed: all of it.
  std::string until(std::string_view text);
  bool closed();  // waits for the end
  // One request with the right Host; `more` are header lines with their ends.
  std::string ask(std::string_view method, std::string_view target, std::string_view more = {},
                  std::string_view body = {});

 private:
  bool receive();
  int socket_ = -1;
  uint16_t port_;
  std::string received_;
};

int status_of(std::string_view response);
std::string header_of(std::string_view response, std::string_view name);
json::Value body_of(std::string_view response);

}  // namespace probata::server_test
