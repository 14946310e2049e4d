// Parts of the result as JSON, for whoever puts them together otherwise (API, explanations,
// reports).
#pragma once

#include "assess/obligation.h"
#include "base/json.h"

namespace probata {

json::Value result_json(const Assessment&, const View&, bool all);
json::Value row_json(const Row&);
json::Value instant_json(std::optional<Instant>);  // null outside the years of facts' beginning

}  // namespace probata
