// Macros: what their variables are, and what comes out.
#include "cel/checker_internal.h"

namespace probata::cel {

void Checker::check_macro(Syntax& node) {
  if (node.text == "bind") return check_bind(node);
  if (node.text == "optMap" || node.text == "optFlatMap") return check_optional_macro(node);
  if (!node.member) return check_population(node);
  check_comprehension(node);
}

void Checker::check_bind(Syntax& node) {
  check(node.child(0));
  node.number = static_cast<uint16_t>(locals_.size());
  push_local(node.names[0], node.child(0).type);
  check(node.child(1));
  pop_locals(1);
  node.type = node.child(1).type;
}

// optMap(v, value): the value of an optional, where it has one, changed.
void Checker::check_optional_macro(Syntax& node) {
  check(node.child(0));
  if (scope_.control) report(errors::no_optionals(node.mark));
  const Type& range = node.child(0).type;
  const bool optional = range.kind == TypeKind::optional;
  if (!optional && !is_open(range)) report(errors::not_optional(say(range), node.child(0).mark));
  node.number = static_cast<uint16_t>(locals_.size());
  push_local(node.names[0], optional ? range.of[0] : make_type(TypeKind::dyn));
  check(node.child(1));
  pop_locals(1);
  node.type = node.child(1).type;
  if (node.text == "optFlatMap") return;
  node.type = make_type(TypeKind::optional);
  node.type.of.push_back(node.child(1).type);
}

// some(kind, v, condition), count(kind, v, condition)
void Checker::check_population(Syntax& node) {
  node.type = make_type(node.text == "some" ? TypeKind::boolean : TypeKind::integer);
  std::vector<std::string> kinds;
  const Record* found = nullptr;
  for (const auto& r : scope_.records ? *scope_.records : std::vector<Record>{}) {
    if (!r.entity) continue;
    kinds.push_back(r.name);
    if (r.name == node.names[0]) found = record(r.number);
  }
  if (!found) return report(errors::unknown_kind(node.names[0], kinds, node.mark));
  out_.ranges.insert(found->number);
  out_.reads.insert({found->number, 0});
  node.record = found->number;
  node.number = static_cast<uint16_t>(locals_.size());
  push_local(node.names[1], record_type(found->number));
  check(node.child(0));
  pop_locals(1);
  want_boolean(node.child(0), "the condition");
}

void Checker::check_comprehension(Syntax& node) {
  Syntax& range = node.child(0);
  check(range);
  const bool two = node.names.size() == 2;
  Type key = make_type(TypeKind::dyn), element = make_type(TypeKind::dyn);
  if (range.type.kind == TypeKind::list) {
    key = make_type(TypeKind::integer);
    element = range.type.of[0];
  } else if (range.type.kind == TypeKind::map) {
    key = range.type.of[0];
    element = two ? range.type.of[1] : range.type.of[0];
  } else if (!is_open(range.type)) {
    report(errors::not_iterable(say(range.type), range.mark));
  }
  node.number = static_cast<uint16_t>(locals_.size());
  if (two) push_local(node.names[0], key);
  push_local(node.names.back(), element);
  for (size_t i = 1; i < node.children.size(); ++i) check(node.child(i));
  pop_locals(two ? 2 : 1);
  const bool makes = node.text == "map" || node.text.starts_with("transform");
  if (!makes || node.children.size() == 3) want_boolean(node.child(1), "the condition");
  node.type = result_of(node, key, element);
}

Type Checker::result_of(const Syntax& node, const Type& key, const Type& element) {
  const Type& last = node.children.back()->type;
  if (node.text == "map" || node.text == "transformList") return list_of(last);
  if (node.text == "transformMap") return map_of(key, last);
  if (node.text == "filter") return list_of(element);
  return make_type(TypeKind::boolean);
}

}  // namespace probata::cel
