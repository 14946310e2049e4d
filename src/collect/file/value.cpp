#include "collect/file/value.h"

#include <fmt/format.h>

namespace probata::collect {
namespace {

using cel::Tag;
using cel::Value;

Result<json::Value> list_to_json(const cel::List& list) {
  json::Value result{json::Array{}};
  for (const Value& item : list.items) result.push(TRY(to_json(item)));
  return result;
}

Result<json::Value> map_to_json(const cel::Map& map) {
  json::Value result{json::Object{}};
  for (const auto& [key, value] : map.entries) {
    if (!key.is(Tag::string))
      return failure(fmt::format("a key is {}, not a text", cel::to_text(key)));
    result.set(std::string(key.string()), TRY(to_json(value)));
  }
  return result;
}

}  // namespace

Result<json::Value> to_json(const Value& value) {
  switch (value.tag) {
    case Tag::null:
      return json::Value();
    case Tag::boolean:
      return json::Value(value.boolean);
    case Tag::integer:
      return json::Value(value.integer);
    case Tag::uinteger:
      return json::Value(value.uinteger);
    case Tag::real:
      return json::Value(value.real);
    case Tag::string:
      return json::Value(value.string());
    case Tag::timestamp:
      return json::Value(to_text(value.instant()));
    case Tag::duration:
      return json::Value(to_text(Duration{value.us}));
    case Tag::span:
      return json::Value(to_text(*value.span));
    case Tag::list:
      return list_to_json(*value.list);
    case Tag::map:
      return map_to_json(*value.map);
    case Tag::error:
      return failure(std::string(value.problem->message),
                     "mend the row, or write the mapping so that it allows for it");
    default:
      return failure(fmt::format("{} is no value of a field", cel::to_text(value)));
  }
}

}  // namespace probata::collect
