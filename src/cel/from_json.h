// JSON as expressions read it: objects are maps with string keys, numbers int or double as written.
#pragma once

#include "base/json.h"
#include "cel/value.h"

namespace probata::cel {

Value from_json(const json::Value&, Arena&);

}  // namespace probata::cel
