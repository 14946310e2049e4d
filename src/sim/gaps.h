// Stretches of which a source tells nothing, by name, and what nobody can know because of each.
#pragma once

#include <string>
#include <vector>

#include "sim/world.h"

namespace probata::sim {

struct Gap {
  std::string name;
  std::string title;  // what happens, one sentence
  void (*place)(World&, Random) = nullptr;
};
const std::vector<Gap>& gaps();
// A period needs so many days, for a gap lies between the reviews of a quarter.
constexpr int shortest_with_gap = 184;

}  // namespace probata::sim
