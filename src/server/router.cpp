#include "server/router.h"

#include <boost/url/parse.hpp>
#include <fmt/format.h>

#include "base/text.h"

namespace probata::http {
namespace {

constexpr std::string_view see = "the routes are in schemas/openapi.yaml";

bool is_text(std::string_view s) {
  return s.find('\0') == std::string_view::npos && find_invalid_utf8(s) == std::string_view::npos;
}

bool all_text(const Request& request) {
  for (const auto& [key, value] : request.query)
    if (!is_text(key) || !is_text(value)) return false;
  return is_text(request.path);
}

}  // namespace

void Router::add(std::string method, std::string pattern, Handler handler) {
  routes_.push_back({std::move(method), std::move(pattern), std::move(handler)});
}

std::optional<std::vector<std::string>> match(std::string_view pattern,
                                              std::span<const std::string> segments) {
  std::vector<std::string> captures;
  size_t i = 0;
  for (auto part : split(pattern.substr(1), '/')) {
    if (i >= segments.size()) return {};
    if (!part.starts_with('{')) {
      if (part != segments[i++]) return {};
    } else if (part.ends_with("…}")) {
      captures.push_back(join(segments.subspan(i), "/"));
      i = segments.size();
    } else {
      captures.push_back(segments[i++]);
    }
    if (!captures.empty() && captures.back().empty()) return {};
  }
  if (i != segments.size()) return {};
  return captures;
}

Response Router::answer(Request request) const {
  bool path_known = false;
  for (const Route& route : routes_) {
    auto captures = match(route.pattern, request.segments);
    if (!captures) continue;
    path_known = true;
    if (route.method != request.method) continue;
    request.captures = std::move(*captures);
    return route.handler(request);
  }
  if (path_known)
    return problem(
        405, {fmt::format("`{}` is not possible here", request.method), std::string(see), {}});
  return problem(404, {fmt::format("there is no `{}`", request.path), std::string(see), {}});
}

Result<void> read_target(std::string_view target, Request& request) {
  auto url = boost::urls::parse_origin_form({target.data(), target.size()});
  if (!url)
    return failure("the request's target is not a valid one",
                   "percent-encode special characters (RFC 3986)");
  request.path = std::string(url->encoded_path().decode());
  for (const auto& segment : url->segments()) request.segments.emplace_back(segment);
  boost::urls::encoding_opts opts;
  opts.space_as_plus = true;
  for (const auto& parameter : url->params(opts))
    request.query.emplace(parameter.key, parameter.value);
  if (!all_text(request))
    return failure("the request's target is not UTF-8 text", "percent-encode UTF-8 (RFC 3986)");
  return {};
}

}  // namespace probata::http
