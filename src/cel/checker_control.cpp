// Functions that only expressions of controls have (semantics.md, section 3), and the warning about
// nulls.
#include "cel/checker_internal.h"

namespace probata::cel {

bool Checker::check_control_call(Syntax& node) {
  if (node.member) return false;
  const size_t n = node.children.size();
  if (node.text == "exists" && n == 1) {
    check_exists(node);
  } else if (node.text == "seen" && n == 2) {
    check_seen(node);
  } else if ((node.text == "path" || node.text == "cyclic") && n == 2) {
    check_path(node);
  } else {
    return false;
  }
  node.meaning = Meaning::special;
  return true;
}

// The record of a reference; nothing, and a mistake reported, where it is none.
const Record* Checker::record_of(const Syntax& argument, std::string_view function) {
  const Record* r = argument.type.kind == TypeKind::record ? record(argument.type.record) : nullptr;
  if (!r || !r->entity) {
    report(errors::needs_reference(function, say(argument.type), argument.begin));
    return nullptr;
  }
  return r;
}

void Checker::check_exists(Syntax& node) {
  check(node.child(0));
  node.type = make_type(TypeKind::boolean);
  const Type& type = node.child(0).type;
  if (type.kind == TypeKind::record && type.record == Type::any_record && scope_.records) {
    for (const auto& r : *scope_.records)
      if (r.entity) out_.reads.insert({r.number, 0});
    return;
  }
  if (const Record* r = record_of(node.child(0), "exists")) out_.reads.insert({r->number, 0});
}

void Checker::check_seen(Syntax& node) {
  for (auto& c : node.children) check(*c);
  node.type = make_type(TypeKind::boolean);
  const Syntax& layer = node.child(1);
  if (const Record* r = record_of(node.child(0), "seen")) out_.reads.insert({r->number, 0});
  if (layer.form != Form::string)
    return report(errors::needs_literal("seen", "a layer", layer.begin));
  const std::string_view name = layer.text;
  if (name != "people" && !(name.starts_with("connector:") && name.size() > 10))
    report(errors::bad_layer(name, layer.begin));
}

void Checker::check_path(Syntax& node) {
  for (auto& c : node.children) check(*c);
  const Record* r = record_of(node.child(0), node.text);
  node.type = make_type(TypeKind::boolean);
  if (node.text == "path")
    node.type = list_of(r ? record_type(r->number) : make_type(TypeKind::dyn));
  const Syntax& way = node.child(1);
  if (way.form != Form::string)
    return report(errors::needs_literal(node.text, "a field's name", way.begin));
  if (!r) return;
  const RecordField* field = r->find(way.text);
  if (!field || field->type.kind != TypeKind::record || field->type.record != r->number) {
    std::vector<std::string> ways;
    for (const auto& f : r->fields)
      if (f.type.kind == TypeKind::record && f.type.record == r->number) ways.push_back(f.name);
    return report(errors::bad_way(way.text, r->name, ways, way.begin));
  }
  add_read(*r, *field);
  node.number = field->field;
  node.record = r->number;
}

// A condition over null is unknown for ever: most who order a field that may be null have forgotten
// that it may.
void Checker::note_ordered(const Syntax& node) {
  const bool path = node.meaning == Meaning::path || node.meaning == Meaning::field;
  if (scope_.control && path && node.type.nullable) ordered_.emplace(path_text(node), node.begin);
  // A sum with null is null's error: `T.plus("P1M") < U` orders T as well.
  const bool sum = node.form == Form::call && (node.text == "+" || node.text == "-" ||
                                               node.text == "plus" || node.text == "times");
  for (size_t i = 0; sum && i < node.children.size(); ++i) note_ordered(node.child(i));
}

void Checker::note_null_test(const Syntax& node) {
  if (node.form == Form::select || node.form == Form::name) null_tested_.insert(path_text(node));
}

}  // namespace probata::cel
