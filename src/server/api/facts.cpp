// The way in which pages write facts.
#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "server/api/api.h"

namespace probata::api {
namespace {

constexpr const char* file = "request";
const std::string flags[] = {"0", "1"};

json::Array errors_json(const Errors& errors) {
  json::Array array;
  for (const Error& error : errors)
    array.push_back(json::Object{{"line", error.place.line},
                                 {"column", error.place.column},
                                 {"message", error.what},
                                 {"hint", error.hint}});
  return array;
}

// Whether something of the body is (or, dry, would be) appended.
bool any_good(std::string_view body, const AppendReport& report, bool atomic, bool dry) {
  if (atomic && !report.errors.empty()) return false;
  if (!dry) return report.appended > 0 || report.errors.empty();
  size_t lines = 0;
  for (auto line : split(body, '\n')) lines += trim(line).empty() ? 0 : 1;
  std::set<int> bad;
  for (const Error& error : report.errors) bad.insert(error.place.line);
  return report.errors.empty() || bad.size() < lines;
}

// An error of no line and no file is the log's own (a full disk): not what was sent is wrong.
const Error* own_error(const AppendReport& report) {
  if (report.errors.empty()) return nullptr;
  const Error& last = report.errors.back();
  return last.place.file.empty() && last.place.line == 0 ? &last : nullptr;
}

}  // namespace

// Any other page can make a browser send a form's types here, but none of those that are asked for.
std::string media_type_of(const http::Request& request) {
  const std::string type = request.header("content-type");
  return std::string(trim(std::string_view(type).substr(0, type.find(';'))));
}

json::Value receipt_json(const Receipt& receipt) {
  return json::Object{{"first", receipt.first},
                      {"size", receipt.size},
                      {"recorded", to_text(receipt.recorded)},
                      {"checkpoint", receipt.checkpoint}};
}

http::Response append(Context& context, const http::Request& request) {
  if (media_type_of(request) != "application/x-ndjson")
    return http::problem(415,
                         {"facts are JSON Lines", "send `Content-Type: application/x-ndjson`", {}});
  if (context.organisation.demo())
    return http::problem(403, {"nothing is added to the demo company",
                               "what is so of your own company belongs into its own log",
                               {}});
  auto dry = choice_parameter(request, "dry", flags),
       atomic = choice_parameter(request, "atomic", flags);
  if (!dry || !atomic) return http::problem(400, !dry ? dry.error() : atomic.error());
  auto report = context.organisation.append_lines(request.body, file, *atomic == "1", *dry == "1");
  if (const Error* own = own_error(report); own != nullptr && !report.receipt)
    return http::problem(500, *own);
  auto response = http::ok(
      json::Object{{"appended", report.appended},
                   {"dry", *dry == "1"},
                   {"receipt", report.receipt ? receipt_json(*report.receipt) : json::Value()},
                   {"errors", errors_json(report.errors)}});
  if (!any_good(request.body, report, *atomic == "1", *dry == "1")) response.status = 422;
  return response;
}

}  // namespace probata::api
