// Durations and spans as text.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/time.h"

namespace probata {
namespace {

// Nanoseconds of a sum with days in it leave 64 bits.
__extension__ typedef __int128 Wide;

struct Unit {
  std::string_view name;
  int64_t nanoseconds;
};
// Longer names first where one begins with another.
constexpr std::array<Unit, 9> units{{{"ns", 1},
                                     {"us", 1'000},
                                     {"µs", 1'000},  // U+00B5, the micro sign
                                     {"μs", 1'000},  // U+03BC, the Greek letter; Go takes both
                                     {"ms", 1'000'000},
                                     {"s", 1'000'000'000},
                                     {"m", 60'000'000'000},
                                     {"h", 3'600'000'000'000},
                                     {"d", 86'400'000'000'000}}};

std::unexpected<Error> no_duration(std::string_view text, std::string_view why) {
  return failure(fmt::format("`{}` is no duration: {}", text, why),
                 "write a duration as 30s, 10m, 24h, 30d or 1h30m");
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const Unit* take_unit(std::string_view& rest) {
  for (const Unit& unit : units) {
    if (!rest.starts_with(unit.name)) continue;
    rest.remove_prefix(unit.name.size());
    return &unit;
  }
  return nullptr;
}

// The digits at the front, as a number with at most 18 of them so that times a day's nanoseconds it
// fits; -1 when too many.
Wide take_digits(std::string_view& rest, size_t& count) {
  Wide value = 0;
  for (count = 0; count < rest.size() && is_digit(rest[count]); ++count) {
    if (count < 18) value = value * 10 + (rest[count] - '0');
  }
  rest.remove_prefix(count);
  return count > 18 ? -1 : value;
}

// One `1.5h`, in nanoseconds.
Result<Wide> take_part(std::string_view text, std::string_view& rest) {
  size_t before = 0;
  size_t after = 0;
  const Wide whole = take_digits(rest, before);
  Wide fraction = 0;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    fraction = take_digits(rest, after);
  }
  if (before + after == 0) return no_duration(text, "a number is missing");
  if (whole < 0 || fraction < 0) return no_duration(text, "too many digits");
  const Unit* unit = take_unit(rest);
  if (!unit) return no_duration(text, "its unit is none of d, h, m, s, ms, us");
  Wide scale = 1;
  for (size_t i = 0; i < after; ++i) scale *= 10;
  fraction *= unit->nanoseconds;
  if (fraction % scale != 0) return no_duration(text, "finer than microseconds");
  return whole * unit->nanoseconds + fraction / scale;
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  if (rest == "0") return Duration{0};  // as Go's, the one number that needs no unit
  if (rest.empty()) return no_duration(text, "a number is missing");
  Wide nanoseconds = 0;
  constexpr Wide limit = Wide{std::numeric_limits<int64_t>::max()} * 1'000;
  while (!rest.empty()) {
    nanoseconds += TRY(take_part(text, rest));
    // The greatest number itself stands for "without end".
    if (nanoseconds >= limit) return no_duration(text, "too long");
  }
  if (nanoseconds % 1'000 != 0) return no_duration(text, "finer than microseconds");
  const auto us = static_cast<int64_t>(nanoseconds / 1'000);
  return Duration{negative ? -us : us};
}

namespace {

uint64_t magnitude(Duration d) {
  return d.us < 0 ? uint64_t{0} - static_cast<uint64_t>(d.us) : static_cast<uint64_t>(d.us);
}

}  // namespace

std::string to_text(Duration d) {
  if (d.us == 0) return "0s";
  const uint64_t us = magnitude(d);
  const std::string_view sign = d.us < 0 ? "-" : "";
  for (const std::string_view name : {"d", "h", "m", "s", "ms"}) {
    for (const Unit& unit : units) {
      const auto size = static_cast<uint64_t>(unit.nanoseconds) / 1'000;
      if (unit.name == name && us % size == 0) return fmt::format("{}{}{}", sign, us / size, name);
    }
  }
  return fmt::format("{}{}us", sign, us);
}

std::string to_words(Duration d) {
  struct Word {
    std::string_view name;
    uint64_t seconds;
  };
  constexpr std::array<Word, 4> words{{{"d", 86'400}, {"h", 3'600}, {"min", 60}, {"s", 1}}};
  uint64_t seconds = magnitude(d) / 1'000'000;
  if (seconds == 0) return "less than a second";
  std::string text = d.us < 0 ? "-" : "";
  for (size_t i = 0; i < words.size(); ++i) {
    const uint64_t count = seconds / words[i].seconds;
    if (count == 0) continue;
    text += fmt::format("{} {}", count, words[i].name);
    seconds %= words[i].seconds;
    // The unit next to the first says all that a person wants to know.
    const bool more = i + 1 < words.size() && seconds >= words[i + 1].seconds;
    if (more) text += fmt::format(" {} {}", seconds / words[i + 1].seconds, words[i + 1].name);
    return text;
  }
  return text;
}

namespace {

// More than years 0001 to 9999 hold: such a span is a slip of the finger.
constexpr int64_t most_months = int64_t{12} * 9'999;
constexpr int64_t most_days = int64_t{366} * 9'999;
constexpr int64_t most_business_days = 100'000;

std::unexpected<Error> no_span(std::string_view text, std::string_view why) {
  return failure(fmt::format("`{}` is no span: {}", text, why),
                 "write a span as P1Y, P3M, P10D, P2W or 2bd (business days)");
}

Result<int64_t> take_number(std::string_view text, std::string_view& rest) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error == std::errc::result_out_of_range) return no_span(text, "too long");
  if (error != std::errc{} || rest.starts_with('-')) return no_span(text, "a number is missing");
  rest.remove_prefix(static_cast<size_t>(end - rest.data()));
  if (number > most_days) return no_span(text, "too long");
  return number;
}

Result<Span> parse_business_days(std::string_view text) {
  std::string_view rest = text;
  const int64_t number = TRY(take_number(text, rest));
  if (rest != "bd") return no_span(text, "it begins neither with P nor ends in bd");
  // Zero business days would have to move a Saturday to Monday, which Span{} does not say.
  if (number == 0) return no_span(text, "at least one business day");
  if (number > most_business_days) return no_span(text, "too long");
  return Span{.business_days = static_cast<int32_t>(number)};
}

}  // namespace

Result<Span> parse_span(std::string_view text) {
  if (!text.starts_with('P')) return parse_business_days(text);
  constexpr std::string_view letters = "YMWD";
  std::string_view rest = text.substr(1);
  if (rest.empty()) return no_span(text, "a number is missing");
  int64_t months = 0;
  int64_t days = 0;
  size_t next = 0;  // ISO 8601: each letter at most once, in this order
  while (!rest.empty()) {
    if (rest[0] == 'T') return no_span(text, "hours and less are a duration, as 12h");
    const int64_t number = TRY(take_number(text, rest));
    const size_t letter = rest.empty() ? letters.npos : letters.find(rest[0], next);
    if (letter == letters.npos) return no_span(text, "expected Y, M, W and D, in this order");
    rest.remove_prefix(1);
    next = letter + 1;
    if (letter < 2)
      months += number * (letter == 0 ? 12 : 1);
    else
      days += number * (letter == 2 ? 7 : 1);
  }
  if (months > most_months || days > most_days) return no_span(text, "too long");
  return Span{.months = static_cast<int32_t>(months), .days = static_cast<int32_t>(days)};
}

std::string to_text(const Span& span) {
  std::string text;
  const int32_t years = span.months / 12;
  if (years != 0) text += fmt::format("{}Y", years);
  if (span.months % 12 != 0) text += fmt::format("{}M", span.months % 12);
  if (span.days != 0) text += fmt::format("{}D", span.days);
  if (span.business_days == 0) return text.empty() ? "P0D" : "P" + text;
  return (text.empty() ? "" : "P" + text + " ") + fmt::format("{}bd", span.business_days);
}

}  // namespace probata
