#include "history/columns.h"

#include <algorithm>

namespace probata {
namespace {

// A view that knows all facts knows all that come, too.
FactNo everything(const View& view) {
  return static_cast<uint32_t>(view.known) >= view.history.size() ? no_fact : view.known;
}

bool exact(const Change& c) { return c.after.us >= c.at.us - 1; }

}  // namespace

Columns::Columns(const View& view, Sampling sampling)
    : history_(view.history),
      state_(view.history.state()),
      late_(state_.late_facts()),
      view_{view.history, everything(view), view.now},
      sampling_(sampling) {
  last_ = Instant::never_before();
  note_facts();
}

// What is there now, and of new entities that they have no place yet.
void Columns::note_facts() {
  folded_ = history_.size();
  lens_.emplace(view_);
  state_.facts.each_times(FactNo{noted_}, [&](FactNo, const FactRows::Times& times) {
    last_ = std::max(last_, times.at);
  });
  noted_ = static_cast<uint32_t>(state_.facts.size());
  places_.resize(state_.entities.size(), nowhere);
}

bool Columns::serves(const View& view) const {
  const bool same_facts = &view.history == &history_ && view.history.size() == folded_ &&
                          static_cast<uint32_t>(view.known) >= folded_ && view_.known == no_fact;
  const bool same_instants = !any_sampled_ && std::min(view.now, view_.now) >= last_;
  return same_facts && (view.now == view_.now || same_instants);
}

// One layer speaks of it, and it is one whose word is known wherever it covers.
bool Columns::is_plain(Entity e, Layer& layer) const {
  const EntityRow& row = state_.row(e);
  if (!row.spoken() || row.next != no_stance) return false;
  layer = row.layer;
  const Kind& kind = state_.catalog->at(row.kind);
  return layer != people || kind.record || kind.built_in;
}

bool Columns::take(const Change& c) const { return c.fact < view_.known && c.at <= view_.now; }

// Appends points of which the last one of an instant stands, and of equal ones the first.
static void append(std::vector<Columns::Point>& points, size_t begin, Columns::Point p) {
  if (points.size() > begin && points.back().at == p.at) points.pop_back();
  const ValueId last = points.size() > begin ? points.back().value : null_value;
  if (points.size() == begin ? p.value == null_value : last == p.value) return;
  points.push_back(p);
}

// A change that nobody saw happen, after its interval, in which it is not known whether it has. One
// that says what holds already changes nothing; of several of one instant the last one stands, with
// its interval.
void Columns::append(std::vector<Point>& points, size_t begin, const Change& c, uint8_t& odd) {
  const bool first = points.size() == begin;
  if (c.value == disposed_value) odd = 1;
  if (!exact(c) && !first && points.back().at == c.at.us) odd = 1;
  if (!exact(c) && c.value != (first ? null_value : points.back().value)) {
    const int64_t from = c.after.us + 1;
    if (!first && points.back().at >= from) odd = 1;
    probata::append(points, begin, {from, between, c.fact});
  }
  probata::append(points, begin, {c.at.us, c.value});
}

void Columns::note(std::vector<Layer>& layers, Layer layer) {
  const auto it = std::ranges::lower_bound(layers, layer);
  if (it == layers.end() || *it != layer) layers.insert(it, layer);
}

// False: it is not plain.
bool Columns::read_life(Entity e, Layer& layer, std::vector<Point>& all) const {
  if (!is_plain(e, layer)) return false;
  const size_t begin = all.size();
  const EntityRow& row = state_.row(e);
  uint8_t odd = 0;
  for (const Change& c : state_.track(*state_.table(row.kind, layer), row.row, existence))
    if (take(c)) append(all, begin, c, odd);
  return odd == 0 && all.size() > begin;
}

void Columns::read_thing(Things& t, uint32_t place) {
  const size_t begin = t.life.all.size();
  const bool plain = read_life(t.order[place], t.layer[place], t.life.all);
  t.odd[place] = plain ? 0 : 1;
  t.life.late[place] = late_.of(t.order[place]) ? 1 : 0;
  if (!plain && sampling_ == Sampling::yes) {
    t.life.all.resize(begin);
    sample(t, place);
  }
  t.life.keep(place, begin);
  if (plain) note(t.layers, t.layer[place]);
}

// All of them, having asked memory early for what is read of them: their rows lie far apart.
template <class Read>
void Columns::read_each(const Things& t, Field field, Read read) const {
  constexpr size_t ahead = 16;
  const auto row_of = [&](size_t i) -> const EntityRow& { return state_.row(t.order[i]); };
  const auto column_of = [&](const EntityRow& row) -> const Column& {
    return state_.table(t.kind, row.layer)->columns[static_cast<size_t>(field)];
  };
  const size_t size = t.order.size();
  for (size_t i = 0; i < size; ++i) {
    if (i + 3 * ahead < size) __builtin_prefetch(&row_of(i + 3 * ahead));
    if (i + 2 * ahead < size) {
      const EntityRow& row = row_of(i + 2 * ahead);
      column_of(row).prefetch(row.row);
    }
    if (i + ahead < size) {
      const EntityRow& row = row_of(i + ahead);
      state_.changes.prefetch(column_of(row).at(row.row));
    }
    read(static_cast<uint32_t>(i));
  }
}

std::optional<std::span<const Entity>> Columns::order(KindNo kind) const {
  if (const auto it = things_.find(kind); it != things_.end()) return it->second.order;
  if (const auto it = told_.find(kind); it != told_.end()) return it->second;
  return std::nullopt;
}

const Columns::Things& Columns::things(KindNo kind) {
  const auto [it, fresh] = things_.try_emplace(kind);
  Things& t = it->second;
  if (!fresh) return t;
  t.kind = kind;
  const auto told = told_.find(kind);
  t.order = told == told_.end() ? entities_told(view_, kind) : std::move(told->second);
  told_.erase(kind);
  t.resize(t.order.size());
  t.life.all.reserve(t.order.size());
  read_each(t, existence, [&](uint32_t i) {
    places_[static_cast<size_t>(t.order[i])] = i;
    read_thing(t, i);
  });
  return t;
}

// The words of the layer, ended by the ends of the entity: what is said at or before an end is
// over.
void Columns::read_words(Entity e, Field field, std::span<const Point> life,
                         std::vector<Point>& all, uint8_t& odd) const {
  const size_t begin = all.size();
  const EntityRow& row = state_.row(e);
  size_t end = 0;
  const auto ends_until = [&](int64_t at) {
    for (; end < life.size() && life[end].at <= at; ++end)
      if (life[end].value == false_value) probata::append(all, begin, {life[end].at, null_value});
  };
  int64_t last_end = Instant::never_before().us;
  for (const Change& c : state_.track(*state_.table(row.kind, row.layer), row.row, field)) {
    if (!take(c)) continue;
    ends_until(c.at.us);
    for (size_t i = end; i-- > 0;) {
      if (life[i].value == false_value) {
        last_end = life[i].at;
        break;
      }
    }
    if (c.at.us > last_end) append(all, begin, c, odd);
  }
  ends_until(view_.now.us);
}

void Columns::read_field(Track& track, const Things& things, uint32_t place, Field field) {
  const size_t begin = track.all.size();
  const Entity e = things.order[place];
  uint8_t& odd = track.odd[place];
  odd = things.odd[place];
  if (field == existence) {
    const auto life = things.life.of(place);
    track.all.insert(track.all.end(), life.begin(), life.end());
    return track.keep(place, begin);
  }
  if (things.is_sampled(place)) odd = 1;
  if (odd == 0) read_words(e, field, things.life.of(place), track.all, odd);
  if (odd != 0 && sampling_ == Sampling::yes) {
    track.all.resize(begin);
    sample(track, place, e, field);
  }
  track.keep(place, begin);
}

void Columns::read_referring(Referring& r, Entity e, Field field) const {
  r.life.clear();
  r.words.clear();
  uint8_t odd = 0;
  const auto drop_intervals = [](std::vector<Point>& points) {
    return std::erase_if(points, [](const Point& p) { return p.value == between; }) > 0;
  };
  r.plain = r.plain_life = read_life(e, r.layer, r.life) && !drop_intervals(r.life);
  if (!r.plain) return;
  read_words(e, field, r.life, r.words, odd);
  r.plain = !drop_intervals(r.words) && odd == 0;
}

const Columns::Track& Columns::track(KindNo kind, Field field) {
  const Things& of = things(kind);
  const auto [it, fresh] = tracks_.try_emplace({kind, field});
  Track& track = it->second;
  if (!fresh) return track;
  track.resize(of.order.size());
  track.all.reserve(of.order.size());
  read_each(of, field, [&](uint32_t i) { read_field(track, of, i, field); });
  return track;
}

const Lens::Listing& Columns::listing(KindNo kind, Field reverse) {
  const Things& of = things(kind);
  const auto [it, fresh] = listings_.try_emplace({kind, reverse});
  Lens::Listing& listing = it->second;
  if (!fresh) return listing;
  listing = {
      .kind = kind, .reverse = reverse, .places = places_, .ends = {}, .all = {}, .late = {}};
  for (const Entity e : of.order) {
    listing.late.push_back(lens_->find_candidates(e, reverse, listing.all) ? 1 : 0);
    listing.ends.push_back(static_cast<uint32_t>(listing.all.size()));
  }
  return listing;
}

std::optional<cel::Value> Columns::value(ValueId id) const {
  const cel::Value& v = state_.values.at(id);
  if (v.is(cel::Tag::list)) {
    for (const cel::Value& item : v.list->items)
      if (key_of(item)) return std::nullopt;
  }
  if (!key_of(v)) return v;
  const auto entity = lens_->resolve(v);
  if (!entity) return std::nullopt;
  return cel::Value::of_entity(static_cast<uint32_t>(*entity), v.record);
}

std::shared_ptr<SharedColumns> columns_of(const View& view) {
  const History::State& state = view.history.state();
  const std::lock_guard lock(state.lazy);
  if (state.columns && state.columns->columns->serves(view)) return state.columns;
  auto made = std::make_shared<SharedColumns>();
  made->columns = std::make_unique<Columns>(view, Columns::Sampling::yes);
  // What was known earlier is asked for once; it takes nobody's place.
  if (static_cast<uint32_t>(view.known) >= view.history.size()) state.columns = made;
  return made;
}

}  // namespace probata
