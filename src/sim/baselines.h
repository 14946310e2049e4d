// What controls and configuration are like, approved again and again, and which controls an audit
// evaluates.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// After all significant changes: when baselines are approved, in `world.baselines`.
void plan_baselines(World&);
// From the first to the second no baseline is approved, and the next one then is at the second.
void leave_out_baselines(World&, Instant after, Instant next);
// Every audit evaluates all controls but those of which `unplanned` says this word.
inline const char* const evaluated = "evaluated/";
void keep_baselines(World&);

}  // namespace probata::sim
