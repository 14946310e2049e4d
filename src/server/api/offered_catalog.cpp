// Another catalog than the one in force: what it changes, and its acceptance.
#include <fmt/format.h>

#include "base/text.h"
#include "server/api/api.h"

namespace probata::api {
namespace {

constexpr std::string_view person = "person/";

json::Value digest_json(const Catalog* catalog) {
  return catalog == nullptr ? json::Value() : json::Value(to_text(catalog->digest));
}

std::string_view state_of(const Pinned& pinned, const Catalog& in_force) {
  if (pinned.broken_offer) return "unreadable";
  if (waiting(pinned, in_force) != nullptr) return "waits";
  return from_next_start(pinned) ? "from_next_start" : "nothing";
}

std::string words_of(const Pinned& pinned, const Catalog& in_force) {
  const std::string note = catalog_note(pinned, in_force);
  return note.empty() ? "No other catalog is offered: results are of the one that was accepted."
                      : note;
}

// Each result that changes, with the title that its test has or had.
json::Value titled(const std::vector<ResultChange>& changes, const Catalog& was,
                   const Catalog& is) {
  json::Value rows = result_changes_json(changes);
  for (size_t i = 0; i < changes.size(); ++i) {
    const Test* test = is.test(changes[i].test);
    if (test == nullptr) test = was.test(changes[i].test);
    (*rows.as_array())[i].set("title", test == nullptr ? changes[i].test : test->title);
  }
  return rows;
}

struct Wrong {
  std::string_view field, message, hint;
};

std::optional<Wrong> wrong_by(const std::string& by) {
  if (by.empty()) return Wrong{"by", "nobody is named", "say who accepts it, as `person/ID`"};
  if (!by.starts_with(person) || !is_id(by.substr(person.size())))
    return Wrong{"by", "a catalog is accepted by a named person",
                 "write `person/ID`, the ID that records have of the person"};
  return {};
}

std::optional<Wrong> wrong_reason(const std::string& reason) {
  if (!reason.empty()) return {};
  return Wrong{"reason", "no reason is given", "say why it is accepted: an auditor reads it"};
}

json::Array wrong_fields(const Organisation::Accepting& accepting) {
  json::Array errors;
  for (const auto& wrong : {wrong_by(accepting.by), wrong_reason(accepting.reason)})
    if (wrong)
      errors.push_back(json::Object{{"field", std::string(wrong->field)},
                                    {"message", std::string(wrong->message)},
                                    {"hint", std::string(wrong->hint)}});
  return errors;
}

std::string field_of(const json::Value& body, std::string_view name) {
  const json::Value* value = body.find(name);
  return value == nullptr || !value->as_string() ? std::string()
                                                 : std::string(trim(*value->as_string()));
}

// What keeps anybody from accepting here, whatever they send.
std::optional<Problem> refusal(const Organisation& organisation, const http::Request& request) {
  if (media_type_of(request) != "application/json")
    return Problem(415, "an acceptance is JSON", "send `Content-Type: application/json`");
  if (organisation.demo())
    return Problem(403, "nothing is added to the demo company",
                   "what is so of your own company belongs into its own log");
  const Pinned pinned = organisation.pinned();
  if (waiting(pinned, organisation.catalog()) == nullptr && !pinned.broken_offer)
    return Problem(409, "no other catalog is offered",
                   "`GET /api/offered-catalog` says what was accepted last");
  return {};
}

json::Value accepted_json(const Organisation& organisation, const Receipt& receipt) {
  const Pinned pinned = organisation.pinned();
  return json::Object{
      {"accepted", acceptance_json(pinned.accepted)},
      {"receipt", receipt_json(receipt)},
      {"words", from_next_start(pinned) ? "It is in force when Probata is started again."
                                        : "It is in force."}};
}

}  // namespace

Answer offered_catalog(Context& context, const http::Request&) {
  const Organisation& organisation = context.organisation;
  const Catalog& in_force = organisation.catalog();
  const Pinned pinned = organisation.pinned();
  const Catalog* offered = pinned.offered ? pinned.offered.get() : waiting(pinned, in_force);
  return json::Object{
      {"state", std::string(state_of(pinned, in_force))},
      {"words", words_of(pinned, in_force)},
      {"in_force", to_text(in_force.digest)},
      {"offered", digest_json(offered)},
      {"accepted", acceptance_json(pinned.accepted)},
      {"changes", pinned.offered ? context.offer.differences(organisation) : json::Array{}}};
}

Answer offered_results(Context& context, const http::Request&) {
  const Organisation& organisation = context.organisation;
  const auto offered = organisation.pinned().offered;
  if (!offered)
    return json::Object{{"view", to_json(moment_now(organisation))},
                        {"offered", json::Value()},
                        {"results", json::Array{}}};
  const auto found = context.offer.results(organisation);
  if (!found->changes)
    return refuse(
        409,
        fmt::format("the facts of the evidence log do not fit it: {}", found->changes.error().what),
        "it cannot be accepted: go back to what was accepted, or to one that they fit");
  return json::Object{{"view", to_json(found->moment)},
                      {"offered", to_text(offered->digest)},
                      {"results", titled(*found->changes, organisation.catalog(), *offered)}};
}

http::Response accept_offered(Context& context, const http::Request& request) {
  Organisation& organisation = context.organisation;
  if (const auto refused = refusal(organisation, request)) return respond(*refused);
  const auto body = json::parse(request.body);
  if (!body) return http::problem(400, body.error());
  const Organisation::Accepting accepting{field_of(*body, "by"), field_of(*body, "reason")};
  if (auto wrong = wrong_fields(accepting); !wrong.empty()) {
    auto response = http::ok(json::Object{{"errors", std::move(wrong)}});
    response.status = 422;
    return response;
  }
  const auto receipt = organisation.accept_catalog(accepting);
  if (!receipt) return http::problem(409, first_of(receipt.error()));
  return http::ok(accepted_json(organisation, *receipt));
}

}  // namespace probata::api
