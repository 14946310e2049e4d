// The sockets: accepts connections on a loopback address, reads requests, writes responses. The
// only part that knows Beast.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/time.h"
#include "server/http.h"

namespace probata::http {

struct ListenerOptions {
  std::string listen;             // `127.0.0.1:8080`, `[::1]:0`; port 0: any free one
  size_t body_limit = 16u << 20;  // bytes
  size_t header_limit = 16u << 10;
  int connections = 256;                // at most at once; more are closed at once
  Duration read_timeout = second * 30;  // to send a request, to take an answer, and between two
  int threads = 4;  // handlers run on them, and a long assessment must not keep the others waiting
};

class Listener {
 public:
  static Result<std::unique_ptr<Listener>> make(ListenerOptions, std::function<Response(Request)>);
  virtual ~Listener() = default;
  virtual std::string address() const = 0;  // `127.0.0.1:8080`, with the real port
  virtual void run() = 0;                   // until stop()
  virtual void stop() = 0;                  // any thread
};

}  // namespace probata::http
