// Local time of an organisation: time zone, business days, calendar windows. Immutable; any thread
// may call it.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"

namespace probata {

// A local date as days since 1970-01-01.
struct Date {
  int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};
Result<Date> parse_date(std::string_view);  // YYYY-MM-DD, must exist
std::string to_text(Date);

enum class Window : uint8_t { day, week, month, quarter, half, year };
Result<Window> parse_window(std::string_view);
std::string_view to_text(Window);

struct BusinessDays {
  std::set<int> week = {1, 2, 3, 4, 5};  // ISO weekdays, Monday is 1
  std::set<Date> holidays;
};

class Calendar {
 public:
  // UTC, Monday to Friday.
  Calendar();
  // Fails on a zone that the system's time-zone data does not have.
  static Result<Calendar> make(std::string_view time_zone, BusinessDays);

  // `T.plus(span)` of semantics.md, section 3: months clamp to the month's last day, local time of
  // day is kept; a local time that DST skips moves forward by the gap, one that occurs twice is the
  // first.
  Instant plus(Instant, const Span&) const;
  Instant plus(Instant t, Duration d) const { return t + d; }
  // Local 00:00 of the date.
  Instant start_of(Date) const;
  Date date_of(Instant) const;
  // The window that holds the instant, half-open.
  Period window(Window, Instant) const;
  const std::string& time_zone() const;
  // Local civil fields of an instant, for CEL's getHours() and the like, and for printing. See
  // calendar.cpp.
  struct Local {
    int year, month, day, hour, minute, second, microsecond, weekday /* Sunday 0 */,
        day_of_year /* from 0 */;
  };
  Local local(Instant) const;
  // The same in another zone or a fixed offset (`+02:00`); fails on an unknown zone. CEL's
  // timestamp accessors take one.
  static Result<Local> local(Instant, std::string_view zone);

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

// First line of the system's tzdata.zi, as `2026a`; `unknown` where it is missing.
std::string time_zone_data_version();

}  // namespace probata
