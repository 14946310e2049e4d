#include "server/shown.h"

#include <fmt/format.h>

#include "catalog/in_force.h"
#include "server/rows.h"
#include "server/rules.h"

namespace probata::api {
namespace {

template <class T>
bool holds(const std::vector<T>& list, const std::type_identity_t<T>& value) {
  return std::ranges::find(list, value) != list.end();
}

json::Value text_of(const std::optional<ParameterValue>& value) {
  return value ? json::Value(to_text(*value)) : json::Value();
}

json::Value points_json(const Criterion& criterion, const Catalog& catalog) {
  json::Array points;
  for (const PointOfFocus& point : criterion.points) {
    json::Array controls;
    for (const Control& control : catalog.controls) {
      const auto named = control.criteria.find(criterion.id);
      if (named != control.criteria.end() && holds(named->second, point.id))
        controls.emplace_back(control.id);
    }
    points.push_back(json::Object{{"id", point.id},
                                  {"title", point.title},
                                  {"ours", point.ours},
                                  {"controls", std::move(controls)}});
  }
  return points;
}

json::Value criterion_json(const Criterion& criterion, const Catalog& catalog) {
  return json::Object{{"id", criterion.id},
                      {"title", criterion.title},
                      {"group", criterion.group},
                      {"category", criterion.category},
                      {"points", points_json(criterion, catalog)}};
}

json::Value test_json(const Test& test, const View& view) {
  const Catalog& catalog = view.history.catalog();
  const Kind& each = catalog.at(test.each.value_or(catalog.company));
  return json::Object{{"id", test.id},
                      {"title", test.title},
                      {"pattern", pattern_name(test)},
                      {"each", each.name},
                      {"each_title", plural_of(each)},
                      {"severity", severity_text(test.severity)},
                      {"waivable_by", strings_json(test.waivable_by)},
                      {"rule", rule_json(test, view)}};
}

json::Array risk_titles_json(const Control& control, const Catalog& catalog) {
  json::Array titles;
  for (const std::string& id : control.risks) {
    const Risk* risk = catalog.risk(id);
    titles.emplace_back(risk == nullptr || risk->title.empty() ? id : risk->title);
  }
  return titles;
}

json::Value control_json(const Control& control, const View& view,
                         const std::vector<Crosswalk>* crosswalks) {
  const Catalog& catalog = view.history.catalog();
  const Settings& settings = view.history.settings();
  json::Array tests, numbers;
  for (const TestNo test : control.tests) tests.push_back(test_json(catalog.at(test), view));
  for (const Parameter* number : numbers_of(control, catalog)) numbers.emplace_back(number->name);
  return json::Object{
      {"id", control.id},
      {"title", control.title},
      {"statement", fill_statement(control, catalog, settings, view.now)},
      {"profile", control.profile},
      {"in_profile", in_profile(settings, control)},
      {"owner", control.owner},
      {"owner_title", role_title(catalog, control.owner)},
      {"criteria", criteria_json(control, catalog)},
      {"maps_to", maps_to_json(control, crosswalks)},
      {"nature", control.nature},
      {"operation", control.operation},
      {"level", control.level},
      {"frequency", control.frequency},
      {"risks", strings_json(control.risks)},
      {"risk_titles", risk_titles_json(control, catalog)},
      {"applies", control.applies ? json::Value(control.applies->text) : json::Value()},
      {"on_failure", control.on_failure},
      {"numbers", std::move(numbers)},
      {"tests", std::move(tests)}};
}

}  // namespace

json::Value criteria_json(const Control& control, const Catalog& catalog) {
  json::Array criteria;
  for (const auto& [id, points] : control.criteria) {
    const Criterion* criterion = catalog.criterion(id);
    criteria.push_back(json::Object{{"id", id},
                                    {"title", criterion == nullptr ? id : criterion->title},
                                    {"points", strings_json(points)}});
  }
  return criteria;
}

json::Value maps_to_json(const Control& control, const std::vector<Crosswalk>* crosswalks) {
  if (crosswalks == nullptr) return {};
  json::Array maps_to;
  for (const Crosswalk& crosswalk : *crosswalks)
    if (const auto& ids = crosswalk.ids_of(control); !ids.empty())
      maps_to.push_back(json::Object{{"name", crosswalk.name},
                                     {"title", crosswalk.title},
                                     {"short", crosswalk.short_title},
                                     {"version", crosswalk.version},
                                     {"source", crosswalk.source},
                                     {"credit", optional_json(crosswalk.credit)},
                                     {"ids", strings_json(ids)}});
  return maps_to;
}

json::Value parameter_json(const Parameter& parameter, const View& view) {
  const auto value = parameter_at(view.history.settings(), parameter, view.now);
  return json::Object{{"name", parameter.name},
                      {"title", title_of(parameter)},
                      {"type", type_text(FieldDefinition{.type = parameter.type})},
                      {"value", to_text(value)},
                      {"words", number_words(value)},
                      {"later", later_json(view.history.settings().parameters, parameter.number,
                                           view.now, number_words)},
                      {"default", to_text(parameter.value)},
                      {"min", text_of(parameter.min)},
                      {"max", text_of(parameter.max)},
                      {"why", parameter.why}};
}

const std::string& title_of(const Parameter& parameter) {
  return parameter.title.empty() ? parameter.name : parameter.title;
}

std::string_view unit_words(const Parameter& parameter) {
  const FieldType type = parameter.type;
  if (type == FieldType::duration) return "exact time";
  if (type == FieldType::span) return "calendar or business time";
  if (type == FieldType::integer || type == FieldType::real) return "a number";
  return type == FieldType::boolean ? "yes or no" : "text";
}

std::string range_words(const Parameter& parameter) {
  if (!parameter.min || !parameter.max) return {};
  return fmt::format("{} to {}", to_text(*parameter.min), to_text(*parameter.max));
}

std::string head_words(const Test& test, const Catalog& catalog) {
  return fmt::format("{} ({} of {}, severity {}): {}", test.id, pattern_name(test),
                     catalog.at(test.each.value_or(catalog.company)).name,
                     severity_text(test.severity), test.title);
}

std::optional<json::Value> part_json(const std::string& what, const View& view,
                                     const std::vector<Crosswalk>* crosswalks) {
  const Catalog& catalog = view.history.catalog();
  const Criterion* criterion = catalog.criterion(what);
  json::Array controls, parameters;
  std::vector<const Parameter*> read;
  for (const Control& control : catalog.controls) {
    if (control.id != what && (criterion == nullptr || !control.criteria.contains(what))) continue;
    controls.push_back(control_json(control, view, crosswalks));
    for (const Parameter* number : numbers_of(control, catalog))
      if (!holds(read, number)) read.push_back(number);
  }
  if (criterion == nullptr && controls.empty()) return {};
  for (const Parameter* number : read) parameters.push_back(parameter_json(*number, view));
  return json::Object{
      {"criterion", criterion == nullptr ? json::Value() : criterion_json(*criterion, catalog)},
      {"controls", std::move(controls)},
      {"parameters", std::move(parameters)}};
}

}  // namespace probata::api
