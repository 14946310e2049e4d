// What a source that tells its own past (git) shows of the last twelve months, while the
// organisation is only getting ready.
#pragma once

#include "server/moment.h"

namespace probata::api {

// Of the controls all of whose tests are about kinds of sources that tell their past (as `claimed`)
// of something. Empty where a period is asked for: it shows the past itself.
json::Value look_backs(const Organisation&, const Moment&);

}  // namespace probata::api
