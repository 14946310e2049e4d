#include "fact/said.h"

#include <algorithm>

#include "cel/from_json.h"

namespace probata {
namespace {

using cel::Value;

struct Converter {
  FieldType type;
  const Calendar& calendar;
  cel::Arena& arena;
  const std::function<Value(const Reference&)>& refer;

  Value operator()(std::monostate) const { return {}; }
  Value operator()(bool b) const { return Value::of(b); }
  Value operator()(int64_t i) const {
    return type == FieldType::real ? Value::of(static_cast<double>(i)) : Value::of(i);
  }
  Value operator()(double d) const { return Value::of(d); }
  Value operator()(const std::string& s) const {
    return type == FieldType::bytes ? arena.bytes(s) : arena.string(s);
  }
  Value operator()(Instant t) const { return Value::of(t); }
  // "A `date` reads as the timestamp of its local 00:00" (semantics.md, section 3).
  Value operator()(Date d) const { return Value::of(calendar.start_of(d)); }
  Value operator()(Duration d) const { return Value::of(d); }
  Value operator()(const Span& s) const { return arena.span(s); }
  Value operator()(const json::Value& v) const { return cel::from_json(v, arena); }
  Value operator()(const FieldList& list) const {
    std::vector<Value> items;
    for (const FieldValue& item : list)
      items.push_back(std::visit(*this, static_cast<const Base&>(item)));
    return arena.list(items);
  }
  Value operator()(const Reference& r) const { return refer(r); }
  Value operator()(const Disposed&) const { return Value::disposed(); }

  using Base = FieldValue::variant;
};

}  // namespace

std::vector<std::pair<Field, FieldValue>> derived_of(const Fact& fact, const Kind& kind) {
  std::vector<std::pair<Field, FieldValue>> result;
  const FieldDefinition* state = kind.life_cycle ? kind.find("state") : nullptr;
  const auto sets = [&](Field field) {
    return std::ranges::find(fact.set, field, [](const auto& s) { return s.first; });
  };
  const auto entered = state ? sets(state->number) : fact.set.end();
  const auto* name =
      entered == fact.set.end() ? nullptr : std::get_if<std::string>(&entered->second);
  if (!name) return result;
  const auto derive = [&](const FieldDefinition* field, FieldValue value) {
    if (field && field->read_only && sets(field->number) == fact.set.end())
      result.emplace_back(field->number, std::move(value));
  };
  derive(kind.find(*name + "_at"), FieldValue(fact.at));
  const FieldDefinition* by = kind.find(*name + "_by");
  if (!by || !fact.by.starts_with("person/")) return result;
  const std::string id = fact.by.substr(sizeof("person/") - 1);
  if (by->type == FieldType::reference)
    derive(by, FieldValue(Reference{by->targets.front(), id, {}, {}}));
  else
    derive(by, FieldValue(id));
  return result;
}

std::vector<std::pair<Field, FieldValue>> said_of(const Fact& fact, const Kind& kind) {
  auto said = derived_of(fact, kind);
  said.insert(said.end(), fact.set.begin(), fact.set.end());
  return said;
}

cel::Value to_value(const FieldValue& value, FieldType type, const Calendar& calendar,
                    cel::Arena& arena, const std::function<Value(const Reference&)>& refer) {
  return std::visit(Converter{type, calendar, arena, refer},
                    static_cast<const Converter::Base&>(value));
}

bool covers(const Collection& said, KindNo kind, Field field) {
  if (!said.complete || std::ranges::find(said.kinds, kind) == said.kinds.end()) return false;
  for (const auto& [of, fields] : said.fields)
    if (of == kind && field != existence) return std::ranges::find(fields, field) != fields.end();
  return true;
}

std::string corrected_layer(const Fact& fact, const Fact& corrected, Field field) {
  const auto of_field = [&](const auto& set) { return set.first == field; };
  const bool earlier = *corrected.seq < *fact.seq && corrected.kind == fact.kind &&
                       corrected.id == fact.id && layer_of(fact.by) == "people";
  const bool source = layer_of(corrected.by) != "people";
  return earlier && source && std::ranges::any_of(corrected.set, of_field)
             ? std::string(layer_of(corrected.by))
             : std::string();
}

}  // namespace probata
