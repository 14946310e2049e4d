// The policies of the catalog, as they hold for the organisation.
#include "server/policies.h"

#include <fmt/format.h>

#include "base/text.h"
#include "server/api/api.h"

namespace probata::api {
namespace {

// Of an organisation's own policies the first mistake; `probata catalog check` tells all.
std::expected<std::span<const Policy>, Problem> policies_of(Context& context) {
  const auto& policies = context.policies.of(context.organisation.catalog());
  if (policies) return *policies;
  return refuse(
      500, to_text(first_of(policies.error())),
      "`probata catalog check`, with the folder of overrides where there is one, names every "
      "mistake");
}

}  // namespace

Answer policies(Context& context, const http::Request& request) {
  auto moment = TRY(moment_of(request, context.organisation));
  const auto policies = TRY(policies_of(context));
  return read(context.organisation, moment, [&](const View& view) -> Answer {
    return json::Object{{"view", to_json(moment)}, {"policies", policies_json(policies, view)}};
  });
}

Answer policy(Context& context, const http::Request& request) {
  const std::string& name = request.captures[0];
  auto moment = TRY(moment_of(request, context.organisation));
  const auto policies = TRY(policies_of(context));
  const Policy* found = find_policy(policies, name);
  if (found == nullptr)
    return refuse(404, fmt::format("there is no policy `{}`", name),
                  name_hint(name, names_of(policies)));
  return read(context.organisation, moment, [&](const View& view) -> Answer {
    json::Value answer = policy_json(*found, view);
    answer.as_object()->insert(answer.as_object()->begin(), {"view", to_json(moment)});
    return answer;
  });
}

}  // namespace probata::api
