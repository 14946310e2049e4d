// Requests and responses as handlers see them; nothing of Beast.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace probata::http {

struct Request {
  std::string method, path;           // path decoded, without query
  std::vector<std::string> segments;  // of the path, each decoded by itself: `%2F` is no border
  std::multimap<std::string, std::string> query;  // decoded, a repeated key in its order
  std::map<std::string, std::string> headers;     // lower-case names; repeats joined by `, `
  std::string body;
  std::vector<std::string> captures;  // of the route's pattern, decoded

  std::optional<std::string> parameter(
      const std::string& name) const;                 // of a repeated key the last
  std::string header(const std::string& name) const;  // empty where there is none
};

// Events for one client until either side ends: what server-sent events need of the connection.
class EventStream;

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::map<std::string, std::string> headers;
  std::string body;
  std::string_view shared;  // in place of body: bytes that outlive the server, sent without a copy
  std::shared_ptr<EventStream> events;  // in place of both
};

Response ok(const json::Value&);
// application/problem+json (RFC 9457): title (what is wrong), detail (where), hint, status.
Response problem(int status, const Error&);

}  // namespace probata::http
