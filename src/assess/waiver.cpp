#include "assess/waiver.h"

#include <algorithm>

namespace probata {
namespace {

struct Approval {
  Truth truth = Truth::no;
  std::vector<Gap> gaps;
};

// By someone who holds a role of `waivable_by` and is not the requester.
Approval approved_by(const View& view, const People& records, const Test& test, Entity waiver,
                     const Said& approval) {
  Approval result;
  const std::string_view by = view.history.provenance(approval.fact).by;
  const auto first = first_fact(view, waiver, people);
  if (first && view.history.provenance(*first).by == by) return result;
  for (const std::string& role : test.waivable_by) {
    const People::Answer answer = records.holds_role(view, by, role, approval.at.at);
    result.truth = either(result.truth, answer.truth);
    result.gaps.insert(result.gaps.end(), answer.gaps.begin(), answer.gaps.end());
  }
  return result;
}

bool says(const Said& s, std::string_view word) {
  return s.value->is(cel::Tag::string) && s.value->string() == word;
}

void add(std::vector<Waiver>& result, const View& view, const People& records, const Test& test,
         Entity entity, const std::vector<Said>& states, size_t i) {
  const Said& approval = states[i];
  const Approval by = approved_by(view, records, test, entity, approval);
  // As written when it was approved: what is changed afterwards nobody approved.
  const auto until = timestamp_at(view, entity, "until", approval.at.at);
  if (by.truth == Truth::no || !until) return;
  Waiver waiver{.id = std::string(view.history.id_of(entity)),
                .approved = {},
                .holds = {},
                .certain = by.truth == Truth::yes,
                .gaps = by.gaps};
  const Instant recorded = view.history.provenance(approval.fact).recorded;
  waiver.approved = std::max(recorded, approval.at.at);
  waiver.holds.start = std::max(
      recorded, timestamp_at(view, entity, "from", approval.at.at).value_or(approval.at.at));
  waiver.holds.end = *until;
  if (i + 1 < states.size()) waiver.holds.end = std::min(*until, states[i + 1].at.at);  // revoked
  if (waiver.holds.start < waiver.holds.end) result.push_back(std::move(waiver));
}

bool covers(const Obligation& o, const Waiver& waiver) {
  return o.due.at >= waiver.approved && o.from.at < waiver.holds.end &&
         o.due.at >= waiver.holds.start;
}

void extend(Case& c, Instant until) {
  if (c.met == Case::Met::just_late && c.due_first < until) c.met = Case::Met::in_time;
  c.due_first = std::max(c.due_first, until);
  c.due_last = std::max(c.due_last, until);
}

}  // namespace

std::vector<Waiver> waivers_of(const View& view, const People& records, const Test& test,
                               const std::string& item) {
  std::vector<Waiver> result;
  if (test.waivable_by.empty()) return result;
  for (const Entity entity : records.waivers({test.full_id, item})) {
    std::vector<Said> states = said(view, entity, "state");
    // Restating a state is no new one.
    const auto same = [](const Said& a, const Said& b) {
      return a.value->is(b.value->tag) && cel::equal(*a.value, *b.value);
    };
    states.erase(std::unique(states.begin(), states.end(), same), states.end());
    for (size_t i = 0; i < states.size(); ++i) {
      if (says(states[i], "approved")) add(result, view, records, test, entity, states, i);
    }
  }
  std::ranges::sort(result, {}, [](const Waiver& w) { return std::pair(w.holds.start, w.id); });
  return result;
}

Waived split(const Signal& broken, const std::vector<Waiver>& waivers, Instant now,
             const std::function<Why(std::vector<Gap>)>& why, const Join& join) {
  Waived result{.broken = broken, .covered = {}};
  for (const Waiver& waiver : waivers) {
    Signal holds = certainly(std::span(&waiver.holds, 1));
    std::erase_if(holds, [&](const Edge& edge) { return edge.at > now; });  // nothing is claimed
    if (!waiver.certain) {
      for (Edge& edge : holds) {
        if (edge.value == Truth::yes)
          edge = {edge.after, edge.at, Truth::unknown, why(waiver.gaps), {}};
      }
    } else {
      result.covered.push_back({combine(result.broken, holds, both, join), waiver.id});
    }
    result.broken = combine(result.broken, inverse(holds), both, join);
  }
  return result;
}

void extend(Obligation& o, const std::vector<Waiver>& waivers) {
  for (const Waiver& waiver : waivers) {
    if (o.due_unknown || !covers(o, waiver)) continue;
    const std::vector<Case> before_it = o.cases;
    for (Case& c : o.cases) extend(c, waiver.holds.end);
    o.due.after = std::max(o.due.after, before(waiver.holds.end));
    o.due.at = std::max(o.due.at, waiver.holds.end);
    if (waiver.certain) o.waiver = waiver.id;
    if (!waiver.certain) o.cases.insert(o.cases.end(), before_it.begin(), before_it.end());
  }
}

void excuse(Obligation& o, const std::vector<Waiver>& waivers) {
  for (const Waiver& waiver : waivers) {
    if (!waiver.holds.contains(o.due.at) || (o.waived && !o.maybe_waived)) continue;
    o.waived = true;
    o.maybe_waived = !waiver.certain;
    if (waiver.certain) o.waiver = waiver.id;
  }
}

}  // namespace probata
