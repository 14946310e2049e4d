// The tree and its proofs exactly as RFC 6962, section 2.1, defines them: recursive, slow, trusted.
// For tests.
#pragma once

#include <span>
#include <vector>

#include "base/hash.h"

namespace probata::reference {

using Leaves = std::span<const Digest>;

inline Digest children(const Digest& left, const Digest& right) {
  const std::array<uint8_t, 1> prefix{1};
  return Sha256().add(prefix).add(left.bytes).add(right.bytes).finish();
}

// The largest power of two smaller than n.
inline size_t cut(size_t n) {
  size_t k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

inline Digest root(Leaves d) {
  if (d.empty()) return sha256(std::string_view());
  if (d.size() == 1) return d[0];
  const size_t k = cut(d.size());
  return children(root(d.first(k)), root(d.subspan(k)));
}

inline std::vector<Digest> path(size_t m, Leaves d) {
  if (d.size() <= 1) return {};
  const size_t k = cut(d.size());
  auto hashes = m < k ? path(m, d.first(k)) : path(m - k, d.subspan(k));
  hashes.push_back(m < k ? root(d.subspan(k)) : root(d.first(k)));
  return hashes;
}

inline std::vector<Digest> subproof(size_t m, Leaves d, bool known) {
  if (m == d.size()) return known ? std::vector<Digest>() : std::vector<Digest>{root(d)};
  const size_t k = cut(d.size());
  auto hashes = m <= k ? subproof(m, d.first(k), known) : subproof(m - k, d.subspan(k), false);
  hashes.push_back(m <= k ? root(d.subspan(k)) : root(d.first(k)));
  return hashes;
}

// REQUIRES: 0 < m.
inline std::vector<Digest> proof(size_t m, Leaves d) { return subproof(m, d, true); }

}  // namespace probata::reference
