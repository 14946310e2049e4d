// Columns of what lies behind references, and of who refers (columns.h).
#include <algorithm>

#include "history/columns.h"

namespace probata {

// ---- behind references

namespace {

using Point = Columns::Point;

// What holds at an instant, and what is still to come.
struct Line {
  const Point* next;
  const Point* end;
  ValueId value = null_value;

  Line(std::span<const Point> points, int64_t at) : next(points.data()), end(next + points.size()) {
    while (next != end && next->at <= at) value = next++->value;
  }
  int64_t next_at() const { return next == end ? Instant::never_after().us : next->at; }
};

// The values of a field while its entity exists.
void gate(std::span<const Point> life, std::span<const Point> track, std::vector<Point>& out,
          size_t begin, int64_t from, int64_t until) {
  Line lives(life, from), words(track, from);
  for (int64_t at = from; at < until;) {
    const bool known = lives.value == true_value && words.value != Columns::between;
    const ValueId value = known ? words.value : Columns::not_known;
    if (out.size() == begin || out.back().value != value) out.push_back({at, value});
    at = std::min(lives.next_at(), words.next_at());
    if (lives.next_at() == at && lives.next != lives.end) lives.value = lives.next++->value;
    if (words.next_at() == at && words.next != words.end) words.value = words.next++->value;
  }
}

}  // namespace

// REQUIRES: that all of it was asked for.
Columns::Way Columns::way_of(KindNo kind, const std::vector<Field>& path) const {
  const std::vector<Field> way(path.begin(), path.end() - 1);
  const Joined* before = way.size() == 1 ? nullptr : &joined_.at({kind, way});
  KindNo target = kind;
  for (const Field field : way) target = state_.catalog->at(target).at(field)->targets.front();
  return {before != nullptr ? *before : tracks_.at({kind, way[0]}), before, things_.at(target),
          tracks_.at({target, path.back()}), path.back()};
}

// One stretch of a reference, followed to the field of what it names; false: that is not plain.
bool Columns::follow(const Way& way, Joined& joined, uint32_t item, size_t begin, const Point& from,
                     int64_t until) {
  if (from.value == null_value || from.value == not_known || from.value == between) {
    const ValueId value = from.value == null_value ? null_value : not_known;
    const bool repeats = joined.all.size() > begin && joined.all.back().value == value;
    if (!repeats) joined.all.push_back({from.at, value});
    return true;
  }
  const Things& things = way.targets;
  const auto v = value(from.value);
  if (!v || !v->is(cel::Tag::entity) || KindNo{v->record} != things.kind) return false;
  const uint32_t target = place(Entity{v->entity});
  if (target == nowhere) return false;
  const bool late = lens_->named_late(state_.values.at(from.value), Instant{from.at});
  if (way.to.odd[target] != 0) return false;
  joined.late[item] |= late ? 1 : things.life.late[target] | way.to.late[target];
  static constexpr Point always{Instant::never_before().us, true_value};
  const auto life = way.field == existence ? std::span(&always, 1) : things.life.of(target);
  gate(life, way.to.of(target), joined.all, begin, from.at, until);
  if (things.is_sampled(target)) return true;
  const Joined::Pair pair{things.kind, way.field, things.layer[target]};
  auto known = std::ranges::find(joined.pairs, pair);
  if (known == joined.pairs.end()) known = joined.pairs.insert(known, pair);
  const auto bit = known - joined.pairs.begin();
  if (bit >= 32) return false;
  joined.rests_on[item] |= 1U << bit;
  return true;
}

void Columns::join(const Way& way, Joined& joined, uint32_t item) {
  const size_t begin = joined.all.size();
  joined.odd[item] = way.from.odd[item];
  joined.late[item] = way.from.late[item];
  joined.rests_on[item] = 0;
  if (way.before != nullptr) {
    // Its pairs stand first, or behind: each is looked for.
    for (size_t bit = 0; bit < way.before->pairs.size(); ++bit) {
      if ((way.before->rests_on[item] >> bit & 1) == 0) continue;
      auto known = std::ranges::find(joined.pairs, way.before->pairs[bit]);
      if (known == joined.pairs.end()) known = joined.pairs.insert(known, way.before->pairs[bit]);
      if (known - joined.pairs.begin() >= 32)
        joined.odd[item] = 1;
      else
        joined.rests_on[item] |= 1U << (known - joined.pairs.begin());
    }
  }
  const std::span<const Point> points = way.from.of(item);
  for (size_t i = 0; i < points.size() && joined.odd[item] == 0; ++i) {
    const int64_t until = i + 1 < points.size() ? points[i + 1].at : Instant::never_after().us;
    if (!follow(way, joined, item, begin, points[i], until)) joined.odd[item] = 1;
  }
  joined.keep(item, begin);
}

const Columns::Joined& Columns::joined(KindNo kind, const std::vector<Field>& path) {
  const std::vector<Field> shorter(path.begin(), path.end() - 1);
  if (shorter.size() == 1)
    track(kind, shorter[0]);
  else
    joined(kind, shorter);
  KindNo target = kind;
  for (const Field field : shorter) target = state_.catalog->at(target).at(field)->targets.front();
  track(target, path.back());
  const auto [it, fresh] = joined_.try_emplace({kind, path});
  Joined& result = it->second;
  if (!fresh) return result;
  const size_t size = things(kind).order.size();
  result.resize(size);
  result.rests_on.resize(size);
  result.all.reserve(size + size / 4);
  const Way way = way_of(kind, path);
  result.seen_every =
      std::max({way.from.seen_every, way.targets.life.seen_every, way.to.seen_every});
  for (uint32_t i = 0; i < size; ++i) join(way, result, i);
  return result;
}

// ---- arrivals

// Every entity that a value names, or may name.
template <class Visit>
void Columns::each_target(const cel::Value& v, Visit visit) const {
  if (v.is(cel::Tag::list)) {
    for (const cel::Value& item : v.list->items) each_target(item, visit);
  }
  if (v.is(cel::Tag::entity)) visit(Entity{v.entity});
  if (const auto key = key_of(v)) {
    for (const Holder& h : state_.keys.at(*key).holders) visit(h.entity);
  }
}

// Whoever a referrer that is not plain may refer to is not plain either.
void Columns::spoil(std::vector<uint8_t>& marks, KindNo kind, Entity from, Field field) const {
  for (const Layer layer : history_.layers(from)) {
    for (const Change& c : state_.track(from, field, layer))
      each_target(state_.values.at(c.value), [&](Entity e) {
        if (state_.row(e).kind == kind && place(e) != nowhere) marks[place(e)] = 1;
      });
  }
}

bool Columns::may_be_late(Entity from, std::span<const Point> references) const {
  return late_.of(from) || std::ranges::any_of(references, [&](const Point& p) {
           return lens_->named_late(state_.values.at(p.value), Instant{p.at});
         });
}

bool Columns::names_one(std::span<const Point> points) const {
  return std::ranges::all_of(points, [&](const Point& p) {
    return p.value == null_value || lens_->resolve(state_.values.at(p.value)).has_value();
  });
}

// Arrivals of a kind being put together; the same entity named anew is none. They are many: what
// they name is looked up once for each value, and what was found is counted and put into its
// places, and only then sorted, each place for itself.
class Columns::Arriving {
 public:
  Arriving(const Columns& columns, const Things& targets, Arrivals& into)
      : columns_(columns),
        targets_(targets),
        into_(into),
        named_(columns.state_.values.size()),
        counts_(targets.order.size()) {
    into_.resize(targets.order.size());
  }
  // False: it is not sure whom they name.
  bool add(std::span<const Point> points) {
    const auto is_list = [&](const Point& p) {
      return columns_.state_.values.at(p.value).is(cel::Tag::list);
    };
    if (std::ranges::any_of(points, is_list)) return add_lists(points);
    for (const Point& p : points)
      if (p.value != null_value && named(p.value).entity == none) return false;
    Entity last = none;
    for (const Point& p : points) {
      const Named target = p.value == null_value ? Named{none, nowhere} : named(p.value);
      if (target.place != nowhere && target.entity != last) put(p.at, target.place);
      last = target.entity;
    }
    return true;
  }
  void finish() {
    uint32_t begin = 0;
    for (size_t i = 0; i < counts_.size(); ++i) {
      into_.places[i] = {begin, 0, counts_[i]};
      begin += counts_[i];
    }
    into_.all.resize(begin);
    for (const Arrival& a : found_) {
      auto& place = into_.places[a.place];
      into_.all[place.begin + place.size++] = a.at;
    }
    for (const auto& place : into_.places) {
      const auto first = into_.all.begin() + place.begin;
      if (!std::is_sorted(first, first + place.size)) std::sort(first, first + place.size);
    }
  }

