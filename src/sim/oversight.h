// The overseeing body, what is laid before it, and what it decides.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// Two members from outside; the third seat is that of whoever leads the company.
namespace role_of {
inline const std::string outsider_a = "board-1", outsider_b = "board-2";
}
inline const std::string seat_a = "seat-1", seat_b = "seat-2", seat_of_head = "seat-3";

// members.cpp
Thing& add_seat(World&, const std::string& id, const std::string& person, bool independent,
                Instant from);
void declare_independence(World&, const std::string& seat, Instant filed, Instant until);
Thing& add_expertise(World&, const std::string& person, const std::string& field, Instant at);
// In the first weeks of the period nobody in office knows finance for nearly as long as is allowed.
constexpr Duration without_finance{day.us * 40};
void plan_members(World&);

// oversight.cpp
// One that goes well.
MeetingPlan meeting_at(const std::string& id, Instant held);
std::string add_meeting_action(World&, const std::string& meeting, Instant decided, Instant due,
                               Instant done, std::optional<Instant> dated = {});
struct SevereFinding {
  std::string id;
  Instant opened, triaged;
  std::optional<Instant> told;          // management; set later where nothing is said
  std::optional<Instant> decided = {};  // what follows; with the rest where nothing is said
};
void add_severe_finding(World&, const SevereFinding&);
void add_outside_report(World&, const std::string& id, Instant reported);
void plan_oversight(World&);
// What each meeting is shown follows from all findings and reports.
void keep_oversight(World&);

}  // namespace probata::sim
