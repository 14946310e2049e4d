// What applies to the organisation, and why.
#include "server/api/api.h"
#include "server/applying.h"

namespace probata::api {

Answer applies(Context& context, const http::Request& request) {
  auto moment = TRY(moment_of(request, context.organisation));
  return read(context.organisation, moment, [&](const View& view) -> Answer {
    json::Object what = applies_json(view);
    what.insert(what.begin(), {"view", to_json(moment)});
    return json::Value(std::move(what));
  });
}

}  // namespace probata::api
