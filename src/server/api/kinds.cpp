#include "server/api/api.h"
#include "server/values.h"

namespace probata::api {

std::string_view type_text(const FieldDefinition& field) {
  static constexpr std::string_view names[] = {
      "bool", "int",    "double", "string", "timestamp", "date",     "duration",
      "span", "window", "bytes",  "json",   "file",      "reference"};
  return names[static_cast<size_t>(field.type)];
}

namespace {

json::Value text_schema(const char* format) {
  return json::Object{{"type", "string"}, {"format", format}};
}

json::Value scalar_schema(FieldType type) {
  switch (type) {
    case FieldType::boolean:
      return json::Object{{"type", "boolean"}};
    case FieldType::integer:
      return json::Object{{"type", "integer"}};
    case FieldType::real:
      return json::Object{{"type", "number"}};
    case FieldType::timestamp:
      return text_schema("date-time");
    case FieldType::date:
      return text_schema("date");
    case FieldType::json:
      return json::Object{};
    case FieldType::window:
      return json::Object{{"type", "string"},
                          {"enum", json::Array{"day", "week", "month", "quarter", "half", "year"}}};
    case FieldType::file:
      return json::Object{{"type", "string"}, {"pattern", "^sha256:[0-9a-f]{64}$"}};
    default:
      return json::Object{{"type", "string"}};
  }
}

json::Value schema_of(const FieldDefinition& field) {
  auto schema = scalar_schema(field.type);
  if (field.map_of)
    schema =
        json::Object{{"type", "object"}, {"additionalProperties", scalar_schema(*field.map_of)}};
  if (!field.values.empty()) schema.set("enum", strings_json(field.values));
  if (field.list) schema = json::Object{{"type", "array"}, {"items", std::move(schema)}};
  return schema;
}

json::Value field_json(const FieldDefinition& field, const Catalog& catalog) {
  json::Array targets;
  for (KindNo target : field.targets) targets.emplace_back(catalog.at(target).name);
  return json::Object{{"name", field.name},
                      {"title", title_of(field)},
                      {"type", type_text(field)},
                      {"list", field.list},
                      {"targets", std::move(targets)},
                      {"values", strings_json(field.values)},
                      {"unit", optional_json(field.unit)},
                      {"about", optional_json(field.about)},
                      {"required", field.required},
                      {"key", field.key},
                      {"label", field.label},
                      {"confidential", field.confidential},
                      {"schema", schema_of(field)}};
}

json::Value reverse_json(const ReverseReference& reverse, const Catalog& catalog) {
  const Kind& from = catalog.at(reverse.from);
  const auto* field = from.at(reverse.field);
  return json::Object{{"name", reverse.name},
                      {"title", plural_of(from)},
                      {"from", from.name},
                      {"field", field == nullptr ? "" : field->name}};
}

json::Value tests_json(const Kind& kind, const Catalog& catalog) {
  json::Array tests;
  for (const Test& test : catalog.tests)
    if (test.each == kind.number)
      tests.push_back(json::Object{
          {"control", catalog.at(test.control).id}, {"test", test.id}, {"title", test.title}});
  return tests;
}

json::Object head_of(const Kind& kind) {
  return {{"name", kind.name},   {"title", title_of(kind)}, {"plural", plural_of(kind)},
          {"about", kind.about}, {"record", kind.record},   {"built_in", kind.built_in}};
}

}  // namespace

Answer kinds(Context& context, const http::Request& request) {
  auto moment = TRY(moment_of(request, context.organisation));
  return read(context.organisation, moment, [&](const View& view) -> Answer {
    std::vector<const Kind*> sorted;
    for (const Kind& kind : view.history.catalog().kinds)
      if (!kind.read_only) sorted.push_back(&kind);
    std::ranges::stable_sort(sorted, {}, [](const Kind* kind) { return plural_of(*kind); });
    json::Array list;
    for (const Kind* kind : sorted) {
      auto members = read_all(view, kind->number, view.now);
      auto object = head_of(*kind);
      object.push_back({"count", members.certain.size() + members.uncertain.size()});
      list.push_back(std::move(object));
    }
    return json::Object{{"view", to_json(moment)}, {"kinds", std::move(list)}};
  });
}

Answer kind(Context& context, const http::Request& request) {
  const Catalog& catalog = context.organisation.catalog();
  const Kind* found = TRY(find_kind(catalog, request.captures[0]));
  json::Array fields, reverses;
  for (const auto& field : found->fields)
    if (!field.deprecated) fields.push_back(field_json(field, catalog));
  for (const auto& reverse : found->reverses) reverses.push_back(reverse_json(reverse, catalog));
  auto object = head_of(*found);
  object.push_back({"fields", std::move(fields)});
  object.push_back({"reverses", std::move(reverses)});
  object.push_back({"tests", tests_json(*found, catalog)});
  return object;
}

}  // namespace probata::api
