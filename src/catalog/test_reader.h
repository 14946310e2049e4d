// One test of a control (formats.md, "A control"; semantics.md, section 4). Not `read_test.cpp`:
// that would be a unit test.
#pragma once

#include "catalog/draft.h"

namespace probata {

// Reads what it can; what is wrong is reported. `id` and full_id are empty where there is no id.
Test read_test(Draft&, Reading&, const yaml::Node&, const std::string& control);

}  // namespace probata
