// Which handler answers which method and path.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "server/http.h"

namespace probata::http {

using Handler = std::function<Response(const Request&)>;
struct Route {
  std::string method;
  std::string
      pattern;  // `/api/records/{kind}/{id…}`: a name takes one segment, the last with `…` all
  Handler handler;
};

class Router {
 public:
  void add(std::string method, std::string pattern, Handler);
  // 404 where nothing fits, 405 where only the method does not.
  Response answer(Request) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

// The captures where the segments of a path fit the pattern.
std::optional<std::vector<std::string>> match(std::string_view pattern,
                                              std::span<const std::string> segments);
// Splits a request's target into path and query and decodes both; an error for bad
// percent-encoding, a NUL, and what is no UTF-8.
Result<void> read_target(std::string_view target, Request&);

}  // namespace probata::http
