#include "server/api/api.h"
#include "server/rows.h"
#include "server/rules.h"
#include "server/shown.h"
#include "server/sights.h"
#include "server/timeline.h"

namespace probata::api {
namespace {

json::Value numbers_json(const Control& control, const View& view) {
  json::Array array;
  for (const Parameter* parameter : numbers_of(control, view.history.catalog()))
    array.push_back(json::Object{
        {"name", parameter->name},
        {"title", title_of(*parameter)},
        {"value", to_text(parameter_at(view.history.settings(), *parameter, view.now))}});
  return array;
}

json::Value marker_json(const std::optional<Marker>& marker) {
  if (!marker) return {};
  return json::Object{{"name", marker->name}, {"value", marker->value}, {"limit", marker->limit}};
}

json::Value partial_json(std::span<const Partial> partials) {
  json::Array array;
  for (const auto& p : partials)
    array.push_back(
        json::Object{{"item", p.item}, {"from", to_text(p.from)}, {"to", to_text(p.to)}});
  return array;
}

json::Value limitations_json(std::span<const Limitation> limitations) {
  json::Array array;
  for (const auto& l : limitations)
    array.push_back(json::Object{{"source", optional_json(l.source)},
                                 {"kind", l.kind},
                                 {"from", to_text(std::max(l.from, Instant::earliest()))},
                                 {"to", to_text(std::min(l.to, Instant::latest()))},
                                 {"reason", to_text(l.reason)}});
  return array;
}

json::Value test_json(const TestResult& result, const View& view) {
  const Catalog& catalog = view.history.catalog();
  const Test& test = catalog.at(result.test);
  const Kind& each = catalog.at(test.each.value_or(catalog.company));
  json::Array sources;
  for (const auto& sight : result.sources) sources.push_back(sight_json(sight, catalog));
  Counts counts;
  counts.add(result);
  return json::Object{{"id", test.id},
                      {"title", test.title},
                      {"pattern", pattern_name(test)},
                      {"each", each.name},
                      {"each_title", plural_of(each)},
                      {"severity", severity_text(test.severity)},
                      {"rule", rule_json(test, view)},
                      {"conclusion", to_text(result.conclusion)},
                      {"marker", marker_json(result.marker)},
                      {"counts", counts_json(counts)},
                      {"seen_every", duration_json(result.seen_every)},
                      {"to_do", open_tasks(result)},
                      {"boundary", result.boundary.size()},
                      {"found", result.found.size()},
                      {"partial", partial_json(result.partial)},
                      {"sources", std::move(sources)},
                      {"limitations", limitations_json(result.limitations)}};
}

const ControlResult* find(const Assessment& assessment, const Control& control) {
  for (const auto& result : assessment.controls)
    if (result.control == control.number) return &result;
  return nullptr;
}

json::Value control_json(const Control& c, const ControlResult& result, const View& view,
                         const std::vector<Crosswalk>* crosswalks) {
  const Catalog& catalog = view.history.catalog();
  json::Array tests;
  for (const auto& test : result.tests) tests.push_back(test_json(test, view));
  return json::Object{{"id", c.id},
                      {"title", c.title},
                      {"statement", fill_statement(c, catalog, view.history.settings(), view.now)},
                      {"owner", c.owner},
                      {"owner_title", role_title(catalog, c.owner)},
                      {"criteria", criteria_json(c, catalog)},
                      {"maps_to", maps_to_json(c, crosswalks)},
                      {"profile", c.profile},
                      {"nature", c.nature},
                      {"operation", c.operation},
                      {"level", c.level},
                      {"frequency", c.frequency},
                      {"on_failure", c.on_failure},
                      {"in_force", json::Object{{"from", instant_json(c.in_force.from)},
                                                {"until", instant_json(c.in_force.until)}}},
                      {"conclusion", to_text(result.conclusion)},
                      {"numbers", numbers_json(c, view)},
                      {"tests", std::move(tests)}};
}

}  // namespace

Answer control(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  const Control* found = TRY(find_control(organisation.catalog(), request.captures[0]));
  auto moment = TRY(moment_of(request, organisation));
  auto assessment = results(organisation, moment);
  const auto* result = find(*assessment, *found);
  if (result == nullptr)
    return refuse(404, "the control `" + found->id + "` is not in the profile in force",
                  "choose the profile `" + found->profile + "` in the settings");
  auto drawn = timeline(organisation, moment, *found);
  return read(organisation, moment, [&](const View& view) -> Answer {
    auto answer =
        control_json(*found, *result, view, context.crosswalks.get(organisation.catalog()));
    answer.as_object()->insert(answer.as_object()->begin(), {"view", to_json(moment)});
    answer.set("timeline", std::move(drawn));
    return answer;
  });
}

}  // namespace probata::api
