// Columns of what is not plain (columns.h): read through a Lens.
#include <algorithm>

#include "history/columns.h"

namespace probata {
namespace {

using Point = Columns::Point;

// Readings, one after the other, as points.
class Sampled {
 public:
  explicit Sampled(std::vector<Point>& points) : points_(points), begin_(points.size()) {}

  void add(Instant from, Instant until, const Read& read) {
    if (next_ && !(read.known() && cel::equal(read.value, *next_))) forget_between();
    next_.reset();
    if (is_between(read, until)) {
      next_ = read.next;
      points_.push_back({from.us, Columns::between, read.uncertain->fact});
    } else {
      push(from, read.known() ? read.id : Columns::not_known);
    }
  }
  void add_unknown(Instant from) {
    if (next_) forget_between();
    next_.reset();
    push(from, Columns::not_known);
  }

 private:
  // Of one fact, before which the value is that of the point before, up to where it has happened.
  bool is_between(const Read& read, Instant until) const {
    return read.state == Reading::State::uncertain && until == read.uncertain->at &&
           points_.size() > begin_ && points_.back().value == read.id &&
           read.id != Columns::not_known;
  }
  void forget_between() { points_.back().value = Columns::not_known; }
  void push(Instant from, ValueId value) {
    if (points_.size() == begin_ || points_.back().value != value)
      points_.push_back({from.us, value});
  }

  std::vector<Point>& points_;
  const size_t begin_;
  std::optional<cel::Value> next_;  // after the change that the last point lies inside of
};

}  // namespace

void Columns::sample(Things& t, uint32_t place) {
  any_sampled_ = true;
  const Entity e = t.order[place];
  std::vector<Layer> layers = lens_->telling(e);
  const auto known = std::ranges::find(t.groups, layers);
  t.layer[place] = static_cast<Layer>(Things::sampled + (known - t.groups.begin()));
  if (known == t.groups.end()) t.groups.push_back(std::move(layers));
  t.odd[place] = 0;
  std::vector<Point>& all = t.life.all;
  const size_t begin = all.size();
  lens_->each_stretch(e, existence, [&](const Lens::Stretch& here) {
    const Read& exists = here.exists;
    const ValueId value = !exists.known() ? not_known : exists.is(true) ? true_value : false_value;
    if (all.size() == begin || all.back().value != value) all.push_back({here.from.us, value});
    t.life.seen_every = std::max(t.life.seen_every, exists.seen_every);
    t.life.late[place] |= exists.late ? 1 : 0;
  });
}

void Columns::sample(Track& track, uint32_t place, Entity e, Field field) {
  any_sampled_ = true;
  track.odd[place] = 0;
  Sampled sampled(track.all);
  lens_->each_stretch(e, field, [&](const Lens::Stretch& here) {
    if (!here.exists.is(true)) return sampled.add_unknown(here.from);
    sampled.add(here.from, here.until, *here.says);
    track.seen_every = std::max({track.seen_every, here.exists.seen_every, here.says->seen_every});
    track.late[place] |= here.exists.late || here.says->late ? 1 : 0;
  });
}

}  // namespace probata
