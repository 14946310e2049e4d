// The demo company, served below /demo: the same answers of another organisation, and before it is
// there, how far it is.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "server/site.h"

namespace probata::api {

class DemoSite {
 public:
  // Beside the organisation of this context.
  explicit DemoSite(const Context& beside);
  void stop();

  // Works out the first answer, of the period, then serves; then that of now. Any thread, once.
  void open(Organisation&, const std::string& period);
  // REQUIRES: a path below /demo/api.
  http::Response answer(http::Request) const;
  // What the other organisation's pages say of this one.
  json::Value beside() const;

 private:
  const Site* site() const;
  void ask(const std::string& target) const;
  http::Response not_yet(const http::Request&) const;
  json::Value status() const;

  const Context& beside_;
  ServerOptions options_;
  mutable std::mutex mutex_;  // of what follows, until it is there
  std::optional<Site> site_;
  bool open_ = false;
  std::string period_;
};

}  // namespace probata::api
