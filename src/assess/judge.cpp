#include <algorithm>

#include "assess/patterns.h"

namespace probata {
namespace {

// A "no" that may not count meets nothing, and fails nothing: without it the obligation is open,
// with it failed.
bool meets(const Decision& decision) { return decision.certain || !decision.no; }

}  // namespace

std::vector<Pulse> as_pulses(const std::vector<Decision>& decisions) {
  std::vector<Pulse> result;
  for (const Decision& d : decisions) {
    if (meets(d)) result.push_back({.at = d.at, .certain = d.certain, .why = d.why});
  }
  return result;
}

std::vector<Occurrence> as_occurrences(const std::vector<Decision>& decisions) {
  std::vector<Occurrence> result;
  for (const Decision& d : decisions) {
    if (meets(d))
      result.push_back({.pulse = {.at = d.at, .certain = d.certain, .why = d.why},
                        .counts = {},
                        .no = d.no,
                        .entity = {}});
  }
  return result;
}

void judge(Obligation& obligation, const std::vector<Decision>& decisions, Open open,
           bool first_only) {
  const auto here = [&](const Decision& d) {
    return d.at.at >= open.first && d.at.at <= open.last && meets(d);
  };
  bool doubtful = false;
  auto no = decisions.end();
  for (auto it = decisions.begin(); it != decisions.end() && no == decisions.end(); ++it) {
    if (!here(*it)) continue;
    if (it->no) no = it;
    if (!it->no && it->certain && first_only) return;
    if (!it->no && !it->certain && first_only) doubtful = true;
  }
  if (no == decisions.end()) return;
  if (doubtful) {  // an earlier "yes" that may not count: met by it, or failed by the "no"
    obligation.cases.push_back({.met = Case::Met::never,
                                .due_first = obligation.due.at,
                                .due_last = obligation.due.at,
                                .done = {}});
    return;
  }
  const auto yes =
      std::find_if(no, decisions.end(), [](const Decision& d) { return !d.no && d.certain; });
  obligation.judged_no = true;
  obligation.judged_at = no->at.at;
  obligation.done = yes == decisions.end() ? std::nullopt : std::optional(yes->at);
  Case c{.met = Case::Met::never,
         .due_first = next(obligation.due.after),
         .due_last = obligation.due.at,
         .done = {}};
  if (obligation.done)
    c = {.met = Case::Met::at,
         .due_first = c.due_first,
         .due_last = c.due_last,
         .done = obligation.done->at};
  obligation.cases = {c};
}

}  // namespace probata
