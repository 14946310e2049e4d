// Columns after a fact: what it touched is read again, and what lies behind references to it.
#include <algorithm>

#include "history/columns.h"

namespace probata {
namespace {

void sort_out(std::vector<Entity>& entities) {
  std::ranges::sort(entities);
  entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
}

}  // namespace

// What lies behind it are reverse references: who is touched through one is read no differently.
Field Columns::last_field(Entity e) const {
  return static_cast<Field>(state_.kind_of(e).fields.size());
}

// Whoever ever referred to it so, as an id or by a key that it was ever given.
std::vector<Entity> Columns::referrers(Entity target, KindNo kind, Field field) const {
  std::vector<Entity> found;
  const auto take = [&](std::span<const Referrer> all) {
    for (const Referrer& r : all)
      if (r.field == field && r.kind == kind) found.push_back(r.from);
  };
  take(state_.keys.referrers(target));
  for (const uint32_t key : state_.keys.keys_of(target)) take(state_.keys.referrers_by_key(key));
  return found;
}

// A path of which any entity on the way was touched is followed anew. Shorter paths come first:
// longer ones are made of them.
void Columns::update_joined(const std::vector<Entity>& touched, Updated& updated) {
  for (auto& [key, joined] : joined_) {
    const auto& [kind, path] = key;
    joined.resize(things_.at(kind).order.size());
    joined.rests_on.resize(joined.odd.size());
    std::vector<KindNo> kinds{kind};
    for (size_t i = 0; i + 1 < path.size(); ++i)
      kinds.push_back(state_.catalog->at(kinds.back()).at(path[i])->targets.front());
    std::vector<Entity> anew;
    for (size_t hop = kinds.size(); hop-- > 0;) {
      std::vector<Entity> before;
      for (const Entity e : anew) {
        const auto from = referrers(e, kinds[hop], path[hop]);
        before.insert(before.end(), from.begin(), from.end());
      }
      for (const Entity e : touched)
        if (state_.row(e).kind == kinds[hop]) before.push_back(e);
      sort_out(before);
      anew = std::move(before);
    }
    std::erase_if(anew, [&](Entity e) { return place(e) == nowhere; });
    const Way way = way_of(kind, path);
    for (const Entity e : anew) join(way, joined, place(e));
    if (!anew.empty()) updated.behind.emplace_back(&joined, std::move(anew));
  }
}

// How many layers matter; none is ever forgotten.
size_t Columns::shape() const {
  size_t count = 0;
  for (const auto& [kind, things] : things_) count += things.layers.size();
  for (const auto& [key, joined] : joined_) count += joined.pairs.size();
  for (const auto& [key, arrivals] : arrivals_) count += arrivals.layers.size();
  return count;
}

Columns::Updated Columns::update(std::span<const Touched> touched) {
  note_facts();
  const size_t before = shape();
  Updated updated;
  std::vector<Entity> entities;
  for (const Touched& t : touched)
    if (t.field <= last_field(t.entity)) entities.push_back(t.entity);
  sort_out(entities);
  updated.entities = entities;
  for (const Entity e : entities) {
    const auto it = things_.find(state_.row(e).kind);
    if (it == things_.end() || !state_.row(e).spoken()) continue;
    Things& things = it->second;
    if (place(e) == nowhere && !lens_->spoken_of(e)) continue;  // not up to now
    if (place(e) == nowhere) {
      places_[static_cast<size_t>(e)] = static_cast<uint32_t>(things.order.size());
      things.order.push_back(e);
      things.resize(things.order.size());
    }
    read_thing(things, place(e));
  }
  for (auto& [key, track] : tracks_) {
    const Things& things = things_.at(key.first);
    track.resize(things.order.size());
    for (const Entity e : entities)
      if (state_.row(e).kind == key.first && place(e) != nowhere)
        read_field(track, things, place(e), key.second);
  }
  update_joined(entities, updated);
  update_arrivals(entities, updated);
  sort_out(updated.entities);
  sort_out(updated.met);
  updated.anew = shape() != before;
  return updated;
}

}  // namespace probata
