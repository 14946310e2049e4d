// Arithmetic of int, uint and double (langdef.md, "Numeric Values"). Integers are checked, doubles
// follow IEEE 754.
#include <cmath>

#include "cel/functions.h"
#include "cel/overflow.h"

namespace probata::cel {
namespace {

const Problem overflow{Failure::out_of_range, "the result does not fit in 64 bits"};
const Problem divide{Failure::division, "division by zero"};

Value wrap(std::optional<int64_t> r) { return r ? Value::of(*r) : problem(overflow); }
Value wrap(std::optional<uint64_t> r) { return r ? Value::of(*r) : problem(overflow); }

Value add_int(Frame&, const Value* a) { return wrap(checked_add(a[0].integer, a[1].integer)); }
Value add_uint(Frame&, const Value* a) { return wrap(checked_add(a[0].uinteger, a[1].uinteger)); }
Value add_real(Frame&, const Value* a) { return Value::of(a[0].real + a[1].real); }
Value subtract_int(Frame&, const Value* a) {
  return wrap(checked_subtract(a[0].integer, a[1].integer));
}
Value subtract_uint(Frame&, const Value* a) {
  return wrap(checked_subtract(a[0].uinteger, a[1].uinteger));
}
Value subtract_real(Frame&, const Value* a) { return Value::of(a[0].real - a[1].real); }
Value multiply_int(Frame&, const Value* a) {
  return wrap(checked_multiply(a[0].integer, a[1].integer));
}
Value multiply_uint(Frame&, const Value* a) {
  return wrap(checked_multiply(a[0].uinteger, a[1].uinteger));
}
Value multiply_real(Frame&, const Value* a) { return Value::of(a[0].real * a[1].real); }
// The least int by -1 is the one quotient that does not fit.
Value divide_int(Frame&, const Value* a) {
  if (a[1].integer == 0) return problem(divide);
  if (a[1].integer == -1) return wrap(checked_negate(a[0].integer));
  return Value::of(a[0].integer / a[1].integer);
}
Value divide_uint(Frame&, const Value* a) {
  return a[1].uinteger == 0 ? problem(divide) : Value::of(a[0].uinteger / a[1].uinteger);
}
Value divide_real(Frame&, const Value* a) { return Value::of(a[0].real / a[1].real); }
Value modulo_int(Frame&, const Value* a) {
  if (a[1].integer == 0) return problem(divide);
  if (a[1].integer == -1) return Value::of(int64_t{0});
  return Value::of(a[0].integer % a[1].integer);
}
Value modulo_uint(Frame&, const Value* a) {
  return a[1].uinteger == 0 ? problem(divide) : Value::of(a[0].uinteger % a[1].uinteger);
}
Value negate_int(Frame&, const Value* a) { return wrap(checked_negate(a[0].integer)); }
Value negate_real(Frame&, const Value* a) { return Value::of(-a[0].real); }
Value negate_bool(Frame&, const Value* a) { return Value::of(!a[0].boolean); }

constexpr Definition definitions[] = {
    {"+", "ii>i", add_int},      {"+", "uu>u", add_uint},      {"+", "dd>d", add_real},
    {"-", "ii>i", subtract_int}, {"-", "uu>u", subtract_uint}, {"-", "dd>d", subtract_real},
    {"*", "ii>i", multiply_int}, {"*", "uu>u", multiply_uint}, {"*", "dd>d", multiply_real},
    {"/", "ii>i", divide_int},   {"/", "uu>u", divide_uint},   {"/", "dd>d", divide_real},
    {"%", "ii>i", modulo_int},   {"%", "uu>u", modulo_uint},   {"-", "i>i", negate_int},
    {"-", "d>d", negate_real},   {"!", "b>b", negate_bool}};

}  // namespace

std::span<const Definition> number_functions() { return definitions; }

}  // namespace probata::cel
