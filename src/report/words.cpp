#include "report/words.h"

#include <fmt/format.h>

#include "report/html.h"

namespace probata {

StateWords words_of(Conclusion conclusion) {
  switch (conclusion) {
    case Conclusion::ineffective:
      return {"✕", "exception",
              "exceptions noted, warning threshold reached: talk to your auditor"};
    case Conclusion::unknown:
      return {"?", "unknown", "not known"};
    case Conclusion::effective_with_exceptions:
      return {"✕", "exception", "exceptions noted"};
    case Conclusion::pending:
      return {"◔", "todo", "to do"};
    case Conclusion::effective:
      return {"✓", "pass", "no exceptions noted"};
    case Conclusion::not_occurring:
      return {"—", "none", "did not occur (source searched, 0 rows)"};
    case Conclusion::not_applicable:
      return {"—", "none", "does not apply"};
  }
  return {"?", "unknown", "not known"};
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
  if (gap.from) when += " from " + html::instant(*gap.from, calendar);
  if (gap.to) when += " to " + html::instant(*gap.to, calendar);
  if (gap.reason == Reason::uncovered && !gap.source.empty())
    return fmt::format("<code>{}</code>: nobody has decided since when it is kept here", what);
  auto source = gap.source.empty() ? std::string() : " (" + html::escape(gap.source) + ")";
  return fmt::format("<code>{}</code>: {}{}{}", what, reason_words(gap.reason), when, source);
}

}  // namespace probata
