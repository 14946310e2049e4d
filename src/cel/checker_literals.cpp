// Lists, maps, logic and `?:`: forms whose type is that of their parts together.
#include "cel/checker_internal.h"

namespace probata::cel {

// `[?x]`, `{?k: x}`: the type of the entry is that of the optional's value.
void Checker::open_optionals(Syntax& node) {
  if (!node.names.empty() && scope_.control) report(errors::no_optionals(node.mark));
  for (const auto& index : node.names) {
    Syntax& entry = node.child(std::stoul(index));
    if (entry.type.kind == TypeKind::optional) {
      const Type value = entry.type.of[0];
      entry.type = value;
    } else if (!is_open(entry.type)) {
      report(errors::not_optional(say(entry.type), entry.mark));
    }
  }
}

Type Checker::element_join(const Syntax& node, size_t first, size_t step) {
  Type joined = make_type(TypeKind::parameter);
  for (size_t i = first; i < node.children.size(); i += step) {
    const auto both = join(joined, node.child(i).type);
    if (!both && scope_.control)
      report(errors::branches_differ(say(joined), say(node.child(i).type), node.child(i).mark));
    joined = both.value_or(make_type(TypeKind::dyn));
    if (joined.kind == TypeKind::dyn) break;
  }
  return joined;
}

void Checker::check_list(Syntax& node) {
  for (auto& c : node.children) check(*c);
  open_optionals(node);
  node.type = list_of(element_join(node, 0, 1));
}

void Checker::check_map(Syntax& node) {
  for (auto& c : node.children) check(*c);
  open_optionals(node);
  for (size_t i = 0; i < node.children.size(); i += 2) {
    Syntax& key = node.child(i);
    const TypeKind kind = key.type.kind;
    if (is_open(key.type) || kind == TypeKind::integer || kind == TypeKind::uinteger ||
        kind == TypeKind::boolean || kind == TypeKind::string)
      continue;
    report(errors::bad_key(say(key.type), key.mark));
    key.type = make_type(TypeKind::dyn);  // else the types of maps of maps double with each level
  }
  node.type = map_of(element_join(node, 0, 2), element_join(node, 1, 2));
}

void Checker::want_boolean(const Syntax& node, std::string_view what) {
  if (!is_open(node.type) && node.type.kind != TypeKind::boolean)
    report(errors::not_boolean(what, say(node.type), node.mark));
}

void Checker::check_logic(Syntax& node) {
  for (auto& c : node.children) {
    check(*c);
    want_boolean(*c, node.form == Form::both ? "an operand of `&&`" : "an operand of `||`");
  }
  node.type = make_type(TypeKind::boolean);
}

void Checker::check_conditional(Syntax& node) {
  for (auto& c : node.children) check(*c);
  want_boolean(node.child(0), "the condition of `?:`");
  const auto joined = join(node.child(1).type, node.child(2).type);
  if (!joined)
    report(errors::branches_differ(say(node.child(1).type), say(node.child(2).type), node.mark));
  node.type = joined.value_or(make_type(TypeKind::dyn));
}

}  // namespace probata::cel
