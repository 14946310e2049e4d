#include <fmt/format.h>

#include "base/text.h"
#include "server/api/api.h"

namespace probata::api {
namespace {

using JsonHandler = Answer (*)(Context&, const http::Request&);
using RawHandler = http::Response (*)(Context&, const http::Request&);

http::Handler handler_of(JsonHandler handler, Context& context) {
  return [handler, &context](const http::Request& request) {
    auto answer = handler(context, request);
    return answer ? http::ok(*answer) : respond(answer.error());
  };
}

http::Handler handler_of(RawHandler handler, Context& context) {
  return [handler, &context](const http::Request& request) { return handler(context, request); };
}

template <class T>
std::vector<std::string> ids(std::span<const T> things) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.push_back(thing.id);
  return names;
}

}  // namespace

void add_routes(http::Router& router, Context& context) {
  auto get = [&](std::string_view path, auto handler) {
    router.add("GET", fmt::format("/api{}", path), handler_of(handler, context));
  };
  get("/status", status);
  get("/home", home);
  get("/controls", controls);
  get("/controls/{control}", control);
  get("/controls/{control}/tests/{test}/items", items);
  get("/exceptions/{control}/{test}", exception);
  get("/applies", applies);
  get("/catalog", catalog);
  get("/catalog/{what}", catalog_of);
  get("/offered-catalog", offered_catalog);
  get("/offered-catalog/results", offered_results);
  get("/policies", policies);
  get("/policies/{policy}", policy);
  get("/kinds", kinds);
  get("/kinds/{kind}", kind);
  get("/records/{kind}", records);
  get("/records/{kind}/{id…}", record);
  get("/sources", sources);
  get("/entries", entries);
  get("/entries/{seq}", entry);
  get("/checkpoints", checkpoints);
  get("/evidence/{digest}", evidence);
  get("/events", events);
  get("/report", report);
  get("/search", search);
  router.add("POST", "/api/facts", handler_of(append, context));
  router.add("POST", "/api/offered-catalog/acceptance", handler_of(accept_offered, context));
}

http::Response respond(const Problem& problem) {
  return http::problem(problem.status, problem.error);
}

std::expected<const Control*, Problem> find_control(const Catalog& catalog, const std::string& id) {
  const Control* control = catalog.control(id);
  if (control != nullptr) return control;
  return refuse(404, fmt::format("no control is named `{}`", id),
                name_hint(id, ids<Control>(catalog.controls)));
}

std::expected<const Test*, Problem> find_test(const Catalog& catalog, const std::string& control,
                                              const std::string& id) {
  const Control* found = TRY(find_control(catalog, control));
  std::vector<std::string> names;
  for (TestNo number : found->tests) {
    if (catalog.at(number).id == id) return &catalog.at(number);
    names.push_back(catalog.at(number).id);
  }
  return refuse(404, fmt::format("the control `{}` has no test `{}`", control, id),
                name_hint(id, names));
}

std::expected<const Kind*, Problem> find_kind(const Catalog& catalog, const std::string& name) {
  const Kind* kind = catalog.kind(name);
  if (kind != nullptr) return kind;
  return refuse(404, fmt::format("no kind is named `{}`", name),
                name_hint(name, catalog.kind_names()));
}

}  // namespace probata::api
