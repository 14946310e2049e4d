// Which company is made: the same plan and catalog give the same facts.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "base/calendar.h"
#include "base/environment.h"

namespace probata::demo {

struct Plan {
  int people = 200;
  uint64_t seed = 7;
  std::string time_zone = "Europe/Berlin";
  Date first, last;     // local days, both included
  std::string catalog;  // its digest

  Instant end() const;         // of the last day: the company's clock stands still there
  std::string period() const;  // `2025-11-28/2026-11-27`
};

// What goes wrong in it, by the simulator's names.
std::span<const char* const> violations();

// The twelve months up to the day before `now`.
Plan plan_of(Instant now, int people, std::string catalog);

// The plan of a company that was made to its end: the last file that is written into its folder.
Result<Plan> read_plan(const std::filesystem::path& data);
Result<void> write_plan(const std::filesystem::path& data, const Plan&);

}  // namespace probata::demo
