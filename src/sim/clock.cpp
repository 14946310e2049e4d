#include "sim/clock.h"

#include <fmt/format.h>

#include <algorithm>

namespace probata::sim {
namespace {

constexpr int margin = 100;
// Feasts with a fixed date, and Easter Monday for the years in which people may want to look.
constexpr const char* fixed_feasts[] = {"01-01", "05-01", "10-03", "12-25", "12-26"};

// Gregorian Easter Sunday (Butcher's rule), as a date.
Date easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return *parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

std::vector<Date> feasts(int from, int to) {
  std::vector<Date> days;
  for (int year = from; year <= to; ++year) {
    for (const char* day : fixed_feasts)
      days.push_back(*parse_date(fmt::format("{:04}-{}", year, day)));
    days.push_back({easter(year).days - 2});
    days.push_back({easter(year).days + 1});
  }
  std::ranges::sort(days);
  return days;
}

int year_of(Date d) { return std::stoi(to_text(d).substr(0, 4)); }

}  // namespace

Result<Clock> Clock::make(std::string_view time_zone, Date first, Date last) {
  Clock clock;
  clock.calendar_ = TRY(Calendar::make(time_zone, {}));
  clock.first_ = first;
  clock.last_ = last;
  for (int d = first.days - before - margin; d <= last.days + 2; ++d)
    clock.starts_.push_back(clock.calendar_.start_of({d}));
  clock.period_ = {clock.at(first, 0), clock.at({last.days + 1}, 0)};
  clock.holidays_ = feasts(year_of({first.days - before - margin}), year_of(last) + 1);
  return clock;
}

bool Clock::works(Date d) const {
  const int weekday = ((d.days + 3) % 7 + 7) % 7;  // Monday 0: 1970-01-01 was a Thursday
  return weekday < 5 && !std::ranges::binary_search(holidays_, d);
}

Date Clock::working(Date d) const {
  while (!works(d)) ++d.days;
  return d;
}

Instant Clock::at(Date d, int minute_of_day, int seconds) const {
  const auto index = static_cast<size_t>(d.days - (first_.days - before - margin));
  const bool kept = index + 1 < starts_.size();
  const Instant start = kept ? starts_[index] : calendar_.start_of(d);
  const Instant t = start + minute * minute_of_day + second * seconds;
  if (kept && starts_[index + 1] - start == day) return t;
  const auto local = calendar_.local(t);
  return t + minute * (minute_of_day - (local.hour * 60 + local.minute));
}

std::vector<Period> Clock::windows(Window w, Instant from) const {
  std::vector<Period> all;
  for (Period one = window(w, from); one.end <= period_.end; one = window(w, one.end))
    all.push_back(one);
  return all;
}

}  // namespace probata::sim
