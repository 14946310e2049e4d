// Equality and order of values (langdef.md, "Equality" and "Ordering"): numbers compare by value
// across int, uint and double.
#pragma once

#include <compare>
#include <cstdint>
#include <cstring>

#include "cel/value.h"

namespace probata::cel {

// Values share parts, so that a small program can build one whose written form is huge: comparing
// counts what it visits. Past `budget` the answer means nothing; the caller sees budget == 0 and
// gives Failure::limit.
bool equal(const Value&, const Value&, uint64_t& budget);

// Two texts of less than this are compared at once; longer ones are counted as they are compared.
constexpr size_t short_text = 256;
// REQUIRES: n < short_text. Most texts of controls are words: those take two loads each.
inline bool equal_bytes(const char* a, const char* b, size_t n) {
  const auto pair = [&]<class Word>(Word) {
    Word first_a, first_b, last_a, last_b;
    std::memcpy(&first_a, a, sizeof(Word));
    std::memcpy(&first_b, b, sizeof(Word));
    std::memcpy(&last_a, a + n - sizeof(Word), sizeof(Word));
    std::memcpy(&last_b, b + n - sizeof(Word), sizeof(Word));
    return ((first_a ^ first_b) | (last_a ^ last_b)) == 0;
  };
  if (n > 16) return std::memcmp(a, b, n) == 0;
  if (n >= 8) return pair(uint64_t{});
  if (n >= 4) return pair(uint32_t{});
  if (n >= 2) return pair(uint16_t{});
  return n == 0 || *a == *b;
}
inline bool equal_short(const Text* a, const Text* b) {
  return a == b || (a->view.size() == b->view.size() &&
                    equal_bytes(a->view.data(), b->view.data(), a->view.size()));
}

// unordered for NaN, and where the two are of kinds that have no common order (`comparable` is
// false then).
struct Order {
  std::partial_ordering order = std::partial_ordering::unordered;
  bool comparable = false;
};
Order order(const Value&, const Value&);

inline bool is_number(Tag t) { return t == Tag::integer || t == Tag::uinteger || t == Tag::real; }
std::partial_ordering order_numbers(const Value&, const Value&);  // REQUIRES: numbers

// The value under a key, or nullptr. Numeric keys are found across types.
const Value* find(const Map&, const Value& key, uint64_t& budget);
const Value* find(const Map&, std::string_view key);

}  // namespace probata::cel
