// Whatever parses has a canonical form that stays the same, and what is written reads back as the
// same value.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"

namespace json = probata::json;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = json::parse(text);
  if (!value) {
    require(value.error().place.line >= 1 && value.error().place.column >= 1);
    return 0;
  }
  const auto canonical = json::canonical(*value);
  require(canonical.has_value());
  const auto again = json::parse(*canonical);
  require(again && json::canonical(*again) == canonical);
  const auto written = json::parse(json::write(*value));
  require(written && *written == *value);
  const auto pretty = json::parse(json::write_pretty(*value), {.depth = 64, .bytes = SIZE_MAX});
  require(pretty && *pretty == *value);
  return 0;
}