 private:
  static constexpr Entity not_asked{0xffffffff}, none{0xfffffffe};
  struct Arrival {
    int64_t at;
    uint32_t place;
  };
  struct Named {
    Entity entity = not_asked;
    uint32_t place = nowhere;  // where it is one of the kind
  };
  void put(int64_t at, uint32_t place) {
    found_.push_back({at, place});
    ++counts_[place];
  }
  // Whoever is named and was not before.
  bool add_lists(std::span<const Point> points) {
    std::vector<Entity> before, now;
    for (const Point& p : points)
      if (!name_all(p.value, now)) return false;
    now.clear();
    for (const Point& p : points) {
      before.swap(now);
      name_all(p.value, now);
      for (const Entity e : now) {
        if (columns_.state_.row(e).kind != targets_.kind || columns_.place(e) == nowhere) continue;
        if (!std::ranges::binary_search(before, e)) put(p.at, columns_.place(e));
      }
    }
    return true;
  }
  // Ascending; false: one of them is nobody.
  bool name_all(ValueId value, std::vector<Entity>& into) const {
    into.clear();
    const cel::Value& v = columns_.state_.values.at(value);
    const auto items = v.is(cel::Tag::list) ? std::span(v.list->items) : std::span(&v, 1);
    for (const cel::Value& item : items) {
      if (value == null_value) continue;
      const auto entity = columns_.lens_->resolve(item);
      if (!entity) return false;
      into.push_back(*entity);
    }
    std::ranges::sort(into);
    into.erase(std::unique(into.begin(), into.end()), into.end());
    return true;
  }
  const Named& named(ValueId value) {
    Named& known = named_[static_cast<size_t>(value)];
    if (known.entity != not_asked) return known;
    known.entity = columns_.lens_->resolve(columns_.state_.values.at(value)).value_or(none);
    if (known.entity != none && columns_.state_.row(known.entity).kind == targets_.kind)
      known.place = columns_.place(known.entity);
    return known;
  }

