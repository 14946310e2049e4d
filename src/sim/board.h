// What is planned of the overseeing body before the violations, and made into things after them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/calendar.h"

namespace probata::sim {

struct MeetingPlan {
  std::string id;
  Instant held;
  std::vector<std::string> agenda = {"security", "control", "risk"};
  std::vector<std::string> attended;  // seats
  Instant minuted, judged;            // judged: whether the body challenged what it was shown
  Instant results;                    // when those of the controls were laid before it
  std::set<std::string> withheld;     // papers that it is not shown, as `finding/3`
};
struct Board {
  std::vector<MeetingPlan> meetings;
  std::vector<Instant> charter;  // when it is confirmed
};

}  // namespace probata::sim
