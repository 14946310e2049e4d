// cel.expr.Type in protobuf's JSON form, there and back.
#include <fmt/format.h>

#include "cel/conformance.h"
#include "cel/types.h"
#include "cel/well_known.h"

namespace probata::cel {
namespace {

constexpr std::string_view optional_type = "optional_type";

constexpr std::pair<std::string_view, TypeKind> primitives[] = {
    {"BOOL", TypeKind::boolean}, {"INT64", TypeKind::integer}, {"UINT64", TypeKind::uinteger},
    {"DOUBLE", TypeKind::real},  {"STRING", TypeKind::string}, {"BYTES", TypeKind::bytes}};

Result<Type> primitive(const json::Value& j, bool nullable) {
  for (const auto& [name, kind] : primitives) {
    if (!j.as_string() || *j.as_string() != name) continue;
    Type t = make_type(kind);
    t.nullable = nullable;
    return t;
  }
  return failure("this is no primitive type");
}

Result<Type> part(const json::Value& j, std::string_view key, TypeNames& names) {
  const auto* inner = j.find(key);
  return inner ? type_from_json(*inner, names) : Result<Type>(make_type(TypeKind::dyn));
}

size_t number_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<size_t>(found - names.begin());
  names.push_back(name);
  return names.size() - 1;
}

// {"name": …, "parameterTypes": […]}
Result<Type> abstract(const json::Value& j, TypeNames& names) {
  const auto* name = j.find("name");
  if (!name || !name->as_string()) return failure("an abstract type has a name");
  const bool optional = *name->as_string() == optional_type;
  Type t = make_type(optional ? TypeKind::optional : TypeKind::opaque);
  if (!optional) t.record = static_cast<uint16_t>(number_of(names.opaque, *name->as_string()));
  const auto* parts = j.find("parameterTypes");
  for (const auto& p : parts && parts->as_array() ? *parts->as_array() : json::Array{})
    t.of.push_back(TRY(type_from_json(p, names)));
  if (optional && t.of.empty()) t.of.push_back(make_type(TypeKind::dyn));
  return t;
}

Result<Type> parameter(const json::Value& j, TypeNames& names) {
  if (!j.as_string()) return failure("a parameter is a name");
  Type t = make_type(TypeKind::parameter);
  t.record = static_cast<uint16_t>(number_of(names.parameters, *j.as_string()) + 1);
  if (t.record > most_parameters) return failure("the function has too many parameters");
  return t;
}

Type well_known(const json::Value& j) {
  if (j.as_string() && *j.as_string() == "TIMESTAMP") return make_type(TypeKind::timestamp);
  if (j.as_string() && *j.as_string() == "DURATION") return make_type(TypeKind::duration);
  return make_type(TypeKind::dyn);
}

Result<Type> message(const json::Value& j) {
  const std::string name = j.as_string() ? *j.as_string() : std::string();
  if (name == "google.protobuf.Timestamp") return make_type(TypeKind::timestamp);
  if (name == "google.protobuf.Duration") return make_type(TypeKind::duration);
  if (const auto* known = find_well_known(name)) return type_of(*known);
  return failure(fmt::format("messages are not supported: `{}`", name));
}

json::Value member(std::string_view key, json::Value v) {
  json::Value out;
  out.set(std::string(key), std::move(v));
  return out;
}

}  // namespace

Result<Type> type_from_json(const json::Value& j, TypeNames& names) {
  const auto* object = j.as_object();
  if (!object || object->empty()) return failure("a type is an object with one member");
  const auto& [key, v, offset] = object->front();
  if (key == "primitive") return primitive(v, false);
  if (key == "wrapper") return primitive(v, true);
  if (key == "wellKnown") return well_known(v);
  if (key == "messageType") return message(v);
  if (key == "null") return make_type(TypeKind::null);
  if (key == "abstractType") return abstract(v, names);
  if (key == "typeParam") return parameter(v, names);
  if (key == "listType") return list_of(TRY(part(v, "elemType", names)));
  if (key == "mapType")
    return map_of(TRY(part(v, "keyType", names)), TRY(part(v, "valueType", names)));
  if (key == "type") return make_type(TypeKind::type);
  return make_type(TypeKind::dyn);
}

static json::Value abstract_json(std::string_view name, const Type& t, const TypeNames& names) {
  json::Value out, parts(json::Array{});
  for (const auto& part : t.of) parts.push(type_to_json(part, names));
  out.set("name", name);
  out.set("parameterTypes", std::move(parts));
  return member("abstractType", std::move(out));
}

json::Value type_to_json(const Type& t, const TypeNames& names) {
  for (const auto& [name, kind] : primitives)
    if (t.kind == kind) return member(t.nullable ? "wrapper" : "primitive", name);
  switch (t.kind) {
    case TypeKind::null:
      return member("null", nullptr);
    case TypeKind::timestamp:
      return member("wellKnown", "TIMESTAMP");
    case TypeKind::duration:
      return member("wellKnown", "DURATION");
    case TypeKind::list:
      return member("listType", member("elemType", type_to_json(t.of[0], names)));
    case TypeKind::map: {
      json::Value parts;
      parts.set("keyType", type_to_json(t.of[0], names));
      parts.set("valueType", type_to_json(t.of[1], names));
      return member("mapType", std::move(parts));
    }
    case TypeKind::type:
      return member("type", json::Object{});
    case TypeKind::optional:
      return abstract_json(optional_type, t, names);
    case TypeKind::opaque:
      return abstract_json(names.opaque[t.record], t, names);
    case TypeKind::ip:
      return abstract_json("net.IP", t, names);
    case TypeKind::cidr:
      return abstract_json("net.CIDR", t, names);
    default:
      return member("dyn", json::Object{});
  }
}

}  // namespace probata::cel
