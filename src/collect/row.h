// Small helpers to put facts' fields together.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "collect/look.h"

namespace probata::collect {

inline json::Value strings(const std::vector<std::string>& texts) {
  json::Value list{json::Array{}};
  for (const std::string& text : texts) list.push(text);
  return list;
}
template <class T>
json::Value or_null(const std::optional<T>& value) {
  return value ? json::Value(*value) : json::Value();
}
// Null where there is nothing to say.
inline json::Value text_or_null(std::string text) {
  return text.empty() ? json::Value() : json::Value(std::move(text));
}
inline json::Value object(std::vector<std::pair<std::string, json::Value>> members) {
  json::Value result{json::Object{}};
  for (auto& [key, value] : members) result.set(key, std::move(value));
  return result;
}

}  // namespace probata::collect
