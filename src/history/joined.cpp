#include "history/joined.h"

#include <algorithm>

#include "history/lens.h"

namespace probata {

void Joined::Stretches::add(const Stretch& s) {
  last = std::max(last, s.until);
  if (!all.empty() && all.back().entity == s.entity && all.back().until == s.from)
    all.back().until = s.until;
  else
    all.push_back(s);
}

void Joined::Stretches::collect(Instant t, std::vector<Entity>& found, Instant& until) const {
  if (t >= last) return;
  for (const Stretch& s : all) {
    if (s.from > t) {
      until = std::min(until, s.from);
    } else if (t < s.until) {
      found.push_back(s.entity);
      until = std::min(until, s.until);
    }
  }
}

std::vector<Entity> Joined::at(std::span<const Entity> targets, Instant t, Instant& until) const {
  std::vector<Entity> found;
  for (const Entity target : targets) {
    if (const auto it = by_target_.find(target); it != by_target_.end())
      it->second.collect(t, found, until);
  }
  unsure_.collect(t, found, until);
  return found;
}

// By its readings without assumptions: what an assumption may change reads as uncertain there.
void Lens::join(Joined& joined, Entity e, Field field) {
  for (Instant t = Instant::earliest(); t <= view_.now;) {
    const Read exists = existence(e, t);
    Instant until = exists.until;
    if (!exists.is(false)) {
      const Read read = this->field(e, field, t);
      until = std::min(until, read.until);
      const auto target = read.known() ? resolve(read.value) : std::nullopt;
      if (!exists.is(true) || !read.known() || (!target && !read.value.is(cel::Tag::null)))
        joined.unsure({e, t, until});
      else if (target)
        joined.refers(*target, {e, t, until});
    }
    if (until == Instant::never_after()) break;
    t = std::max(until, t + microsecond);
  }
}

const Joined& Lens::joined(KindNo kind, Field field) {
  const auto [it, fresh] = joined_.try_emplace({kind, field});
  if (!fresh) return it->second;
  for (const Entity e : spoken_of(kind)) {
    it->second.late = it->second.late || late_.of(e);
    join(it->second, e, field);
  }
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
  list.late = list.late || joined.late;
  list.more = missing(kind, probata::existence, t, list.until);
  return list;
}

}  // namespace probata
