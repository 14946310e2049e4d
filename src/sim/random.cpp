#include "sim/random.h"

namespace probata::sim {

__extension__ typedef unsigned __int128 Wide;

uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15;
  uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

uint64_t Random::below(uint64_t n) { return static_cast<uint64_t>((Wide{next()} * n) >> 64); }

int64_t Random::between(int64_t from, int64_t to) {
  return from + static_cast<int64_t>(below(static_cast<uint64_t>(to - from + 1)));
}

// FNV-1a of the name, stirred with the state.
Random Random::fork(std::string_view name) const {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  Random mixed(state_ ^ hash);
  return Random(mixed.next());
}

}  // namespace probata::sim
