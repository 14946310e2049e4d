// What is planned of noticing and answering before the violations, and made into things after them.
#pragma once

#include <string>
#include <vector>

#include "base/calendar.h"

namespace probata::sim {

struct Shift {
  Period time;
  std::string person;
};
struct Roster {
  std::vector<Shift> shifts;       // who is on call
  std::vector<Instant> exercises;  // of the response to incidents
};

}  // namespace probata::sim
