// The catalog as people read it: criteria, controls, tests in words and in CEL, and our numbers.
#pragma once

#include "base/json.h"
#include "catalog/catalog.h"
#include "catalog/crosswalk.h"
#include "history/history.h"

namespace probata::api {

// Openapi's CatalogPart: a criterion with its controls, or one control; none where `what` is the
// name of neither. Values of parameters are those at the view's `now`.
std::optional<json::Value> part_json(const std::string& what, const View&,
                                     const std::vector<Crosswalk>*);
json::Value parameter_json(const Parameter&, const View&);  // openapi's CatalogParameter
const std::string& title_of(const Parameter&);              // its name where it has none
std::string_view unit_words(const Parameter&);              // `exact time`, `a number`
std::string range_words(const Parameter&);                  // `1h to 5d`; empty where it has none
// `leavers (response of account, severity high): Every account of a leaver is disabled in time`
std::string head_words(const Test&, const Catalog&);
json::Value criteria_json(const Control&,
                          const Catalog&);  // those that it serves, and their points
// Openapi's MapsTo, each; null where the crosswalks could not be read.
json::Value maps_to_json(const Control&, const std::vector<Crosswalk>*);

}  // namespace probata::api
