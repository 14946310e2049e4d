// What kinds say of each other: references, reverse references, the fields of life cycles; and the
// records for expressions.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/draft.h"
#include "catalog/expressions.h"

namespace probata {
namespace {

Kind& kind_at(Draft& draft, KindNo number) {
  return draft.catalog.kinds[static_cast<size_t>(number)];
}

void report(Draft& draft, const Place& place, std::string what, std::string hint) {
  draft.errors.push_back({std::move(what), std::move(hint), place});
}

void link_reference(Draft& draft, const PendingReference& pending) {
  FieldDefinition& field = kind_at(draft, pending.kind).fields[pending.field];
  for (size_t i = 0; i < pending.targets.size(); ++i) {
    const Kind* target = draft.catalog.kind(pending.targets[i]);
    if (target == nullptr && pending.built_in) {
      field.type = FieldType::string;
      field.reverse.clear();
    } else if (target == nullptr) {
      report(draft, pending.places[i], fmt::format("unknown kind `{}`", pending.targets[i]),
             name_hint(pending.targets[i], draft.catalog.kind_names()));
    } else if (std::ranges::find(field.targets, target->number) != field.targets.end()) {
      report(draft, pending.places[i], fmt::format("`{}` is there twice", target->name),
             "remove one");
    } else {
      field.targets.push_back(target->number);
    }
  }
}

FieldDefinition made_field(std::string name, FieldType type, const Place& place) {
  FieldDefinition field;
  field.name = std::move(name);
  field.type = type;
  field.read_only = true;
  field.place = place;
  return field;
}

void add_field(Draft& draft, Kind& kind, FieldDefinition field) {
  if (const FieldDefinition* other = kind.find(field.name)) {
    report(draft, other->place, fmt::format("the life cycle makes the field `{}`", field.name),
           "leave it out");
    return;
  }
  field.number = static_cast<Field>(kind.fields.size() + 1);
  kind.fields.push_back(std::move(field));
}

bool is_reached(const LifeCycle& cycle, const std::string& state) {
  return std::ranges::find(cycle.transitions, state, &Transition::to) != cycle.transitions.end();
}

// `state`, and for each state S `S_at` and `S_by`. Of an initial state that no transition reaches,
// only where the kind has no such field of its own.
void add_life_cycle_fields(Draft& draft, Kind& kind) {
  if (!kind.life_cycle) return;
  const Kind* person = draft.catalog.kind("person");
  const Place place{kind.file, 0, 0};
  FieldDefinition state = made_field("state", FieldType::string, place);
  state.values = kind.life_cycle->states;
  add_field(draft, kind, std::move(state));
  for (const std::string& name : kind.life_cycle->states) {
    const bool made = is_reached(*kind.life_cycle, name);
    if (made || kind.find(name + "_at") == nullptr) {
      add_field(draft, kind, made_field(name + "_at", FieldType::timestamp, place));
    }
    FieldDefinition by = made_field(name + "_by", FieldType::string, place);
    if (person != nullptr) {
      by.type = FieldType::reference;
      by.targets = {person->number};
    }
    if (made || kind.find(name + "_by") == nullptr) add_field(draft, kind, std::move(by));
  }
}

void check_renames(Draft& draft, const Kind& kind) {
  for (const FieldDefinition& field : kind.fields) {
    const FieldDefinition* other = field.was.empty() ? nullptr : kind.find(field.was);
    if (other == nullptr || other == &field) continue;
    report(draft, field.place,
           fmt::format("`{}` was `{}`, which is still a field", field.name, field.was),
           "remove one of them");
  }
}

void add_reverse(Draft& draft, const Kind& from, const FieldDefinition& field, KindNo target_no) {
  Kind& target = kind_at(draft, target_no);
  const FieldDefinition* other = target.find(field.reverse);
  if (other != nullptr || target.reverse(field.reverse) != nullptr) {
    report(draft, field.place,
           fmt::format("`{}` has a field `{}` already", target.name, field.reverse),
           "choose another name for `reverse`");
    return;
  }
  ReverseReference reverse;
  reverse.number = static_cast<Field>(target.fields.size() + target.reverses.size() + 1);
  reverse.name = field.reverse;
  reverse.from = from.number;
  reverse.field = field.number;
  target.reverses.push_back(std::move(reverse));
}

cel::Type type_of(const FieldDefinition& field) {
  const auto basic = [](FieldType type) {
    using T = cel::TypeKind;
    constexpr T kinds[] = {T::boolean,   T::integer,  T::real,  T::string, T::timestamp,
                           T::timestamp, T::duration, T::span,  T::string, T::bytes,
                           T::dyn,       T::string,   T::record};
    cel::Type result;
    result.kind = kinds[static_cast<size_t>(type)];
    return result;
  };
  cel::Type type = basic(field.map_of ? *field.map_of : field.type);
  if (field.type == FieldType::reference) {
    type.record =
        field.targets.size() == 1 ? static_cast<uint16_t>(field.targets[0]) : cel::Type::any_record;
  }
  if (field.map_of) {
    cel::Type map;
    map.kind = cel::TypeKind::map;
    map.of = {basic(FieldType::string), type};
    type = std::move(map);
  }
  if (field.list) {
    cel::Type list;
    list.kind = cel::TypeKind::list;
    list.of = {std::move(type)};
    type = std::move(list);
  }
  return type;
}

cel::Record record_of(const Kind& kind) {
  cel::Record record;
  record.name = kind.name;
  record.number = static_cast<uint16_t>(kind.number);
  for (const FieldDefinition& field : kind.fields) {
    cel::RecordField made{field.name, type_of(field), static_cast<uint16_t>(field.number),
                          field.values};
    made.type.nullable = true;
    record.fields.push_back(std::move(made));
  }
  for (const ReverseReference& reverse : kind.reverses) {
    cel::Type list;
    list.kind = cel::TypeKind::list;
    list.of = {record_type(static_cast<uint16_t>(reverse.from))};
    record.fields.push_back(
        {reverse.name, std::move(list), static_cast<uint16_t>(reverse.number), {}});
  }
  return record;
}

cel::Type value_type(FieldType type) {
  FieldDefinition field;
  field.type = type;
  return type_of(field);
}

void add_records(Catalog& catalog) {
  for (const Kind& kind : catalog.kinds) catalog.records.push_back(record_of(kind));
  cel::Record parameters;
  parameters.name = "param";
  parameters.number = catalog.parameter_record = static_cast<uint16_t>(catalog.records.size());
  parameters.entity = false;
  for (const Parameter& parameter : catalog.parameters) {
    const auto field = static_cast<uint16_t>(static_cast<uint16_t>(parameter.number) + 1);
    parameters.fields.push_back({parameter.name, value_type(parameter.type), field, {}});
  }
  catalog.records.push_back(std::move(parameters));
  cel::Record answers;
  answers.name = "tailoring";
  answers.number = catalog.tailoring_record = static_cast<uint16_t>(catalog.records.size());
  answers.entity = false;
  for (const Question& question : catalog.questions) {
    const auto field = static_cast<uint16_t>(answers.fields.size() + 1);
    std::vector<std::string> values;
    for (const Choice& choice : question.choices) values.push_back(choice.name);
    answers.fields.push_back({question.name, value_type(question.type), field, std::move(values)});
  }
  catalog.records.push_back(std::move(answers));
}

// `by` names roles or fields, `needs` and `not_by` fields; `when` is a condition over the record.
void check_transition(Draft& draft, const PendingTransition& pending) {
  Kind& kind = kind_at(draft, pending.kind);
  Transition& transition = kind.life_cycle->transitions[pending.transition];
  Reading reading(*pending.document, draft.errors);
  const auto nodes = [&](std::string_view key) {
    const yaml::Node* node = pending.node->find(key);
    return node == nullptr ? std::vector<const yaml::Node*>() : text_nodes(*node);
  };
  for (const yaml::Node* by : nodes("by")) {
    if (kind.find(by->text) == nullptr) draft.check_role(by->text, reading.place(*by));
  }
  for (const char* key : {"needs", "not_by"}) {
    for (const yaml::Node* name : nodes(key)) {
      if (kind.find(name->text) != nullptr) continue;
      reading.error(*name, fmt::format("unknown field `{}`", name->text),
                    name_hint(name->text, kind.field_names()));
    }
  }
  const yaml::Node* when = pending.node->find("when");
  if (when == nullptr || !when->scalar() || when->kind == yaml::Node::Kind::null) return;
  Expressions expressions(draft, reading);
  const cel::Scope scope = scope_of(draft.catalog, kind.name, static_cast<uint16_t>(kind.number));
  if (auto condition = expressions.condition(*when, scope)) transition.when = condition->program;
}

}  // namespace

void link_kinds(Draft& draft) {
  Catalog& catalog = draft.catalog;
  for (const PendingReference& pending : draft.references) link_reference(draft, pending);
  for (Kind& kind : catalog.kinds) {
    add_life_cycle_fields(draft, kind);
    check_renames(draft, kind);
  }
  for (const Kind& kind : catalog.kinds) {
    for (const FieldDefinition& field : kind.fields) {
      if (field.reverse.empty()) continue;
      for (const KindNo target : field.targets) add_reverse(draft, kind, field, target);
    }
  }
  add_records(catalog);
  for (const PendingTransition& pending : draft.transitions) check_transition(draft, pending);
}

}  // namespace probata
