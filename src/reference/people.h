// What people decide of one test and item: roles, judgements, waivers (semantics.md, 4.8, 8.1, 8.2).
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

struct People : Item {
  using Item::Item;

  // Records of a kind that, as people ever said, are about the test and the item.
  std::vector<Entity> records(KindNo kind) const {
    std::vector<Entity> result = all(kind);
    std::erase_if(result, [&](Entity e) { return !ever_says(e, "test", test.full_id) || !ever_says(e, "item", item_name); });
    return result;
  }
  // D4.16, D8.9: whether a person (by the id) held a role, or a qualification.
  Is has(KindNo kind, const char* name, const std::string& wanted, const std::string& by, Instant then) {
    const auto known = [](const Value& v, bool yes) { return open(v) ? Is::maybe : is(yes); };
    Is result = Is::no;
    for (const Entity record : by.starts_with("person/") ? all(kind) : std::vector<Entity>{}) {
      const auto gives = [&] {
        const Value what = read(record, field(record, name)), who = read(record, field(record, "person")), until = read(record, field(record, "until"));
        const bool is_it = (who.is(Tag::entity) ? this->name(who.entity) : "person/" + text_of(who)) == by;
        const bool over = until.is(Tag::timestamp) && t >= until.instant();
        return min({exists(record), known(what, text_of(what) == wanted), known(who, is_it), known(until, !over)});
      };
      result = max(result, is_now(gives, then));
    }
    return result;
  }

  // D8.2: `from` and `until` as they were at the approval; D8.10: the requester is who told first.
  std::vector<Waiver> waivers_of() {
    std::vector<Waiver> result;
    for (const Entity e : records(catalog.waiver)) {
      const Fact* first = nullptr;
      for (const auto& [seq, f] : facts)
        if (f->kind == catalog.waiver && f->id == things[e].id && layer_of(f->by) == "people" && (!first || f->at < first->at)) first = f;
      std::string state;
      for (const auto& [at, word] : track(e, "people", field(e, "state"))) {
        if (word.ends || text_of(word.value) == state) continue;
        state = text_of(word.value);
        for (Waiver& w : result)
          if (w.id == things[e].id) w.holds.end = min(w.holds.end, at);
        const Fact& fact = *facts.at(word.seq);
        Is counts = Is::no;
        for (const std::string& role : test.waivable_by) counts = max(counts, has(catalog.assignment, "role", role, fact.by, at));
        const Value from = read_at(at, e, "from"), until = read_at(at, e, "until");
        if (state != "approved" || first->by == fact.by || counts == Is::no || !until.is(Tag::timestamp)) continue;
        const Instant approved = max(*fact.recorded, at);
        result.push_back({things[e].id, approved, {from.is(Tag::timestamp) ? max(approved, from.instant()) : approved, until.instant()}, counts});
      }
    }
    std::erase_if(result, [](const Waiver& w) { return w.holds.start >= w.holds.end; });
    for (const Waiver& w : result) instants.insert({w.holds.start, w.holds.end});
    std::ranges::sort(result, {}, [](const Waiver& w) { return std::pair(w.holds.start, w.id); });
    return result;
  }

  // Whether a person is not among those who may not judge.
  Is is_free(const Judgement& judgement, const std::string& by, Instant then) {
    if (!judgement.not_by || !by.starts_with("person/")) return Is::yes;
    const Value v = settled(*judgement.not_by, then);
    const bool list = v.is(Tag::list);
    const std::span<const Value> all = list ? v.list->items : std::span(&v, 1);
    Is among = list && v.list->more ? Is::maybe : Is::no;
    for (size_t n = 0; n < all.size(); ++n) {
      const Is is_it = all[n].is(Tag::entity) ? is(name(all[n].entity) == by) : all[n].is(Tag::null) ? Is::no : Is::maybe;
      among = max(among, list && !v.list->membership.empty() ? min(truth(v.list->membership[n]), is_it) : is_it);
    }
    return negate(among);
  }
  // The decided judgements; those that are no occurrence are `not_counted`, by instant and id.
  std::vector<Decision> decisions_of(const Judgement& judgement, std::map<std::pair<Instant, std::string>, json::Value>& not_counted) {
    std::vector<Decision> result;
    for (const Entity e : records(catalog.judgement))
      for (const auto& [at, answer] : track(e, "people", field(e, "answer"))) {
        const std::string &by = facts.at(answer.seq)->by, said = text_of(answer.value);
        json::Array misses;
        Is counts = Is::yes;
        const auto require = [&](Is is, const std::string& miss) {
          counts = min(counts, is);
          if (is == Is::no) misses.emplace_back(miss);
        };
        require(has(catalog.assignment, "role", judgement.by, by, at), "did not hold the role " + judgement.by);
        for (const std::string& need : judgement.needs) require(has(catalog.qualification, "name", need, by, at), "lacked the qualification " + need);
        require(is_free(judgement, by, at), "may not decide this item");
        if (said.empty()) continue;
        const std::string& id = things[e].id;
        if (counts == Is::no) not_counted[{at, id}] = json::Object{{"item", item_name}, {"judgement", id}, {"by", by}, {"at", to_text(at)}, {"misses", misses}};
        // D4.9: a "no" of which it is unknown whether it counts meets nothing and fails nothing.
        if (counts == Is::yes || (counts == Is::maybe && said != "no")) result.push_back({{{answer.after, at}, counts == Is::yes}, said == "no"});
      }
    std::ranges::sort(result, {}, [](const Decision& d) { return std::tuple(d.made.at.at, d.made.at.after, d.no); });
    return result;
  }
};

// D8.1, D8.8: the moved `due` is the `due`.
inline void extend(Obligation& o, const std::vector<Waiver>& waivers) {
  for (const auto& [id, approved, holds, counts] : waivers) {
    if (o.due.at == never || o.due.at < max(approved, holds.start) || o.from.at >= holds.end) continue;
    const std::vector<Filling> as_it_was = open(counts) ? o.fillings : std::vector<Filling>{};
    for (Filling& f : o.fillings) f.due = max(f.due, holds.end);
    o.due = {max(o.due.after, before(holds.end)), max(o.due.at, holds.end)};
    o.fillings.insert(o.fillings.end(), as_it_was.begin(), as_it_was.end());
    if (!open(counts)) o.waiver = id;
  }
}
// D4.9: the answer "no" fails it from there to the next "yes". `span` is closed. Where `first_only` it has to be the decision that would have met it.
inline void judge(Obligation& o, const std::vector<Decision>& decisions, const Period& span, bool first_only) {
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
