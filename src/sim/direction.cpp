// In which order what the company wants, fears and says is planned.
#include "sim/direction.h"

#include "sim/sources.h"

namespace probata::sim {

void plan_direction(World& world) {
  plan_information(world);
  plan_objectives(world);
  plan_risks(world);
  plan_assessments(world);
  plan_significant(world);
}

void keep_directed(World& world) {
  keep_agreements(world);
  keep_assessed(world);
  keep_explained(world);
  keep_changes(world);
  keep_sources(world);
}

}  // namespace probata::sim
