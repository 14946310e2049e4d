// Instants, durations, ranges and periods: UTC, whole microseconds (semantics.md, section 2).
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace probata {

struct Duration {
  int64_t us = 0;
  auto operator<=>(const Duration&) const = default;
};

// Microseconds since 1970-01-01T00:00:00Z. Facts lie in [earliest(), latest()] = years 0001 to 9999
// (RFC 3339).
struct Instant {
  int64_t us = 0;
  auto operator<=>(const Instant&) const = default;
  static constexpr Instant earliest() { return {-62'135'596'800'000'000}; }
  static constexpr Instant latest() { return {253'402'300'799'999'999}; }
  // Before and after every instant of a fact: ends of what has no end.
  static constexpr Instant never_before() { return {std::numeric_limits<int64_t>::min()}; }
  static constexpr Instant never_after() { return {std::numeric_limits<int64_t>::max()}; }
};

constexpr Duration microsecond{1}, millisecond{1'000}, second{1'000'000}, minute{60'000'000},
    hour{3'600'000'000}, day{86'400'000'000};

// Saturating, so that the ends without end stay where they are. Defined in time.cpp.
Instant operator+(Instant, Duration);
Instant operator-(Instant, Duration);
Duration operator-(Instant, Instant);
Duration operator*(Duration, int64_t);
Duration operator+(Duration, Duration);

// The true instant lies in (after, at]. Exact: after = at - 1 us. Without lower bound: after =
// never_before().
struct Range {
  Instant after, at;
  auto operator<=>(const Range&) const = default;
  static Range exactly(Instant at) { return {at - microsecond, at}; }
  bool exact() const { return after == at - microsecond; }
};

// Half-open: [start, end).
struct Period {
  Instant start, end;
  auto operator<=>(const Period&) const = default;
  bool contains(Instant t) const { return start <= t && t < end; }
};

// Calendar or business time (`P1M`, `P1Y`, `P10D`, `2bd`). Months and days keep the local time of
// day; business_days as semantics.md, section 3.
struct Span {
  int32_t months = 0;
  int32_t days = 0;
  int32_t business_days = 0;
  auto operator<=>(const Span&) const = default;
};

// RFC 3339 with `Z` or an offset, at most six decimals (a finer time is an error), years 0001 to
// 9999.
Result<Instant> parse_instant(std::string_view);
// Ends in `Z`; six decimals only where not whole seconds. never_before() and never_after() are not
// for printing.
std::string to_text(Instant);

// `250ms 30s 10m 24h 30d` and sums as `1d12h`; also CEL's and Go's `1h30m`, `1.5s`. A day is 24 h.
// May be negative.
Result<Duration> parse_duration(std::string_view);
// The largest whole unit of `d h m s ms us`: `24h` prints `1d`.
std::string to_text(Duration);
// For people, two units at most: `7 d 15 h`, `40 min`, `less than a second`.
std::string to_words(Duration);

Result<Span> parse_span(std::string_view);
std::string to_text(const Span&);

}  // namespace probata
