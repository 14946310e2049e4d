#include "server/files.h"

#include <fmt/format.h>

namespace probata::http {
namespace {

constexpr const char* policy =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors "
    "'none'; "
    "base-uri 'none'; form-action 'self'; object-src 'none'";
constexpr std::string_view index_name = "index.html", assets = "assets/";
constexpr std::string_view without_ui =
    "<!doctype html><meta charset=\"utf-8\"><title>Probata</title><p>This build of Probata carries "
    "no pages. "
    "The API is at <a href=\"/api/status\">/api/status</a>.</p>";

std::string_view type_of(std::string_view path) {
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".json", "application/json"},
      {".woff2", "font/woff2"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"}};
  for (const auto& [ending, type] : types)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

Response file_response(std::string_view path, std::string_view bytes) {
  Response response;
  response.type = type_of(path);
  response.shared = bytes;
  response.headers["Content-Security-Policy"] = policy;
  // The name of an asset holds the hash of its content; any other file may differ after an upgrade.
  response.headers["Cache-Control"] =
      path.starts_with(assets) ? "public, max-age=31536000, immutable" : "no-cache";
  return response;
}

}  // namespace

Files::Files(std::span<const WebFile> files) {
  for (const auto& file : files) {
    auto path = file.path;
    while (path.starts_with('/')) path.remove_prefix(1);
    files_.emplace(path, file.bytes);
  }
}

Response Files::answer(const Request& request) const {
  if (request.method != "GET")
    return problem(
        405, {fmt::format("`{}` is not possible here", request.method), "pages are only read", {}});
  std::string_view path = request.path;
  while (path.starts_with('/')) path.remove_prefix(1);
  if (auto found = files_.find(path); found != files_.end())
    return file_response(found->first, found->second);
  if (path.starts_with(assets))
    return problem(404, {fmt::format("there is no `{}`", request.path), "load the page again", {}});
  auto index = files_.find(index_name);
  return index == files_.end() ? file_response(index_name, without_ui)
                               : file_response(index_name, index->second);
}

}  // namespace probata::http
