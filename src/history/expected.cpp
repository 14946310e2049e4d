// Coverage of a kind by its expected sources (semantics.md, sections 2 and 7), and where a watch
// can begin.
#include <algorithm>

#include "history/lens.h"

namespace probata {
namespace {

bool counts(const Sight& s, const View& view) {
  return s.fact < view.known && s.at <= view.now && s.retired >= view.known;
}

// Looks, rows and the longest stretch between two looks are those of the period.
void count_looks(SourceSight& out, const Table& table, const View& view, const Period& period) {
  const Sight* previous = nullptr;
  for (const Sight& s : table.sights) {
    if (!counts(s, view) || !s.complete) continue;
    out.how = s.how;
    const bool within = s.to >= period.start && s.to < period.end;
    if (within) ++out.looks;
    if (s.to < period.end && s.rows >= 0) out.rows = s.rows;
    if (s.to < period.end && s.total >= 0) out.total = s.total;
    if (s.how != How::looks) continue;
    const bool overlaps = previous && previous->to < period.end && s.to > period.start;
    if (overlaps && s.to - previous->to <= s.every * 2)
      out.seen_every = std::max(out.seen_every, s.to - previous->to);
    previous = &s;
  }
}

void find_gaps(SourceSight& out, const Coverage& c, Instant now) {
  if (c.pieces.empty()) return;
  out.first = c.pieces.front().from;
  out.last = c.pieces.back().end - microsecond;
  for (size_t i = 0; i < c.pieces.size(); ++i) {
    const Instant end = c.pieces[i].end;
    const bool last = i + 1 == c.pieces.size();
    const Instant next = last ? now : c.pieces[i + 1].from;
    if (end < next || (last && end <= now)) out.gaps.push_back({end - microsecond, next});
  }
}

SourceSight sight_of(Lens& lens, const Expected& e, KindNo kind, const Period& period) {
  SourceSight s;
  s.by = e.by;
  s.kind = kind;
  s.declared = e.declared;
  s.declared_from = e.from;
  const View& view = lens.view();
  const Table* table = e.layer ? view.history.state().table(kind, *e.layer) : nullptr;
  if (table) {
    count_looks(s, *table, view, period);
    find_gaps(s, lens.coverage(kind, *e.layer, existence), view.now);
  }
  const Instant begin = e.from.value_or(Instant::never_before());
  const Instant end = s.first.value_or(view.now + microsecond);
  if (begin < end) s.lead = {begin, end};
  return s;
}

}  // namespace

std::vector<SourceSight> Lens::sights(KindNo kind, Period period) {
  std::vector<SourceSight> all;
  for (const Expected& e : expected(kind)) all.push_back(sight_of(*this, e, kind, period));
  const auto since = state_.settings.since.find(kind);
  const bool begins = since != state_.settings.since.end();
  if (!state_.catalog->at(kind).record || (always_covered(kind) && !begins)) return all;
  if (state_.settings.undecided.contains(kind)) return all;
  SourceSight probata;
  probata.by = "probata";
  probata.kind = kind;
  probata.last = view_.now;
  probata.first = Instant::never_before();
  if (begins) {
    probata.first = since->second;
    probata.lead = {Instant::never_before(), since->second};
  }
  all.insert(all.begin(), std::move(probata));
  return all;
}

std::optional<Instant> Lens::first_coverage(KindNo kind) {
  std::optional<Instant> first;
  for (const auto& table : state_.kinds[static_cast<size_t>(kind)].tables) {
    if (!table || table->sights.empty()) continue;
    const Coverage& c = coverage(kind, table->layer, probata::existence);
    if (!c.pieces.empty() && (!first || c.pieces.front().from < *first))
      first = c.pieces.front().from;
  }
  return first;
}

std::vector<Layer> Lens::telling(Entity entity) const {
  std::vector<Layer> layers;
  for (const Stance& stance : state_.stances_of(entity))
    if (stance.layer != people && told(stance, state_.row(entity).kind))
      layers.push_back(stance.layer);
  return layers;
}

std::optional<Instant> Lens::first_coverage(Entity entity) {
  std::optional<Instant> first;
  for (const Layer layer : telling(entity)) {
    const Coverage& c = coverage(state_.row(entity).kind, layer, probata::existence);
    if (!c.pieces.empty() && (!first || c.pieces.front().from < *first))
      first = c.pieces.front().from;
  }
  return first;
}

}  // namespace probata
