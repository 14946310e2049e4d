// The catalog itself, whatever its results are.
#include <fmt/format.h>

#include "base/text.h"
#include "server/api/api.h"
#include "server/rules.h"
#include "server/shown.h"
#include "server/values.h"

namespace probata::api {
namespace {

json::Value controls_json(const Criterion& criterion, const Catalog& catalog) {
  json::Array controls;
  for (const Control& control : catalog.controls)
    if (control.criteria.contains(criterion.id))
      controls.push_back(json::Object{{"id", control.id},
                                      {"title", control.title},
                                      {"profile", control.profile},
                                      {"tests", control.tests.size()}});
  return controls;
}

json::Value groups_json(const Catalog& catalog) {
  json::Array groups;
  for (const CriterionGroup& group : catalog.groups) {
    json::Array criteria;
    for (const Criterion& criterion : catalog.criteria)
      if (criterion.group == group.id)
        criteria.push_back(json::Object{{"id", criterion.id},
                                        {"title", criterion.title},
                                        {"points", criterion.points.size()},
                                        {"controls", controls_json(criterion, catalog)}});
    groups.push_back(json::Object{{"id", group.id},
                                  {"title", group.title},
                                  {"category", group.category},
                                  {"criteria", std::move(criteria)}});
  }
  return groups;
}

json::Value parameters_json(const View& view) {
  const Catalog& catalog = view.history.catalog();
  json::Array parameters;
  for (const Parameter& parameter : catalog.parameters) {
    json::Array used_by;
    for (const Control& control : catalog.controls)
      if (std::ranges::count(numbers_of(control, catalog), &parameter) > 0)
        used_by.emplace_back(control.id);
    json::Value value = parameter_json(parameter, view);
    value.set("used_by", std::move(used_by));
    parameters.push_back(std::move(value));
  }
  return parameters;
}

std::vector<std::string> names(const Catalog& catalog) {
  std::vector<std::string> names;
  for (const Criterion& criterion : catalog.criteria) names.push_back(criterion.id);
  for (const Control& control : catalog.controls) names.push_back(control.id);
  return names;
}

}  // namespace

Answer catalog(Context& context, const http::Request& request) {
  auto moment = TRY(moment_of(request, context.organisation));
  return read(context.organisation, moment, [&](const View& view) -> Answer {
    const Catalog& catalog = view.history.catalog();
    return json::Object{{"view", to_json(moment)},
                        {"digest", to_text(catalog.digest)},
                        {"controls", catalog.controls.size()},
                        {"tests", catalog.tests.size()},
                        {"groups", groups_json(catalog)},
                        {"parameters", parameters_json(view)}};
  });
}

Answer catalog_of(Context& context, const http::Request& request) {
  const std::string& what = request.captures[0];
  auto moment = TRY(moment_of(request, context.organisation));
  return read(context.organisation, moment, [&](const View& view) -> Answer {
    auto part = part_json(what, view, context.crosswalks.get(view.history.catalog()));
    if (!part)
      return refuse(404, fmt::format("there is no control or criterion `{}`", what),
                    name_hint(what, names(view.history.catalog())));
    part->as_object()->insert(part->as_object()->begin(), {"view", to_json(moment)});
    return std::move(*part);
  });
}

}  // namespace probata::api
