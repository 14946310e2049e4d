#include "history/row.h"

#include <algorithm>
#include <array>

namespace probata {
namespace {

// The last known one of the changes of one instant that `it` is the first of; moves `it` behind
// them.
const Change* standing_of(const Change*& it, const Change* end, const View& view) {
  const Change* stands = nullptr;
  const Instant at = it->at;
  for (; it != end && it->at == at; ++it) {
    if (view.reads(it->fact)) stands = it;
  }
  return stands;
}

// The last known one of the changes of one instant that lie before `it`; moves `it` to the first of
// them. None: none is known.
const Change* standing_before(const Change* begin, const Change*& it, const View& view) {
  const Change* stands = nullptr;
  while (!stands && it != begin)
    if (view.reads((--it)->fact)) stands = it;
  while (stands && it != begin && it[-1].at == stands->at) --it;
  return stands;
}

void lower(Instant& until, Instant t) { until = std::min(until, t); }

// The bound at which a change that is to come begins to be possible, or at which it is done.
void lower_by(Instant& until, Instant t, Instant after, Instant at) {
  lower(until, t <= after ? after + microsecond : at);
}

}  // namespace

Standing standing(std::span<const Change> track, Instant t, const View& view) {
  Standing s;
  const Change* end = track.data() + track.size();
  const Change* later =
      std::upper_bound(track.data(), end, t, [](Instant i, const Change& c) { return i < c.at; });
  for (const Change* c = later; c != track.data();) {
    if (view.reads((--c)->fact)) {
      s.now = c;
      break;
    }
  }
  while (later != end && !s.next && later->at <= view.now) s.next = standing_of(later, end, view);
  return s;
}

// From there backwards no further than to where what holds then began, and what ended before it: a
// life may have thousands of turns.
void Lens::look_back(Row& row, const Change* begin, const Change* later, Instant& last) const {
  const Change* begun = nullptr;  // of what holds, the first so far
  for (const Change* c = later; c != begin;) {
    const Change* stands = standing_before(begin, c, view_);
    if (!stands) break;
    const bool exists = stands->value == true_value;
    if (!row.any) {
      row.any = true;
      row.exists = exists;
      last = stands->at;
    }
    if (!exists && !row.ended) row.ended = stands->at;
    if (exists != row.exists) {
      row.begun = begun->at;
      return;
    }
    begun = stands;
  }
  // Before the first change nothing exists.
  if (row.exists) row.begun = begun->at;
}

void Lens::look_at_life(Row& row, Instant t, Instant& until) const {
  const auto life = this->life(*row.table, row.row);
  const Change* const end = life.data() + life.size();
  const Change* const later = std::upper_bound(life.data(), end, std::min(t, view_.now),
                                               [](Instant i, const Change& c) { return i < c.at; });
  Instant before = Instant::never_before();  // the fact before, which the next one cannot precede
  look_back(row, life.data(), later, before);
  for (const Change* c = later; c != end && c->at <= view_.now;) {
    const Change* stands = standing_of(c, end, view_);
    if (!stands) continue;
    row.any = true;
    if ((stands->value == true_value) != row.exists) {
      row.turn = stands;
      row.turn_after = std::max(stands->after, before);
      break;
    }
    before = stands->at;
  }
  if (!row.turn) return;
  // What is told of an entity shows that it is there: an end lies after it.
  if (row.exists && row.turn_after < t) {
    for (size_t f = 1; f < row.table->columns.size(); ++f) {
      const auto track = state_.track(*row.table, row.row, static_cast<Field>(f));
      const Standing s = standing(track, row.turn->at - microsecond, view_);
      if (s.now) row.turn_after = std::max(row.turn_after, s.now->at);
    }
  }
  lower_by(until, t, row.turn_after, row.turn->at);
}

// Of its existence, before the instant; long ago where there is none.
Instant Lens::last_end(const Row& row, Instant before) const {
  const auto life = this->life(*row.table, row.row);
  const Change* c = std::lower_bound(life.data(), life.data() + life.size(), before,
                                     [](const Change& change, Instant i) { return change.at < i; });
  while (c != life.data()) {
    const Change* stands = standing_before(life.data(), c, view_);
    if (stands && stands->value != true_value) return stands->at;
  }
  return Instant::never_before();
}

void Lens::look_at_word(Row& row, Field field, Instant t, Instant& until) const {
  const auto track = state_.track(*row.table, row.row, field);
  if (track.empty()) return;
  const Standing s = standing(track, t, view_);
  row.stated = s.now || s.next;
  row.next = s.next;
  if (s.now && (!row.ended || *row.ended < s.now->at)) row.word = s.now;
  row.exact_now = row.word && row.word->at == t;
  if (row.exact_now && !row.word_covered()) lower(until, t + microsecond);
  if (!row.next) return;
  row.next_after = row.next->after;
  if (s.now) row.next_after = std::max(row.next_after, s.now->at);
  if (row.ended) row.next_after = std::max(row.next_after, *row.ended);
  // It is of the life that it lies in: an end that is still to come lies before it.
  if (row.turn && row.turn->at < row.next->at)
    row.next_after = std::max(row.next_after, last_end(row, row.next->at));
  lower_by(until, t, row.next_after, row.next->at);
  if (!row.word_covered()) lower(until, row.next->at);
}

// Existence where the layer does not cover it. "An entity that exists on both sides with no `gone`
// between is taken to exist"; one that is on neither side is taken not to. The sides are the
// coverages and, within, each fact: it is knowledge at its own `at`.
void Lens::look_unseen(Row& row, Instant t, Instant& until) const {
  bool fact_now = false;
  std::optional<Instant> next;
  for (size_t f = 0; f < row.table->columns.size(); ++f) {
    const Standing s = standing(state_.track(*row.table, row.row, static_cast<Field>(f)), t, view_);
    fact_now = fact_now || (s.now && s.now->at == t);
    if (s.next && (!next || s.next->at < *next)) next = s.next->at;
  }
  if (next) lower(until, *next);
  const std::optional<Instant> side = row.seen_life.to;
  const bool turns = row.turn && (!side || row.turn->at <= *side);
  // A turn that comes next, before any other fact, may have come earlier than it was seen.
  bool known = fact_now || (turns ? *next < row.turn->at : !row.exists || side || next);
  if (fact_now) lower(until, t + microsecond);
  row.shown_later = known && !fact_now && (turns || (row.exists && !side));
  row.unseen = !known ? Is::unknown : row.exists ? Is::yes : Is::no;
}

// Of an entity some fields are read one after the other: what its layers say of its existence is
// looked at once.
struct Lens::RecentLives {
  struct Kept {
    Entity entity{};
    Instant from, until = Instant::never_before();
    std::vector<Row> rows;
  };
  std::array<Kept, 16> kept;
  std::vector<Row> read;  // as rows() gave it
};

const std::vector<Lens::Row>& Lens::lives(Entity entity, Instant t, Instant& until) {
  if (!recent_) recent_ = std::make_shared<RecentLives>();
  auto& all = recent_->kept;
  RecentLives::Kept& kept = all[static_cast<uint32_t>(entity) % all.size()];
  if (kept.entity != entity || t < kept.from || t >= kept.until) {
    kept.entity = entity;
    kept.from = t;
    kept.until = Instant::never_after();
    kept.rows.clear();
    look_at_lives(kept.rows, entity, t, kept.until);
  }
  lower(until, kept.until);
  return kept.rows;
}

void Lens::look_at_lives(std::vector<Row>& rows, Entity entity, Instant t, Instant& until) {
  const EntityRow& e = state_.row(entity);
  const auto& rank = ranks(e.kind);
  const bool always = always_covered(e.kind);
  for (const Stance& stance : state_.stances_of(entity)) {
    Row row;
    row.layer = stance.layer;
    row.kind = e.kind;
    row.table = state_.table(e.kind, stance.layer);
    row.row = stance.row;
    row.rank = rank[static_cast<size_t>(stance.layer)];
    row.always = always || stance.layer == people;
    look_at_life(row, t, until);
    if (!row.any) continue;
    if (!row.always) {
      row.seen_life = look_up(coverage(e.kind, row.layer, probata::existence), t);
      lower(until, row.seen_life.until);
      if (row.seen_life.state != Seen::State::covered) look_unseen(row, t, until);
    }
    rows.push_back(row);
  }
  std::ranges::sort(rows, {}, &Row::rank);
}

std::span<Lens::Row> Lens::rows(Entity entity, std::optional<Field> field, Instant t,
                                Instant& until) {
  const std::vector<Row>& known = lives(entity, t, until);
  std::vector<Row>& rows = recent_->read;
  rows.assign(known.begin(), known.end());
  if (!field) return rows;
  for (Row& row : rows) {
    if (!row.always) {
      row.seen_word = look_up(coverage(row.kind, row.layer, *field), t);
      lower(until, row.seen_word.until);
    }
    look_at_word(row, *field, t, until);
  }
  return rows;
}

// "An owner noted for a bucket does not outlive the bucket": where sources tell of an end, what
// people stated before it is over.
void Lens::drop_outlived(std::span<Row> rows, Instant t) const {
  const auto noted =
      std::ranges::find_if(rows, [](const Row& r) { return r.layer == people && r.word; });
  if (noted == rows.end() || state_.catalog->at(noted->kind).record) return;
  std::vector<std::pair<Instant, int>> steps;  // of the number of sources in which it exists
  for (const Row& r : rows) {
    if (r.layer == people) continue;
    bool exists = false;
    const auto life = this->life(*r.table, r.row);
    for (const Change *c = life.data(), *end = c + life.size(); c != end && c->at <= t;) {
      const Change* stands = standing_of(c, end, view_);
      if (!stands || (stands->value == true_value) == exists) continue;
      exists = !exists;
      steps.emplace_back(stands->at, exists ? 1 : -1);
    }
  }
  std::ranges::sort(steps);
  int sources = 0;
  std::optional<Instant> end;
  for (size_t i = 0; i < steps.size(); ++i) {
    sources += steps[i].second;
    const bool last_of_instant = i + 1 == steps.size() || steps[i + 1].first != steps[i].first;
    if (sources == 0 && last_of_instant) end = steps[i].first;
  }
  if (end && noted->word->at < *end) noted->word = nullptr;
}

}  // namespace probata
