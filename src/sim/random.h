// An own generator: the same numbers on every machine, which the standard's distributions do not
// promise.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace probata::sim {

// splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next();
  // 0 … n − 1. REQUIRES: n > 0.
  uint64_t below(uint64_t n);
  // from … to, both included.
  int64_t between(int64_t from, int64_t to);
  bool chance(int per_mille) { return below(1'000) < static_cast<uint64_t>(per_mille); }
  template <class T>
  const T& pick(const std::vector<T>& list) {
    return list[below(list.size())];
  }
  // A stream of its own: what one part of the company draws moves nothing in another.
  Random fork(std::string_view name) const;

 private:
  uint64_t state_;
};

}  // namespace probata::sim
