#include "catalog/scalar.h"

#include <algorithm>
#include <charconv>

namespace probata::yaml {
namespace {

bool all(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}
constexpr std::string_view digits = "0123456789";

bool is_integer(std::string_view text) {
  if (text.starts_with("0o")) return all(text.substr(2), "01234567");
  if (text.starts_with("0x")) return all(text.substr(2), "0123456789abcdefABCDEF");
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return all(text, digits);
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const size_t e = text.find_first_of("eE");
  if (e != std::string_view::npos) {
    std::string_view exponent = text.substr(e + 1);
    if (exponent.starts_with('-') || exponent.starts_with('+')) exponent.remove_prefix(1);
    if (!all(exponent, digits)) return false;
    text = text.substr(0, e);
  }
  const size_t dot = text.find('.');
  if (dot == std::string_view::npos) return all(text, digits);
  const std::string_view before = text.substr(0, dot), after = text.substr(dot + 1);
  if (before.empty()) return all(after, digits);
  return all(before, digits) && (after.empty() || all(after, digits));
}

json::Value integer_value(std::string_view text) {
  int base = 10;
  if (text.starts_with("0o")) base = 8;
  if (text.starts_with("0x")) base = 16;
  if (base != 10) text.remove_prefix(2);
  if (text.starts_with('+')) text.remove_prefix(1);
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error == std::errc() && end == text.data() + text.size()) return json::Value(value);
  double wide = 0;
  std::from_chars(text.data(), text.data() + text.size(), wide);
  return json::Value(wide);
}

json::Value number_value(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return json::Value(value);
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// First byte of the text itself, behind a quote or a block's header and indentation.
size_t first_byte(std::string_view source, const Node& node) {
  size_t at = node.offset;
  if (at >= source.size()) return at;
  if (source[at] == '"' || source[at] == '\'') return at + 1;
  if (source[at] == '|' || source[at] == '>') {
    at = source.find('\n', at);
    return at == std::string_view::npos ? source.size() : at + 1;
  }
  return at;
}

void skip_space(std::string_view text, size_t& at, size_t end) {
  while (at < end && is_space(text[at])) ++at;
}

// One character of the text, however it is written in the file between such quotes.
void skip_written(std::string_view source, size_t& at, char quote) {
  if (at >= source.size()) return;
  const bool escape = quote == '"' && source[at] == '\\';
  const bool doubled = quote == '\'' && source.substr(at).starts_with("''");
  at += escape || doubled ? 2 : 1;
}

}  // namespace

Node::Kind scalar_kind(std::string_view plain) {
  if (plain.empty() || plain == "~" || plain == "null" || plain == "Null" || plain == "NULL") {
    return Node::Kind::null;
  }
  if (plain == "true" || plain == "True" || plain == "TRUE" || plain == "false" ||
      plain == "False" || plain == "FALSE") {
    return Node::Kind::boolean;
  }
  const char c = plain.front();
  if (!(c >= '0' && c <= '9') && c != '-' && c != '+' && c != '.') return Node::Kind::string;
  if (is_integer(plain)) return Node::Kind::integer;
  return is_number(plain) ? Node::Kind::number : Node::Kind::string;
}

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::string_view Node::kind_name() const {
  constexpr std::string_view names[] = {"null",     "a boolean", "an integer", "a number",
                                        "a string", "a list",    "a mapping"};
  return names[static_cast<size_t>(kind)];
}

json::Value to_json(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return {};
    case Node::Kind::boolean:
      return json::Value(node.text.front() == 't' || node.text.front() == 'T');
    case Node::Kind::integer:
      return integer_value(node.text);
    case Node::Kind::number:
      return number_value(node.text);
    case Node::Kind::string:
      return json::Value(node.text);
    case Node::Kind::list: {
      json::Array array;
      array.reserve(node.items.size());
      for (const Node& item : node.items) array.push_back(to_json(item));
      return json::Value(std::move(array));
    }
    case Node::Kind::mapping:
      break;
  }
  json::Object object;
  object.reserve(node.entries.size());
  for (const Entry& entry : node.entries) object.push_back({entry.key, to_json(entry.value), 0});
  return json::Value(std::move(object));
}

Place locate(std::string_view source, const Node& node, size_t offset) {
  size_t at = first_byte(source, node);
  const std::string_view text = node.text;
  offset = std::min(offset, text.size());
  for (size_t i = 0; i < offset && at < source.size();) {
    if (is_space(text[i])) {
      skip_space(text, i, offset);
      skip_space(source, at, source.size());
    } else {
      skip_space(source, at, source.size());
      skip_written(source, at, source[node.offset]);
      ++i;
    }
  }
  if (offset < text.size() && !is_space(text[offset])) skip_space(source, at, source.size());
  at = std::min(at, source.size());
  Place place{{}, node.line, node.column};
  size_t line_start = node.offset;
  for (size_t i = node.offset; i < at; ++i) {
    if (source[i] != '\n') continue;
    ++place.line;
    place.column = 1;
    line_start = i + 1;
  }
  place.column += static_cast<int>(at - line_start);
  return place;
}

}  // namespace probata::yaml
