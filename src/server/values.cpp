#include "server/values.h"

#include <fmt/format.h>

#include "base/text.h"

namespace probata::api {
namespace {

bool endless(Instant t) { return t == Instant::never_before() || t == Instant::never_after(); }

json::Value entity_json(const cel::Value& value, const View& view) {
  return view.history.item_of(Evaluator::entity_of(value));
}

json::Value map_json(const cel::Map& map, const View& view) {
  json::Object object;
  for (const auto& [key, value] : map.entries)
    object.push_back({key.is(cel::Tag::string) ? std::string(key.string()) : cel::to_text(key),
                      value_json(value, nullptr, view)});
  return object;
}

bool is_date(const FieldDefinition* field) {
  return field != nullptr && field->type == FieldType::date;
}

const FieldDefinition* name_field(const Kind& kind) {
  for (const char* name : {"name", "title"})
    if (const auto* field = kind.find(name); field != nullptr && !field->list) return field;
  return nullptr;
}

// The last value of any layer that is not null.
std::optional<cel::Value> last_value(const View& view, Entity entity, Field field) {
  std::optional<Change> last;
  for (Layer layer : view.history.layers(entity))
    for (const Change& change : view.history.track(entity, field, layer)) {
      if (!known(view, change) || (last && change.at < last->at)) continue;
      if (!view.history.value(change.value).is(cel::Tag::null)) last = change;
    }
  if (!last) return {};
  return view.history.value(last->value);
}

std::string named_by(const View& view, Entity entity, const FieldDefinition& field) {
  auto reading = read_field(view, entity, field.number, view.now);
  bool usable = reading.state == Reading::State::known && !reading.value.is(cel::Tag::null);
  auto value = usable ? std::optional(reading.value) : last_value(view, entity, field.number);
  if (!value || value->is(cel::Tag::entity)) return {};
  return value_words(*value, &field, view);
}

}  // namespace

json::Value instant_json(std::optional<Instant> t) {
  if (!t || endless(*t)) return {};
  return to_text(*t);
}

json::Value after_json(const Range& range) {
  return range.exact() ? json::Value() : instant_json(range.after);
}

json::Value duration_json(Duration d) {
  return d.us == 0 ? json::Value() : json::Value(to_text(d));
}

json::Value interval_json(const Period& period) {
  return json::Object{{"from", instant_json(period.start)}, {"to", instant_json(period.end)}};
}

json::Value strings_json(std::span<const std::string> strings) {
  json::Array array;
  for (const auto& s : strings) array.emplace_back(s);
  return array;
}

json::Value optional_json(const std::string& s) {
  return s.empty() ? json::Value() : json::Value(s);
}

json::Value count_json(int64_t n) { return n < 0 ? json::Value() : json::Value(n); }

json::Value value_json(const cel::Value& value, const FieldDefinition* field, const View& view) {
  switch (value.tag) {
    case cel::Tag::boolean:
      return value.boolean;
    case cel::Tag::integer:
      return value.integer;
    case cel::Tag::uinteger:
      return value.uinteger;
    case cel::Tag::real:
      return value.real;
    case cel::Tag::string:
      return value.string();
    case cel::Tag::bytes:
      return value.string();  // kept as it was written
    case cel::Tag::timestamp:
      if (is_date(field)) return to_text(view.history.settings().calendar.date_of(value.instant()));
      return to_text(value.instant());
    case cel::Tag::duration:
      return to_text(Duration{value.us});
    case cel::Tag::span:
      return to_text(*value.span);
    case cel::Tag::entity:
      return entity_json(value, view);
    case cel::Tag::map:
      return map_json(*value.map, view);
    case cel::Tag::list: {
      json::Array array;
      for (const auto& item : value.list->items) array.push_back(value_json(item, field, view));
      return array;
    }
    case cel::Tag::null:
    case cel::Tag::unknown:
      return {};
    default:
      return cel::to_text(value);
  }
}

std::string value_words(const cel::Value& value, const FieldDefinition* field, const View& view) {
  if (value.is(cel::Tag::null)) return "null";
  if (value.is(cel::Tag::unknown)) return "?";
  auto json = value_json(value, field, view);
  if (const auto* text = json.as_string()) return *text;
  if (!value.is(cel::Tag::list)) return json::write(json);
  std::vector<std::string> parts;
  for (const auto& item : value.list->items) parts.push_back(value_words(item, field, view));
  return join(parts, ", ");
}

std::optional<std::string> reference_label(const cel::Value& value, const View& view) {
  if (value.is(cel::Tag::entity)) return label_of(view, Evaluator::entity_of(value));
  if (!value.is(cel::Tag::list)) return {};
  std::vector<std::string> labels;
  for (const auto& item : value.list->items)
    if (item.is(cel::Tag::entity)) labels.push_back(label_of(view, Evaluator::entity_of(item)));
  if (labels.empty()) return {};
  return join(labels, ", ");
}

std::string label_of(const View& view, Entity entity) {
  const Kind& kind = view.history.catalog().at(view.history.kind_of(entity));
  std::vector<std::string> parts;
  for (const auto& field : kind.fields)
    if (field.label)
      if (auto part = named_by(view, entity, field); !part.empty())
        parts.push_back(std::move(part));
  if (!parts.empty()) return join(parts, " ");
  if (const auto* field = name_field(kind))
    if (auto name = named_by(view, entity, *field); !name.empty()) return name;
  if (kind.name == "company") return "The company";
  return std::string(view.history.id_of(entity));
}

std::optional<Entity> find_item(const View& view, std::string_view item) {
  if (item == "company") return view.history.company();
  auto slash = item.find('/');
  if (slash == std::string_view::npos) return {};
  const Kind* kind = view.history.catalog().kind(item.substr(0, slash));
  if (kind == nullptr) return {};
  return view.history.find(kind->number, item.substr(slash + 1));
}

std::string label_of_item(const View& view, std::string_view item) {
  auto entity = find_item(view, item);
  return entity ? label_of(view, *entity) : std::string(item);
}

json::Value cell_json(const Cell& cell, const View& view) {
  const Reading& reading = cell.reading;
  bool unknown = reading.state == Reading::State::unknown;
  bool uncertain = reading.state == Reading::State::uncertain;
  bool null = reading.value.is(cel::Tag::null);
  const char* state = unknown ? "not_known" : uncertain ? "uncertain" : null ? "not_set" : "known";
  auto label = unknown ? std::nullopt : reference_label(reading.value, view);
  auto why = reading.causes.empty() && uncertain ? "it changed between two looks"
                                                 : because(reading.causes, view);
  return json::Object{
      {"state", state},
      {"value", unknown ? json::Value() : value_json(reading.value, cell.field, view)},
      {"label", label ? json::Value(*label) : json::Value()},
      {"because", unknown || uncertain ? json::Value(why) : json::Value()}};
}

bool known(const View& view, FactNo fact) { return fact < view.known; }

}  // namespace probata::api
