// What is wrong and since when, in one sentence made of the results.
#pragma once

#include "assess/assess.h"
#include "server/moment.h"

namespace probata::api {

// Openapi's Headline; null where there is no exception. Whole, it is said as `12 of 64 controls
// have exceptions, the oldest still open since 23 Oct 2025 12:00: …`.
json::Value headline_json(const Assessment&, Evaluator&, const Moment&);

}  // namespace probata::api
