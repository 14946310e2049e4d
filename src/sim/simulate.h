// A company of so many people over a period, and what is to go wrong in it.
#pragma once

#include <optional>
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
  // All history is from before: the sources are looked at and records are kept from then on only.
  std::optional<Instant> first_look;
  std::vector<Wanted> wanted;
  std::vector<std::string> gaps;  // by name
};
struct Simulated {
  std::string facts;     // JSON Lines
  std::string truth;     // JSON: the obligations that must fail, and what must be unknown
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
// What `gaps` may name; nothing is broken by them.
std::vector<Listed> list_gaps();

}  // namespace probata::sim
