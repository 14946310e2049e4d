#include "server/api/api.h"
#include "server/rows.h"

namespace probata::api {
namespace {

json::Value summary(const ControlResult& result, const View& view) {
  const Catalog& catalog = view.history.catalog();
  const Control& control = catalog.at(result.control);
  Counts counts;
  size_t to_do = 0;
  for (const auto& test : result.tests) counts.add(test), to_do += open_tasks(test);
  json::Array criteria;
  for (const auto& [id, points] : control.criteria) criteria.emplace_back(id);
  return json::Object{
      {"id", control.id},
      {"title", control.title},
      {"statement", fill_statement(control, catalog, view.history.settings(), view.now)},
      {"owner", control.owner},
      {"owner_title", role_title(catalog, control.owner)},
      {"criteria", std::move(criteria)},
      {"profile", control.profile},
      {"conclusion", to_text(result.conclusion)},
      {"wrong_now", wrong_now(result, view.now)},
      {"to_do", to_do},
      {"tests", result.tests.size()},
      {"counts", counts_json(counts)}};
}

}  // namespace

Answer controls(Context& context, const http::Request& request) {
  auto moment = TRY(moment_of(request, context.organisation));
  auto assessment = results(context.organisation, moment);
  return read(context.organisation, moment, [&](const View& view) -> Answer {
    json::Array list;
    for (const auto& result : assessment->controls) list.push_back(summary(result, view));
    return json::Object{{"view", to_json(moment)}, {"controls", std::move(list)}};
  });
}

}  // namespace probata::api
