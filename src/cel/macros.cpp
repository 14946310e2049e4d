#include "cel/macros.h"

#include <utility>

namespace probata::cel {
namespace {

constexpr MacroForm macros[] = {
    {"all", true, 2, 1, false},           {"exists", true, 2, 1, false},
    {"exists_one", true, 2, 1, false},    {"existsOne", true, 2, 1, false},
    {"map", true, 2, 1, false},           {"map", true, 3, 1, false},
    {"filter", true, 2, 1, false},        {"all", true, 3, 2, false},
    {"exists", true, 3, 2, false},        {"exists_one", true, 3, 2, false},
    {"existsOne", true, 3, 2, false},     {"transformList", true, 3, 2, false},
    {"transformList", true, 4, 2, false}, {"transformMap", true, 3, 2, false},
    {"transformMap", true, 4, 2, false},  {"optMap", true, 2, 1, false},
    {"optFlatMap", true, 2, 1, false},    {"some", false, 3, 2, true},
    {"count", false, 3, 2, true}};

}  // namespace

const MacroForm* find_macro(std::string_view name, bool member, size_t arguments, bool control) {
  for (const auto& m : macros)
    if (m.name == name && m.member == member && m.arguments == arguments && (control || !m.control))
      return &m;
  return nullptr;
}

std::string_view macro_usage(std::string_view name, bool control) {
  constexpr std::pair<std::string_view, std::string_view> usages[] = {
      {"all", "list.all(v, condition)"},
      {"exists", "list.exists(v, condition)"},
      {"exists_one", "list.exists_one(v, condition)"},
      {"existsOne", "list.existsOne(v, condition)"},
      {"map", "list.map(v, value)"},
      {"filter", "list.filter(v, condition)"},
      {"transformList", "list.transformList(i, v, value)"},
      {"transformMap", "map.transformMap(k, v, value)"},
      {"optMap", "optional.optMap(v, value)"},
      {"optFlatMap", "optional.optFlatMap(v, optional)"},
      {"has", "has(x.field)"}};
  for (const auto& [macro, usage] : usages)
    if (macro == name) return usage;
  if (control && name == "some") return "some(kind, v, condition)";
  if (control && name == "count") return "count(kind, v, condition)";
  return {};
}

}  // namespace probata::cel
