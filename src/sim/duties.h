// Who answers for what, up to which limits, and who can stand in; the parts that violations use.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// duties.cpp
// A job role with duties for controls of its own, approved at the instant.
Thing& add_duties(World&, const std::string& id, Instant approved);
void approve_again(Thing& job_role, Instant);
// Somebody is asked to accept a job role, and does.
void add_acceptance(World&, const std::string& person, const std::string& role, Instant asked,
                    std::optional<Instant> accepted);
// Whoever holds the role now holds it no longer, and others do later.
void vacate(World&, const std::string& role, Instant from, Instant until,
            const std::vector<std::string>& successors);
void plan_duties(World&);
// What follows from all people and assignments.
void keep_duties(World&);

}  // namespace probata::sim
