#include "server/http.h"

namespace probata::http {

std::optional<std::string> Request::parameter(const std::string& name) const {
  auto [first, last] = query.equal_range(name);
  if (first == last) return {};
  return std::prev(last)->second;
}

std::string Request::header(const std::string& name) const {
  auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

Response ok(const json::Value& value) {
  Response response;
  response.body = json::write(value);
  return response;
}

Response problem(int status, const Error& error) {
  auto placed = !error.place.file.empty() || error.place.line > 0;
  Response response;
  response.status = status;
  response.type = "application/problem+json";
  response.body =
      json::write(json::Object{{"title", error.what},
                               {"detail", placed ? probata::to_text(error) : std::string()},
                               {"hint", error.hint},
                               {"status", status}});
  return response;
}

}  // namespace probata::http
