#include "report/html.h"

#include <fmt/format.h>

namespace probata::html {

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string instant(Instant at, const Calendar& calendar) {
  static constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (at == Instant::never_before()) return "before all entries";
  if (at == Instant::never_after()) return "without end";
  auto l = calendar.local(at);
  auto seconds =
      l.second == 0 && l.microsecond == 0 ? std::string() : fmt::format(":{:02}", l.second);
  return fmt::format("<time datetime=\"{}\">{} {} {} {} {:02}:{:02}{}</time>", to_text(at),
                     weekdays[l.weekday], l.day, months[l.month - 1], l.year, l.hour, l.minute,
                     seconds);
}

std::string range(const Range& range, const Calendar& calendar, bool unbounded) {
  if (unbounded) return fmt::format("{} or earlier, not seen before", instant(range.at, calendar));
  if (range.exact()) return instant(range.at, calendar);
  return fmt::format("after {}, not later than {}", instant(range.after, calendar),
                     instant(range.at, calendar));
}

}  // namespace probata::html
