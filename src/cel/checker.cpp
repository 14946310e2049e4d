// Names, fields and literals.
//
// A path is found from its end: `a.b.c` is first looked for as a variable of that name (langdef.md,
// "Name Resolution"; the longest wins), then `a.b` with the field c. Where the operand of a
// selection is itself a path of a record, the selection prolongs it: thus a whole
// `account.person.status` becomes one Slot, and only what hangs on a macro's variable is read field
// by field.
#include "cel/checker.h"

#include <algorithm>

#include "cel/checker_internal.h"
#include "cel/well_known.h"

namespace probata::cel {

// Every name is tried in the container `a.b`, in `a`, and at the root; with a leading dot only
// there.
template <class Try>
static bool in_containers(const std::string& container, bool rooted, const std::string& name,
                          Try attempt) {
  for (std::string outer = rooted ? std::string() : container; !outer.empty();) {
    if (attempt(outer + "." + name)) return true;
    const size_t dot = outer.rfind('.');
    outer.resize(dot == std::string::npos ? 0 : dot);
  }
  return attempt(name);
}

Checker::Checker(const Scope& scope, bool lenient) : scope_(scope), lenient_(lenient) {
  for (size_t i = 0; i < scope.variables.size(); ++i)
    variables_.emplace(scope.variables[i].name, static_cast<uint16_t>(i));
}

void Checker::unresolved(Syntax& node, Mistake m) {
  node.type = make_type(TypeKind::dyn);
  node.meaning = Meaning::failure;
  if (lenient_)
    node.text = m.what;
  else
    out_.mistakes.push_back(std::move(m));
}

void Checker::check(Syntax& node, bool selected) {
  // Enough for a person; and a text full of mistakes costs no more than one without.
  constexpr size_t most_mistakes = 100;
  if (out_.mistakes.size() >= most_mistakes) {
    node.type = make_type(TypeKind::dyn);
    return;
  }
  const bool allowed = now_allowed_;
  const bool sum =
      node.form == Form::call && !node.member && (node.text == "+" || node.text == "-");
  if (!sum && node.form != Form::name) now_allowed_ = false;
  check_form(node);
  now_allowed_ = allowed;
  if (selected || node.type.kind != TypeKind::record || node.meaning != Meaning::path) return;
  if (const Record* r = record(node.type.record); r && !r->entity)
    report(errors::not_one_record(path_text(node), node.mark));
}

void Checker::check_form(Syntax& node) {
  // In the order of Form.
  static constexpr TypeKind literals[] = {TypeKind::null,     TypeKind::boolean, TypeKind::integer,
                                          TypeKind::uinteger, TypeKind::real,    TypeKind::string,
                                          TypeKind::bytes};
  static constexpr void (Checker::* others[])(Syntax&) = {
      &Checker::check_name,        &Checker::check_select, &Checker::check_index,
      &Checker::check_call,        &Checker::check_list,   &Checker::check_map,
      &Checker::check_message,     &Checker::check_logic,  &Checker::check_logic,
      &Checker::check_conditional, &Checker::check_macro,  &Checker::check_has};
  static_assert(std::size(literals) == static_cast<size_t>(Form::name));
  static_assert(std::size(literals) + std::size(others) == static_cast<size_t>(Form::has) + 1);
  const auto form = static_cast<size_t>(node.form);
  if (form < std::size(literals))
    node.type = make_type(literals[form]);
  else
    (this->*others[form - std::size(literals)])(node);
}

void Checker::check_message(Syntax& node) {
  const auto known = [&](const std::string& name) {
    node.message = find_well_known(name);
    return node.message != nullptr;
  };
  if (scope_.control || !in_containers(scope_.container, node.rooted, node.text, known))
    return unresolved(node, errors::unknown_message(node.text, node.mark));
  node.type = type_of(*node.message);
  if (node.children.size() > 1) return unresolved(node, errors::one_field(node.text, node.mark));
  for (size_t i = 0; i < node.children.size(); ++i) {
    const auto wanted = type_of_field(*node.message, node.names[i]);
    if (!wanted)
      return unresolved(node, errors::unknown_field(node.names[i], node.text, {}, node.mark));
    if (node.names[i] == "null_value") continue;
    check(node.child(i));
    if (!assignable(node.child(i).type, *wanted) && node.child(i).type.kind != TypeKind::null)
      report(errors::wrong_field(node.names[i], say(*wanted), say(node.child(i).type),
                                 node.child(i).begin));
  }
}

void Checker::check_has(Syntax& node) {
  check(node.child(0));
  note_null_test(node.child(0));
  node.type = make_type(TypeKind::boolean);
}

std::string qualified_name(const Syntax& node) {
  if (node.form == Form::name) return node.text;
  if (node.form != Form::select || node.optional) return {};
  const std::string head = qualified_name(node.child(0));
  return head.empty() ? head : head + "." + node.text;
}

std::string path_text(const Syntax& node) {
  if (node.form == Form::name) return node.text;
  if (node.form == Form::select) return path_text(node.child(0)) + "." + node.text;
  return "…";
}

const Checker::Local* Checker::find_local(std::string_view name, uint16_t& number) const {
  for (size_t i = locals_.size(); i-- > 0;) {
    if (locals_[i].name != name) continue;
    number = static_cast<uint16_t>(i);
    return &locals_[i];
  }
  return nullptr;
}

void Checker::push_local(std::string name, Type type) {
  locals_.push_back({std::move(name), std::move(type)});
  out_.locals = std::max(out_.locals, static_cast<uint16_t>(locals_.size()));
}

bool Checker::resolve_variable(Syntax& node, const std::string& name) {
  const auto found = variables_.find(name);
  if (found == variables_.end()) return false;
  node.meaning = Meaning::path;
  node.variable = found->second;
  node.type = scope_.variables[found->second].type;
  add_existence(node.type);
  return true;
}

bool Checker::resolve_type_name(Syntax& node, const std::string& name) {
  constexpr std::string_view names[] = {"bool",
                                        "int",
                                        "uint",
                                        "double",
                                        "string",
                                        "bytes",
                                        "list",
                                        "map",
                                        "null_type",
                                        "type",
                                        "google.protobuf.Timestamp",
                                        "google.protobuf.Duration",
                                        "optional_type",
                                        "net.IP",
                                        "net.CIDR"};
  if (std::ranges::find(names, name) == std::end(names)) return false;
  node.meaning = Meaning::type_name;
  node.type = make_type(TypeKind::type);
  node.text = name;
  return true;
}

void Checker::check_name(Syntax& node) {
  uint16_t number = 0;
  if (const Local* local = node.rooted ? nullptr : find_local(node.text, number)) {
    node.meaning = Meaning::local;
    node.number = number;
    node.type = local->type;
    return;
  }
  const auto variable = [&](const std::string& n) { return resolve_variable(node, n); };
  if (in_containers(scope_.container, node.rooted, node.text, variable)) return;
  if (node.text == "now" && !node.rooted) {
    ++nows_;
    node.type = make_type(TypeKind::timestamp);
    if (!scope_.now) return unresolved(node, errors::now_not_here(node.begin));
    if (!now_allowed_) return unresolved(node, errors::now_misused(node.begin));
    out_.now = true;
    return;
  }
  if (resolve_type_name(node, node.text)) return;
  std::vector<std::string> known;
  for (const auto& v : scope_.variables) known.push_back(v.name);
  for (const auto& l : locals_) known.push_back(l.name);
  unresolved(node, errors::unknown_name(node.text, known, node.begin));
}

static const Syntax& first_of(const Syntax& chain) {
  const Syntax* node = &chain;
  while (node->form == Form::select) node = &node->child(0);
  return *node;
}

void Checker::check_select(Syntax& node) {
  const Syntax& first = first_of(node);
  uint16_t number = 0;
  const bool local = first.form == Form::name && !first.rooted && find_local(first.text, number);
  if (const std::string name = local ? std::string() : qualified_name(node); !name.empty()) {
    const auto variable = [&](const std::string& n) { return resolve_variable(node, n); };
    if (in_containers(scope_.container, first.rooted, name, variable)) return;
    if (resolve_type_name(node, name)) return;
  }
  Syntax& operand = node.child(0);
  check(operand, true);
  node.type = make_type(TypeKind::dyn);
  node.meaning = Meaning::member;
  if (node.optional || operand.type.kind == TypeKind::optional) return select_optional(node);
  switch (operand.type.kind) {
    case TypeKind::dyn:
    case TypeKind::parameter:
      return;
    case TypeKind::map:
      node.type = operand.type.of[1];
      return;
    case TypeKind::record:
      return select_of_record(node);
    default:
      report(errors::no_fields(node.text, say(operand.type), node.mark));
  }
}

// `.?f`, `[?k]`, and `.f`, `[k]` of an optional: an optional, without a value where there is
// nothing to select.
void Checker::select_optional(Syntax& node) {
  if (scope_.control) return report(errors::no_optionals(node.mark));
  const Type& operand = node.child(0).type;
  const Type& from = operand.kind == TypeKind::optional ? operand.of[0] : operand;
  node.type = make_type(TypeKind::optional);
  node.type.of.push_back(make_type(TypeKind::dyn));
  if (from.kind == TypeKind::map) node.type.of[0] = from.of[1];
  if (from.kind == TypeKind::list && node.form == Form::index) node.type.of[0] = from.of[0];
}

void Checker::select_of_record(Syntax& node) {
  const Syntax& operand = node.child(0);
  const Record* r = record(operand.type.record);
  if (!r) return report(errors::several_kinds(node.text, node.mark));
  const RecordField* field = r->find(node.text);
  if (!field) return report(errors::unknown_field(node.text, r->name, field_names(*r), node.mark));
  add_read(*r, *field);
  node.type = field->type;
  node.field = field;
  node.meaning = Meaning::field;
  node.number = field->field;
  node.record = r->number;
  if (operand.meaning != Meaning::path) return;
  node.meaning = Meaning::path;
  node.variable = operand.variable;
  node.fields = operand.fields;
  node.fields.push_back(field->field);
  node.path_names = operand.path_names;
  node.path_names.push_back(field->name);
}

// A type as people read it, with its article: records have names, which a Type has not.
std::string Checker::name_of(const Type& type) const {
  if (type.kind != TypeKind::record) {
    if (type.kind != TypeKind::list) return to_text(type);
    return "list(" + name_of(type.of[0]) + ")";
  }
  const Record* r = record(type.record);
  return r ? "reference to `" + r->name + "`" : "reference";
}

std::string Checker::say(const Type& type) const {
  return (type.kind == TypeKind::integer ? "an " : "a ") + name_of(type);
}

const Record* Checker::record(uint16_t number) const {
  if (!scope_.records || number == Type::any_record) return nullptr;
  if (number < scope_.records->size() && (*scope_.records)[number].number == number)
    return &(*scope_.records)[number];
  for (const auto& r : *scope_.records)
    if (r.number == number) return &r;
  return nullptr;
}

std::vector<std::string> Checker::field_names(const Record& r) const {
  std::vector<std::string> names;
  for (const auto& f : r.fields) names.push_back(f.name);
  return names;
}

void Checker::add_read(const Record& r, const RecordField& field) {
  out_.reads.insert({r.number, field.field});
  add_existence(field.type);
}

// What a reference leads to is read too: a dangling one, or one to something gone, is not known.
void Checker::add_existence(const Type& type) {
  for (const auto& part : type.of) add_existence(part);
  if (type.kind != TypeKind::record) return;
  if (const Record* r = record(type.record); r && r->entity) out_.reads.insert({r->number, 0});
}

void Checker::check_index(Syntax& node) {
  check(node.child(0));
  check(node.child(1));
  const Type& container = node.child(0).type;
  const Type& key = node.child(1).type;
  node.type = make_type(TypeKind::dyn);
  if (node.optional || container.kind == TypeKind::optional) return select_optional(node);
  if (is_open(container)) return;
  if (container.kind == TypeKind::list && (is_open(key) || is_number(key))) {
    node.type = container.of[0];
  } else if (container.kind == TypeKind::map && comparable(container.of[0], key)) {
    node.type = container.of[1];
  } else {
    report(errors::bad_index(say(container), say(key), node.mark));
  }
}

Checked Checker::finish() {
  for (const auto& [path, at] : ordered_)
    if (!null_tested_.contains(path)) out_.warnings.push_back(errors::may_be_null(path, at));
  return std::move(out_);
}

Checked check(Syntax& tree, const Scope& scope, bool lenient) {
  Checker checker(scope, lenient);
  checker.check(tree);
  return checker.finish();
}

}  // namespace probata::cel
