#include "catalog/mapping.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace probata {
namespace {

bool is_shape(const yaml::Node& node, Shape shape) {
  using K = yaml::Node::Kind;
  switch (shape) {
    case Shape::text:
      return node.kind == K::string;
    case Shape::boolean:
      return node.kind == K::boolean;
    case Shape::integer:
      return node.kind == K::integer;
    case Shape::number:
      return node.kind == K::number || node.kind == K::integer;
    case Shape::texts:
      return node.kind == K::list || node.kind == K::string;
    case Shape::list:
      return node.kind == K::list;
    case Shape::mapping:
      return node.kind == K::mapping;
    case Shape::expression:
      return node.scalar() && node.kind != K::null;
    case Shape::any:
      return true;
  }
  return true;
}

std::string_view shape_name(Shape shape) {
  constexpr std::string_view names[] = {"a string",  "true or false",     "an integer",
                                        "a number",  "a list of strings", "a list",
                                        "a mapping", "an expression",     "a value"};
  return names[static_cast<size_t>(shape)];
}

std::string shape_hint(const yaml::Node& node, Shape shape) {
  const bool typed = node.scalar() && node.kind != yaml::Node::Kind::null;
  if (shape == Shape::text && typed) return fmt::format("put it in quotes: \"{}\"", node.text);
  if (shape == Shape::boolean && typed) return "write `true` or `false`, without quotes";
  if (shape == Shape::list || shape == Shape::texts) return "write `[a, b]`";
  if (shape == Shape::mapping) return "write `name: value` pairs";
  if (shape == Shape::expression) return "write one expression";
  return {};
}

constexpr std::string_view reserved[] = {
    "as",   "break",  "const", "continue", "else", "false",     "for",   "function",
    "if",   "import", "in",    "let",      "loop", "package",   "null",  "return",
    "true", "var",    "void",  "while",    "now",  "namespace", "param", "tailoring"};

}  // namespace

Place place_of(const Document& document, const yaml::Node& node) {
  return {document.name, node.line, node.column};
}
Place place_of(const Document& document, const yaml::Entry& entry) {
  return {document.name, entry.line, entry.column};
}

void Reading::error(Place place, std::string what, std::string hint) {
  errors.push_back({std::move(what), std::move(hint), std::move(place)});
}
void Reading::error(const yaml::Node& node, std::string what, std::string hint) {
  error(place_of(document, node), std::move(what), std::move(hint));
}
void Reading::error(const yaml::Entry& entry, std::string what, std::string hint) {
  error(place_of(document, entry), std::move(what), std::move(hint));
}

std::vector<std::string> names(Keys keys) {
  std::vector<std::string> result;
  for (const Key& key : keys) result.emplace_back(key.name);
  return result;
}

bool check_shape(const yaml::Node& node, Shape shape, std::string_view name, Reading& reading) {
  if (!is_shape(node, shape)) {
    const std::string subject = name.empty() ? "an item of the list" : fmt::format("`{}`", name);
    reading.error(
        node, fmt::format("{} must be {}, not {}", subject, shape_name(shape), node.kind_name()),
        shape_hint(node, shape));
    return false;
  }
  if (shape != Shape::texts) return true;
  bool good = true;
  for (const yaml::Node& item : node.items) good &= check_shape(item, Shape::text, {}, reading);
  return good;
}

std::vector<const yaml::Node*> text_nodes(const yaml::Node& node) {
  if (node.kind == yaml::Node::Kind::string) return {&node};
  std::vector<const yaml::Node*> result;
  for (const yaml::Node& item : node.items) result.push_back(&item);
  return result;
}

bool check_choice(const yaml::Node& node, std::span<const std::string> choices,
                  std::string_view name, Reading& reading) {
  if (std::ranges::find(choices, node.text) != choices.end()) return true;
  reading.error(node, fmt::format("`{}` is no value of `{}`", node.text, name),
                name_hint(node.text, choices));
  return false;
}

bool check_identifier(std::string_view name, Place place, std::string_view what, Reading& reading) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (name.empty() || name.size() > 64 || !(name[0] >= 'a' && name[0] <= 'z') ||
      !std::ranges::all_of(name, good)) {
    reading.error(std::move(place), fmt::format("`{}` is no name of {}", name, what),
                  "use lower-case letters, digits and `_`, with a letter first");
    return false;
  }
  if (std::ranges::find(reserved, name) == std::end(reserved)) return true;
  reading.error(std::move(place), fmt::format("`{}` is a word of the expression language", name),
                "choose another name");
  return false;
}

bool check_name(std::string_view name, Place place, std::string_view what, Reading& reading) {
  const bool good = !name.empty() && is_id(name) && name.find_first_of(" /") == name.npos;
  if (good) return true;
  reading.error(std::move(place), fmt::format("`{}` is no id of {}", name, what),
                "use 1 to 256 bytes without space, `/`, `#` and control characters");
  return false;
}

Mapping::Mapping(const yaml::Node& node, Keys keys, Reading& reading, std::string_view what)
    : node_(node), reading_(reading) {
  if (node.kind != yaml::Node::Kind::mapping) {
    whole_ = false;
    reading.error(node, fmt::format("{} must be a mapping, not {}", what, node.kind_name()),
                  fmt::format("known fields: {}", join(names(keys), ", ")));
    return;
  }
  ok_ = true;
  for (const yaml::Entry& entry : node.entries) check(entry, keys, what);
  for (const Key& key : keys) {
    if (!key.required) continue;
    const yaml::Node* value = node.find(key.name);
    if (value != nullptr && value->kind != yaml::Node::Kind::null) continue;
    whole_ = false;
    reading.error(value != nullptr ? *value : node, fmt::format("`{}` is missing", key.name),
                  fmt::format("{} needs it", what));
  }
}

void Mapping::check(const yaml::Entry& entry, Keys keys, std::string_view what) {
  const auto key = std::ranges::find(keys, std::string_view(entry.key), &Key::name);
  if (key == keys.end()) {
    whole_ = false;
    reading_.error(entry, fmt::format("unknown field `{}` in {}", entry.key, what),
                   name_hint(entry.key, names(keys)));
    return;
  }
  if (entry.value.kind == yaml::Node::Kind::null && key->shape != Shape::any) return;
  if (check_shape(entry.value, key->shape, entry.key, reading_)) {
    values_.emplace_back(key->name, &entry.value);
  } else {
    whole_ = false;
  }
}

const yaml::Node* Mapping::find(std::string_view key) const {
  for (const auto& [name, node] : values_) {
    if (name == key) return node;
  }
  return nullptr;
}

std::string Mapping::text(std::string_view key) const {
  const yaml::Node* node = find(key);
  return node == nullptr ? std::string() : node->text;
}

bool Mapping::boolean(std::string_view key) const {
  const yaml::Node* node = find(key);
  return node != nullptr && (node->text[0] == 't' || node->text[0] == 'T');
}

std::vector<std::string> Mapping::texts(std::string_view key) const {
  std::vector<std::string> result;
  const yaml::Node* node = find(key);
  if (node == nullptr) return result;
  for (const yaml::Node* item : text_nodes(*node)) result.push_back(item->text);
  return result;
}

}  // namespace probata
