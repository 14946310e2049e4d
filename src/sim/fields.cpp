#include "sim/fields.h"

#include <fmt/format.h>

namespace probata::sim {

Fields& Fields::raw(std::string_view name, std::string_view json) {
  if (!text_.empty()) text_ += ',';
  text_ += '"';
  text_ += name;
  text_ += "\":";
  text_ += json;
  return *this;
}

// The simulator's own words hold nothing that JSON escapes.
Fields& Fields::put(std::string_view name, std::string_view text) {
  return raw(name, fmt::format("\"{}\"", text));
}
Fields& Fields::put(std::string_view name, bool b) { return raw(name, b ? "true" : "false"); }
Fields& Fields::put(std::string_view name, int64_t n) { return raw(name, fmt::format("{}", n)); }
Fields& Fields::put(std::string_view name, Instant t) { return put(name, to_text(t)); }
Fields& Fields::put(std::string_view name, Date d) { return put(name, to_text(d)); }
Fields& Fields::none(std::string_view name) { return raw(name, "null"); }

Fields& Fields::put(std::string_view name, const std::vector<std::string>& list) {
  std::string json = "[";
  for (const std::string& one : list)
    json += fmt::format("{}\"{}\"", json.size() > 1 ? "," : "", one);
  return raw(name, json + "]");
}

}  // namespace probata::sim
