#include "base/calendar.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <fstream>
#include <optional>

#include "base/text.h"

namespace probata {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;
using LocalTime = date::local_time<microseconds>;

date::local_days days_of(Date d) { return date::local_days(date::days(d.days)); }
Date to_date(date::local_days d) { return {d.time_since_epoch().count()}; }

// A zone of the system's data, or a fixed offset where there is none (UTC and `+02:00`).
struct Zone {
  const date::time_zone* data = nullptr;
  seconds fixed{0};
};

// The date library throws where a zone is unknown or the system has no data at all.
Result<Zone> find_zone(std::string_view name) {
  if (name == "UTC") return Zone{};
  try {
    return Zone{.data = date::locate_zone(std::string(name))};
  } catch (const std::exception&) {
    return failure(fmt::format("the time zone `{}` is not known", name),
                   "write a name of the IANA database, as Europe/Berlin; on Debian the package "
                   "tzdata has them");
  }
}

// The library reads the transitions that the system's files list, which end in 2037, and knows no
// rule for later. What follows goes by the rules of the last years listed: we look in one of those
// that has the same days of the week and length.
constexpr int last_listed_year = 2036;

microseconds shift_to_listed(date::local_days day) {
  const date::year_month_day civil(day);
  const int year = int(civil.year());
  if (year <= last_listed_year) return microseconds{0};
  const auto new_year = [](int y) { return date::local_days(date::year(y) / 1 / 1); };
  for (int like = last_listed_year; like > last_listed_year - 28; --like) {
    const auto distance = new_year(year) - new_year(like);
    const bool same_length = date::year(year).is_leap() == date::year(like).is_leap();
    if (same_length && distance.count() % 7 == 0) return distance;
  }
  return microseconds{0};
}

seconds offset_at(const Zone& zone, Instant t) {
  if (!zone.data) return zone.fixed;
  const date::sys_time<microseconds> time{microseconds(t.us)};
  const auto day = date::floor<date::days>(time);
  const auto shift = shift_to_listed(date::local_days(day.time_since_epoch()));
  return zone.data->get_info(date::floor<seconds>(time - shift)).offset;
}

LocalTime to_local(const Zone& zone, Instant t) {
  return LocalTime(microseconds(t.us) + offset_at(zone, t));
}

// In the offset before the gap, a time that DST skips lies one gap after it; of a time that occurs
// twice that offset gives the first.
Instant to_instant(const Zone& zone, LocalTime local) {
  seconds offset = zone.fixed;
  if (zone.data) {
    const auto shift = shift_to_listed(date::floor<date::days>(local));
    offset = zone.data->get_info(date::floor<seconds>(local - shift)).first.offset;
  }
  return {(local.time_since_epoch() - offset).count()};
}

Calendar::Local fields(LocalTime time) {
  const auto day = date::floor<date::days>(time);
  const date::year_month_day civil(day);
  const date::hh_mm_ss clock(time - day);
  const auto new_year = date::local_days(civil.year() / date::January / 1);
  return {.year = int(civil.year()),
          .month = static_cast<int>(unsigned(civil.month())),
          .day = static_cast<int>(unsigned(civil.day())),
          .hour = static_cast<int>(clock.hours().count()),
          .minute = static_cast<int>(clock.minutes().count()),
          .second = static_cast<int>(clock.seconds().count()),
          .microsecond = static_cast<int>(clock.subseconds().count()),
          .weekday = static_cast<int>(date::weekday(day).c_encoding()),
          .day_of_year = (day - new_year).count()};
}

// Civil calendars end where facts do.
Instant within_years(Instant t) { return std::clamp(t, Instant::earliest(), Instant::latest()); }

}  // namespace

struct Calendar::State {
  std::string name = "UTC";
  Zone zone;
  BusinessDays business_days;

  bool is_business_day(date::local_days day) const {
    const auto iso = static_cast<int>(date::weekday(day).iso_encoding());
    return business_days.week.contains(iso) && !business_days.holidays.contains(to_date(day));
  }
  date::local_days next_business_day(date::local_days day) const {
    do {
      day += date::days(1);
    } while (!is_business_day(day));
    return day;
  }
  LocalTime plus_business_days(LocalTime time, int32_t count) const {
    auto day = date::floor<date::days>(time);
    auto of_day = time - day;
    if (!is_business_day(day)) {
      day = next_business_day(day);
      of_day = microseconds{0};
    }
    for (int32_t i = 0; i < count; ++i) day = next_business_day(day);
    return day + of_day;
  }
};

Calendar::Calendar() : state_(std::make_shared<State>()) {}

