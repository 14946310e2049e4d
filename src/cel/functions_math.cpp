// The extension `math` as cel-go's ext/README.md documents it.
#include <bit>
#include <cmath>

#include "cel/compare.h"
#include "cel/functions.h"

namespace probata::cel {
namespace {

const Problem overflow{Failure::out_of_range, "the result does not fit in 64 bits"};
const Problem no_shift{Failure::out_of_range, "a shift by a negative offset"};
const Problem empty{Failure::out_of_range, "an empty list has neither least nor greatest"};

template <double (*F)(double)>
Value real(Frame&, const Value* a) {
  return Value::of(F(a[0].real));
}
double ceiling(double d) { return std::ceil(d); }
double floor_of(double d) { return std::floor(d); }
double rounded(double d) { return std::round(d); }
double truncated(double d) { return std::trunc(d); }
double magnitude(double d) { return std::fabs(d); }
double root(double d) { return std::sqrt(d); }
double sign(double d) { return std::isnan(d) ? d : (d > 0) - (d < 0); }
Value root_int(Frame&, const Value* a) {
  return Value::of(std::sqrt(static_cast<double>(a[0].integer)));
}
Value root_uint(Frame&, const Value* a) {
  return Value::of(std::sqrt(static_cast<double>(a[0].uinteger)));
}

Value abs_int(Frame&, const Value* a) {
  if (a[0].integer == std::numeric_limits<int64_t>::min()) return problem(overflow);
  return Value::of(a[0].integer < 0 ? -a[0].integer : a[0].integer);
}
Value same(Frame&, const Value* a) { return a[0]; }
Value sign_int(Frame&, const Value* a) {
  return Value::of(int64_t{(a[0].integer > 0) - (a[0].integer < 0)});
}
Value sign_uint(Frame&, const Value* a) { return Value::of(uint64_t{a[0].uinteger > 0}); }
Value is_nan(Frame&, const Value* a) { return Value::of(std::isnan(a[0].real)); }
Value is_inf(Frame&, const Value* a) { return Value::of(std::isinf(a[0].real)); }
Value is_finite(Frame&, const Value* a) { return Value::of(std::isfinite(a[0].real)); }

Value bits(const Value& like, uint64_t bits) {
  return like.is(Tag::integer) ? Value::of(static_cast<int64_t>(bits)) : Value::of(bits);
}
Value bit_and(Frame&, const Value* a) { return bits(a[0], a[0].uinteger & a[1].uinteger); }
Value bit_or(Frame&, const Value* a) { return bits(a[0], a[0].uinteger | a[1].uinteger); }
Value bit_xor(Frame&, const Value* a) { return bits(a[0], a[0].uinteger ^ a[1].uinteger); }
Value bit_not(Frame&, const Value* a) { return bits(a[0], ~a[0].uinteger); }
Value shift_left(Frame&, const Value* a) {
  if (a[1].integer < 0) return problem(no_shift);
  return bits(a[0], a[1].integer > 63 ? 0 : a[0].uinteger << a[1].integer);
}
// Logical: the sign bit is a bit like others.
Value shift_right(Frame&, const Value* a) {
  if (a[1].integer < 0) return problem(no_shift);
  return bits(a[0], a[1].integer > 63 ? 0 : a[0].uinteger >> a[1].integer);
}

template <bool Greatest>
Value extreme(std::span<const Value> values) {
  if (values.empty()) return problem(empty);
  Value best = values[0];
  for (const auto& v : values) {
    if (!is_number(v.tag)) return problem(problems::no_overload);
    const auto o = order_numbers(v, best);
    if (Greatest ? o > 0 : o < 0) best = v;
  }
  return best;
}
template <bool Greatest, size_t N>
Value extreme_of(Frame&, const Value* a) {
  return extreme<Greatest>({a, N});
}
template <bool Greatest>
Value extreme_of_list(Frame&, const Value* a) {
  return extreme<Greatest>(a[0].list->items);
}
template <bool Greatest>
Value extreme_of_one(Frame& f, const Value* a) {
  return a[0].is(Tag::list) ? extreme_of_list<Greatest>(f, a) : extreme<Greatest>({a, 1});
}

constexpr Definition definitions[] = {{"math.ceil", "d>d", real<ceiling>},
                                      {"math.floor", "d>d", real<floor_of>},
                                      {"math.round", "d>d", real<rounded>},
                                      {"math.trunc", "d>d", real<truncated>},
                                      {"math.abs", "d>d", real<magnitude>},
                                      {"math.abs", "i>i", abs_int},
                                      {"math.abs", "u>u", same},
                                      {"math.sqrt", "d>d", real<root>},
                                      {"math.sqrt", "i>d", root_int},
                                      {"math.sqrt", "u>d", root_uint},
                                      {"math.sign", "d>d", real<sign>},
                                      {"math.sign", "i>i", sign_int},
                                      {"math.sign", "u>u", sign_uint},
                                      {"math.isNaN", "d>b", is_nan},
                                      {"math.isInf", "d>b", is_inf},
                                      {"math.isFinite", "d>b", is_finite},
                                      {"math.bitAnd", "ii>i", bit_and},
                                      {"math.bitAnd", "uu>u", bit_and},
                                      {"math.bitOr", "ii>i", bit_or},
                                      {"math.bitOr", "uu>u", bit_or},
                                      {"math.bitXor", "ii>i", bit_xor},
                                      {"math.bitXor", "uu>u", bit_xor},
                                      {"math.bitNot", "i>i", bit_not},
                                      {"math.bitNot", "u>u", bit_not},
                                      {"math.bitShiftLeft", "ii>i", shift_left},
                                      {"math.bitShiftLeft", "ui>u", shift_left},
                                      {"math.bitShiftRight", "ii>i", shift_right},
                                      {"math.bitShiftRight", "ui>u", shift_right},
                                      {"math.greatest", "*>*", extreme_of_one<true>},
                                      {"math.greatest", "**>*", extreme_of<true, 2>},
                                      {"math.greatest", "***>*", extreme_of<true, 3>},
                                      {"math.greatest", "****>*", extreme_of<true, 4>},
                                      {"math.greatest", "*****>*", extreme_of<true, 5>},
                                      {"math.least", "*>*", extreme_of_one<false>},
                                      {"math.least", "**>*", extreme_of<false, 2>},
                                      {"math.least", "***>*", extreme_of<false, 3>},
                                      {"math.least", "****>*", extreme_of<false, 4>},
                                      {"math.least", "*****>*", extreme_of<false, 5>}};

}  // namespace

std::span<const Definition> math_extensions() { return definitions; }

}  // namespace probata::cel
