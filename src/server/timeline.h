// A control's time line: exceptions, what is not known and what was seen, to scale.
#pragma once

#include "server/moment.h"

namespace probata::api {

json::Value timeline(const Organisation&, const Moment&, const Control&);

}  // namespace probata::api
