// The server of one organisation, and of the demo company beside it.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "organisation/organisation.h"

namespace probata {

// A file of the UI, as the binary carries it.
struct WebFile {
  std::string_view path, bytes;
};
// One step of the first look, for the page that waits for it.
struct LookStep {
  std::string name, title, state, detail;  // state: waiting | running | done | failed
  Instant at;
};
struct ServerOptions {
  std::string listen = "127.0.0.1:8080";  // loopback only: any other address is an error
  std::vector<WebFile> files;
  std::string version;
  std::string mode = "getting_ready";
  std::function<std::vector<LookStep>()> steps;     // may be empty
  std::function<bool()> first_look_complete;        // may be empty: true
  std::function<void(std::string_view url)> ready;  // called once, when it accepts
  std::function<LookStep()> demo;       // how far the demo company is; empty: there will be none
  size_t body_limit = 16u << 20;        // bytes of a request
  Duration read_timeout = second * 30;  // to send a request, to take an answer, and between two
};

// `make` already listens, so that its error is known before anything else is begun. Serves until
// stop() is called from a signal handler thread or another thread.
class Server {
 public:
  static Result<std::unique_ptr<Server>> make(Organisation&, ServerOptions);
  Result<void> run();           // blocks
  void stop();                  // any thread
  std::string address() const;  // `127.0.0.1:8080`, with the real port
  // Any thread, once: from now on the demo company is below /demo, once its home page of
  // `period` is worked out; returns when that of now is, too. It must outlive the server.
  void serve_demo(Organisation&, const std::string& period);
  ~Server();
  struct State;
  explicit Server(std::unique_ptr<State>);

 private:
  std::unique_ptr<State> state_;
};

}  // namespace probata
