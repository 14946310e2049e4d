// Values of parameters and of answers to tailoring: one type each, read from text, printed,
// compared with their range.
#include <fmt/format.h>

#include <cmath>

#include "base/json.h"
#include "base/text.h"
#include "catalog/draft.h"

namespace probata {
namespace {

constexpr std::pair<std::string_view, FieldType> types[] = {
    {"bool", FieldType::boolean},        {"int", FieldType::integer},
    {"double", FieldType::real},         {"string", FieldType::string},
    {"timestamp", FieldType::timestamp}, {"date", FieldType::date},
    {"duration", FieldType::duration},   {"span", FieldType::span},
    {"window", FieldType::window},       {"bytes", FieldType::bytes},
    {"json", FieldType::json},           {"file", FieldType::file},
    {"ref", FieldType::reference},
};

std::string_view example(FieldType type) {
  switch (type) {
    case FieldType::boolean:
      return "write `true` or `false`";
    case FieldType::integer:
      return "write a whole number";
    case FieldType::real:
      return "write a number as `0.85`";
    case FieldType::duration:
      return "write `30s`, `24h` or `30d`";
    case FieldType::span:
      return "write `2bd`, `P1M` or `P1Y`";
    case FieldType::window:
      return "write day, week, month, quarter, half or year";
    default:
      return "";
  }
}

Error wrong(FieldType type, std::string_view text) {
  return {
      fmt::format("`{}` is no {}", text, field_type_name(type)), std::string(example(type)), {}};
}

template <class T>
Result<ParameterValue> number(FieldType type, std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::unexpected(wrong(type, text));
  }
  if constexpr (std::is_same_v<T, double>) {
    if (!std::isfinite(value)) return std::unexpected(wrong(type, text));
  }
  return value;
}

// Days as nearly as needed to compare spans of different units with a range.
double approximate_days(const Span& span) {
  return span.months * (365.2425 / 12) + span.days + span.business_days * 1.4;
}

std::optional<double> magnitude(const ParameterValue& value) {
  if (const auto* i = std::get_if<int64_t>(&value)) return static_cast<double>(*i);
  if (const auto* d = std::get_if<double>(&value)) return *d;
  if (const auto* d = std::get_if<Duration>(&value)) return static_cast<double>(d->us);
  if (const auto* s = std::get_if<Span>(&value)) return approximate_days(*s);
  return {};
}

bool fits(const yaml::Node& node, FieldType type) {
  using K = yaml::Node::Kind;
  if (type == FieldType::boolean) return node.kind == K::boolean;
  if (type == FieldType::integer) return node.kind == K::integer;
  if (type == FieldType::real) return node.kind == K::integer || node.kind == K::number;
  return node.kind == K::string || (type == FieldType::duration && node.text == "0");
}

}  // namespace

std::optional<FieldType> parse_field_type(std::string_view name) {
  for (const auto& [text, type] : types) {
    if (text == name) return type;
  }
  return {};
}

std::string_view field_type_name(FieldType type) { return types[static_cast<size_t>(type)].first; }

std::string to_text(const ParameterValue& value) {
  struct Printer {
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(int64_t i) const { return std::to_string(i); }
    std::string operator()(double d) const { return json::number_text(d); }
    std::string operator()(const std::string& s) const { return s; }
    std::string operator()(Duration d) const { return to_text(d); }
    std::string operator()(const Span& s) const { return to_text(s); }
    std::string operator()(Window w) const { return std::string(to_text(w)); }
  };
  return std::visit(Printer(), value);
}

Result<ParameterValue> parse_parameter_value(FieldType type, std::string_view text) {
  switch (type) {
    case FieldType::boolean:
      if (text == "true" || text == "false") return text == "true";
      return std::unexpected(wrong(type, text));
    case FieldType::integer:
      return number<int64_t>(type, text);
    case FieldType::real:
      return number<double>(type, text);
    case FieldType::duration:
      if (text == "0") return Duration{};
      if (const Result<Duration> d = parse_duration(text)) return *d;
      return std::unexpected(wrong(type, text));
    case FieldType::span:
      if (const Result<Span> s = parse_span(text)) return *s;
      return std::unexpected(wrong(type, text));
    case FieldType::window:
      if (const Result<Window> w = parse_window(text)) return *w;
      return std::unexpected(wrong(type, text));
    default:
      return std::string(text);
  }
}

std::optional<ParameterValue> read_value(const yaml::Node& node, FieldType type, Reading& reading) {
  if (!fits(node, type)) {
    const std::string shown = node.scalar() && node.kind != yaml::Node::Kind::null
                                  ? fmt::format("`{}`", node.text)
                                  : std::string(node.kind_name());
    reading.error(node, fmt::format("{} is no {}", shown, field_type_name(type)),
                  std::string(example(type)));
    return {};
  }
  const bool truth = type == FieldType::boolean;
  Result<ParameterValue> value = parse_parameter_value(
      type, truth ? (node.text[0] == 't' || node.text[0] == 'T' ? "true" : "false")
                  : std::string_view(node.text));
  if (value) return std::move(*value);
  reading.error(node, value.error().what, value.error().hint);
  return {};
}

bool check_range(const ParameterValue& value, const Parameter& parameter, const yaml::Node& node,
                 Reading& reading) {
  const std::optional<double> given = magnitude(value);
  const auto report = [&](std::string_view side, const ParameterValue& bound) {
    reading.error(node,
                  fmt::format("`{}` is {} the {} of `{}`", to_text(value),
                              side == "least" ? "below" : "above", side, parameter.name),
                  fmt::format("the {} is {}", side, to_text(bound)));
    return false;
  };
  if (!given) return true;
  if (parameter.min && *given < *magnitude(*parameter.min)) return report("least", *parameter.min);
  if (parameter.max && *given > *magnitude(*parameter.max)) return report("most", *parameter.max);
  return true;
}

}  // namespace probata
