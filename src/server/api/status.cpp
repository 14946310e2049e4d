#include "server/api/api.h"
#include "server/entries.h"
#include "server/hub.h"

namespace probata::api {

json::Value step_json(const LookStep& step) {
  return json::Object{{"name", step.name},
                      {"title", step.title},
                      {"state", step.state},
                      {"detail", step.detail},
                      {"at", step.at.us == 0 ? json::Value() : instant_json(step.at)}};
}

Answer status(Context& context, const http::Request&) {
  const Organisation& organisation = context.organisation;
  json::Value seal;
  if (auto note = organisation.ledger().checkpoint())
    seal = checkpoint_json(organisation.ledger(), *note);
  json::Array steps;
  for (const auto& step : context.steps()) steps.push_back(step_json(step));
  return json::Object{{"organisation", organisation.name()},
                      {"version", context.options.version},
                      {"mode", context.options.mode},
                      {"signed_in", false},
                      {"note", "loopback only, no sign-in yet"},
                      {"demo", organisation.demo()},
                      {"beside", context.beside ? context.beside() : json::Value()},
                      {"now", to_text(organisation.now())},
                      {"time_zone", calendar_of(organisation).time_zone()},
                      {"ledger_size", organisation.ledger().size()},
                      {"catalog", to_text(organisation.catalog().digest)},
                      {"catalog_note", organisation.catalog_note()},
                      {"checkpoint", std::move(seal)},
                      {"first_look", json::Object{{"complete", context.first_look_complete()},
                                                  {"steps", std::move(steps)}}}};
}

}  // namespace probata::api
