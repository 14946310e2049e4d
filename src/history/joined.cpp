#include "history/joined.h"

#include <algorithm>

#include "history/lens.h"

namespace probata {

void Joined::Stretches::add(const Stretch& s) {
  last = std::max(last, s.until);
  all.push_back(s);
}

void Joined::Stretches::take(std::vector<Entity>& to, Instant t, Instant& until) const {
  if (t >= last) return;
  for (const Stretch& s : all) {
    if (s.until <= t) continue;
    until = std::min(until, s.from > t ? s.from : s.until);
    if (s.from <= t) to.push_back(s.entity);
  }
}

void Joined::add_referring(std::vector<Entity>& to, std::span<const Target> targets, Instant t,
                           Instant& until) const {
  for (const Target target : targets) {
    if (const auto it = by_target_.find(target); it != by_target_.end())
      it->second.take(to, t, until);
  }
}

void Joined::add_unsure(std::vector<Entity>& to, Instant t, Instant& until) const {
  unsure_.take(to, t, until);
}

// All stretches at once, swept: of thousands few differ in what they rest on.
void Joined::finish() {
  struct Edge {
    Instant at;
    const Stretch* stretch;
    bool begins;
  };
  std::vector<Edge> edges;
  for (const Stretch& s : read_) {
    edges.push_back({s.from, &s, true});
    edges.push_back({s.until, &s, false});
  }
  std::ranges::sort(edges, {}, &Edge::at);
  std::map<Duration, size_t> every;
  size_t claimed = 0, late = 0;
  const auto count = [](size_t& n, bool is, bool begins) { n += is ? begins ? 1 : -1UL : 0; };
  for (size_t i = 0; i < edges.size(); ++i) {
    const Edge& e = edges[i];
    count(claimed, e.stretch->claimed, e.begins);
    count(late, e.stretch->late, e.begins);
    if (count(every[e.stretch->seen_every], true, e.begins); every[e.stretch->seen_every] == 0)
      every.erase(e.stretch->seen_every);
    if (i + 1 < edges.size() && edges[i + 1].at == e.at) continue;
    const Basis basis{every.empty() ? Duration{0} : every.rbegin()->first, claimed > 0, late > 0};
    if (rests_on_.empty() || rests_on_.back().second != basis) rests_on_.emplace_back(e.at, basis);
  }
  read_ = {};
}

Joined::Basis Joined::rests_on(Instant t, Instant& until) const {
  const auto next = std::ranges::upper_bound(rests_on_, t, {}, &std::pair<Instant, Basis>::first);
  if (next != rests_on_.end()) until = std::min(until, next->first);
  return next == rests_on_.begin() ? Basis{} : std::prev(next)->second;
}

std::optional<Joined::Target> Lens::target_of(const cel::Value& value) const {
  if (value.is(cel::Tag::string)) return Joined::target(value.string());
  const auto entity = resolve(value);
  return entity ? std::optional(Joined::target(*entity)) : std::nullopt;
}

// By its readings without assumptions: what an assumption may change reads as uncertain there.
void Lens::join(Joined& joined, Entity e, Field field) {
  each_stretch(e, field, [&](const Stretch& stretch) {
    const Read& exists = stretch.exists;
    Joined::Stretch here{
        .entity = e, .from = stretch.from, .until = stretch.until, .late = exists.late};
    if (!exists.is(false)) {
      const Read& last = stretch.says ? *stretch.says : exists;
      here.seen_every = std::max(exists.seen_every, last.seen_every);
      here.claimed = exists.claimed || last.claimed;
      here.late = exists.late || last.late;
      const bool null = stretch.says && last.known() && last.value.is(cel::Tag::null);
      const auto target = !stretch.says  ? std::optional(Joined::target(e))
                          : last.known() ? target_of(last.value)
                                         : std::nullopt;
      if (!exists.is(true) || (!target && !null))
        joined.unsure(here);
      else if (target)
        joined.refers(*target, here);
    }
    joined.read(here);
  });
}

const Joined& Lens::joined(KindNo kind, Field field) {
  const auto [it, fresh] = joined_.try_emplace({kind, field});
  if (!fresh) return it->second;
  for (const Entity e : spoken_of(kind)) join(it->second, e, field);
  it->second.finish();
  return it->second;
}

MemberList Lens::referring(KindNo kind, std::span<const Field> fields,
                           std::span<const cel::Value> values, Instant t, const World& world) {
  MemberList list;
  std::vector<Joined::Target> targets;
  for (const cel::Value& value : values)
    if (const auto target = target_of(value)) targets.push_back(*target);
  std::vector<Entity> candidates;
  for (size_t i = 0; i < fields.size(); ++i) {
    const Joined& joined = this->joined(kind, fields[i]);
    joined.add_unsure(candidates, t, list.until);
    if (i + 1 == fields.size()) joined.add_referring(candidates, targets, t, list.until);
    const Joined::Basis others = joined.rests_on(t, list.until);
    list.seen_every = std::max(list.seen_every, others.seen_every);
    list.claimed = list.claimed || others.claimed;
    list.late = list.late || others.late;
  }
  std::ranges::sort(candidates, {}, [&](Entity e) { return state_.id_of(e); });
  const auto repeats = std::ranges::unique(candidates);
  candidates.erase(repeats.begin(), repeats.end());
  for (const Entity e : candidates) list.add(e, existence(e, t, world));
  list.more = missing(kind, probata::existence, t, list.until);
  return list;
}

}  // namespace probata
