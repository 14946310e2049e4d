#pragma once

#include "cel/functions.h"

namespace probata::cel {

// "%d of %s".format([1, "x"]): a string and a list.
Value format(Frame&, const Value* arguments);

}  // namespace probata::cel
