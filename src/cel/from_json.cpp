#include "cel/from_json.h"

namespace probata::cel {

Value from_json(const json::Value& value, Arena& arena) {
  if (const bool* b = value.as_bool()) return Value::of(*b);
  if (const int64_t* i = value.as_int()) return Value::of(*i);
  if (const double* d = value.as_double()) return Value::of(*d);
  if (const std::string* s = value.as_string()) return arena.string(*s);
  if (const json::Array* array = value.as_array()) {
    std::vector<Value> items;
    for (const json::Value& item : *array) items.push_back(from_json(item, arena));
    return arena.list(items);
  }
  if (const json::Object* object = value.as_object()) {
    std::vector<std::pair<Value, Value>> entries;
    for (const json::Member& member : *object)
      entries.emplace_back(arena.string(member.key), from_json(member.value, arena));
    return arena.map(entries);
  }
  return {};
}

}  // namespace probata::cel
