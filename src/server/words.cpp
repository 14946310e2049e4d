// Instants, stretches and reasons in words.
#include <fmt/format.h>

#include "server/sights.h"
#include "server/values.h"

namespace probata::api {
namespace {

constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string day_words(const Calendar::Local& l, int this_year) {
  auto day = fmt::format("{} {}", l.day, months[l.month - 1]);
  return l.year == this_year ? day : fmt::format("{} {}", day, l.year);
}

std::string clock_words(const Calendar::Local& l) {
  return fmt::format("{:02}:{:02}", l.hour, l.minute);
}

bool same_day(const Calendar::Local& a, const Calendar::Local& b) {
  return a.year == b.year && a.day_of_year == b.day_of_year;
}

// `in_scope` inside of a sentence.
std::string lower(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string gap_words(const Gap& gap, const View& view) {
  auto who = gap.source.empty() ? std::string() : source_title(gap.source) + " was ";
  switch (gap.reason) {
    case Reason::gap:
      return who + "not seen " + stretch_words(gap.from, gap.to, view);
    case Reason::lead:
      return who + "not seen yet " + stretch_words(gap.from, gap.to, view);
    case Reason::uncovered:
      return gap.source.empty() ? "no source reads it"
                                : "nobody has decided since when it is kept here";
    case Reason::dangling:
      return (gap.field.empty() ? "it" : "its " + lower(gap.field)) +
             " refers to something that is not there";
    case Reason::null:
      return (gap.field.empty() ? "it" : "its " + lower(gap.field)) + " is not set";
    case Reason::error:
      return "the rule could not be evaluated";
    case Reason::disposed:
      return "the entry was disposed of";
    case Reason::after:
      return "it changed between two looks";
  }
  return "not known";
}

std::string spelt(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

std::string time_words(Instant t, const Calendar& calendar, Instant now) {
  if (t < Instant::earliest()) return "before all entries";
  if (t > Instant::latest()) return "without end";
  auto l = calendar.local(t);
  return day_words(l, calendar.local(now).year) + " " + clock_words(l);
}

std::string stretch_words(std::optional<Instant> from, std::optional<Instant> to,
                          const View& view) {
  const Calendar& calendar = view.history.settings().calendar;
  auto lies = [](std::optional<Instant> t) {
    return t && *t >= Instant::earliest() && *t <= Instant::latest();
  };
  if (!lies(from) && !lies(to)) return "at any time";
  if (!lies(from)) return "before " + time_words(*to, calendar, view.now);
  if (!lies(to)) return "since " + time_words(*from, calendar, view.now);
  auto a = calendar.local(*from), b = calendar.local(*to);
  int year = calendar.local(view.now).year;
  if (same_day(a, b))
    return fmt::format("{} {} – {}", day_words(a, year), clock_words(a), clock_words(b));
  if (a.year == b.year && a.month == b.month)
    return fmt::format("{}–{}", a.day, day_words(b, year));
  return fmt::format("{} – {}", day_words(a, year), day_words(b, year));
}

std::string because(std::span<const Gap> gaps, const View& view) {
  if (gaps.empty()) return "not known";
  auto words = gap_words(gaps.front(), view);
  return gaps.size() == 1 ? words : fmt::format("{}, and {} more", words, gaps.size() - 1);
}

std::string title_of(const FieldDefinition& field) {
  return field.title.empty() ? spelt(field.name) : field.title;
}

std::string title_of(const Kind& kind) {
  return kind.title.empty() ? spelt(kind.name) : kind.title;
}

std::string plural_of(const Kind& kind) {
  return kind.plural.empty() ? title_of(kind) + "s" : kind.plural;
}

}  // namespace probata::api
