// Instants in the organisation's zone, each with the exact one beside it.
#include <fmt/format.h>

#include "report/html.h"

namespace probata::html {
namespace {

std::string words(Instant at, const Calendar& calendar) {
  static constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto l = calendar.local(at);
  auto day = fmt::format("{} {} {} {}", weekdays[l.weekday], l.day, months[l.month - 1], l.year);
  if (l.hour == 23 && l.minute == 59 && l.second == 59 && l.microsecond == 999'999)
    return "end of " + day;
  auto seconds = l.second == 0 ? std::string() : fmt::format(":{:02}", l.second);
  return fmt::format("{} {:02}:{:02}{}", day, l.hour, l.minute, seconds);
}

bool read_alike(Instant a, Instant b, const Calendar& calendar) {
  return b - a <= microsecond || words(a, calendar) == words(b, calendar);
}

}  // namespace

std::string instant(Instant at, const Calendar& calendar) {
  if (at <= Instant::earliest()) return "the beginning";
  if (at > Instant::latest()) return "without end";
  return fmt::format("<time datetime=\"{}\">{}</time>", to_text(at), words(at, calendar));
}

std::string stretch(Instant from, Instant to, const Calendar& calendar) {
  bool ends = from > Instant::earliest() && to <= Instant::latest();
  if (ends && read_alike(from, to, calendar)) return "at " + instant(from, calendar);
  if (to > Instant::latest()) return fmt::format("from {} on", instant(from, calendar));
  return fmt::format("from {} to {}", instant(from, calendar), instant(to, calendar));
}

std::string range(const Range& range, const Calendar& calendar, bool unbounded) {
  if (unbounded) return fmt::format("{} or earlier, not seen before", instant(range.at, calendar));
  if (range.after <= Instant::earliest()) return instant(range.at, calendar) + " or earlier";
  if (read_alike(range.after, range.at, calendar)) return instant(range.at, calendar);
  return fmt::format("after {}, not later than {}", instant(range.after, calendar),
                     instant(range.at, calendar));
}

std::string with_instants(std::string_view text, const Calendar& calendar) {
  std::string out;
  constexpr std::string_view written = "0123456789-T:.Z";
  while (!text.empty()) {
    size_t begin = std::min(text.find_first_of("0123456789"), text.size());
    size_t end = std::min(text.find_first_not_of(written, begin), text.size());
    // A full stop that ends the sentence is none of the instant's.
    while (end > begin && text[end - 1] == '.') --end;
    auto at = parse_instant(text.substr(begin, end - begin));
    out += escape(text.substr(0, at ? begin : end));
    if (at) out += instant(*at, calendar);
    text.remove_prefix(end);
    if (!text.empty() && text.front() == '.') {
      out += '.';
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace probata::html
