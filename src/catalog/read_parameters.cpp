// parameters.yaml and tailoring.yaml: names with a type and a value.
#include <fmt/format.h>

#include "base/text.h"
#include "catalog/draft.h"
#include "catalog/keys.h"

namespace probata {
namespace {

constexpr Key parameter_table[] = {
    {"type", Shape::text, true},
    {"default", Shape::any, true},
    {"min", Shape::any},
    {"max", Shape::any},
    {"title"},
    {"why"},
};
constexpr Key question_table[] = {
    {"title", Shape::text, true}, {"why"}, {"type"}, {"default", Shape::any}};

// The types that a ParameterValue can have.
std::optional<FieldType> read_type(const Mapping& map, Reading& reading, FieldType otherwise) {
  const std::vector<std::string> known = {"bool",     "int",  "double", "string",
                                          "duration", "span", "window"};
  const yaml::Node* type = map.find("type");
  if (type == nullptr) return otherwise;
  if (check_choice(*type, known, "type", reading)) return parse_field_type(type->text);
  return {};
}

void read_bound(const Mapping& map, std::string_view key, Parameter& parameter,
                std::optional<ParameterValue>& bound, Reading& reading) {
  const yaml::Node* node = map.find(key);
  if (node == nullptr) return;
  const bool ordered = parameter.type == FieldType::integer || parameter.type == FieldType::real ||
                       parameter.type == FieldType::duration || parameter.type == FieldType::span;
  if (!ordered) {
    reading.error(*node, fmt::format("a {} has no `{}`", field_type_name(parameter.type), key),
                  "leave it out");
    return;
  }
  bound = read_value(*node, parameter.type, reading);
}

void read_parameter(Draft& draft, Reading& reading, const yaml::Entry& entry) {
  const Place place = place_of(reading.document, entry);
  if (!check_identifier(entry.key, place, "a parameter", reading)) return;
  Parameter parameter;
  parameter.number = static_cast<ParameterNo>(draft.catalog.parameters.size());
  parameter.name = entry.key;
  parameter.place = place;
  Mapping map(entry.value, parameter_table, reading, "a parameter");
  const std::optional<FieldType> type =
      map ? read_type(map, reading, FieldType::duration) : std::nullopt;
  parameter.type = type.value_or(FieldType::duration);
  parameter.title = map.text("title");
  parameter.why = map.text("why");
  if (type) {
    read_bound(map, "min", parameter, parameter.min, reading);
    read_bound(map, "max", parameter, parameter.max, reading);
    if (const yaml::Node* value = map.find("default")) {
      if (auto read = read_value(*value, parameter.type, reading)) {
        check_range(*read, parameter, *value, reading);
        parameter.value = std::move(*read);
      }
    }
  }
  draft.catalog.parameter_index.emplace(parameter.name, static_cast<uint16_t>(parameter.number));
  draft.catalog.parameters.push_back(std::move(parameter));
}

void read_question(Draft& draft, Reading& reading, const yaml::Entry& entry) {
  if (!check_identifier(entry.key, place_of(reading.document, entry), "a question", reading)) {
    return;
  }
  Question question;
  question.name = entry.key;
  Mapping map(entry.value, question_table, reading, "a question");
  question.title = map.text("title");
  question.why = map.text("why");
  if (const auto type = map ? read_type(map, reading, FieldType::boolean) : std::nullopt) {
    question.type = *type;
    if (const yaml::Node* value = map.find("default")) {
      question.value = read_value(*value, question.type, reading);
    }
  }
  draft.catalog.questions.push_back(std::move(question));
}

void read_list(Draft& draft, std::string_view path,
               void (*read)(Draft&, Reading&, const yaml::Entry&)) {
  const Document* document = find_document(draft, path);
  if (document == nullptr || !document->readable) return;
  Reading reading(*document, draft.errors);
  if (document->root.kind == yaml::Node::Kind::null) return;
  if (!check_shape(document->root, Shape::mapping, path, reading)) return;
  for (const yaml::Entry& entry : document->root.entries) read(draft, reading, entry);
}

}  // namespace

Keys parameter_keys() { return parameter_table; }
Keys question_keys() { return question_table; }

void read_parameters(Draft& draft) { read_list(draft, "parameters.yaml", read_parameter); }
void read_tailoring(Draft& draft) { read_list(draft, "tailoring.yaml", read_question); }

}  // namespace probata