Result<Calendar> Calendar::make(std::string_view time_zone, BusinessDays business_days) {
  const auto& week = business_days.week;
  if (week.empty()) return failure("a week without business days", "name at least one");
  if (*week.begin() < 1 || *week.rbegin() > 7) {
    return failure("a weekday is a number from 1 (Monday) to 7 (Sunday)");
  }
  auto state = std::make_shared<State>();
  state->name = time_zone;
  state->zone = TRY(find_zone(time_zone));
  state->business_days = std::move(business_days);
  Calendar calendar;
  calendar.state_ = std::move(state);
  return calendar;
}

Instant Calendar::plus(Instant t, const Span& span) const {
  // Nothing added is the same instant, also the second of two equal local times.
  if (span == Span{} || t < Instant::earliest() || t > Instant::latest()) return t;
  const LocalTime time = to_local(state_->zone, t);
  auto day = date::floor<date::days>(time);
  const auto of_day = time - day;
  auto civil = date::year_month_day(day) + date::months(span.months);
  if (!civil.ok()) civil = civil.year() / civil.month() / date::last;
  day = date::local_days(civil) + date::days(span.days);
  LocalTime result = day + of_day;
  if (span.business_days > 0) result = state_->plus_business_days(result, span.business_days);
  return to_instant(state_->zone, result);
}

Instant Calendar::start_of(Date d) const { return to_instant(state_->zone, days_of(d)); }

Date Calendar::date_of(Instant t) const {
  return to_date(date::floor<date::days>(to_local(state_->zone, within_years(t))));
}

namespace {

int months_in(Window window) {
  switch (window) {
    case Window::month:
      return 1;
    case Window::quarter:
      return 3;
    case Window::half:
      return 6;
    case Window::year:
      return 12;
    case Window::day:
    case Window::week:
      break;
  }
  return 0;
}

}  // namespace

Period Calendar::window(Window window, Instant t) const {
  auto first = days_of(date_of(t));
  if (window == Window::day || window == Window::week) {
    if (window == Window::week) first -= date::weekday(first) - date::Monday;  // ISO 8601
    const auto next = first + date::days(window == Window::week ? 7 : 1);
    return {start_of(to_date(first)), start_of(to_date(next))};
  }
  const int length = months_in(window);
  const date::year_month_day civil(first);
  const int month = static_cast<int>(unsigned(civil.month())) - 1;
  const auto begin =
      civil.year() / date::month(static_cast<unsigned>(month / length * length + 1)) / 1;
  const auto next = begin + date::months(length);
  return {start_of(to_date(date::local_days(begin))), start_of(to_date(date::local_days(next)))};
}

const std::string& Calendar::time_zone() const { return state_->name; }

Calendar::Local Calendar::local(Instant t) const {
  return fields(to_local(state_->zone, within_years(t)));
}

namespace {

// `+02:00`, `-02:30`, and `02:00` as CEL's standard library takes it.
std::optional<seconds> fixed_offset(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const size_t i : {0, 1, 3, 4}) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  }
  const int hours = (text[0] - '0') * 10 + (text[1] - '0');
  const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  return seconds((negative ? -60 : 60) * (hours * 60 + minutes));
}

}  // namespace

Result<Calendar::Local> Calendar::local(Instant t, std::string_view zone) {
  if (const auto fixed = fixed_offset(zone)) {
    return fields(to_local(Zone{.fixed = *fixed}, within_years(t)));
  }
  return fields(to_local(TRY(find_zone(zone)), within_years(t)));
}

Result<Date> parse_date(std::string_view text) {
  // A date is the part of RFC 3339 before `T`.
  const auto midnight = parse_instant(std::string(text) + "T00:00:00Z");
  if (text.size() != 10 || !midnight) {
    return failure(fmt::format("`{}` is no date", text), "write a day that exists as 2026-03-01");
  }
  return Date{
      static_cast<int32_t>(std::chrono::floor<date::days>(microseconds(midnight->us)).count())};
}

std::string to_text(Date d) {
  const date::year_month_day civil(days_of(d));
  return fmt::format("{:04}-{:02}-{:02}", int(civil.year()), unsigned(civil.month()),
                     unsigned(civil.day()));
}

namespace {

const std::vector<std::string>& window_names() {
  static const std::vector<std::string> names{"day", "week", "month", "quarter", "half", "year"};
  return names;
}

}  // namespace

Result<Window> parse_window(std::string_view text) {
  const auto& names = window_names();
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) {
    return failure(fmt::format("`{}` is no window", text), name_hint(text, names));
  }
  return static_cast<Window>(found - names.begin());
}

std::string_view to_text(Window window) { return window_names()[static_cast<size_t>(window)]; }

std::string time_zone_data_version() {
  std::ifstream file("/usr/share/zoneinfo/tzdata.zi");
  std::string line;
  constexpr std::string_view prefix = "# version ";
  if (!std::getline(file, line) || !line.starts_with(prefix)) return "unknown";
  return line.substr(prefix.size());
}

}  // namespace probata
