#include "server/guard.h"

#include <fmt/format.h>

namespace probata::http {
namespace {

constexpr std::string_view names[] = {"127.0.0.1", "localhost", "[::1]"};
constexpr const char* nothing = "default-src 'none'; frame-ancestors 'none'";

bool reads(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

Response forbidden(std::string what, std::string hint) {
  return problem(403, {std::move(what), std::move(hint), {}});
}

}  // namespace

Guard::Guard(std::string_view address) : port_(address.substr(address.rfind(':') + 1)) {}

bool Guard::is_ours(std::string_view host) const {
  for (auto name : names) {
    if (host == fmt::format("{}:{}", name, port_)) return true;
    if (port_ == "80" && host == name) return true;
  }
  return false;
}

std::optional<Response> Guard::refuse(const Request& request) const {
  auto host = request.header("host");
  if (!is_ours(host))
    return forbidden(fmt::format("the host `{}` is not served here", host),
                     fmt::format("use http://127.0.0.1:{} or http://localhost:{}", port_, port_));
  if (reads(request)) return {};
  auto origin = request.header("origin");
  auto site = request.header("sec-fetch-site");
  bool foreign = !origin.empty() && origin != "http://" + host;
  if (foreign || (!site.empty() && site != "same-origin" && site != "none"))
    return forbidden("another web page may not write here",
                     "use Probata's own pages, or a program on this machine");
  return {};
}

void Guard::protect(Response& response) {
  auto& headers = response.headers;
  headers.try_emplace("Content-Security-Policy", nothing);
  headers.try_emplace("X-Content-Type-Options", "nosniff");
  headers.try_emplace("Referrer-Policy", "no-referrer");
  headers.try_emplace("Cross-Origin-Resource-Policy", "same-origin");
  headers.try_emplace("Cross-Origin-Opener-Policy", "same-origin");
  headers.try_emplace("Cache-Control", "no-store");
}

}  // namespace probata::http
