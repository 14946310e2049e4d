#include "assess/deadline.h"

#include <algorithm>

#include "assess/domain.h"

namespace probata {
namespace {

using Due = std::optional<Instant>;

const Calendar& calendar_of(const Evaluator& evaluator) {
  return evaluator.view().history.settings().calendar;
}

// from + a value that may be a duration or a span; empty for all else.
Due plus(const Evaluator& evaluator, Instant from, const cel::Value& value) {
  if (value.is(cel::Tag::duration)) return from + Duration{value.us};
  if (value.is(cel::Tag::span)) return calendar_of(evaluator).plus(from, *value.span);
  return std::nullopt;
}

Deadline by_expression(Evaluator& evaluator, Entity item, const Condition& condition) {
  Deadline result;
  result.due = [&evaluator, item, &condition](Instant from, Due) {
    return plus(evaluator, from, evaluator.value(condition.program, item, from));
  };
  result.breaks = [&evaluator, item, &condition](Instant first, Instant last) {
    return evaluator.changes(condition.program, item, first, next(last));
  };
  result.why = [&evaluator, item, &condition](Instant from) {
    return why_unread(evaluator, condition, item, from);
  };
  return result;
}

Deadline by_span(Evaluator& evaluator, const Span& span) {
  Deadline result;
  result.due = [&evaluator, span](Instant from, Due) {
    return Due(calendar_of(evaluator).plus(from, span));
  };
  // With business days the due leaps at midnight. Of a range of many years the last one will do.
  if (span.business_days == 0) return result;
  result.breaks = [&evaluator](Instant first, Instant last) {
    std::vector<Instant> midnights;
    for (Instant t = std::max(first, last - day * 366); t < last;) {
      midnights.push_back(t);
      t = calendar_of(evaluator).window(Window::day, t).end;
    }
    return midnights;
  };
  return result;
}

// "`within` is read again whenever it changes while open, and `due` becomes the earlier of itself
// and that instant + D; a change after `due` changes nothing." `param` stays as it was at `from`.
Deadline tightening(Evaluator& evaluator, Entity item, const Condition& condition) {
  Deadline result = by_expression(evaluator, item, condition);
  result.due = [&evaluator, item, &condition, read = result.due](Instant from, Due done) -> Due {
    Due due = read(from, {});
    if (!due) return due;
    const Instant now = evaluator.view().now;
    const Instant open_until = std::min({*due, now, done ? before(*done) : now});
    for (const Instant t : evaluator.changes(condition.program, item, from, next(open_until))) {
      if (t <= from || t > *due) continue;
      evaluator.parameters_at(from);
      const Due again = read(t, {});
      evaluator.parameters_at({});
      if (!again) return std::nullopt;
      *due = std::min(*due, std::max(*again, t));
    }
    return due;
  };
  return result;
}

Deadline by_instant(Evaluator& evaluator, Entity item, const Condition& condition) {
  Deadline result = by_expression(evaluator, item, condition);
  result.due = [&evaluator, item, &condition](Instant from, Due) -> Due {
    const cel::Value value = evaluator.value(condition.program, item, from);
    if (!value.is(cel::Tag::timestamp)) return std::nullopt;
    return value.instant();
  };
  return result;
}

}  // namespace

Deadline deadline_of(Evaluator& evaluator, Entity item, const Allowance& allowance) {
  if (const auto* duration = std::get_if<Duration>(&allowance)) return after(*duration);
  if (const auto* span = std::get_if<Span>(&allowance)) return by_span(evaluator, *span);
  return by_expression(evaluator, item, std::get<Condition>(allowance));
}

Deadline deadline_of(Evaluator& evaluator, Entity item, const Response& response) {
  if (response.due) return by_instant(evaluator, item, *response.due);
  const auto* condition = std::get_if<Condition>(&response.within);
  if (response.tightens && condition != nullptr) return tightening(evaluator, item, *condition);
  return deadline_of(evaluator, item, response.within);
}

Deadline rolling_deadline(Evaluator& evaluator, Entity item, const Every& every) {
  if (const auto* duration = std::get_if<Duration>(&every)) return after(*duration);
  if (const auto* span = std::get_if<Span>(&every)) return by_span(evaluator, *span);
  return by_expression(evaluator, item, std::get<Condition>(every));
}

std::optional<std::function<std::optional<Period>(Instant)>> windows_of(Evaluator& evaluator,
                                                                        Entity item,
                                                                        const Every& every) {
  using Windows_ = std::function<std::optional<Period>(Instant)>;
  if (const auto* window = std::get_if<Window>(&every)) {
    return Windows_([&evaluator, window = *window](Instant t) {
      return std::optional(calendar_of(evaluator).window(window, t));
    });
  }
  const auto* condition = std::get_if<Condition>(&every);
  if (condition == nullptr || condition->program.type().kind != cel::TypeKind::string)
    return std::nullopt;
  return Windows_([&evaluator, item, condition](Instant t) -> std::optional<Period> {
    const cel::Value value = evaluator.value(condition->program, item, t);
    if (!value.is(cel::Tag::string)) return std::nullopt;
    const auto window = parse_window(value.string());
    if (!window) return std::nullopt;
    return calendar_of(evaluator).window(*window, t);
  });
}

Why why_unread(Evaluator& evaluator, const Condition& condition, Entity item, Instant at) {
  std::vector<Gap> gaps = evaluator.trace(program_formula(condition), item, at).gaps;
  if (gaps.empty()) {
    const bool null = evaluator.value(condition.program, item, at).is(cel::Tag::null);
    gaps.push_back({.source = {},
                    .kind = {},
                    .field = condition.text,
                    .from = at,
                    .to = next(at),
                    .reason = null ? Reason::null : Reason::error});
  }
  return evaluator.why(std::move(gaps));
}

}  // namespace probata
