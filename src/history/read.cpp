// The functions of read.h: a lens for one question. Whoever asks more keeps a Lens.
#include "history/read.h"

#include "history/lens.h"
#include "history/life.h"

namespace probata {
namespace {

std::vector<Gap> to_gaps(const History& history, const std::vector<Doubt>& doubts) {
  std::vector<Gap> gaps;
  for (const Doubt& d : doubts) gaps.push_back(to_gap(history, d));
  return gaps;
}

Reading to_reading(const View& view, Read read) {
  Reading r;
  r.state = read.state;
  r.value = read.value;
  r.next = read.next;
  r.fact = read.fact;
  r.next_fact = read.next_fact;
  r.layer = read.layer;
  r.causes = to_gaps(view.history, read.doubts);
  r.until = read.until;
  r.seen_every = read.seen_every;
  r.claimed = read.claimed;
  r.conflicts = std::move(read.conflicts);
  if (read.uncertain)
    r.changing = Reading::Changing{read.uncertain->fact, read.uncertain->after, read.uncertain->at};
  return r;
}

Gap after_gap(const View& view, KindNo kind, Field field, const Uncertain& u) {
  const std::string_view by = layer_of(view.history.provenance(u.fact).by);
  return to_gap(view.history, {by, kind, field, u.after, u.at, Reason::after});
}

Members to_members(const View& view, KindNo kind, Field field, MemberList list) {
  Members m;
  for (const Member& member : list.members) {
    if (member.certain) {
      m.certain.push_back(member.entity);
      continue;
    }
    m.uncertain.emplace_back(member.entity, to_gaps(view.history, member.doubts));
    if (member.uncertain)
      m.uncertain.back().second.push_back(after_gap(view, kind, field, *member.uncertain));
  }
  m.more = to_gaps(view.history, list.more);
  m.until = list.until;
  m.facts = std::move(list.facts);
  m.seen_every = list.seen_every;
  m.claimed = list.claimed;
  m.late = list.late;
  return m;
}

}  // namespace

std::optional<FactNo> first_fact(const View& view, Entity entity, Layer layer) {
  const History::State& state = view.history.state();
  const Table* table = state.table(view.history.kind_of(entity), layer);
  const auto row = state.row_in(entity, layer);
  if (!table || !row) return {};
  for (const Change& c : whole_life(state, *table, *row)) {
    if (view.reads(c.fact)) return c.fact;
  }
  return {};
}

Reading read_field(const View& view, Entity entity, Field field, Instant t) {
  return to_reading(view, Lens(view).field(entity, field, t, {}, true));
}
Reading read_existence(const View& view, Entity entity, Instant t) {
  return to_reading(view, Lens(view).existence(entity, t));
}
Reading read_seen(const View& view, Entity entity, std::string_view layer, Instant t) {
  return to_reading(view, Lens(view).seen(entity, layer, t));
}
Members read_reverse(const View& view, Entity entity, Field field, Instant t) {
  Lens lens(view);
  return read_reverse(lens, entity, field, t);
}
Members read_reverse(Lens& lens, Entity entity, Field field, Instant t) {
  const View& view = lens.view();
  KindNo kind = view.history.kind_of(entity);
  Field from = field;
  for (const ReverseReference& r : view.history.catalog().at(kind).reverses) {
    if (r.number == field) kind = r.from, from = r.field;
  }
  return to_members(view, kind, from, lens.reverse(entity, field, t));
}
Members read_all(const View& view, KindNo kind, Instant t) {
  return to_members(view, kind, existence, Lens(view).all(kind, t));
}
std::vector<Entity> entities_told(const View& view, KindNo kind) {
  const Lens lens(view);
  const History::State& state = view.history.state();
  std::vector<Entity> told;
  for (const Entity e : state.kinds[static_cast<size_t>(kind)].entities)
    if (lens.spoken_of(e)) told.push_back(e);
  state.sort_by_id(told);
  return told;
}
Instant last_recorded_late(const View& view, KindNo kind) {
  const History::State& state = view.history.state();
  const LateFacts& late = state.late_facts();
  Instant last = Instant::never_before();
  for (const Entity e : state.kinds[static_cast<size_t>(kind)].entities)
    last = std::max(last, late.last_of(e));
  return last;
}
std::vector<SourceSight> sights_of(const View& view, KindNo kind, Period period) {
  return Lens(view).sights(kind, period);
}
std::optional<Instant> first_coverage(const View& view, KindNo kind) {
  return Lens(view).first_coverage(kind);
}
std::optional<Instant> first_coverage(const View& view, Entity entity) {
  return Lens(view).first_coverage(entity);
}

}  // namespace probata
