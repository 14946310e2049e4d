// Server-sent events: a bounded queue a client, filled by any thread, emptied by the connection.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>

namespace probata::http {

class EventStream {
 public:
  // Any thread. A client that does not read loses its oldest events: each says the size, so nothing
  // is missed by asking again. REQUIRES: data without line ends.
  void send(std::string_view event, std::string_view data, std::string_view id = {});
  void close();

  // The connection's side. `wake` is called, from any thread, when something came; it must only
  // post.
  void on_wake(std::function<void()> wake);
  // What to write next; empty: nothing now. `closed` when no more will come.
  std::string take(bool& closed);

 private:
  std::mutex mutex_;
  std::deque<std::string> queue_;
  std::function<void()> wake_;
  bool closed_ = false;
};

}  // namespace probata::http
