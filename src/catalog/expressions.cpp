#include "catalog/expressions.h"

#include <fmt/format.h>

#include "base/text.h"

namespace probata {
namespace {

// Place in the part's text, both from 1, as an offset.
size_t offset_of(std::string_view text, const Place& place) {
  size_t at = 0;
  for (int line = 1; line < place.line; ++line) {
    const size_t end = text.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return std::min(text.size(), at + static_cast<size_t>(std::max(0, place.column - 1)));
}

// End of an expression in braces that begins at `at`: braces of CEL's maps and strings do not end
// it.
size_t closing_brace(std::string_view text, size_t at) {
  int depth = 0;
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == '\\') ++at;
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}') {
      if (depth-- == 0) return at;
    }
  }
  return std::string_view::npos;
}

void append(std::vector<SentencePart>& parts, std::string_view text) {
  if (text.empty()) return;
  if (parts.empty() || !std::holds_alternative<std::string>(parts.back())) {
    parts.emplace_back(std::string());
  }
  std::get<std::string>(parts.back()) += text;
}

}  // namespace

cel::Type record_type(uint16_t record) {
  cel::Type type;
  type.kind = cel::TypeKind::record;
  type.record = record;
  return type;
}

cel::Scope scope_of(const Catalog& catalog, std::string_view name, uint16_t record) {
  cel::Scope scope;
  scope.variables.push_back({std::string(name), record_type(record)});
  scope.variables.push_back({"param", record_type(catalog.parameter_record)});
  scope.records = &catalog.records;
  scope.now = true;
  scope.control = true;
  return scope;
}

void Expressions::report(const yaml::Node& node, size_t offset, std::string_view part,
                         const Error& error, Errors& into) {
  Error placed = error;
  placed.place = yaml::locate(reading_.document.text, node, offset + offset_of(part, error.place));
  placed.place.file = reading_.document.name;
  into.push_back(std::move(placed));
}

void Expressions::collect(const cel::Program& program) {
  const size_t kinds = draft_.catalog.kinds.size();
  for (const cel::Program::Read& read : program.reads()) {
    if (read.record < kinds) reads_.insert(read);
  }
  for (const uint16_t record : program.ranges()) {
    if (record < kinds) reads_.insert({record, 0});
  }
}

std::optional<Condition> Expressions::compile(const yaml::Node& node, size_t offset,
                                              std::string_view part, const cel::Scope& scope,
                                              const std::optional<cel::Type>& expected) {
  Result<cel::Program, Errors> program = cel::compile(part, scope, expected, {{}, 1, 1});
  if (!program) {
    for (const Error& error : program.error()) {
      report(node, offset, part, error, draft_.errors);
    }
    return {};
  }
  for (const Error& warning : program->warnings()) {
    report(node, offset, part, warning, draft_.catalog.warnings);
  }
  collect(*program);
  Place place = yaml::locate(reading_.document.text, node, offset);
  place.file = reading_.document.name;
  return Condition{std::string(part), std::move(place), std::move(*program)};
}

std::optional<Condition> Expressions::compile(const yaml::Node& node, const cel::Scope& scope,
                                              const std::optional<cel::Type>& expected) {
  return compile(node, 0, node.text, scope, expected);
}

std::optional<Condition> Expressions::condition(const yaml::Node& node, const cel::Scope& scope) {
  cel::Type boolean;
  boolean.kind = cel::TypeKind::boolean;
  return compile(node, scope, boolean);
}

// An expression whose value is a time allowed, or for `every` the name of a window, too.
std::optional<Condition> Expressions::timed(const yaml::Node& node, std::string_view key,
                                            const cel::Scope& scope, bool window) {
  std::optional<Condition> condition = compile(node, scope, {});
  if (!condition) return {};
  const cel::TypeKind kind = condition->program.type().kind;
  const bool good = kind == cel::TypeKind::duration || kind == cel::TypeKind::span ||
                    (window && kind == cel::TypeKind::string);
  if (good) return condition;
  reading_.error(condition->place,
                 fmt::format("`{}` must be a duration or a span, not {}", key,
                             cel::to_text(condition->program.type())),
                 window ? "write `day`, `24h`, `2bd`, `P1M` or an expression for one"
                        : "write `24h`, `2bd`, `P1M` or an expression for one");
  return {};
}

Allowance Expressions::allowance(const yaml::Node& node, std::string_view key,
                                 const cel::Scope& scope) {
  if (node.text == "0") return Duration{};
  if (const Result<Duration> duration = parse_duration(node.text)) {
    if (duration->us >= 0) return *duration;
    reading_.error(node, fmt::format("`{}` is negative", key), "write a duration of 0 or more");
    return Duration{};
  }
  if (const Result<Span> span = parse_span(node.text)) return *span;
  if (auto condition = timed(node, key, scope, false)) return std::move(*condition);
  return Duration{};
}

Every Expressions::every(const yaml::Node& node, const cel::Scope& scope) {
  if (const Result<Window> window = parse_window(node.text)) return *window;
  if (const Result<Duration> duration = parse_duration(node.text)) {
    if (duration->us > 0) return *duration;
    reading_.error(node, "`every` must be longer than nothing", "write a duration above 0");
    return day;
  }
  if (const Result<Span> span = parse_span(node.text)) return *span;
  if (auto condition = timed(node, "every", scope, true)) return std::move(*condition);
  return day;
}

std::vector<SentencePart> Expressions::sentence(const yaml::Node& node, const cel::Scope& scope) {
  std::vector<SentencePart> parts;
  const std::string_view text = node.text;
  for (size_t at = 0; at < text.size();) {
    const size_t brace = text.find_first_of("{}", at);
    append(parts, text.substr(at, brace - at));
    if (brace == std::string_view::npos) break;
    if (text.substr(brace, 2) == "{{" || text.substr(brace, 2) == "}}") {
      append(parts, text.substr(brace, 1));
      at = brace + 2;
      continue;
    }
    const size_t end = text[brace] == '{' ? closing_brace(text, brace + 1) : std::string_view::npos;
    if (end == std::string_view::npos) {
      Place place = yaml::locate(reading_.document.text, node, brace);
      place.file = reading_.document.name;
      reading_.error(std::move(place), fmt::format("a `{}` without its partner", text[brace]),
                     "write an expression in braces, or two braces for one");
      return parts;
    }
    const std::string_view part = text.substr(brace + 1, end - brace - 1);
    if (auto condition = compile(node, brace + 1, part, scope, {})) {
      parts.emplace_back(std::move(*condition));
    }
    at = end + 1;
  }
  return parts;
}

}  // namespace probata
