// What applies to the organisation: the questions with their answers, each control with its
// reason, and what of the catalog is not as shipped.
#pragma once

#include "base/json.h"
#include "catalog/overrides.h"
#include "history/history.h"

namespace probata::api {

// Openapi's WhatApplies without its view, at the view's `now` and size.
json::Object applies_json(const View&);
json::Value overrides_json(const Catalog&);  // openapi's Overrides
// The same form; `before` says in words what it was before.
json::Value overrides_json(const std::vector<Override>&, std::string_view before);

}  // namespace probata::api
