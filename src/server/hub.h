// All clients that listen to events.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "organisation/organisation.h"
#include "server/events.h"
#include "server/server.h"

namespace probata::api {

json::Value step_json(const LookStep&);  // openapi's FirstLookStep

class Hub {
 public:
  // Listens to the organisation, and watches the steps of the first look.
  Hub(Organisation&, const ServerOptions&);
  ~Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  // After this no thread of ours or of the organisation touches a stream. What wakes a stream posts
  // to the sockets' context, so this comes before that context goes.
  void stop();

  // With the size that the client last knew, the first event says what came since.
  std::shared_ptr<http::EventStream> subscribe(std::optional<uint64_t> last);

 private:
  void tell(std::string_view event, const json::Value& data, uint64_t size);
  void watch_steps();
  std::vector<std::string> kinds_since(uint64_t first, uint64_t size) const;

  Organisation& organisation_;
  const ServerOptions& options_;
  std::mutex mutex_;
  std::condition_variable stopping_;
  bool stopped_ = false;
  std::vector<std::weak_ptr<http::EventStream>> streams_;
  size_t listener_ = 0;
  std::thread watcher_;
};

}  // namespace probata::api
