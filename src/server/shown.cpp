#include "server/shown.h"

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

json::Value control_json(const Control& control, const View& view) {
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
      {"nature", control.nature},
      {"operation", control.operation},
      {"level", control.level},
      {"frequency", control.frequency},
      {"risks", strings_json(control.risks)},
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

json::Value parameter_json(const Parameter& parameter, const View& view) {
  const auto value = parameter_at(view.history.settings(), parameter, view.now);
  return json::Object{{"name", parameter.name},
                      {"title", title_of(parameter)},
                      {"type", type_text(FieldDefinition{.type = parameter.type})},
                      {"value", to_text(value)},
                      {"words", number_words(value)},
                      {"default", to_text(parameter.value)},
                      {"min", text_of(parameter.min)},
                      {"max", text_of(parameter.max)},
                      {"why", parameter.why}};
}

const std::string& title_of(const Parameter& parameter) {
  return parameter.title.empty() ? parameter.name : parameter.title;
}

std::optional<json::Value> part_json(const std::string& what, const View& view) {
  const Catalog& catalog = view.history.catalog();
  const Criterion* criterion = catalog.criterion(what);
  json::Array controls, parameters;
  std::vector<const Parameter*> read;
  for (const Control& control : catalog.controls) {
    if (control.id != what && (criterion == nullptr || !control.criteria.contains(what))) continue;
    controls.push_back(control_json(control, view));
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
