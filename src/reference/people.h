// What people decide of one test and item: roles, judgements, waivers
// (semantics.md, 4.8, 8.1, 8.2).
#pragma once

#include "reference/obligation.h"

namespace probata::reference {

struct Decision {
  Chance made;
  bool no = false;
};
struct Waiver {
  std::string id;
  Instant approved;
  Period holds;
  Is counts = Is::yes;
};

// Whether people ever said so of the field.
inline bool says(const World& world, Entity e, const char* field, const std::string& text) {
  const Track& track = world.track(e, "people", field);
  return std::ranges::any_of(track, [&](auto& w) { return text_of(w.second.value) == text; });
}
// Records of a kind that are about a test and an item.
inline std::vector<Entity> records(const Item& i, KindNo kind) {
  std::vector<Entity> result = i.world.all(kind);
  std::erase_if(result, [&](Entity e) {
    return !says(i.world, e, "test", i.test.full_id) || !says(i.world, e, "item", i.name);
  });
  return result;
}

// D4.16, D8.9: whether a person (by the id) held a role, or a qualification.
inline Is has(const Item& i, KindNo kind, const char* field, const std::string& text,
              const std::string& by, Instant t) {
  Is result = Is::no;
  for (const Entity record : i.world.all(kind)) {
    const auto gives = [&](Eyes& e) {
      const auto get = [&](const char* name) {
        return e.read(record, static_cast<uint16_t>(e.world.kind(record).find(name)->number));
      };
      const auto known = [](const Value& v, bool yes) { return open(v) ? Is::maybe : is(yes); };
      const Value name = get(field), who = get("person"), until = get("until");
      const bool is_it =
          (who.is(Tag::entity) ? i.world.name(who.entity) : "person/" + text_of(who)) == by;
      const bool over = until.is(Tag::timestamp) && t >= until.instant();
      return min({e.exists(record), known(name, text_of(name) == text), known(who, is_it),
                  known(until, !over)});
    };
    result = max(result, look(i.world, {record}, gives, t).now());
  }
  return by.starts_with("person/") ? result : Is::no;
}

// D8.2: `from` and `until` as they were at the approval.
inline std::vector<Waiver> waivers_of(const Item& i) {
  std::vector<Waiver> result;
  World& world = i.world;
  for (const Entity e : records(i, world.catalog.waiver)) {
    const auto fact = [&](const Word& word) { return world.facts.at(word.seq); };
    const Fact* first = nullptr;
    for (const auto& [seq, f] : world.facts)
      if (f->kind == world.catalog.waiver && f->id == world.things[e].id &&
          layer_of(f->by) == "people" && (!first || f->at < first->at))
        first = f;
    std::string state;
    for (const auto& [at, word] : world.track(e, "people", "state")) {
      const std::string& by = fact(word)->by;
      if (word.ends || text_of(word.value) == state) continue;
      state = text_of(word.value);
      for (Waiver& w : result)
        if (w.id == world.things[e].id) w.holds.end = min(w.holds.end, at);
      Is counts = Is::no;
      for (const std::string& role : i.test.waivable_by)
        counts = max(counts, has(i, world.catalog.assignment, "role", role, by, at));
      const Value from = world.read(e, "from", {at}), until = world.read(e, "until", {at});
      if (state != "approved" || first->by == by || counts == Is::no || !until.is(Tag::timestamp))
        continue;
      const Instant approved = max(*fact(word)->recorded, at);
      const Instant start = from.is(Tag::timestamp) ? max(approved, from.instant()) : approved;
      result.push_back({world.things[e].id, approved, {start, until.instant()}, counts});
    }
  }
  std::erase_if(result, [](const Waiver& w) { return w.holds.start >= w.holds.end; });
  for (const Waiver& w : result) world.instants.insert({w.holds.start, w.holds.end});
  std::ranges::sort(result, {}, [](const Waiver& w) { return std::pair(w.holds.start, w.id); });
  return result;
}
// D8.1, D8.8: the moved `due` is the `due`.
inline void extend(Obligation& o, const std::vector<Waiver>& waivers) {
  for (const auto& [id, approved, holds, counts] : waivers) {
    if (o.unread() || o.due.at < max(approved, holds.start) || o.from.at >= holds.end) continue;
    const std::vector<Filling> as_it_was = o.fillings;
    for (Filling& f : o.fillings) f.due = max(f.due, holds.end);
    o.due = {max(o.due.after, before(holds.end)), max(o.due.at, holds.end)};
    if (!open(counts)) o.waiver = id;
    if (open(counts)) o.fillings.insert(o.fillings.end(), as_it_was.begin(), as_it_was.end());
  }
}
// A calendar window is waived where the waiver holds at its `due`.
inline void excuse(Obligation& o, const std::vector<Waiver>& waivers) {
  for (const Waiver& w : waivers) {
    if (!w.holds.contains(o.due.at) || o.waived == Is::yes) continue;
    o.waived = w.counts;
    if (!open(w.counts)) o.waiver = w.id;
  }
}

// Whether a person is not among those who may not judge.
inline Is is_free(const Item& i, const Judgement& judgement, const std::string& by, Instant t) {
  if (!judgement.not_by || !by.starts_with("person/")) return Is::yes;
  Eyes eyes(i.world, {i.item}, t);
  const Value v = eyes.settled(*judgement.not_by);
  const std::span<const Value> all = v.is(Tag::list) ? v.list->items : std::span(&v, 1);
  Is among = v.is(Tag::list) && v.list->more ? Is::maybe : Is::no;
  for (size_t n = 0; n < all.size(); ++n) {
    const bool list = v.is(Tag::list) && !v.list->membership.empty();
    const Is member = list && open(v.list->membership[n]) ? Is::maybe : Is::yes;
    const Is is_it = all[n].is(Tag::entity) ? is(i.world.name(all[n].entity) == by) : Is::maybe;
    if (!all[n].is(Tag::null)) among = max(among, min(member, is_it));
  }
  return negate(among);
}
// The decided judgements; those that are no occurrence are `not_counted`.
inline std::vector<Decision> decisions_of(
    const Item& i, const Judgement& judgement,
    std::map<std::pair<Instant, std::string>, json::Value>& not_counted) {
  std::vector<Decision> result;
  const Catalog& catalog = i.world.catalog;
  for (const Entity e : records(i, catalog.judgement)) {
    for (const auto& [at, answer] : i.world.track(e, "people", "answer")) {
      const std::string &by = i.world.facts.at(answer.seq)->by, said = text_of(answer.value);
      json::Array misses;
      Is counts = Is::yes;
      const auto require = [&](Is is, const std::string& miss) {
        counts = min(counts, is);
        if (is == Is::no) misses.emplace_back(miss);
      };
      require(has(i, catalog.assignment, "role", judgement.by, by, at),
              "did not hold the role " + judgement.by);
      for (const std::string& need : judgement.needs)
        require(has(i, catalog.qualification, "name", need, by, at),
                "lacked the qualification " + need);
      require(is_free(i, judgement, by, at), "may not decide this item");
      if (said.empty()) continue;
      if (counts == Is::no)
        not_counted[{at, i.world.things[e].id}] = json::Object{{"item", i.name},
                                                               {"judgement", i.world.things[e].id},
                                                               {"by", by},
                                                               {"at", to_text(at)},
                                                               {"misses", misses}};
      // D4.9: a "no" of which it is unknown whether it counts meets nothing and fails nothing.
      if (counts == Is::yes || (counts == Is::maybe && said != "no"))
        result.push_back({{{answer.after, at}, counts == Is::yes}, said == "no"});
    }
  }
  std::ranges::sort(result, {}, [](const Decision& d) {
    return std::tuple(d.made.at.at, d.made.at.after, d.no);
  });
  return result;
}
// D4.9: the answer "no" fails it from there to the next "yes". `span` is closed. Where `first_only`
// it has to be the decision that would have met it.
inline void judge(Obligation& o, const std::vector<Decision>& decisions, const Period& span,
                  bool first_only) {
  bool doubtful = false;
  for (const Decision& d : decisions) {
    const Instant t = d.made.at.at;
    if (o.judged < never && !d.no && d.made.certain && o.done.at == never) o.done = d.made.at;
    if (o.judged < never || t < span.start || t > span.end) continue;
    if (!d.no && first_only && d.made.certain) return;
    doubtful = doubtful || (!d.no && first_only);
    if (d.no && doubtful) return o.fillings.push_back({o.from.at, o.due.at, never});
    if (!d.no) continue;
    o.judged = t;
    o.done = {never, never};
  }
}

}  // namespace probata::reference
