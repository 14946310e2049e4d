// How people keep to the rules: cases, interests, appraisals, and who reports to whom.
#pragma once

#include "sim/world.h"

namespace probata::sim {

struct CasePlan {
  std::string id;
  Instant opened, triaged, closed;
  std::string investigator = role_of::people_ops, decider = role_of::head;
  std::vector<std::string> involved;
  std::optional<Instant> sanctioned = {};  // where it was so
};
// One that goes well, and in which it was so.
CasePlan case_about(const std::string& id, const std::string& person, Instant opened);
void add_case(World&, const CasePlan&);
struct Interests {
  std::string person;  // or a seat of the overseeing body
  Instant filed;
  std::optional<Instant> resolved = {};  // with a conflict
  std::string seat = {};
};
std::string declare_interests(World&, const Interests&);
std::string add_appraisal(World&, const std::string& person, Instant held, bool duties);
// From the instant on somebody reports to this one, or to nobody.
void report_to(World&, const std::string& person, const std::string& manager, Instant);
// In the first weeks of the period somebody reports to nobody for nearly as long as is allowed.
constexpr Duration headless{day.us * 40};
void plan_conduct(World&);
// What follows from all who hold a role.
void keep_conduct(World&);

}  // namespace probata::sim
