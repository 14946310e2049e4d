#include "cel/types.h"

namespace probata::cel {

Type make_type(TypeKind kind) {
  Type t;
  t.kind = kind;
  return t;
}
Type list_of(Type element) {
  Type t = make_type(TypeKind::list);
  t.of.push_back(std::move(element));
  return t;
}
Type map_of(Type key, Type value) {
  Type t = make_type(TypeKind::map);
  t.of.push_back(std::move(key));
  t.of.push_back(std::move(value));
  return t;
}
Type record_type(uint16_t record) {
  Type t = make_type(TypeKind::record);
  t.record = record;
  return t;
}

bool is_open(const Type& t) { return t.kind == TypeKind::dyn || t.kind == TypeKind::parameter; }
bool is_number(const Type& t) {
  return t.kind == TypeKind::integer || t.kind == TypeKind::uinteger || t.kind == TypeKind::real;
}

namespace {

const Type& part(const Type& t, size_t i) {
  static const Type open = make_type(TypeKind::dyn);
  return i < t.of.size() ? t.of[i] : open;
}

// Compares kinds, then parts by the relation.
template <class Relation>
bool alike(const Type& a, const Type& b, Relation relation) {
  if (a.kind != b.kind) return false;
  if (a.kind == TypeKind::record)
    return a.record == b.record || a.record == Type::any_record || b.record == Type::any_record;
  if (a.kind == TypeKind::opaque && a.record != b.record) return false;
  if (a.kind == TypeKind::type) return true;
  for (size_t i = 0; i < std::max(a.of.size(), b.of.size()); ++i)
    if (!relation(part(a, i), part(b, i))) return false;
  return true;
}

}  // namespace

bool assignable(const Type& from, const Type& to) {
  if (is_open(from) || is_open(to)) return true;
  if (from.kind == TypeKind::null) return to.nullable || to.kind == TypeKind::null;
  return alike(from, to, assignable);
}

bool comparable(const Type& a, const Type& b) {
  if (is_open(a) || is_open(b)) return true;
  if (a.kind == TypeKind::null || b.kind == TypeKind::null) return true;
  if (is_number(a) && is_number(b)) return true;
  return alike(a, b, comparable);
}

bool orderable(const Type& a, const Type& b) {
  const auto ordered = [](const Type& t) {
    switch (t.kind) {
      case TypeKind::dyn:
      case TypeKind::parameter:
      case TypeKind::boolean:
      case TypeKind::integer:
      case TypeKind::uinteger:
      case TypeKind::real:
      case TypeKind::string:
      case TypeKind::bytes:
      case TypeKind::timestamp:
      case TypeKind::duration:
        return true;
      default:
        return false;
    }
  };
  return ordered(a) && ordered(b) &&
         (is_open(a) || is_open(b) || a.kind == b.kind || (is_number(a) && is_number(b)));
}

std::optional<Type> join(const Type& a, const Type& b) {
  if (a.kind == TypeKind::parameter) return b;
  if (b.kind == TypeKind::parameter) return a;
  if (a.kind == TypeKind::dyn || b.kind == TypeKind::dyn) return make_type(TypeKind::dyn);
  if (a.kind == TypeKind::null || b.kind == TypeKind::null) {
    Type t = a.kind == TypeKind::null ? b : a;
    t.nullable = t.kind != TypeKind::null;
    return t;
  }
  if (a.kind != b.kind) return std::nullopt;
  if (a.kind == TypeKind::opaque && a.record != b.record) return std::nullopt;
  Type t = a;
  t.nullable = a.nullable || b.nullable;
  if (a.kind == TypeKind::record && a.record != b.record) t.record = Type::any_record;
  if (a.kind == TypeKind::type) return make_type(TypeKind::type);
  for (size_t i = 0; i < t.of.size(); ++i) {
    const auto joined = join(part(a, i), part(b, i));
    if (!joined) return std::nullopt;
    t.of[i] = *joined;
  }
  return t;
}

bool bind_type(const Type& parameter, const Type& argument, Bindings& bindings) {
  if (parameter.kind == TypeKind::parameter) {
    auto& bound = bindings[parameter.record];
    if (!bound) {
      bound = argument;
    } else {
      // What does not join is a list of dyn, as in `[1] + ["a"]`.
      bound = join(*bound, argument).value_or(make_type(TypeKind::dyn));
    }
    return true;
  }
  if (is_open(argument)) return true;
  if (parameter.kind != argument.kind) return assignable(argument, parameter);
  if (parameter.kind == TypeKind::opaque && parameter.record != argument.record) return false;
  for (size_t i = 0; i < parameter.of.size(); ++i)
    if (!bind_type(parameter.of[i], part(argument, i), bindings)) return false;
  return true;
}

Type substitute(const Type& type, const Bindings& bindings) {
  if (type.kind == TypeKind::parameter)
    return bindings[type.record].value_or(make_type(TypeKind::parameter));
  Type t = type;
  for (auto& part : t.of) part = substitute(part, bindings);
  return t;
}

}  // namespace probata::cel
