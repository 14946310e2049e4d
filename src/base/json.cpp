// Values. Reading: json_parse.cpp; writing: json_write.cpp and json_canonical.cpp; numbers:
// json_number.cpp.
#include "base/json.h"

#include <algorithm>
#include <limits>

namespace probata::json {

Value::Value(uint64_t i) {
  if (i <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) {
    data_ = static_cast<int64_t>(i);
  } else {
    data_ = static_cast<double>(i);
  }
}

const Value* Value::find(std::string_view key) const {
  const Object* object = as_object();
  if (!object) return nullptr;
  for (const Member& member : *object) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

void Value::set(std::string key, Value value) {
  if (is_null()) data_ = Object{};
  Object& object = std::get<Object>(data_);
  for (Member& member : object) {
    if (member.key != key) continue;
    member.value = std::move(value);
    return;
  }
  object.push_back({.key = std::move(key), .value = std::move(value)});
}

void Value::push(Value value) {
  if (is_null()) data_ = Array{};
  std::get<Array>(data_).push_back(std::move(value));
}

std::string_view Value::type_name() const {
  constexpr std::string_view names[] = {"null",     "a boolean", "an integer", "a number",
                                        "a string", "an array",  "an object"};
  return names[data_.index()];
}

bool Value::operator==(const Value& other) const { return data_ == other.data_; }

Place place_of(std::string_view text, size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          .column = static_cast<int>(before.size() - line_start) + 1};
}

}  // namespace probata::json
