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
constexpr Key question_table[] = {{"title", Shape::text, true},
                                  {"why"},
                                  {"type"},
                                  {"default", Shape::any},
                                  {"choices", Shape::mapping},
                                  {"first", Shape::integer},
                                  {"tells", Shape::texts}};
constexpr int asked_first = 5;

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

// `name: title`, in the order in which they are offered.
void read_choices(const yaml::Node& node, Question& question, Reading& reading) {
  for (const yaml::Entry& entry : node.entries) {
    check_identifier(entry.key, place_of(reading.document, entry), "a choice", reading);
    if (check_shape(entry.value, Shape::text, entry.key, reading))
      question.choices.push_back({entry.key, entry.value.text});
  }
  if (node.entries.empty()) reading.error(node, "a question without choices", "name at least one");
}

void read_first(Draft& draft, const yaml::Node& node, Question& question, Reading& reading) {
  const Result<ParameterValue> place = parse_parameter_value(FieldType::integer, node.text);
  const int64_t number = place ? std::get<int64_t>(*place) : 0;
  if (number < 1 || number > asked_first) {
    reading.error(node, fmt::format("`{}` is no place among the questions asked first", node.text),
                  fmt::format("write a number from 1 to {}", asked_first));
    return;
  }
  question.first = static_cast<int>(number);
  for (const Question& other : draft.catalog.questions) {
    if (other.first != question.first) continue;
    reading.error(node, fmt::format("`{}` has the place {}, too", other.name, number),
                  "give each a place of its own");
  }
}

// Kinds whose facts sources bring: what is recorded here needs no source.
void read_tells(Draft& draft, const yaml::Node& node, Question& question, Reading& reading) {
  for (const yaml::Node* name : text_nodes(node)) {
    const Kind* kind = draft.catalog.kind(name->text);
    if (kind == nullptr) {
      reading.error(*name, fmt::format("unknown kind `{}`", name->text),
                    name_hint(name->text, draft.catalog.kind_names()));
    } else if (kind->record || kind->built_in) {
      reading.error(*name, fmt::format("`{}` is recorded here", name->text),
                    "name kinds that sources tell of");
    } else {
      question.tells.push_back(kind->number);
    }
  }
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
  const yaml::Node* choices = map ? map.find("choices") : nullptr;
  if (choices != nullptr) read_choices(*choices, question, reading);
  const FieldType otherwise = choices == nullptr ? FieldType::boolean : FieldType::string;
  if (const auto type = map ? read_type(map, reading, otherwise) : std::nullopt) {
    question.type = *type;
    if (choices != nullptr && *type != FieldType::string)
      reading.error(*map.find("type"), "only a string has choices", "leave `type` out");
    if (const yaml::Node* value = map.find("default")) {
      question.value = read_value(*value, question.type, reading);
      if (question.value) check_answer(*value, question, reading);
    }
  }
  if (const yaml::Node* first = map ? map.find("first") : nullptr)
    read_first(draft, *first, question, reading);
  if (const yaml::Node* tells = map ? map.find("tells") : nullptr)
    read_tells(draft, *tells, question, reading);
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

bool check_answer(const yaml::Node& node, const Question& question, Reading& reading) {
  if (question.choices.empty()) return true;
  std::vector<std::string> names;
  for (const Choice& choice : question.choices) names.push_back(choice.name);
  return check_choice(node, names, question.name, reading);
}

void read_parameters(Draft& draft) { read_list(draft, "parameters.yaml", read_parameter); }
void read_tailoring(Draft& draft) { read_list(draft, "tailoring.yaml", read_question); }

}  // namespace probata
