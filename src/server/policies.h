// Policies for people: those of the catalog, as they hold at the view's `now`.
#pragma once

#include "base/json.h"
#include "catalog/policy_text.h"
#include "history/history.h"

namespace probata::api {

json::Value policies_json(std::span<const Policy>, const View&);  // openapi's PolicySummary, each
json::Value policy_json(const Policy&, const View&);  // openapi's Policy, without `view`
const Policy* find_policy(std::span<const Policy>, std::string_view name);
std::vector<std::string> names_of(std::span<const Policy>);

}  // namespace probata::api
