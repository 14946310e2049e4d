// Bytes → the HTTP parser → target → router and the parameters of views, with handlers that cost
// nothing. No socket.
#include <boost/beast/http.hpp>

#include <cstdint>
#include <cstdlib>

#include "base/calendar.h"
#include "server/guard.h"
#include "server/moment.h"
#include "server/parameters.h"
#include "server/router.h"

namespace {

using namespace probata;
namespace beast_http = boost::beast::http;

http::Response parameters(const http::Request& request) {
  api::Moment moment;
  (void)api::page_of(request, moment);
  (void)api::unsigned_parameter(request, "size");
  (void)api::instant_parameter(request, "at");
  if (auto period = request.parameter("period")) (void)api::parse_period(*period, Calendar());
  if (auto words = api::words_parameter(request)) (void)words->in(request.path);
  json::Array captures;
  for (const auto& capture : request.captures) captures.emplace_back(capture);
  return http::ok(captures);
}

const http::Router& router() {
  static const http::Router made = [] {
    http::Router r;
    for (const char* pattern : {"/api/status", "/api/controls/{control}/tests/{test}/items",
                                "/api/records/{kind}", "/api/records/{kind}/{id…}", "/{any}"})
      r.add("GET", pattern, parameters);
    r.add("POST", "/api/facts", parameters);
    return r;
  }();
  return made;
}

// Whatever is answered must be JSON that our own reader reads.
void answer(http::Request request) {
  static const http::Guard guard("127.0.0.1:8080");
  (void)guard.refuse(request);
  auto response = router().answer(std::move(request));
  http::Guard::protect(response);
  if (!json::parse(response.body)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  beast_http::request_parser<beast_http::string_body> parser;
  parser.body_limit(1 << 16);
  parser.header_limit(1 << 14);
  boost::system::error_code error;
  parser.eager(true);
  parser.put(boost::asio::buffer(data, size), error);
  http::Request request;
  if (!error && parser.is_header_done()) {
    const auto& message = parser.get();
    request.method = std::string(message.method_string());
    for (const auto& field : message)
      request.headers[std::string(field.name_string())] = std::string(field.value());
    auto target = message.target();
    if (http::read_target({target.data(), target.size()}, request)) answer(std::move(request));
    return 0;
  }
  // Most inputs are no HTTP: then all of it is a target.
  request.method = "GET";
  if (http::read_target({reinterpret_cast<const char*>(data), size}, request))
    answer(std::move(request));
  return 0;
}