  const Columns& columns_;
  const Things& targets_;
  Arrivals& into_;
  std::vector<Named> named_;      // by value
  std::vector<uint32_t> counts_;  // by place
  std::vector<Arrival> found_;
};

// Whoever refers is read in the order of appearance, as it lies in memory, and not kept.
void Columns::read_arrivals(Arrivals& result, const Things& targets,
                            const ReverseReference& reverse, const Counting& counts) {
  Arriving arriving(*this, targets, result);
  Referring r;
  for (const Entity e : state_.kinds[static_cast<size_t>(reverse.from)].entities) {
    read_referring(r, e, reverse.field);
    if (r.plain_life) note(result.layers, r.layer);
    if (may_be_late(e, r.words)) spoil(result.late, targets.kind, e, reverse.field);
    if (r.plain && (!counts || counts(e, r.words)) && arriving.add(r.words)) continue;
    if (lens_->spoken_of(e)) spoil(result.odd, targets.kind, e, reverse.field);
  }
  arriving.finish();
  if (state_.disposed_references.contains({reverse.from, reverse.field}))
    std::ranges::fill(result.odd, uint8_t{1});
}

const Columns::Arrivals& Columns::arrivals(KindNo kind, const ReverseReference& reverse) {
  const Things& targets = things(kind);
  const auto [it, fresh] = arrivals_.try_emplace({kind, reverse.number});
  if (fresh) read_arrivals(it->second, targets, reverse, {});
  return it->second;
}

Columns::Arrivals Columns::arrivals(KindNo kind, const ReverseReference& reverse,
                                    const Counting& counts) {
  Arrivals result;
  read_arrivals(result, things(kind), reverse, counts);
  return result;
}

// ---- after an update

void Columns::arrive_anew(Arrivals& arrivals, const Things& targets, uint32_t place,
                          const ReverseReference& reverse) {
  const size_t begin = arrivals.all.size();
  arrivals.odd[place] = state_.disposed_references.contains({reverse.from, reverse.field}) ? 1 : 0;
  arrivals.late[place] = 0;
  std::vector<Entity> from = referrers(targets.order[place], reverse.from, reverse.field);
  std::ranges::sort(from);
  from.erase(std::unique(from.begin(), from.end()), from.end());
  Referring r;
  for (const Entity e : from) {
    read_referring(r, e, reverse.field);
    const bool plain = r.plain && names_one(r.words);
    if (!plain && lens_->spoken_of(e)) arrivals.odd[place] = 1;
    if (arrivals.odd[place] != 0) break;
    if (may_be_late(e, r.words)) arrivals.late[place] = 1;
    if (!plain) continue;
    std::optional<Entity> last;
    for (const Point& p : r.words) {
      const auto target =
          p.value == null_value ? std::nullopt : lens_->resolve(state_.values.at(p.value));
      if (target == targets.order[place] && target != last) arrivals.all.push_back(p.at);
      last = target;
    }
  }
  std::sort(arrivals.all.begin() + static_cast<ptrdiff_t>(begin), arrivals.all.end());
  arrivals.keep(place, begin);
}

void Columns::update_arrivals(const std::vector<Entity>& touched, Updated& updated) {
  for (auto& [key, arrivals] : arrivals_) {
    const Things& targets = things_.at(key.first);
    arrivals.resize(targets.order.size());
    const ReverseReference* reverse = nullptr;
    for (const ReverseReference& r : state_.catalog->at(key.first).reverses)
      if (r.number == key.second) reverse = &r;
    std::vector<Entity> anew;
    Referring r;
    for (const Entity e : touched) {
      if (state_.row(e).kind == key.first && place(e) != nowhere) anew.push_back(e);
      if (state_.row(e).kind != reverse->from) continue;
      read_referring(r, e, reverse->field);
      if (r.plain_life) note(arrivals.layers, r.layer);
      for (const Layer layer : history_.layers(e)) {
        for (const Change& c : state_.track(e, reverse->field, layer))
          each_target(state_.values.at(c.value), [&](Entity t) {
            if (state_.row(t).kind == key.first && place(t) != nowhere) anew.push_back(t);
          });
      }
    }
    std::ranges::sort(anew);
    anew.erase(std::unique(anew.begin(), anew.end()), anew.end());
    for (const Entity e : anew) arrive_anew(arrivals, targets, place(e), *reverse);
    updated.met.insert(updated.met.end(), anew.begin(), anew.end());
  }
}

}  // namespace probata
