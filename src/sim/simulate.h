// A company of so many people over a period, and what is to go wrong in it.
#pragma once

#include <string>
#include <vector>

#include "base/calendar.h"

namespace probata::sim {

struct Wanted {
  std::string violation;
  int count = 1;
  Place place;  // where it was asked for
};
constexpr int fewest_people = 20, most_people = 20'000, most_of_one = 5;

struct SimulateOptions {
  int people = 60;
  uint64_t seed = 1;
  Date first, last;  // both included, local days
  std::string time_zone = "Europe/Berlin";
  int activity = 100;  // per cent of the sign-ins and door events
  bool dirty = false;
  std::vector<Wanted> wanted;
};
struct Simulated {
  std::string facts;     // JSON Lines
  std::string truth;     // JSON: the obligations that must fail
  std::string settings;  // YAML: what the company decided
  size_t count = 0;
};
// All mistakes of what is wanted at once.
Result<Simulated, Errors> simulate(const SimulateOptions&);

// A file of violations: a name a line, `count=3` after it where it is to happen several times; `#`
// begins a comment.
Result<std::vector<Wanted>, Errors> read_wanted(std::string_view text, const std::string& file);

struct Listed {
  std::string name, breaks, title;
};
std::vector<Listed> list_violations();

}  // namespace probata::sim
