// Calls: operators that compare, and functions, whose overloads are chosen by the types of the
// arguments as far as these are known.
#include <fmt/format.h>

#include <algorithm>

#include "base/time.h"
#include "cel/checker_internal.h"
#include "cel/clock.h"
#include "cel/macros.h"

namespace probata::cel {
namespace {

bool is_equality(std::string_view sign) { return sign == "==" || sign == "!="; }
bool is_comparison(std::string_view sign) {
  return is_equality(sign) || sign == "<" || sign == "<=" || sign == ">" || sign == ">=";
}

}  // namespace

void Checker::check_call(Syntax& node) {
  if (!node.member && node.children.size() == 2 && is_comparison(node.text))
    return check_comparison(node);
  if (!node.member && node.children.size() == 2 && node.text == "in") return check_in(node);
  if (scope_.control && check_control_call(node)) return;
  adopt_namespace(node);
  for (auto& c : node.children) check(*c);
  if (scope_.control && node.text == "dyn") report(errors::no_dyn(node.mark));
  if (node.member && node.text == "plus" && node.children.size() == 2) read_span_literal(node);
  check_overloads(node);
}

// `math.greatest(1, 2)` reads like a call on `math`; where no such variable exists it is a function
// with a longer name.
void Checker::adopt_namespace(Syntax& node) {
  if (!node.member) return;
  const std::string head = qualified_name(node.child(0));
  uint16_t number = 0;
  if (head.empty() || variables_.contains(head) || find_local(head, number)) return;
  if (!is_function(head + "." + node.text)) return;
  node.text = head + "." + node.text;
  node.member = false;
  node.children.erase(node.children.begin());
}

// What the language has, and what the scope declares beside it.
std::vector<const Overload*> Checker::overloads(const Syntax& call, bool member,
                                                size_t arguments) const {
  std::vector<const Overload*> found;
  for (const auto& o : find_overloads(call.text, member, arguments)) found.push_back(&o);
  if (!scope_.functions) return found;
  for (const auto& o : *scope_.functions)
    if (o.name == call.text && o.member == member && o.parameters.size() == arguments)
      found.push_back(&o);
  return found;
}

void Checker::check_overloads(Syntax& node) {
  std::vector<Type> types;
  for (const auto& c : node.children) types.push_back(c->type);
  const auto candidates = overloads(node, node.member, types.size());
  std::optional<Type> result;
  for (const Overload* o : candidates) {
    Bindings bindings;
    bool fits = true;
    for (size_t i = 0; i < types.size() && fits; ++i)
      fits = bind_type(o->parameters[i], types[i], bindings);
    if (!fits) continue;
    node.overloads.push_back(o);
    Type type = substitute(o->result, bindings);
    if (!result)
      result = std::move(type);
    else
      result = join(*result, type).value_or(make_type(TypeKind::dyn));
  }
  node.meaning = Meaning::call;
  node.type = result.value_or(make_type(TypeKind::dyn));
  node.type.nullable = false;
  if (!node.overloads.empty()) return;
  if (!lenient_ || candidates.empty()) return no_match(node, types);
  node.overloads = candidates;
}

void Checker::no_match(Syntax& node, std::span<const Type> types) {
  if (const auto usage = macro_usage(node.text, scope_.control); !usage.empty())
    return unresolved(node, errors::macro_form(node.text, usage, node.mark));
  // What to say of the many forms of `+`: those that begin as the call does.
  std::vector<std::string> forms, alike;
  for (size_t n = 0; n <= 5; ++n)
    for (const bool member : {false, true})
      for (const Overload* o : overloads(node, member, n)) {
        forms.push_back("`" + to_text(*o) + "`");
        const bool begins = n > 0 && !types.empty() && assignable(types[0], o->parameters[0]);
        if (begins && !is_open(types[0])) alike.push_back(forms.back());
      }
  if (forms.empty())
    return unresolved(node, errors::unknown_function(node.text, function_names(), node.mark));
  if (!alike.empty()) forms = std::move(alike);
  if (forms.size() > 6) forms.resize(6);
  std::string names;
  for (const auto& t : types) names += (names.empty() ? "" : ", ") + name_of(t);
  unresolved(node, errors::no_overload(node.text, names, forms, node.mark));
}

// T.plus("P12M"): what the string means is known now; the planner makes it a constant of the type
// set here.
void Checker::read_span_literal(Syntax& call) {
  Syntax& text = call.child(1);
  if (text.form != Form::string) return;
  ReadFailure why{};
  const auto span = parse_span(text.text);
  if (span) {
    text.type = make_type(TypeKind::span);
  } else if (parse_duration(text.text, why)) {
    text.type = make_type(TypeKind::duration);
  } else {
    report(errors::bad_span(text.text, text.begin));
  }
}

void Checker::check_comparison(Syntax& node) {
  const size_t nows = nows_;
  const bool allowed = now_allowed_;
  now_allowed_ = true;
  for (auto& c : node.children) check(*c);
  now_allowed_ = allowed;
  node.type = make_type(TypeKind::boolean);
  node.meaning = Meaning::none;
  const Type& left = node.child(0).type;
  const Type& right = node.child(1).type;
  if (is_equality(node.text)) {
    check_equality(node);
  } else {
    if (!orderable(left, right))
      report(errors::not_ordered(node.text, name_of(left), name_of(right), node.mark));
    if (nows == nows_)
      for (auto& c : node.children) note_ordered(*c);
  }
  if (nows != nows_ && scope_.now) normalise_now(node);
}

void Checker::check_equality(Syntax& node) {
  const Syntax& left = node.child(0);
  const Syntax& right = node.child(1);
  if (left.form == Form::null) note_null_test(right);
  if (right.form == Form::null) note_null_test(left);
  check_enum(left, right);
  check_enum(right, left);
  if (comparable(left.type, right.type)) return;
  const auto is = [&](TypeKind a, TypeKind b) {
    return left.type.kind == a && right.type.kind == b;
  };
  if (is(TypeKind::record, TypeKind::string) || is(TypeKind::string, TypeKind::record))
    return report(errors::reference_to_text(node.mark));
  report(errors::never_equal(say(left.type), say(right.type), node.mark));
}

void Checker::check_in(Syntax& node) {
  for (auto& c : node.children) check(*c);
  const Syntax& value = node.child(0);
  const Syntax& list = node.child(1);
  node.type = make_type(TypeKind::boolean);
  if (list.form == Form::list)
    for (const auto& item : list.children) check_enum(value, *item);
  if (is_open(list.type)) return;
  if (list.type.kind != TypeKind::list && list.type.kind != TypeKind::map)
    return report(errors::not_iterable(say(list.type), list.mark));
  if (!comparable(value.type, list.type.of[0]))
    report(errors::never_equal(say(value.type), say(list.type.of[0]), node.mark));
}

void Checker::check_enum(const Syntax& value, const Syntax& literal) {
  if (!value.field || value.field->values.empty() || literal.form != Form::string) return;
  const auto& values = value.field->values;
  if (std::ranges::find(values, literal.text) == values.end())
    report(errors::outside_enum(literal.text, path_text(value), values, literal.begin));
}

}  // namespace probata::cel
