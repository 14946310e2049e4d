// An obligation belongs to a period if `due` lies in it or it is overdue at some instant of it
// (section 5). For each case both questions, and whether it fails, are intervals of `due`; the
// verdict follows from which combinations are possible.
#include "assess/period.h"

#include <algorithm>

#include "assess/runs.h"

namespace probata {
namespace {

// Closed; empty where last < first.
struct Dues {
  Instant first, last;
  bool empty() const { return last < first; }
};
Dues meet(Dues a, Dues b) { return {std::max(a.first, b.first), std::min(a.last, b.last)}; }

// Dues that fail at `now`.
Dues failing(const Case& c, Instant now) {
  using Met = Case::Met;
  if (c.met == Met::in_time) return {next(c.due_last), c.due_last};
  const Instant late = c.met == Met::at ? std::min(c.done, now) : now;
  return {c.due_first, std::min(c.due_last, before(late))};
}

bool is_done(const Case& c, Instant now) {
  using Met = Case::Met;
  return c.met == Met::in_time || (c.met == Met::at && c.done <= now);
}

// Dues that belong: one interval, since where being overdue reaches into the period everything due
// before does too.
Dues belonging(const Case& c, const Period& period, Instant now) {
  using Met = Case::Met;
  Dues result{period.start, before(period.end)};
  if (c.met != Met::at && c.met != Met::never) return result;
  Instant overdue = std::min(before(period.end), now);
  if (c.met == Met::at) overdue = std::min(overdue, before(c.done));
  if (overdue < period.start) return result;
  // due < t for some t of the period up to `overdue`.
  result.first = Instant::never_before();
  return result;
}

struct Possible {
  bool fails = false, passes = false, waits = false, outside = false;
};

// A due that cannot be read may lie anywhere from `from` on: it belongs until it was met, and is
// passed only where it was met at once.
void add_unread(Possible& possible, const Case& c, const Period& period, Instant now) {
  using Met = Case::Met;
  const bool begun = c.due_first < period.end;
  const bool open =
      c.met == Met::never || (c.met == Met::at ? c.done > period.start : c.done >= period.start);
  if (c.met == Met::in_time && begun && open) {
    (c.done <= now ? possible.passes : possible.waits) = true;
    possible.outside = possible.outside || c.due_first < period.start || c.done >= period.end;
  } else {
    possible.outside = true;
    possible.fails = possible.fails || (begun && open);
  }
}

void add(Possible& possible, const Case& c, const Period& period, Instant now) {
  if (c.unread) return add_unread(possible, c, period, now);
  const Dues all{c.due_first, c.due_last}, in = belonging(c, period, now), bad = failing(c, now);
  const Dues good = bad.empty() ? all : Dues{next(bad.last), c.due_last};
  if (!meet(bad, in).empty()) possible.fails = true;
  if (!meet(good, in).empty()) (is_done(c, now) ? possible.passes : possible.waits) = true;
  if (all.first < in.first || all.last > in.last) possible.outside = true;
}

Verdict decide(const Obligation& o, const Possible& p) {
  const bool good = p.passes || p.waits;
  if (o.possible && !(p.passes && !p.waits && !p.fails)) return Verdict::unknown;
  if (o.waived) return o.maybe_waived && p.fails ? Verdict::unknown : Verdict::waived;
  if (p.fails) return good || p.outside ? Verdict::unknown : Verdict::failed;
  if (!o.waiver.empty()) return Verdict::waived;
  return p.waits ? Verdict::pending : Verdict::passed;
}

// By exception to section 1: failed from the "no" on, whatever `due`.
InPeriod judged(const Obligation& o, const Period& period, Instant now) {
  const Period exception = exception_of(o, now);
  const Instant first = o.cases.front().due_first, last = o.cases.front().due_last;
  const bool excepted =
      exception.start < std::min(exception.end, period.end) && exception.end > period.start;
  const bool must = excepted || (!o.due_unknown && first >= period.start && last < period.end);
  InPeriod result;
  // A due that cannot be read may be any later one.
  const bool later = o.due_unknown || last >= period.start;
  result.belongs = excepted || (later && first < period.end);
  result.carried = result.belongs && o.due.at < period.start;
  result.boundary =
      !result.belongs && !o.found && next(o.from.after) < period.end && o.due.at >= period.end;
  result.verdict = *o.judged_at <= now ? Verdict::failed : Verdict::pending;
  if (o.possible || (result.belongs && !must)) result.verdict = Verdict::unknown;
  return result;
}

}  // namespace

InPeriod in_period(const Obligation& o, const Period& period, Instant now) {
  InPeriod result;
  if (o.never_fails) {
    result.verdict = o.done_possible ? Verdict::unknown : Verdict::pending;
    return result;
  }
  if (o.judged_no) return judged(o, period, now);
  Possible possible;
  for (const Case& c : o.cases) add(possible, c, period, now);
  result.belongs = possible.fails || possible.passes || possible.waits;
  const Period always{Instant::never_before(), Instant::never_after()};
  if (!result.belongs) {
    possible = {};
    for (const Case& c : o.cases) add(possible, c, always, now);
    result.boundary = !o.found && next(o.from.after) < period.end && o.due.at >= period.end;
  }
  result.carried = result.belongs && o.due.at < period.start;
  result.verdict = decide(o, possible);
  return result;
}

Period exception_of(const Obligation& o, Instant now) {
  const Instant end = o.done && o.done->at <= now ? o.done->at : next(now);
  Instant start = next(o.due.at);
  if (o.judged_at) start = std::min(start, *o.judged_at);
  if (o.momentary && !o.judged_at) return {o.due.at, next(o.due.at)};
  return start < end ? Period{start, end} : Period{start, start};
}

Verdict verdict(const Obligation& o, Instant now) {
  return in_period(o, {Instant::never_before(), Instant::never_after()}, now).verdict;
}

}  // namespace probata
