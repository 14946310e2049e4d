// Lists that are computed: who refers to an entity, and all entities of a kind.
//
// Both are candidates, each confirmed by an ordinary read at the instant: so a list knows about
// layers, gaps and sizes of the ledger all that a field does, and needs no rules of its own.
#include <algorithm>

#include "history/combination.h"
#include "history/lens.h"

namespace probata {
namespace {

constexpr size_t few_members = 32;

const ReverseReference* find_reverse(const Kind& kind, Field field) {
  for (const ReverseReference& r : kind.reverses) {
    if (r.number == field) return &r;
  }
  return nullptr;
}

bool refers(const Lens& lens, const cel::Value& value, Entity target) {
  if (value.is(cel::Tag::list)) {
    return std::ranges::any_of(value.list->items,
                               [&](const cel::Value& v) { return refers(lens, v, target); });
  }
  return lens.resolve(value) == target;
}

// Membership as a reading: whether the entity exists and refers.
Read both(const Read& exists, const Read& refers) {
  if (exists.is(false) || refers.known()) return refers.is(false) ? refers : exists;
  if (exists.is(true) || refers.is(false)) return refers;
  // Two things of which one is not sure.
  Read r = exists;
  if (exists.uncertain && refers.uncertain && exists.uncertain->fact == refers.uncertain->fact)
    return refers;
  r.state = Reading::State::unknown;
  r.doubts.insert(r.doubts.end(), refers.doubts.begin(), refers.doubts.end());
  r.uncertain = exists.uncertain ? exists.uncertain : refers.uncertain;
  return r;
}

}  // namespace

void MemberList::add(Entity entity, const Read& read) {
  late = late || read.late;
  if (read.is(false)) return;
  Member m{entity, read.is(true), {}, read.doubts};
  if (read.state == Reading::State::uncertain) m.uncertain = read.uncertain;
  members.push_back(std::move(m));
  seen_every = std::max(seen_every, read.seen_every);
  claimed = claimed || read.claimed;
}

bool Lens::spoken_of(Entity entity) const {
  for (const Stance& stance : state_.stances_of(entity)) {
    if (told(stance, state_.row(entity).kind)) return true;
  }
  return false;
}

bool Lens::ever_refers(Entity entity, Field field, Entity target) const {
  const auto names = [&](const Change* c) {
    return c && (c->value == disposed_value || refers(*this, state_.values.at(c->value), target));
  };
  for (const Layer layer : view_.history.layers(entity)) {
    const Change* stands = nullptr;
    for (const Change& c : state_.track(entity, field, layer)) {
      if (!visible(c.fact, c.at)) continue;
      // A fact that a later one of the same instant replaces never stood.
      if (stands && stands->at != c.at && names(stands)) return true;
      stands = &c;
    }
    if (names(stands)) return true;
  }
  return false;
}

// Everybody who ever referred here, by id or by a key that the entity was ever given; by id
// bytewise.
bool Lens::find_candidates(Entity target, Field reverse, std::vector<Entity>& all) const {
  const ReverseReference* r = find_reverse(state_.kind_of(target), reverse);
  if (!r) return false;
  const auto begin = static_cast<ptrdiff_t>(all.size());
  const auto take = [&](std::span<const Referrer> referrers) {
    for (const Referrer& f : referrers) {
      if (f.field == r->field && f.kind == r->from) all.push_back(f.from);
    }
  };
  take(state_.keys.referrers(target));
  for (const uint32_t key : state_.keys.keys_of(target)) take(state_.keys.referrers_by_key(key));
  if (const auto disposed = state_.disposed_references.find({r->from, r->field});
      disposed != state_.disposed_references.end())
    all.insert(all.end(), disposed->second.begin(), disposed->second.end());
  const std::ranges::subrange found(all.begin() + begin, all.end());
  const bool late = std::ranges::any_of(found, [&](Entity e) { return late_.of(e); });
  const auto never = [&](Entity e) { return !ever_refers(e, r->field, target); };
  all.erase(std::ranges::remove_if(found, never).begin(), all.end());
  const auto id = [&](Entity e) { return state_.id_of(e); };
  const std::ranges::subrange left(all.begin() + begin, all.end());
  // They come in the order of their facts, which is often that of their ids.
  if (!std::ranges::is_sorted(left, {}, id)) std::ranges::sort(left, {}, id);
  all.erase(std::ranges::unique(left).begin(), all.end());
  return late;
}

Lens::Candidates Lens::Listing::of(Entity e) const {
  const uint32_t place = places[static_cast<size_t>(e)];
  const uint32_t begin = place == 0 ? 0 : ends[place - 1];
  return {.entities = std::span(all).subspan(begin, ends[place] - begin), .late = late[place] != 0};
}

Lens::Listed& Lens::listed(Entity target, Field reverse) {
  const auto [it, fresh] = candidates_.try_emplace({target, reverse});
  Listed& listed = it->second;
  if (!fresh) return listed;
  const KindNo kind = state_.row(target).kind;
  const auto known = std::ranges::find_if(listings_, [&](const Listing* l) {
    return l->kind == kind && l->reverse == reverse &&
           l->places[static_cast<size_t>(target)] < l->ends.size();
  });
  if (known != listings_.end()) {
    static_cast<Candidates&>(listed) = (*known)->of(target);
  } else {
    listed.late = find_candidates(target, reverse, listed.found);
    listed.entities = listed.found;
  }
  listed.memberships.resize(listed.entities.size());
  return listed;
}

Read Lens::refers_to(Entity e, Field field, Entity target, Instant t, const World& world) {
  Read exists = existence(e, t, world);
  if (exists.is(false)) return exists;
  const Read reference = this->field(e, field, t, world);
  Read result = both(exists, membership(reference, target));
  result.until = std::min(exists.until, reference.until);
  result.late = exists.late || reference.late;
  return result;
}

Lens::Membership Lens::add_candidate(MemberList& list, Entity e, Field by, Entity target, Instant t,
                                     const World& world) {
  const Read exists = existence(e, t, world);
  const Membership gone{.from = t, .until = exists.until, .late = exists.late};
  list.until = std::min(list.until, exists.until);
  list.late = list.late || exists.late;
  if (exists.is(false)) return gone;
  const Read reference = field(e, by, t, world);
  list.until = std::min(list.until, reference.until);
  const Read member = both(exists, membership(reference, target));
  list.late = list.late || reference.late;
  list.add(e, member);
  if (reference.fact) list.facts.push_back(*reference.fact);
  if (!member.known()) return {};
  return {.from = t,
          .until = std::min(exists.until, reference.until),
          .refers = member.is(true),
          .claimed = member.claimed,
          .late = exists.late || reference.late || member.late,
          .seen_every = member.seen_every,
          .fact = reference.fact};
}

void Lens::add_seen(MemberList& list, Entity e, const Membership& seen) {
  list.until = std::min(list.until, seen.until);
  list.late = list.late || seen.late;
  if (seen.fact) list.facts.push_back(*seen.fact);
  if (!seen.refers) return;
  list.members.push_back({e, true, {}, {}});
  list.seen_every = std::max(list.seen_every, seen.seen_every);
  list.claimed = list.claimed || seen.claimed;
}

// Of most nothing has changed since the last time.
MemberList Lens::reverse(Entity target, Field reverse, Instant t, const World& world) {
  MemberList list;
  const ReverseReference* r = find_reverse(state_.kind_of(target), reverse);
  if (!r) return list;
  Listed& all = listed(target, reverse);
  list.late = all.late;
  list.facts.reserve(std::min(all.entities.size(), few_members));
  list.members.reserve(std::min(all.entities.size(), few_members));
  for (size_t i = 0; i < all.entities.size(); ++i) {
    Membership& seen = all.memberships[i];
    if (!seen.holds(t)) {
      const auto fresh = add_candidate(list, all.entities[i], r->field, target, t, world);
      if (world.empty()) seen = fresh;
      continue;
    }
    add_seen(list, all.entities[i], seen);
  }
  list.more = missing(r->from, r->field, t, list.until);
  return list;
}

// The reading of a reference as a reading of whether it names the target. One that dangles names
// nobody.
Read Lens::membership(const Read& reference, Entity target) const {
  Read m = reference;
  m.conflicts.clear();
  if (reference.state == Reading::State::unknown) {
    const bool dangles = std::ranges::all_of(
        reference.doubts, [](const Doubt& d) { return d.reason == Reason::dangling; });
    if (!dangles) return m;
    m.doubts.clear();
    m.state = Reading::State::known;
    m.value = cel::Value::of(false);
    return m;
  }
  const bool before = refers(*this, reference.value, target);
  m.value = cel::Value::of(before);
  if (reference.known()) return m;
  const bool after = refers(*this, reference.next, target);
  m.next = cel::Value::of(after);
  if (before == after) m.state = Reading::State::known;
  return m;
}

const std::vector<Entity>& Lens::spoken_of(KindNo kind) {
  const auto [it, fresh] = by_id_.try_emplace(kind);
  if (fresh) {
    it->second = view_.history.entities(kind);
    std::erase_if(it->second, [&](Entity e) { return !spoken_of(e); });
  }
  return it->second;
}

MemberList Lens::all(KindNo kind, Instant t, const World& world) {
  MemberList list;
  const std::vector<Entity>& entities = spoken_of(kind);
  std::vector<Membership>& memberships = memberships_of_all_[kind];
  memberships.resize(entities.size());
  for (size_t i = 0; i < entities.size(); ++i) {
    Membership& seen = memberships[i];
    if (seen.holds(t)) {
      add_seen(list, entities[i], seen);
      continue;
    }
    const Read exists = existence(entities[i], t, world);
    list.until = std::min(list.until, exists.until);
    list.add(entities[i], exists);
    if (!world.empty()) continue;
    seen = {};
    if (exists.known())
      seen = {.from = t,
              .until = exists.until,
              .refers = exists.is(true),
              .claimed = exists.claimed,
              .late = exists.late,
              .seen_every = exists.seen_every,
              .fact = {}};
  }
  list.more = missing(kind, probata::existence, t, list.until);
  return list;
}

}  // namespace probata
