#include "cel/clock.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <utility>

namespace probata::cel {
namespace {

constexpr int64_t per_second = 1'000'000'000;
constexpr Nanoseconds least_timestamp = Nanoseconds{-62'135'596'800} * per_second;
constexpr Nanoseconds last_timestamp = Nanoseconds{253'402'300'800} * per_second - 1;

Value split(Nanoseconds ns, Tag tag) {
  Nanoseconds us = ns / 1000;
  auto nanos = static_cast<int>(ns % 1000);
  if (nanos < 0) {
    nanos += 1000;
    --us;
  }
  Value v;
  v.tag = tag;
  v.us = static_cast<int64_t>(us);
  v.nanos = static_cast<uint32_t>(nanos);
  return v;
}

// A reader of fixed digits.
struct Cursor {
  std::string_view rest;
  bool ok = true;

  int digits(size_t n) {
    int value = 0;
    if (rest.size() < n) ok = false;
    for (size_t i = 0; ok && i < n; ++i) {
      if (rest[i] < '0' || rest[i] > '9') ok = false;
      value = value * 10 + (rest[i] - '0');
    }
    if (ok) rest.remove_prefix(n);
    return value;
  }
  bool take(char c) {
    if (rest.empty() || rest[0] != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  void need(char c) { ok = ok && take(c); }
};

// Howard Hinnant's days_from_civil: days since 1970-01-01 of a proleptic Gregorian date.
int64_t days_from_civil(int64_t y, int m, int d) {
  y -= m <= 2 ? 1 : 0;
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t yoe = y - era * 400;
  const int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

int days_in(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

// `.123456789` as nanoseconds; further digits are cut off.
int64_t fraction(Cursor& c) {
  if (!c.take('.')) return 0;
  int64_t value = 0;
  size_t n = 0;
  for (; !c.rest.empty() && c.rest[0] >= '0' && c.rest[0] <= '9'; ++n) {
    if (n < 9) value = value * 10 + (c.rest[0] - '0');
    c.rest.remove_prefix(1);
  }
  if (n == 0) c.ok = false;
  for (; n < 9; ++n) value *= 10;
  return value;
}

int64_t offset_seconds(Cursor& c) {
  if (c.take('Z') || c.take('z')) return 0;
  const bool minus = c.take('-');
  if (!minus) c.need('+');
  const int h = c.digits(2);
  c.need(':');
  const int m = c.digits(2);
  if (h > 23 || m > 59) c.ok = false;
  return (minus ? -1 : 1) * (h * 3600 + m * 60);
}

std::string trimmed_fraction(int64_t nanos) {
  if (nanos == 0) return {};
  std::string s = fmt::format(".{:09}", nanos);
  while (s.back() == '0') s.pop_back();
  return s;
}

struct Unit {
  std::string_view name;
  int64_t nanos;
};
// Longest first.
constexpr Unit units[] = {{"ns", 1},
                          {"us", 1'000},
                          {"µs", 1'000},
                          {"ms", 1'000'000},
                          {"s", per_second},
                          {"m", 60 * per_second},
                          {"h", 3600 * per_second},
                          {"d", 86400 * per_second}};

std::optional<Nanoseconds> one_part(std::string_view& s) {
  int64_t whole = 0;
  const char* const end = s.data() + s.size();
  auto [at, bad] = std::from_chars(s.data(), end, whole);
  const bool has_whole = bad == std::errc();
  if (bad == std::errc::result_out_of_range || whole < 0) return std::nullopt;
  Cursor c{{at, static_cast<size_t>(end - at)}};
  const bool has_fraction = c.rest.starts_with('.');
  const int64_t part = fraction(c);
  if (!c.ok || (!has_whole && !has_fraction)) return std::nullopt;
  for (const auto& unit : units) {
    if (!c.rest.starts_with(unit.name)) continue;
    s = c.rest.substr(unit.name.size());
    return Nanoseconds{whole} * unit.nanos + Nanoseconds{part} * unit.nanos / per_second;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Value> timestamp_of(Nanoseconds ns) {
  if (ns < least_timestamp || ns > last_timestamp) return std::nullopt;
  return split(ns, Tag::timestamp);
}

std::optional<Value> duration_of(Nanoseconds ns) {
  constexpr auto limit = std::numeric_limits<int64_t>::max();
  if (ns > limit || ns < -Nanoseconds{limit} - 1) return std::nullopt;
  return split(ns, Tag::duration);
}

std::optional<Value> parse_timestamp(std::string_view s, ReadFailure& why) {
  why = ReadFailure::malformed;
  Cursor c{s};
  // A year of five digits is well formed and out of range, so that the error says so.
  const bool five = s.size() > 5 && s[4] >= '0' && s[4] <= '9' && s[5] == '-';
  const int year = c.digits(five ? 5 : 4);
  c.need('-');
  const int month = c.digits(2);
  c.need('-');
  const int day = c.digits(2);
  if (!c.take('T')) c.need('t');
  const int hour = c.digits(2);
  c.need(':');
  const int minute = c.digits(2);
  c.need(':');
  const int second = c.digits(2);
  const int64_t nanos = fraction(c);
  const int64_t offset = offset_seconds(c);
  if (!c.ok || !c.rest.empty() || month < 1 || month > 12 || day < 1 ||
      day > days_in(year, month) || hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  why = ReadFailure::out_of_range;
  const int64_t seconds =
      days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset;
  return timestamp_of(Nanoseconds{seconds} * per_second + nanos);
}

std::optional<Value> parse_duration(std::string_view s, ReadFailure& why) {
  why = ReadFailure::malformed;
  const bool minus = s.starts_with('-');
  if (minus || s.starts_with('+')) s.remove_prefix(1);
  if (s == "0") return duration_of(0);
  if (s.empty() || s.size() > 100) return std::nullopt;
  Nanoseconds sum = 0;
  while (!s.empty()) {
    const auto part = one_part(s);
    if (!part) return std::nullopt;
    sum += *part;
  }
  why = ReadFailure::out_of_range;
  return duration_of(minus ? -sum : sum);
}

std::string timestamp_to_string(const Value& v) {
  std::string text = to_text(Instant{v.us - ((v.us % 1'000'000) + 1'000'000) % 1'000'000});
  text.pop_back();
  const int64_t micros = ((v.us % 1'000'000) + 1'000'000) % 1'000'000;
  return text + trimmed_fraction(micros * 1000 + v.nanos) + "Z";
}

std::string duration_to_string(const Value& v) {
  Nanoseconds ns = nanoseconds(v);
  const bool minus = ns < 0;
  if (minus) ns = -ns;
  const auto seconds = static_cast<int64_t>(ns / per_second);
  return fmt::format("{}{}{}s", minus ? "-" : "", seconds,
                     trimmed_fraction(static_cast<int64_t>(ns % per_second)));
}

}  // namespace probata::cel
