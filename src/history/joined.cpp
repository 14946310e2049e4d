#include "history/joined.h"

#include <algorithm>

#include "history/lens.h"

namespace probata {

void Joined::Stretches::add(const Stretch& s) {
  last = std::max(last, s.until);
  all.push_back(s);
}

template <class Take>
void Joined::Stretches::each(Instant t, Instant& until, Take take) const {
  if (t >= last) return;
  for (const Stretch& s : all) {
    if (s.until <= t) continue;
    until = std::min(until, s.from > t ? s.from : s.until);
    if (s.from <= t) take(s);
  }
}

std::vector<Entity> Joined::at(std::span<const Entity> targets, Instant t, Instant& until) const {
  std::vector<Entity> found;
  const auto take = [&](const Stretch& s) { found.push_back(s.entity); };
  for (const Entity target : targets) {
    if (const auto it = by_target_.find(target); it != by_target_.end())
      it->second.each(t, until, take);
  }
  unsure_.each(t, until, take);
  return found;
}

Joined::Stretch Joined::rests_on(Instant t, Instant& until) const {
  Stretch result{};
  rests_on_.each(t, until, [&](const Stretch& s) {
    result.seen_every = std::max(result.seen_every, s.seen_every);
    result.claimed = result.claimed || s.claimed;
    result.late = result.late || s.late;
  });
  return result;
}

// By its readings without assumptions: what an assumption may change reads as uncertain there.
void Lens::join(Joined& joined, Entity e, Field field) {
  for (Instant t = Instant::earliest(); t <= view_.now;) {
    const Read exists = existence(e, t);
    Joined::Stretch here{.entity = e, .from = t, .until = exists.until, .late = exists.late};
    if (!exists.is(false)) {
      const Read read = this->field(e, field, t);
      here.until = std::min(here.until, read.until);
      here.seen_every = std::max(exists.seen_every, read.seen_every);
      here.claimed = exists.claimed || read.claimed;
      here.late = exists.late || read.late;
      const auto target = read.known() ? resolve(read.value) : std::nullopt;
      if (!exists.is(true) || !read.known() || (!target && !read.value.is(cel::Tag::null)))
        joined.unsure(here);
      else if (target)
        joined.refers(*target, here);
    }
    joined.read(here);
    if (here.until == Instant::never_after()) break;
    t = std::max(here.until, t + microsecond);
  }
}

const Joined& Lens::joined(KindNo kind, Field field) {
  const auto [it, fresh] = joined_.try_emplace({kind, field});
  if (!fresh) return it->second;
  for (const Entity e : spoken_of(kind)) join(it->second, e, field);
  return it->second;
}

MemberList Lens::referring(KindNo kind, Field field, std::span<const Entity> targets, Instant t,
                           const World& world) {
  MemberList list;
  const Joined& joined = this->joined(kind, field);
  std::vector<Entity> candidates = joined.at(targets, t, list.until);
  std::ranges::sort(candidates, {}, [&](Entity e) { return state_.id_of(e); });
  const auto repeats = std::ranges::unique(candidates);
  candidates.erase(repeats.begin(), repeats.end());
  for (const Entity e : candidates) list.add(e, existence(e, t, world));
  const Joined::Stretch others = joined.rests_on(t, list.until);
  list.seen_every = std::max(list.seen_every, others.seen_every);
  list.claimed = list.claimed || others.claimed;
  list.late = list.late || others.late;
  list.more = missing(kind, probata::existence, t, list.until);
  return list;
}

}  // namespace probata
