// Conversions between types (langdef.md, "Type Conversions"): each gives an error where the value
// has no counterpart.
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/text.h"
#include "cel/clock.h"
#include "cel/functions.h"
#include "cel/number_text.h"

namespace probata::cel {
namespace {

const Problem range{Failure::out_of_range, "the number is out of range"};
const Problem bad_utf8{Failure::conversion, "the bytes are not valid UTF-8"};
const Problem timestamp_range{Failure::out_of_range,
                              "the timestamp is out of the range of years 0001 to 9999"};
const Problem duration_range{Failure::out_of_range, "the duration is out of range"};

constexpr double two_63 = 9223372036854775808.0;
constexpr double two_64 = 18446744073709551616.0;

Value unreadable(Frame& f, std::string_view text, std::string_view as) {
  return fail(f, Failure::conversion, fmt::format("`{}` is no {}", text.substr(0, 100), as));
}

template <class Number>
Value number_from(Frame& f, std::string_view s, std::string_view as) {
  Number n{};
  const auto [end, bad] = std::from_chars(s.data(), s.data() + s.size(), n);
  if (s.empty() || bad != std::errc() || end != s.data() + s.size()) return unreadable(f, s, as);
  return Value::of(n);
}

Value same(Frame&, const Value* a) { return a[0]; }

Value int_of_uint(Frame&, const Value* a) {
  return a[0].uinteger >> 63 ? problem(range) : Value::of(static_cast<int64_t>(a[0].uinteger));
}
// -2^63 itself is refused as well: the corpus says so, since a double near it may have been rounded
// to it.
Value int_of_real(Frame&, const Value* a) {
  if (!(a[0].real > -two_63 && a[0].real < two_63)) return problem(range);
  return Value::of(static_cast<int64_t>(a[0].real));
}
Value int_of_string(Frame& f, const Value* a) {
  return number_from<int64_t>(f, a[0].string(), "int");
}
Value int_of_timestamp(Frame&, const Value* a) {
  Nanoseconds ns = nanoseconds(a[0]);
  constexpr int64_t second = 1'000'000'000;
  if (ns < 0) ns -= second - 1;
  return Value::of(static_cast<int64_t>(ns / second));
}
Value uint_of_int(Frame&, const Value* a) {
  return a[0].integer < 0 ? problem(range) : Value::of(static_cast<uint64_t>(a[0].integer));
}
Value uint_of_real(Frame&, const Value* a) {
  if (!(a[0].real >= 0 && a[0].real < two_64)) return problem(range);
  return Value::of(static_cast<uint64_t>(a[0].real));
}
Value uint_of_string(Frame& f, const Value* a) {
  return number_from<uint64_t>(f, a[0].string(), "uint");
}
Value real_of_int(Frame&, const Value* a) { return Value::of(static_cast<double>(a[0].integer)); }
Value real_of_uint(Frame&, const Value* a) { return Value::of(static_cast<double>(a[0].uinteger)); }
Value real_of_string(Frame& f, const Value* a) {
  std::string_view s = a[0].string();
  if (s.starts_with('+')) s.remove_prefix(1);
  return number_from<double>(f, s, "double");
}

Value bool_of_string(Frame& f, const Value* a) {
  const auto s = a[0].string();
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"})
    if (s == yes) return Value::of(true);
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"})
    if (s == no) return Value::of(false);
  return unreadable(f, s, "bool");
}

Value string_of_int(Frame& f, const Value* a) {
  return make_string(f, fmt::to_string(a[0].integer));
}
Value string_of_uint(Frame& f, const Value* a) {
  return make_string(f, fmt::to_string(a[0].uinteger));
}
Value string_of_real(Frame& f, const Value* a) { return make_string(f, real_to_string(a[0].real)); }
Value string_of_bool(Frame& f, const Value* a) {
  return make_string(f, a[0].boolean ? "true" : "false");
}
Value string_of_bytes(Frame&, const Value* a) {
  if (find_invalid_utf8(a[0].string()) != std::string_view::npos) return problem(bad_utf8);
  return Value::of(a[0].text);
}
Value string_of_timestamp(Frame& f, const Value* a) {
  return make_string(f, timestamp_to_string(a[0]));
}
Value string_of_duration(Frame& f, const Value* a) {
  return make_string(f, duration_to_string(a[0]));
}
Value string_of_span(Frame& f, const Value* a) { return make_string(f, to_text(*a[0].span)); }
Value bytes_of_string(Frame&, const Value* a) { return Value::of(a[0].text, Tag::bytes); }

Value timestamp_of_int(Frame&, const Value* a) {
  return timestamp_of(Nanoseconds{a[0].integer} * 1'000'000'000).value_or(problem(timestamp_range));
}
Value timestamp_of_string(Frame& f, const Value* a) {
  ReadFailure why{};
  if (const auto v = parse_timestamp(a[0].string(), why)) return *v;
  if (why == ReadFailure::out_of_range) return problem(timestamp_range);
  return unreadable(f, a[0].string(), "timestamp");
}
Value duration_of_string(Frame& f, const Value* a) {
  ReadFailure why{};
  if (const auto v = parse_duration(a[0].string(), why)) return *v;
  if (why == ReadFailure::out_of_range) return problem(duration_range);
  return unreadable(f, a[0].string(), "duration");
}

constexpr Text type_names[] = {{"null_type"},
                               {"bool"},
                               {"int"},
                               {"uint"},
                               {"double"},
                               {"string"},
                               {"bytes"},
                               {"list"},
                               {"map"},
                               {"google.protobuf.Timestamp"},
                               {"google.protobuf.Duration"},
                               {"type"},
                               {"optional_type"},
                               {"reference"},
                               {"span"},
                               {"net.IP"},
                               {"net.CIDR"}};
Value type_of(Frame&, const Value* a) {
  return Value::of(&type_names[static_cast<size_t>(a[0].tag)], Tag::type);
}

constexpr Definition definitions[] = {{"int", "i>i", same},
                                      {"int", "u>i", int_of_uint},
                                      {"int", "d>i", int_of_real},
                                      {"int", "s>i", int_of_string},
                                      {"int", "t>i", int_of_timestamp},
                                      {"uint", "u>u", same},
                                      {"uint", "i>u", uint_of_int},
                                      {"uint", "d>u", uint_of_real},
                                      {"uint", "s>u", uint_of_string},
                                      {"double", "d>d", same},
                                      {"double", "i>d", real_of_int},
                                      {"double", "u>d", real_of_uint},
                                      {"double", "s>d", real_of_string},
                                      {"bool", "b>b", same},
                                      {"bool", "s>b", bool_of_string},
                                      {"string", "s>s", same},
                                      {"string", "i>s", string_of_int},
                                      {"string", "u>s", string_of_uint},
                                      {"string", "d>s", string_of_real},
                                      {"string", "b>s", string_of_bool},
                                      {"string", "y>s", string_of_bytes},
                                      {"string", "t>s", string_of_timestamp},
                                      {"string", "D>s", string_of_duration},
                                      {"string", "P>s", string_of_span},
                                      {"bytes", "y>y", same},
                                      {"bytes", "s>y", bytes_of_string},
                                      {"timestamp", "t>t", same},
                                      {"timestamp", "i>t", timestamp_of_int},
                                      {"timestamp", "s>t", timestamp_of_string},
                                      {"duration", "D>D", same},
                                      {"duration", "s>D", duration_of_string},
                                      {"dyn", "*>*", same},
                                      {"type", "*>T", type_of}};

}  // namespace

std::span<const Definition> conversion_functions() { return definitions; }

std::string real_to_string(double d) {
  if (std::isnan(d)) return "NaN";
  if (std::isinf(d)) return d > 0 ? "+Inf" : "-Inf";
  // The shortest digits that read back as the same double; whole numbers without a point, as the
  // other implementations print.
  std::string s = fmt::format("{}", d);
  if (s.ends_with(".0")) s.resize(s.size() - 2);
  return s;
}

}  // namespace probata::cel
