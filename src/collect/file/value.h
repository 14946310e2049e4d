// Values of expressions as a fact has them.
#pragma once

#include "base/json.h"
#include "cel/value.h"

namespace probata::collect {

// As a fact has it: times and durations as text. An error, an unknown, a type or bytes have no such
// form.
Result<json::Value> to_json(const cel::Value&);

}  // namespace probata::collect
