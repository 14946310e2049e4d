// For tests: a law over made-up companies. Company N of a level is always the same one, so a
// failure can be run again by its number (README.md).
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <string>

#include "laws/company.h"

namespace probata::laws {

inline int setting(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoi(text);
}

// What is wrong with a company by some law; empty where it holds.
using Law = std::function<std::string(const Company&)>;

// Several, so that one run shows more than one thing that is wrong.
constexpr int most_failures = 5;

inline void report(const Company& company, const std::string& title, const Law& law) {
  const Company least = shrink(company, [&](const Company& c) { return !law(c).empty(); });
  const std::string folder = write_case(least, title, ask_both(least).twin);
  ADD_FAILURE() << title << "\n" << folder << "\n" << law(least);
}

inline void check(const std::string& name, int level, int count, const Law& law) {
  const int first = setting("PROBATA_LAWS_FROM", 0);
  const int last = first + count * setting("PROBATA_LAWS", 1);
  for (int i = first, failures = 0; i < last && failures < most_failures; ++i) {
    const Company company = invent(static_cast<uint64_t>(i), level);
    if (law(company).empty()) continue;
    ++failures;
    report(company, fmt::format("{} of company {}, level {}", name, i, level), law);
  }
}

}  // namespace probata::laws
