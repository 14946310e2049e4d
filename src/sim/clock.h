// The company's time: its period, its working days and hours, the looks of its sources.
#pragma once

#include <string>
#include <vector>

#include "base/calendar.h"

namespace probata::sim {

class Clock {
 public:
  // Coverage begins `before` days before the period, so that yearly duties have begun in it.
  static constexpr int before = 400;
  static Result<Clock> make(std::string_view time_zone, Date first, Date last);

  Period period() const { return period_; }
  Date first() const { return first_; }
  Date last() const { return last_; }
  // The first instant that sources cover.
  Instant covered() const { return at({first_.days - before}, 0); }
  bool works(Date) const;
  // The day itself, or the next on which people work.
  Date working(Date) const;
  // Local minute of a day; also on the days on which the clock changes.
  Instant at(Date, int minute, int second = 0) const;
  Date date_of(Instant t) const { return calendar_.date_of(t); }
  Instant plus(Instant t, const Span& span) const { return calendar_.plus(t, span); }
  Period window(Window w, Instant t) const { return calendar_.window(w, t); }
  // The windows that end in [from, end of the period].
  std::vector<Period> windows(Window, Instant from) const;
  const std::vector<Date>& holidays() const { return holidays_; }
  const std::string& time_zone() const { return calendar_.time_zone(); }

 private:
  Calendar calendar_;
  Date first_, last_;
  Period period_{};
  std::vector<Date> holidays_;
  std::vector<Instant> starts_;  // local 00:00 of each day from first_ - before - 100 on
};

}  // namespace probata::sim
