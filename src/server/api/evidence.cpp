#include <fmt/format.h>

#include "base/text.h"
#include "server/api/api.h"

namespace probata::api {

// Never rendered: evidence is whatever a source held, scripts included.
http::Response evidence(Context& context, const http::Request& request) {
  auto digest = parse_digest(request.captures[0]);
  if (!digest)
    return http::problem(400, {fmt::format("`{}` is no digest", request.captures[0]),
                               "write `sha256:` and 64 hexadecimal digits",
                               {}});
  const Blobs& blobs = context.organisation.blobs();
  auto there = blobs.has(*digest);
  if (!there || !*there)
    return http::problem(
        404, {"there is no such evidence",
              "it may be kept elsewhere, or disposed of; the entry that cites it says more",
              {}});
  auto bytes = blobs.get(*digest);
  if (!bytes) return http::problem(500, bytes.error());
  http::Response response;
  response.type = find_invalid_utf8(*bytes) == std::string_view::npos ? "text/plain; charset=utf-8"
                                                                      : "application/octet-stream";
  auto name = to_hex(std::span(digest->bytes).first(8));
  response.headers["Content-Disposition"] =
      fmt::format("attachment; filename=\"evidence-{}.txt\"", name);
  response.headers["Content-Security-Policy"] =
      "sandbox; default-src 'none'; frame-ancestors 'none'";
  response.body = std::move(*bytes);
  return response;
}

}  // namespace probata::api
