// The catalog as people read it: criteria, controls, tests in words and in CEL, and our numbers.
#pragma once

#include "base/json.h"
#include "catalog/catalog.h"
#include "history/history.h"

namespace probata::api {

// Openapi's CatalogPart: a criterion with its controls, or one control; none where `what` is the
// name of neither. Values of parameters are those at the view's `now`.
std::optional<json::Value> part_json(const std::string& what, const View&);
json::Value parameter_json(const Parameter&, const View&);  // openapi's CatalogParameter
const std::string& title_of(const Parameter&);              // its name where it has none
json::Value criteria_json(const Control&,
                          const Catalog&);  // those that it serves, and their points

}  // namespace probata::api
