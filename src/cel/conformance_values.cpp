// cel.expr.Value in protobuf's JSON form, there and back.
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/hash.h"
#include "cel/clock.h"
#include "cel/conformance.h"
#include "cel/well_known.h"

namespace probata::cel {
namespace {

constexpr std::string_view prefix = "type.googleapis.com/";

template <class Integer>
Result<Value> integer(const json::Value& j) {
  if (const auto* i = j.as_int()) return Value::of(static_cast<Integer>(*i));
  Integer n{};
  const auto* s = j.as_string();
  if (!s) return failure("an integer is written as a string");
  const auto [end, bad] = std::from_chars(s->data(), s->data() + s->size(), n);
  if (bad != std::errc() || end != s->data() + s->size())
    return failure(fmt::format("`{}` is no integer", *s));
  return Value::of(n);
}

Result<Value> real(const json::Value& j) {
  if (const auto* d = j.as_double()) return Value::of(*d);
  if (const auto* i = j.as_int()) return Value::of(static_cast<double>(*i));
  const auto* s = j.as_string();
  if (s && *s == "NaN") return Value::of(std::nan(""));
  if (s && *s == "Infinity") return Value::of(HUGE_VAL);
  if (s && *s == "-Infinity") return Value::of(-HUGE_VAL);
  return failure("this is no double");
}

Result<Value> bytes(const json::Value& j, Arena& arena) {
  if (!j.as_string()) return failure("bytes are written as base64");
  const auto decoded = TRY(from_base64(*j.as_string()));
  return arena.bytes({reinterpret_cast<const char*>(decoded.data()), decoded.size()});
}

Result<Value> list(const json::Value& j, Arena& arena) {
  std::vector<Value> items;
  const auto* values = j.find("values");
  if (values && values->as_array())
    for (const auto& v : *values->as_array()) items.push_back(TRY(value_from_json(v, arena)));
  return arena.list(items);
}

Result<Value> map(const json::Value& j, Arena& arena) {
  std::vector<std::pair<Value, Value>> entries;
  const auto* given = j.find("entries");
  if (given && given->as_array())
    for (const auto& e : *given->as_array()) {
      const auto* key = e.find("key");
      const auto* value = e.find("value");
      if (!key || !value) return failure("an entry has a `key` and a `value`");
      entries.emplace_back(TRY(value_from_json(*key, arena)), TRY(value_from_json(*value, arena)));
    }
  return arena.map(entries);
}

// Plain JSON as google.protobuf.Value: all numbers are doubles.
Value plain(const json::Value& j, Arena& arena) {
  if (const auto* b = j.as_bool()) return Value::of(*b);
  if (const auto* i = j.as_int()) return Value::of(static_cast<double>(*i));
  if (const auto* d = j.as_double()) return Value::of(*d);
  if (const auto* s = j.as_string()) return arena.string(*s);
  if (const auto* a = j.as_array()) {
    std::vector<Value> items;
    for (const auto& item : *a) items.push_back(plain(item, arena));
    return arena.list(items);
  }
  std::vector<std::pair<Value, Value>> entries;
  if (!j.as_object()) return {};
  for (const auto& m : *j.as_object())
    entries.emplace_back(arena.string(m.key), plain(m.value, arena));
  return arena.map(entries);
}

Result<Value> known_value(const WellKnown& m, const json::Value& v, Arena& arena) {
  switch (m.kind) {
    case TypeKind::integer:
      return integer<int64_t>(v);
    case TypeKind::uinteger:
      return integer<uint64_t>(v);
    case TypeKind::real:
      return real(v);
    case TypeKind::bytes:
      return bytes(v, arena);
    default:
      return plain(v, arena);
  }
}

Result<Value> message(const json::Value& j, Arena& arena) {
  const auto* type = j.find("@type");
  const auto* value = j.find("value");
  if (!type || !type->as_string() || !value || !type->as_string()->starts_with(prefix))
    return failure("messages are not supported");
  const std::string_view name = std::string_view(*type->as_string()).substr(prefix.size());
  if (const auto* known = find_well_known(name)) return known_value(*known, *value, arena);
  ReadFailure why{};
  std::optional<Value> v;
  if (name == "google.protobuf.Timestamp" && value->as_string())
    v = parse_timestamp(*value->as_string(), why);
  if (name == "google.protobuf.Duration" && value->as_string())
    v = parse_duration(*value->as_string(), why);
  if (!v) return failure("messages are not supported");
  return *v;
}

Value type_value(const json::Value& j, Arena& arena) {
  Value v = arena.string(j.as_string() ? *j.as_string() : std::string());
  v.tag = Tag::type;
  return v;
}

// protobuf writes fractions of seconds with 0, 3, 6 or 9 digits.
std::string padded(std::string text) {
  const char unit = text.back();
  text.pop_back();
  if (const size_t dot = text.find('.'); dot != std::string::npos)
    while ((text.size() - dot - 1) % 3 != 0) text += '0';
  return text + unit;
}

json::Value wrapped(std::string_view key, json::Value v) {
  json::Value out;
  out.set(std::string(key), std::move(v));
  return out;
}

json::Value known_message(std::string_view type, std::string value) {
  json::Value out;
  out.set("@type", fmt::format("{}{}", prefix, type));
  out.set("value", std::move(value));
  return wrapped("objectValue", std::move(out));
}

json::Value real_json(double d) {
  if (std::isnan(d)) return "NaN";
  if (std::isinf(d)) return d > 0 ? "Infinity" : "-Infinity";
  return d;
}

// Values share parts: what is written is counted.
Result<json::Value> write(const Value& v, size_t& budget);

Result<json::Value> write_list(const Value& v, size_t& budget) {
  json::Value values(json::Array{}), out(json::Object{});
  for (const auto& item : v.list->items) values.push(TRY(write(item, budget)));
  if (!v.list->items.empty()) out.set("values", std::move(values));
  return wrapped("listValue", std::move(out));
}

Result<json::Value> write_map(const Value& v, size_t& budget) {
  json::Value entries(json::Array{}), out(json::Object{});
  for (const auto& [key, value] : v.map->entries) {
    json::Value entry;
    entry.set("key", TRY(write(key, budget)));
    entry.set("value", TRY(write(value, budget)));
    entries.push(std::move(entry));
  }
  if (!v.map->entries.empty()) out.set("entries", std::move(entries));
  return wrapped("mapValue", std::move(out));
}

Result<json::Value> write(const Value& v, size_t& budget) {
  if (budget-- == 0) {
    budget = 0;
    return failure("the value is too large to be written");
  }
  switch (v.tag) {
    case Tag::null:
      return wrapped("nullValue", nullptr);
    case Tag::boolean:
      return wrapped("boolValue", v.boolean);
    case Tag::integer:
      return wrapped("int64Value", std::to_string(v.integer));
    case Tag::uinteger:
      return wrapped("uint64Value", std::to_string(v.uinteger));
    case Tag::real:
      return wrapped("doubleValue", real_json(v.real));
    case Tag::string:
      return wrapped("stringValue", v.string());
    case Tag::bytes:
      return wrapped("bytesValue", to_base64(as_bytes(v.string())));
    case Tag::type:
      return wrapped("typeValue", v.string());
    case Tag::list:
      return write_list(v, budget);
    case Tag::map:
      return write_map(v, budget);
    case Tag::timestamp:
      return known_message("google.protobuf.Timestamp", padded(timestamp_to_string(v)));
    case Tag::duration:
      return known_message("google.protobuf.Duration", padded(duration_to_string(v)));
    default:
      return failure("this value has no protobuf form");
  }
}

}  // namespace

Result<Value> value_from_json(const json::Value& j, Arena& arena) {
  const auto* object = j.as_object();
  if (!object || object->empty()) return failure("a value is an object with one member");
  const auto& [key, v, offset] = object->front();
  if (key == "nullValue") return Value();
  if (key == "boolValue" && v.as_bool()) return Value::of(*v.as_bool());
  if (key == "int64Value") return integer<int64_t>(v);
  if (key == "uint64Value") return integer<uint64_t>(v);
  if (key == "doubleValue") return real(v);
  if (key == "stringValue" && v.as_string()) return arena.string(*v.as_string());
  if (key == "bytesValue") return bytes(v, arena);
  if (key == "typeValue") return type_value(v, arena);
  if (key == "listValue") return list(v, arena);
  if (key == "mapValue") return map(v, arena);
  if (key == "objectValue") return message(v, arena);
  return failure(fmt::format("`{}` is no value that is supported", key));
}

Result<json::Value> value_to_json(const Value& v) {
  size_t budget = 1'000'000;
  return write(v, budget);
}

}  // namespace probata::cel
