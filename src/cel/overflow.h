// Checked arithmetic (langdef.md, "Overflow"): each function gives nothing where the result does
// not fit.
#pragma once

#include <cstdint>
#include <optional>

namespace probata::cel {

// int and uint: whatever leaves 64 bits.
template <class I>
std::optional<I> checked_add(I a, I b) {
  I r;
  if (__builtin_add_overflow(a, b, &r)) return std::nullopt;
  return r;
}
template <class I>
std::optional<I> checked_subtract(I a, I b) {
  I r;
  if (__builtin_sub_overflow(a, b, &r)) return std::nullopt;
  return r;
}
template <class I>
std::optional<I> checked_multiply(I a, I b) {
  I r;
  if (__builtin_mul_overflow(a, b, &r)) return std::nullopt;
  return r;
}
// Of the least int: it has no positive counterpart.
inline std::optional<int64_t> checked_negate(int64_t a) { return checked_subtract(int64_t{0}, a); }

}  // namespace probata::cel
