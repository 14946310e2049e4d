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
// A period of so many days has the middle of a quarter: a gap lies there, between two reviews.
constexpr int shortest_with_gap = 160;

}  // namespace probata::sim
