#include "mutate/units.h"

#include <fmt/format.h>

#include "base/time.h"

namespace probata::mutate {
namespace {

// Months before days before business days: the coarsest part that it has is what its author thought
// in.
Span moved_by(Span span, int step) {
  if (span.months != 0)
    span.months += step;
  else if (span.days != 0)
    span.days += step;
  else
    span.business_days += step;
  return span;
}

}  // namespace

std::string unit_of(std::string_view duration) {
  if (!parse_duration(duration)) return {};
  const size_t digit = duration.find_last_of("0123456789");
  return digit == std::string_view::npos ? std::string() : std::string(duration.substr(digit + 1));
}

std::vector<std::string> moved(std::string_view time) {
  std::vector<std::string> result;
  if (const auto duration = parse_duration(time)) {
    const auto unit = parse_duration("1" + unit_of(time));
    if (!unit) return {};
    if (duration->us > unit->us) result.push_back(to_text(Duration{duration->us - unit->us}));
    result.push_back(to_text(Duration{duration->us + unit->us}));
  } else if (const auto span = parse_span(time)) {
    const Span nothing, less = moved_by(*span, -1);
    if (less != nothing) result.push_back(to_text(less));
    result.push_back(to_text(moved_by(*span, 1)));
  }
  return result;
}

std::vector<std::string> moved(Window window) {
  std::vector<std::string> result;
  const auto number = static_cast<uint8_t>(window);
  if (window != Window::day) result.emplace_back(to_text(static_cast<Window>(number - 1)));
  if (window != Window::year) result.emplace_back(to_text(static_cast<Window>(number + 1)));
  return result;
}

}  // namespace probata::mutate
