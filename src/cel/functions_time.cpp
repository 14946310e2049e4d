// Timestamps, durations and spans: arithmetic, accessors (langdef.md, "Standard Definitions"),
// calendar time (semantics.md, section 3).
#include <fmt/format.h>

#include <cstdlib>

#include "cel/clock.h"
#include "cel/functions.h"

namespace probata::cel {
namespace {

const Problem timestamp_range{Failure::out_of_range,
                              "the timestamp is out of the range of years 0001 to 9999"};
const Problem duration_range{Failure::out_of_range, "the duration is out of range"};
const Problem span_range{Failure::out_of_range, "the span is out of range"};

Value timestamp(Nanoseconds ns) { return timestamp_of(ns).value_or(problem(timestamp_range)); }
Value duration(Nanoseconds ns) { return duration_of(ns).value_or(problem(duration_range)); }

Value add_to_time(Frame&, const Value* a) {
  return timestamp(nanoseconds(a[0]) + nanoseconds(a[1]));
}
Value add_durations(Frame&, const Value* a) {
  return duration(nanoseconds(a[0]) + nanoseconds(a[1]));
}
Value subtract_from_time(Frame&, const Value* a) {
  return timestamp(nanoseconds(a[0]) - nanoseconds(a[1]));
}
Value subtract(Frame&, const Value* a) { return duration(nanoseconds(a[0]) - nanoseconds(a[1])); }
Value negate(Frame&, const Value* a) { return duration(-nanoseconds(a[0])); }

Value times(Frame&, const Value* a) {
  return duration(nanoseconds(a[0]) * Nanoseconds{a[1].integer});
}
Value times_span(Frame& f, const Value* a) {
  Span s = *a[0].span;
  const auto scale = [&](int32_t& n) {
    int64_t product = 0;
    if (__builtin_mul_overflow(int64_t{n}, a[1].integer, &product)) return false;
    n = static_cast<int32_t>(product);
    return n == product;
  };
  if (!scale(s.months) || !scale(s.days) || !scale(s.business_days)) return problem(span_range);
  return f.arena->span(s);
}

// Nanoseconds stay as they are: a span is of whole days.
// The calendar goes through business days one by one, and its years are small numbers: what leads
// out of the range of timestamps anyway is refused before it is asked.
Value plus(Frame& f, const Value& t, const Span& span) {
  constexpr int32_t most_months = 10'000 * 12, most_days = 10'000 * 366;
  if (std::abs(int64_t{span.months}) > most_months || std::abs(int64_t{span.days}) > most_days ||
      std::abs(int64_t{span.business_days}) > most_days)
    return problem(timestamp_range);
  if (!f.spend(static_cast<uint64_t>(std::abs(int64_t{span.business_days}))))
    return problem(problems::limit);
  Value v = Value::of(f.reader->calendar().plus(t.instant(), span));
  if (v.instant() < Instant::earliest() || v.instant() > Instant::latest())
    return problem(timestamp_range);
  v.nanos = t.nanos;
  return v;
}
Value plus_span(Frame& f, const Value* a) { return plus(f, a[0], *a[1].span); }
Value plus_text(Frame& f, const Value* a) {
  if (const auto span = parse_span(a[1].string())) return plus(f, a[0], *span);
  ReadFailure why{};
  if (const auto d = parse_duration(a[1].string(), why))
    return timestamp(nanoseconds(a[0]) + nanoseconds(*d));
  return fail(f, Failure::conversion, fmt::format("`{}` is no span", a[1].string()));
}

using Local = Calendar::Local;
int64_t full_year(const Local& l) { return l.year; }
int64_t month(const Local& l) { return l.month - 1; }
int64_t date(const Local& l) { return l.day; }
int64_t day_of_month(const Local& l) { return l.day - 1; }
int64_t day_of_week(const Local& l) { return l.weekday; }
int64_t day_of_year(const Local& l) { return l.day_of_year; }
int64_t hours(const Local& l) { return l.hour; }
int64_t minutes(const Local& l) { return l.minute; }
int64_t seconds(const Local& l) { return l.second; }
int64_t milliseconds(const Local& l) { return l.microsecond / 1000; }

// Without a zone the accessors are of UTC, whatever the organisation's zone is: the language says
// so.
template <int64_t (*Get)(const Local&)>
Value of_utc(Frame&, const Value* a) {
  static const Calendar utc;
  return Value::of(Get(utc.local(a[0].instant())));
}
template <int64_t (*Get)(const Local&)>
Value of_zone(Frame& f, const Value* a) {
  if (!f.spend(50)) return problem(problems::limit);
  std::string zone(a[1].string());
  if (!zone.empty() && zone[0] >= '0' && zone[0] <= '9') zone.insert(0, 1, '+');
  const auto local = Calendar::local(a[0].instant(), zone);
  if (!local) return fail(f, Failure::conversion, local.error().what);
  return Value::of(Get(*local));
}

template <int64_t Nanos>
Value whole(Frame&, const Value* a) {
  return Value::of(static_cast<int64_t>(nanoseconds(a[0]) / Nanos));
}
Value milliseconds_of_duration(Frame&, const Value* a) {
  return Value::of(static_cast<int64_t>(nanoseconds(a[0]) / 1'000'000 % 1000));
}

constexpr Definition definitions[] = {{"+", "tD>t", add_to_time},
                                      {"+", "Dt>t", add_to_time},
                                      {"+", "DD>D", add_durations},
                                      {"-", "tD>t", subtract_from_time},
                                      {"-", "tt>D", subtract},
                                      {"-", "DD>D", subtract},
                                      {"-", "D>D", negate},
                                      {"times", ".Di>D", times},
                                      {"times", ".Pi>P", times_span},
                                      {"plus", ".tP>t", plus_span, false},
                                      {"plus", ".tD>t", add_to_time},
                                      {"plus", ".ts>t", plus_text, false},
                                      {"getFullYear", ".t>i", of_utc<full_year>},
                                      {"getFullYear", ".ts>i", of_zone<full_year>},
                                      {"getMonth", ".t>i", of_utc<month>},
                                      {"getMonth", ".ts>i", of_zone<month>},
                                      {"getDate", ".t>i", of_utc<date>},
                                      {"getDate", ".ts>i", of_zone<date>},
                                      {"getDayOfMonth", ".t>i", of_utc<day_of_month>},
                                      {"getDayOfMonth", ".ts>i", of_zone<day_of_month>},
                                      {"getDayOfWeek", ".t>i", of_utc<day_of_week>},
                                      {"getDayOfWeek", ".ts>i", of_zone<day_of_week>},
                                      {"getDayOfYear", ".t>i", of_utc<day_of_year>},
                                      {"getDayOfYear", ".ts>i", of_zone<day_of_year>},
                                      {"getHours", ".t>i", of_utc<hours>},
                                      {"getHours", ".ts>i", of_zone<hours>},
                                      {"getMinutes", ".t>i", of_utc<minutes>},
                                      {"getMinutes", ".ts>i", of_zone<minutes>},
                                      {"getSeconds", ".t>i", of_utc<seconds>},
                                      {"getSeconds", ".ts>i", of_zone<seconds>},
                                      {"getMilliseconds", ".t>i", of_utc<milliseconds>},
                                      {"getMilliseconds", ".ts>i", of_zone<milliseconds>},
                                      {"getHours", ".D>i", whole<3'600'000'000'000>},
                                      {"getMinutes", ".D>i", whole<60'000'000'000>},
                                      {"getSeconds", ".D>i", whole<1'000'000'000>},
                                      {"getMilliseconds", ".D>i", milliseconds_of_duration}};

}  // namespace

std::span<const Definition> time_functions() { return definitions; }

}  // namespace probata::cel
