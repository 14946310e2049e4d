#include "catalog/statement.h"

#include "base/text.h"
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

// `1 day`, `30 days`.
std::string counted(int64_t n, std::string_view one) {
  return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

// In the largest unit of which it is a whole number; to_words() where there is none.
std::string in_full(Duration d) {
  constexpr std::pair<Duration, std::string_view> units[] = {
      {day, "day"}, {hour, "hour"}, {minute, "minute"}, {second, "second"}};
  for (const auto& [unit, one] : units) {
    if (d.us > 0 && d.us % unit.us == 0) return counted(d.us / unit.us, one);
  }
  return d.us == 0 ? "no time" : to_words(d);
}

std::string in_full(const Span& span) {
  std::string words;
  const auto add = [&](int n, std::string_view one) {
    if (n == 0) return;
    if (!words.empty()) words += " and ";
    words += counted(n, one);
  };
  if (span.months % 12 == 0) {
    add(span.months / 12, "year");
  } else {
    add(span.months, "month");
  }
  add(span.days, "day");
  add(span.business_days, "business day");
  return words.empty() ? "no time" : words;
}

}  // namespace

std::string in_words(const ParameterValue& value, std::string_view before) {
  std::string words;
  if (const auto* duration = std::get_if<Duration>(&value)) {
    words = in_full(*duration);
  } else if (const auto* span = std::get_if<Span>(&value)) {
    words = in_full(*span);
  } else {
    words = to_text(value);
  }
  if (words.empty()) return "none";
  const std::string_view said = trim(before);
  const bool every = said.ends_with("every") || said.ends_with("Every");
  return every && words.starts_with("1 ") ? words.substr(2) : words;
}

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
    filled +=
        parameter == nullptr ? part.text : in_words(parameter_at(settings, *parameter, at), filled);
  }
  return filled;
}

}  // namespace probata
