#include "cel/well_known.h"

#include <limits>

#include "cel/functions.h"
#include "cel/strict.h"
#include "cel/types.h"

namespace probata::cel {
namespace {

constexpr WellKnown messages[] = {
    {"BoolValue", "value", TypeKind::boolean},    {"BytesValue", "value", TypeKind::bytes},
    {"DoubleValue", "value", TypeKind::real},     {"FloatValue", "value", TypeKind::real},
    {"Int32Value", "value", TypeKind::integer},   {"Int64Value", "value", TypeKind::integer},
    {"StringValue", "value", TypeKind::string},   {"UInt32Value", "value", TypeKind::uinteger},
    {"UInt64Value", "value", TypeKind::uinteger}, {"ListValue", "values", TypeKind::list},
    {"Struct", "fields", TypeKind::map},          {"Value", "", TypeKind::dyn}};

constexpr std::pair<std::string_view, TypeKind> fields_of_value[] = {
    {"null_value", TypeKind::dyn},      {"number_value", TypeKind::real},
    {"string_value", TypeKind::string}, {"bool_value", TypeKind::boolean},
    {"struct_value", TypeKind::map},    {"list_value", TypeKind::list}};

const Problem range{Failure::out_of_range, "the number does not fit in 32 bits"};

Type open_type(TypeKind kind) {
  if (kind == TypeKind::list) return list_of(make_type(TypeKind::dyn));
  if (kind == TypeKind::map) return map_of(make_type(TypeKind::string), make_type(TypeKind::dyn));
  return make_type(kind);
}

}  // namespace

const WellKnown* find_well_known(std::string_view name) {
  constexpr std::string_view package = "google.protobuf.";
  if (!name.starts_with(package)) return nullptr;
  name.remove_prefix(package.size());
  for (const auto& m : messages)
    if (m.name == name) return &m;
  return nullptr;
}

std::optional<Type> type_of_field(const WellKnown& m, std::string_view field) {
  if (!m.field.empty()) return field == m.field ? std::optional(open_type(m.kind)) : std::nullopt;
  for (const auto& [name, kind] : fields_of_value)
    if (name == field) return open_type(kind);
  return std::nullopt;
}

Type type_of(const WellKnown& m) {
  Type t = open_type(m.kind);
  t.nullable = m.field == "value";
  return t;
}

Value default_of(const WellKnown& m, Arena& arena) {
  switch (m.kind) {
    case TypeKind::boolean:
      return Value::of(false);
    case TypeKind::integer:
      return Value::of(int64_t{0});
    case TypeKind::uinteger:
      return Value::of(uint64_t{0});
    case TypeKind::real:
      return Value::of(0.0);
    case TypeKind::string:
      return arena.string({});
    case TypeKind::bytes:
      return arena.bytes({});
    case TypeKind::list:
      return arena.list(std::span<const Value>{});
    case TypeKind::map:
      return arena.map({});
    default:
      return {};
  }
}

Value make_well_known(const WellKnown& m, std::string_view field, const Value& v, Arena&) {
  if (field == "null_value") return {};
  const auto type = type_of_field(m, field);
  if (v.is(Tag::null) && m.field == "value") return v;
  if (!type || !(tags_of(*type) >> static_cast<unsigned>(v.tag) & 1))
    return problem(problems::no_overload);
  if (m.name == "FloatValue") return Value::of(static_cast<double>(static_cast<float>(v.real)));
  const bool narrow =
      m.name == "Int32Value"
          ? v.integer != static_cast<int32_t>(v.integer)
          : m.name == "UInt32Value" && v.uinteger > std::numeric_limits<uint32_t>::max();
  return narrow ? problem(range) : v;
}

Value nodes::message(const Node& n, Frame& f) {
  const auto& m = *static_cast<const Message*>(n.extra);
  Value v = run(n.operand(0), f);
  Troubles troubles(f);
  return troubles.take(v) ? make_well_known(*m.message, m.field, v, *f.arena) : troubles.worst();
}

}  // namespace probata::cel
