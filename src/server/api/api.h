// The handlers: one a route of schemas/openapi.yaml, by area one file each.
#pragma once

#include "server/context.h"
#include "server/moment.h"
#include "server/parameters.h"
#include "server/router.h"

namespace probata::api {

Answer status(Context&, const http::Request&);
Answer home(Context&, const http::Request&);
Answer controls(Context&, const http::Request&);
Answer control(Context&, const http::Request&);
Answer items(Context&, const http::Request&);
Answer exception(Context&, const http::Request&);
Answer applies(Context&, const http::Request&);
Answer catalog(Context&, const http::Request&);
Answer catalog_of(Context&, const http::Request&);
Answer offered_catalog(Context&, const http::Request&);
Answer offered_results(Context&, const http::Request&);
Answer policies(Context&, const http::Request&);
Answer policy(Context&, const http::Request&);
Answer kinds(Context&, const http::Request&);
Answer kind(Context&, const http::Request&);
Answer records(Context&, const http::Request&);
Answer record(Context&, const http::Request&);
Answer sources(Context&, const http::Request&);
Answer entries(Context&, const http::Request&);
Answer entry(Context&, const http::Request&);
Answer checkpoints(Context&, const http::Request&);
Answer search(Context&, const http::Request&);
http::Response evidence(Context&, const http::Request&);
http::Response append(Context&, const http::Request&);
http::Response accept_offered(Context&, const http::Request&);
http::Response report(Context&, const http::Request&);
http::Response events(Context&, const http::Request&);

// What a path names, or a 404 with the nearest right name.
std::expected<const Control*, Problem> find_control(const Catalog&, const std::string& id);
std::expected<const Test*, Problem> find_test(const Catalog&, const std::string& control,
                                              const std::string& test);
std::expected<const Kind*, Problem> find_kind(const Catalog&, const std::string& name);

// Of a request's body, without its parameters.
std::string media_type_of(const http::Request&);
json::Value receipt_json(const Receipt&);

// All of them. The context must outlive the router.
void add_routes(http::Router&, Context&);
http::Response respond(const Problem&);

}  // namespace probata::api
