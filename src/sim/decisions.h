// Waivers and risks that are decided on again.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// A waiver that was renewed once, a risk that was accepted twice.
void plan_decisions(World&);

}  // namespace probata::sim
