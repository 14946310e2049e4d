// For property tests: choices from a seed, the same on every machine, so that a failure repeats.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

namespace probata {

class Dice {
 public:
  explicit Dice(uint32_t seed) : engine(seed) {}
  // From 0 to n - 1.
  int up_to(int n) { return static_cast<int>(engine() % static_cast<uint32_t>(n)); }
  bool one_in(int n) { return up_to(n) == 0; }
  std::string of(std::initializer_list<const char*> all) {
    return all.begin()[up_to(static_cast<int>(all.size()))];
  }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[static_cast<size_t>(up_to(static_cast<int>(all.size())))];
  }
  template <class T, size_t N>
  const T& of(const T (&all)[N]) {
    return all[up_to(static_cast<int>(N))];
  }

  std::mt19937 engine;
};

}  // namespace probata
