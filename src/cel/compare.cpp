#include "cel/compare.h"

#include <cmath>
#include <limits>

namespace probata::cel {
namespace {

constexpr double two_63 = 9223372036854775808.0;
constexpr double two_64 = 18446744073709551616.0;

// An integer against a double: as doubles, once it is sure that both lie in the integer's range.
// Near 2^63 that takes 2^63 - 1 for 2^63, as the conformance suite wants it (comparisons,
// lt_literal).
template <class Integer>
std::partial_ordering order_as_doubles(Integer i, double d, double below, double above) {
  if (std::isnan(d)) return std::partial_ordering::unordered;
  if (d > above) return std::partial_ordering::less;
  if (d < below) return std::partial_ordering::greater;
  return static_cast<double>(i) <=> d;
}

std::partial_ordering order_signed(int64_t i, uint64_t u) {
  if (i < 0) return std::partial_ordering::less;
  return static_cast<uint64_t>(i) <=> u;
}

std::partial_ordering reversed(std::partial_ordering o) { return 0 <=> o; }

bool spend(uint64_t& budget) {
  if (budget == 0) return false;
  --budget;
  return true;
}

bool equal_texts(std::string_view a, std::string_view b, uint64_t& budget) {
  if (a.size() != b.size()) return false;
  const uint64_t cost = a.size() / 256;
  if (budget <= cost) {
    budget = 0;
    return false;
  }
  budget -= cost;
  return a == b;
}

bool equal_lists(const List& a, const List& b, uint64_t& budget) {
  if (a.items.size() != b.items.size()) return false;
  for (size_t i = 0; i < a.items.size(); ++i)
    if (!equal(a.items[i], b.items[i], budget)) return false;
  return true;
}

bool equal_maps(const Map& a, const Map& b, uint64_t& budget) {
  if (a.entries.size() != b.entries.size()) return false;
  for (const auto& [key, value] : a.entries) {
    const Value* other = find(b, key, budget);
    if (!other || !equal(value, *other, budget)) return false;
  }
  return true;
}

bool equal_of_one_tag(const Value& a, const Value& b, uint64_t& budget) {
  switch (a.tag) {
    case Tag::null:
      return true;
    case Tag::boolean:
      return a.boolean == b.boolean;
    case Tag::integer:
    case Tag::uinteger:
      return a.integer == b.integer;
    case Tag::real:
      return a.real == b.real;
    case Tag::string:
    case Tag::bytes:
    case Tag::type:
      return a.text == b.text || equal_texts(a.text->view, b.text->view, budget);
    case Tag::list:
      return equal_lists(*a.list, *b.list, budget);
    case Tag::map:
      return equal_maps(*a.map, *b.map, budget);
    case Tag::timestamp:
    case Tag::duration:
      return a.us == b.us && a.nanos == b.nanos;
    case Tag::optional:
      if (!a.optional || !b.optional) return a.optional == b.optional;
      return equal(*a.optional, *b.optional, budget);
    case Tag::entity:
      return a.entity == b.entity && a.record == b.record;
    case Tag::span:
      return *a.span == *b.span;
    case Tag::ip:
    case Tag::cidr:
      return *a.network == *b.network;
    case Tag::unknown:
    case Tag::error:
      return false;
  }
  return false;
}

}  // namespace

std::partial_ordering order_numbers(const Value& a, const Value& b) {
  constexpr auto int_low = -two_63;
  if (a.tag == Tag::integer) {
    if (b.tag == Tag::integer) return a.integer <=> b.integer;
    if (b.tag == Tag::uinteger) return order_signed(a.integer, b.uinteger);
    return order_as_doubles(a.integer, b.real, int_low, two_63);
  }
  if (a.tag == Tag::uinteger) {
    if (b.tag == Tag::integer) return reversed(order_signed(b.integer, a.uinteger));
    if (b.tag == Tag::uinteger) return a.uinteger <=> b.uinteger;
    return order_as_doubles(a.uinteger, b.real, 0.0, two_64);
  }
  if (b.tag == Tag::integer) return reversed(order_as_doubles(b.integer, a.real, int_low, two_63));
  if (b.tag == Tag::uinteger) return reversed(order_as_doubles(b.uinteger, a.real, 0.0, two_64));
  return a.real <=> b.real;
}

bool equal(const Value& a, const Value& b, uint64_t& budget) {
  if (!spend(budget)) return false;
  if (a.tag == b.tag) return equal_of_one_tag(a, b, budget);
  if (is_number(a.tag) && is_number(b.tag)) return order_numbers(a, b) == 0;
  return false;
}

bool equal(const Value& a, const Value& b) {
  uint64_t budget = std::numeric_limits<uint64_t>::max();
  return equal(a, b, budget);
}

Order order(const Value& a, const Value& b) {
  if (is_number(a.tag) && is_number(b.tag)) return {order_numbers(a, b), true};
  if (a.tag != b.tag) return {};
  switch (a.tag) {
    case Tag::boolean:
      return {a.boolean <=> b.boolean, true};
    case Tag::string:
    case Tag::bytes:
      return {a.text->view <=> b.text->view, true};
    case Tag::timestamp:
    case Tag::duration:
      return {a.us != b.us ? a.us <=> b.us : a.nanos <=> b.nanos, true};
    default:
      return {};
  }
}

const Value* find(const Map& map, const Value& key, uint64_t& budget) {
  for (const auto& [k, value] : map.entries)
    if (equal(k, key, budget)) return &value;
  return nullptr;
}

const Value* find(const Map& map, std::string_view key) {
  for (const auto& [k, value] : map.entries)
    if (k.tag == Tag::string && k.text->view == key) return &value;
  return nullptr;
}

}  // namespace probata::cel
