// The `set` of a fact as JSON text, written once and never read back: there are millions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"

namespace probata::sim {

class Fields {
 public:
  Fields& put(std::string_view name, std::string_view text);
  Fields& put(std::string_view name, const std::string& text) {
    return put(name, std::string_view(text));
  }
  Fields& put(std::string_view name, const char* text) { return put(name, std::string_view(text)); }
  Fields& put(std::string_view name, bool);
  Fields& put(std::string_view name, int64_t);
  Fields& put(std::string_view name, Instant);
  Fields& put(std::string_view name, Date);
  Fields& put(std::string_view name, const std::vector<std::string>&);
  Fields& none(std::string_view name);                        // sets null
  Fields& raw(std::string_view name, std::string_view json);  // JSON as it is
  const std::string& text() const { return text_; }

 private:
  std::string text_;  // the members, without braces
};

}  // namespace probata::sim
