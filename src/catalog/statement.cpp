#include "catalog/statement.h"

#include "catalog/settings.h"

namespace probata {
namespace {

// `param.NAME` gives the name, anything else nothing.
std::string parameter_name(std::string_view inside) {
  constexpr std::string_view prefix = "param.";
  if (!inside.starts_with(prefix)) return {};
  return std::string(inside.substr(prefix.size()));
}

void append(std::vector<StatementPart>& parts, std::string_view text, size_t offset) {
  if (text.empty()) return;
  if (parts.empty() || parts.back().parameter) parts.push_back({false, {}, offset});
  parts.back().text += text;
}

// A value as a person would say it in the middle of a sentence.
std::string in_words(const ParameterValue& value) {
  if (const auto* duration = std::get_if<Duration>(&value)) return to_words(*duration);
  const auto* span = std::get_if<Span>(&value);
  if (span == nullptr) return to_text(value);
  const auto counted = [](int n, std::string_view one) {
    return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
  };
  std::string words;
  const auto add = [&](int n, std::string_view one) {
    if (n == 0) return;
    if (!words.empty()) words += " and ";
    words += counted(n, one);
  };
  if (span->months % 12 == 0) {
    add(span->months / 12, "year");
  } else {
    add(span->months, "month");
  }
  add(span->days, "day");
  add(span->business_days, "business day");
  return words.empty() ? "no time" : words;
}

}  // namespace

std::vector<StatementPart> split_statement(std::string_view text) {
  std::vector<StatementPart> parts;
  for (size_t at = 0; at < text.size();) {
    const size_t brace = std::min(text.find_first_of("{}", at), text.size());
    append(parts, text.substr(at, brace - at), at);
    if (brace == text.size()) break;
    const std::string_view two = text.substr(brace, 2);
    if (two == "{{" || two == "}}") {
      append(parts, two.substr(1), brace);
      at = brace + 2;
      continue;
    }
    const size_t end = text[brace] == '{' ? text.find('}', brace) : std::string_view::npos;
    if (end == std::string_view::npos) {
      parts.push_back({true, {}, brace});
      break;
    }
    parts.push_back({true, parameter_name(text.substr(brace + 1, end - brace - 1)), brace + 1});
    at = end + 1;
  }
  return parts;
}

std::string fill_statement(const Control& control, const Catalog& catalog, const Settings& settings,
                           Instant at) {
  std::string filled;
  for (const StatementPart& part : split_statement(control.statement)) {
    const Parameter* parameter = part.parameter ? catalog.parameter(part.text) : nullptr;
    filled += parameter == nullptr ? part.text : in_words(parameter_at(settings, *parameter, at));
  }
  return filled;
}

}  // namespace probata
