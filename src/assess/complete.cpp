#include "assess/complete.h"

#include <algorithm>

#include "assess/domain.h"
#include "catalog/in_force.h"

namespace probata {
namespace {

constexpr Period always{Instant::never_before(), Instant::never_after()};

class Looking {
 public:
  Looking(const View& view, const Test& test, const Period& period, bool state)
      : view_(view), test_(test) {
    const Control& control = view.history.catalog().at(test.control);
    whole_ = period;
    if (const auto from = in_force_from(view, control); from && !state) begins_ = *from;
    whole_.start = std::max(whole_.start, begins_);
    seen_ = whole_;
    if (control.in_force.until) seen_.end = std::min(seen_.end, *control.in_force.until);
    seen_.end = std::min(seen_.end, next(view.now));
  }

  Completeness run(const Period& period) {
    for (const KindNo number : test_.kinds) look(view_.history.catalog().at(number), period);
    std::ranges::sort(result_.limitations, {},
                      [](const Limitation& l) { return std::tie(l.kind, l.source, l.from, l.to); });
    return std::move(result_);
  }

 private:
  void look(const Kind& kind, const Period& period) {
    if (kind.read_only) return;  // computed: nothing of it can be missing
    if (kind.built_in && view_.history.sights(kind.number).empty() &&
        !view_.history.settings().since.contains(kind.number))
      return;
    const bool own = test_.each == kind.number;
    const Recurrence* recurrence = recurrence_of(test_);
    const bool occurs = recurrence != nullptr && recurrence->occurs == kind.number;
    std::vector<SourceSight> sights = sights_of(view_, kind.number, period);
    const auto nobody = uncovered_by(view_, kind, sights);
    if (nobody && (own || occurs))
      limit(*nobody, kind, seen_, Reason::uncovered, own && fails(always, seen_));
    for (const SourceSight& sight : sights) {
      for (const Period& gap : sight.gaps) {
        const Period stretch = clip(gap, sight);
        const bool matters = own && fails(gap, stretch);
        if (matters || occurs) limit(sight.by, kind, stretch, Reason::gap, matters);
      }
      look_at_lead(kind, sight, own);
    }
    std::ranges::move(sights, std::back_inserter(result_.sources));
  }

  // "Any other lead inside the period is listed too, and makes the population incomplete where it
  // is longer than a tenth of it."
  void look_at_lead(const Kind& kind, const SourceSight& sight, bool own) {
    const Period lead = clip(sight.lead);
    if (lead.start >= lead.end) return;
    bool incomplete = (lead.end - lead.start).us > (whole_.end - whole_.start).us / 10;
    if (own && sight.declared) {
      const Instant from = sight.declared_from.value_or(sight.lead.start);
      const Period expected = {std::max(sight.lead.start, from), sight.lead.end};
      incomplete = incomplete || fails(expected, clip(expected));
    }
    limit(sight.by, kind, lead, Reason::lead, incomplete);
  }

  // Whether an entity that was there only within `unseen` could fail, in what the period has of it.
  // What began before the period may be overdue in it (D7.1).
  bool fails(const Period& unseen, const Period& here) const {
    if (here.start >= here.end) return false;
    const Instant from = std::max({unseen.start, begins_, Instant::earliest()});
    const auto until = in_time_until(test_, view_.history.settings().calendar, from, here.start);
    return !until || *until < std::min(here.end, view_.now);
  }

  // A gap is written up to now; where the period begins with now, as a state does, it has that
  // instant of a gap that goes on.
  Period clip(const Period& gap, const SourceSight& sight) const {
    const bool goes_on = gap.end == view_.now && sight.last < view_.now;
    return clip({gap.start, goes_on && seen_.start == view_.now ? next(view_.now) : gap.end});
  }

  Period clip(const Period& p) const {
    return {std::max(p.start, seen_.start), std::min(p.end, seen_.end)};
  }

  void limit(const std::string& source, const Kind& kind, const Period& stretch, Reason reason,
             bool incomplete) {
    if (stretch.start >= stretch.end) return;
    result_.limitations.push_back({source, kind.name, stretch.start, stretch.end, reason});
    result_.incomplete = result_.incomplete || incomplete;
  }

  const View& view_;
  const Test& test_;
  Instant begins_ = Instant::never_before();  // in force
  Period whole_;  // the period, from the later of its start and in force
  Period seen_;   // what of it is claimed, and in force
  Completeness result_;
};

}  // namespace

std::optional<std::string> uncovered_by(const View& view, const Kind& kind,
                                        const std::vector<SourceSight>& sights) {
  if (view.history.settings().undecided.contains(kind.number)) return "probata";
  if (kind.record || kind.built_in || !sights.empty()) return {};
  return "";
}

Completeness completeness(const View& view, const Test& test, const Period& period, bool state) {
  return Looking(view, test, period, state).run(period);
}

}  // namespace probata
