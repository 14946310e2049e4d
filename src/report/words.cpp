#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/html.h"

namespace probata {

namespace {

StateWords words_of(Conclusion conclusion, bool exceptions, bool all_seen) {
  switch (conclusion) {
    case Conclusion::ineffective:
      return {"✕", "exception", "exceptions noted, warning threshold reached"};
    case Conclusion::unknown:
      if (exceptions) return {"✕", "exception", "exceptions noted, and not all is known"};
      return {"?", "unknown", "not known"};
    case Conclusion::effective_with_exceptions:
      return {"✕", "exception", "exceptions noted"};
    case Conclusion::pending:
      return {"◔", "todo", "to do"};
    case Conclusion::effective:
      return {"✓", "pass", "no exceptions noted"};
    case Conclusion::not_occurring:
      if (!all_seen) return {"—", "none", "nothing was due; not everything was seen"};
      return {"—", "none", "did not occur (source searched, 0 rows)"};
    case Conclusion::not_applicable:
      return {"—", "none", "does not apply"};
  }
  return {"?", "unknown", "not known"};
}

// A share is `more than half` or a percentage.
std::string share_words(double limit) {
  return limit == 0.5 ? "half" : fmt::format("{:.3g} %", limit * 100);
}

}  // namespace

StateWords words_of(const TestResult& result, bool over) {
  return words_of(result.conclusion, result.failed > 0, over && result.limitations.empty());
}

StateWords words_of(const ControlResult& result, bool over) {
  const auto failed = [](const TestResult& test) { return test.failed > 0; };
  const auto seen = [](const TestResult& test) { return test.limitations.empty(); };
  return words_of(result.conclusion, std::ranges::any_of(result.tests, failed),
                  over && std::ranges::all_of(result.tests, seen));
}

std::string marker_words(const Marker& marker) {
  const auto share = share_words(marker.limit);
  const auto name = std::string_view(marker.name);
  if (name == "repeated_cause") return "the same cause again";
  if (name == "empty_window") return "a window passed empty";
  std::string words;
  if (name == "failed_share" || name == "majority")
    words = fmt::format("more than {} of the items", share);
  if (name == "failed_share_small")
    words = fmt::format("two or more, and more than {} of the items", share);
  if (name == "one_party") words = fmt::format("more than {} of one party’s items", share);
  if (name == "long_exception")
    words = fmt::format("one exception for more than {} of the period", share);
  if (words.empty()) return marker.name;
  return fmt::format("{} ({:.3g} %)", words, marker.value * 100);
}

std::string plural_of(const Kind& kind) {
  if (!kind.plural.empty()) return kind.plural;
  return kind.title.empty() ? kind.name : kind.title;
}

std::string source_words(std::string_view by) {
  constexpr std::string_view prefix = "connector:";
  if (by.starts_with(prefix)) by.remove_prefix(prefix.size());
  return std::string(by);
}

StateWords words_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::failed:
      return {"✕", "exception", "exception"};
    case Verdict::unknown:
      return {"?", "unknown", "not known"};
    case Verdict::waived:
      return {"—", "none", "approved exception"};
    case Verdict::pending:
      return {"◔", "todo", "to do"};
    case Verdict::passed:
      return {"✓", "pass", "in order"};
  }
  return {"?", "unknown", "not known"};
}

namespace {

std::string_view reason_words(Reason reason) {
  switch (reason) {
    case Reason::gap:
      return "not seen";
    case Reason::lead:
      return "not yet seen";
    case Reason::uncovered:
      return "no source gives it";
    case Reason::dangling:
      return "it refers to something that is not known";
    case Reason::null:
      return "it is not set";
    case Reason::error:
      return "the rule could not be evaluated";
    case Reason::disposed:
      return "the entry was disposed of";
    case Reason::after:
      return "it changed at an unknown instant";
  }
  return "not known";
}

}  // namespace

std::string gap_words(const Gap& gap, const Calendar& calendar) {
  auto what = html::escape(gap.field.empty() ? gap.kind : gap.kind + "." + gap.field);
  auto when = std::string();
  if (gap.from || gap.to)
    when = " " + html::stretch(gap.from.value_or(Instant::earliest()),
                               gap.to.value_or(Instant::never_after()), calendar);
  if (gap.reason == Reason::uncovered && !gap.source.empty())
    return fmt::format("<code>{}</code>: nobody has decided since when it is kept here", what);
  auto source =
      gap.source.empty() ? std::string() : " (" + html::escape(source_words(gap.source)) + ")";
  return fmt::format("<code>{}</code>: {}{}{}", what, reason_words(gap.reason), when, source);
}

}  // namespace probata
