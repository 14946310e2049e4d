// People at work: how they were hired, what they were trained in and have accepted, how their work
// is appraised, and who follows them.
#pragma once

#include "sim/world.h"

namespace probata::sim {

struct HirePlan {
  std::string person;
  Instant start, cleared;
  bool interviewed = true;
  bool screened = true;  // else the law allows none, which is decided when it would be cleared
};
void add_hire(World&, const HirePlan&);

// What somebody has shown to know, until it runs out.
void train(World&, const std::string& person, const std::string& name, Instant at, Instant until);
constexpr const char* awareness = "security awareness";
// Shown at once and again before it runs out, after so many months each.
void train_again(World&, Random&, const Person&, const std::string& name, Instant first,
                 int32_t months, bool near = false);

struct AcknowledgementPlan {
  std::string person, version;
  Instant asked;
  std::optional<Instant> accepted;
};
Thing& add_acknowledgement(World&, const AcknowledgementPlan&);
void add_appraisal(World&, const std::string& person, Instant at);
// When the time of somebody's first appraisal begins to run.
Instant appraised_from(const World&, const Person&);

// What job roles ask for, and who follows in the key roles.
void plan_staff(World&);
// What follows from all people and all versions of policies.
void keep_staff(World&);

}  // namespace probata::sim
