// The patterns (semantics.md, section 4): all obligations of one test and item.
#pragma once

#include "reference/people.h"

namespace probata::reference {

struct Occurrence {
  Chance made;
  std::optional<Chance> counts;  // counts_for: the instant that it is about
};

template <class Made>
std::vector<Chance> made(const std::vector<Made>& all, size_t but = ~size_t{0}) {
  std::vector<Chance> result;
  for (size_t i = 0; i < all.size(); ++i)
    if (i != but) result.push_back(all[i].made);
  return result;
}

struct Deriving : Item {
  const std::vector<Waiver> waivers = waivers_of(*this);
  std::map<std::pair<Instant, std::string>, json::Value> not_counted;  // by instant and id
  std::vector<Decision> decisions;
  std::vector<Obligation> obligations;
  std::vector<Period> partial;

  Deriving(World& w, const Test& t, Entity e) : Item{w, t, e} {
    const auto* judgement = std::get_if<Judgement>(&test.pattern);
    if (judgement) decisions = decisions_of(*this, *judgement, not_counted);
    if (const auto* pattern = std::get_if<Invariant>(&test.pattern)) invariants(*pattern);
    if (const Response* pattern = response_of(test)) responses(*pattern);
    if (const Recurrence* pattern = recurrence_of(test)) recurrences(*pattern);
    std::ranges::stable_sort(obligations, {}, [](const Obligation& o) {
      return std::tuple(o.from.at, o.from.after, o.waived);
    });
  }
  // What only may be and would pass wherever it lies is nothing; and what was found and is met.
  void add(const Obligation& o) {
    if (!(o.possible || o.found) || !o.always_passes()) obligations.push_back(o);
  }

  // ---- invariant (4.2, 8.1)

  // What an earlier waiver covers is no longer broken; what the n-th covers is its own.
  void invariants(const Invariant& pattern) {
    for (size_t n = 0; n <= waivers.size(); ++n) {
      const Waiver waiver = n < waivers.size() ? waivers[n] : Waiver{};
      const Formula broken = [this, &pattern, n](Eyes& e) {
        Is result = inside(e);
        if (result != Is::no) result = min(result, negate(e.holds(pattern.always)));
        for (size_t i = 0; i <= n && i < waivers.size(); ++i) {
          const Is covers = waivers[i].holds.contains(e.t) ? waivers[i].counts : Is::no;
          result = min(result, i == n ? covers : negate(covers));
        }
        return result;
      };
      for (Trigger t : open(waiver.counts) ? std::vector<Trigger>{} : triggers(broken)) {
        // D6.3: once it broke before a known break, it stays broken until there.
        const Instant not_before = t.after == Is::yes ? t.from.at : t.from.after;
        const Formula mended = [broken](Eyes& e) { return negate(broken(e)); };
        const bool found = std::exchange(t.found, false);
        t.maybe_found = false;
        Obligation o = oblige(t, due_of(pattern.grace), {mended, {}, not_before});
        o.unbounded = found && watch == seen;
        o.waived = is(n < waivers.size());
        o.waiver = waiver.id;
        o.ended_by = ended_by(o, "condition");
        add(o);
      }
    }
  }

  // ---- response (4.3 to 4.5)

  void responses(const Response& p) {
    const auto lives = [this, &p](Eyes& e) { return p.gone_fails ? exists(e) : Is::yes; };
    const Formula then = [=, &p](Eyes& e) { return min(lives(e), e.holds(p.then)); };
    const auto met = [=, this, &p](const Trigger& t, Instant not_before, bool strict) {
      const Formula f = [=, this, &p](Eyes& e) {
        const Is other = min(lives(e), max(e.holds(p.unless), negate(inside(e))));
        return max(e.t < not_before ? Is::no : then(e), other);
      };
      return Met{f, made(decisions), t.from.after, strict, p.gone_fails};
    };
    const auto begun = triggers([this, &p](Eyes& e) { return inside(e, p.when); });
    for (const Trigger& t : begun) {
      const Obligation o = oblige(t, due_of(p.within, &p), met(t, ever, false));
      const bool nothing = o.never_fails ? p.when->program.constant() || o.done.at < never
                                         : (o.found || t.maybe_found) && o.always_passes();
      if (!nothing) answer(p, o);
    }
    // `stays`: each later instant at which R stops while domain and W hold and U does not.
    const Formula wanted = [this, &p](Eyes& e) {
      return min(inside(e, p.when), negate(e.holds(p.unless)));
    };
    const auto stopped = [&](Eyes& e) { return p.stays ? negate(then(e)) : Is::no; };
    for (Trigger t : triggers(stopped)) {
      bool certain = true;
      Range where{never, ever};  // D4.18: the part in which it may be wanted
      for (const auto& [from, pins] : ways(t, due_of(p.within, &p))) {
        const Is is = is_now(wanted, from, pins);
        certain = certain && is == Is::yes;
        if (is != Is::no) where = {min(where.after, before(from)), from};
      }
      const bool same = std::ranges::any_of(begun, [&](const Trigger& b) {
        return (b.from == t.from && t.fact && t.fact == b.fact) ||
               (b.from.exact() && (b.from == t.from || b.from == where));
      });
      if (t.found || same || where.at == ever) continue;
      // Where R is known not to hold afterwards it does not come back before; else it may at once.
      const bool off = t.after == Is::yes;
      const Instant end = off ? t.from.at : t.from.after;
      t = {where, t.possible || !certain || t.maybe_found, false, false, t.after, t.fact};
      answer(p, oblige(t, due_of(p.within, &p), met(t, end, !off)));
    }
  }
  void answer(const Response& p, Obligation o) {
    if (o.possible && o.always_passes()) return;
    judge(o, decisions, {o.from.at, min(o.done.at, in.now)}, true);
    extend(o, waivers);
    o.ended_by = ended_by(o, "then");
    for (const auto& [word, c] : {std::pair("unless", &p.unless), std::pair("then", &p.then)})
      if (o.done.at < never && is_now([&](Eyes& e) { return e.holds(*c); }, o.done.at) == Is::yes)
        o.ended_by = word;
    if (!o.found || !o.always_passes()) obligations.push_back(o);
  }

  // ---- recurrence (4.6, 4.7)

  void recurrences(const Recurrence& r) {
    const bool judged = std::holds_alternative<Judgement>(test.pattern), by_window = is_calendar(r);
    std::vector<Occurrence> all = judged ? std::vector<Occurrence>{} : occurrences(r);
    for (const Decision& d : decisions) all.push_back({d.made, {}});
    by_window ? windows(r, all) : rolling(r, all);
    for (Obligation& o : obligations)
      if (by_window && o.waived == Is::no)
        judge(o, decisions, {o.from.at, o.due.at}, false);
      else if (!by_window)
        judge(o, decisions, {next(o.from.at), min(o.done.at, in.now)}, true);
  }
  std::vector<Occurrence> occurrences(const Recurrence& r) {
    std::vector<Occurrence> result;
    // D4.8: `counts_for` read as null or error may count for any window.
    const auto counts =
        r.counts_for ? std::optional(Chance{{ever, Instant::latest()}, false}) : std::nullopt;
    Field reference = existence;
    for (const ReverseReference& reverse : world.kind(item).reverses)
      if (r.reverse == reverse.number) reference = reverse.field;
    for (const Entity e : world.all(r.occurs)) {
      if (r.reverse && !world.ever_refers(e, reference, item)) continue;
      const Formula occurs = [&, e](Eyes& eyes) {
        const Is there = r.reverse ? world.refers(e, reference, item, eyes) : eyes.exists(e);
        return there == Is::no ? there : min(there, eyes.holds(r.where, Is::yes));
      };
      const Runs runs = reference::sweep(world, {item, e}, occurs, Instant::earliest());
      for (const Trigger& t : reference::triggers(runs, in.now)) {
        result.push_back({{t.from, !t.possible}, counts});
        if (!counts) continue;
        const Value v = Eyes(world, {item, e}, t.from.at).settled(*r.counts_for);
        if (v.is(Tag::timestamp)) result.back().counts = Chance{Range::exactly(v.instant())};
      }
    }
    for (const Period& p : unseen(r, reference))
      result.push_back({{{before(p.start), p.end}, false}, counts});
    return result;
  }
  // D4.8: closed stretches in which one more may have occurred of which nothing is known; D4.17:
  // of a reverse list those that touch are one.
  std::vector<Period> unseen(const Recurrence& r, Field reference) const {
    std::vector<Period> result;
    for (const Instant t : r.reverse ? world.instants : std::set<Instant>{}) {
      const auto later = world.instants.upper_bound(t);
      if (t > in.now || !world.missing(r.occurs, reference, t)) continue;
      if (result.empty() || next(result.back().end) != t) result.push_back({t, t});
      result.back().end = later == world.instants.end() ? in.now : min(before(*later), in.now);
    }
    if (r.reverse) return result;
    const auto sources = world.expected(r.occurs);
    if (world.uncovered(world.catalog.at(r.occurs)))
      result.push_back({Instant::earliest(), in.now});
    for (const ExpectedSource& e : sources) {
      const auto [lead, gaps] = world.unseen(e, r.occurs);
      for (const Period& gap : gaps) result.push_back({next(gap.start), before(gap.end)});
      if (e.declared) result.push_back({max(lead.start, Instant::earliest()), before(lead.end)});
    }
    std::erase_if(result, [](const Period& p) { return p.start > p.end; });
    return result;
  }

  void windows(const Recurrence& r, const std::vector<Occurrence>& all) {
    // D4.2: they begin with the watch; where it has no beginning, with the period or the first
    // occurrence.
    Instant t = in.period.start;
    for (const Occurrence& o : all)
      if (const Chance c = o.counts.value_or(o.made); c.certain) t = min(t, c.at.at);
    if (r.counts_for && watch > Instant::earliest()) t = watch;
    for (t = max(watch, t); t <= in.now;) {
      const auto* fixed = std::get_if<Window>(&r.every);
      const auto read =
          fixed
              ? Result<Window>(*fixed)
              : parse_window(text_of(Eyes(world, {item}, t).settled(std::get<Condition>(r.every))));
      if (!read) break;
      const Period w = in.settings.calendar.window(*read, t);
      const Instant start = max(w.start, watch), last = min(before(w.end), in.now);
      const Presence there = presence(domain, start, last);
      const bool in_part = w.start < watch || there.no;
      t = w.end;
      if (!there.yes && !there.maybe) continue;
      if (in_part && !r.partial_counts) {  // D4.10
        if (there.yes || w.start < watch) partial.push_back(w);
        continue;
      }
      Instant from = start;
      for (const Run& run : domain)
        if (in_part && from == start && run.value == Is::yes && run.from.at > start &&
            run.from.at <= last && at(domain, start) != Is::yes)
          from = run.from.at;
      raise(r, all, w, {Range::exactly(from), there.maybe && !(in_part && there.yes)});
    }
  }
  void raise(const Recurrence& r, const std::vector<Occurrence>& all, const Period& w,
             const Trigger& t) {
    std::vector<Chance> here;
    for (const Occurrence& o : all) {
      const Chance place = o.counts.value_or(o.made);
      const Instant start = o.counts ? w.start : t.from.at, last = o.counts ? never : before(w.end);
      if (place.at.at < start || next(place.at.after) >= w.end) continue;
      const bool inside = next(place.at.after) >= start && place.at.at < w.end;
      here.push_back({{max(o.made.at.after, before(t.from.at)),  // D4.13
                       max(min(o.made.at.at, last), t.from.at)},
                      o.made.certain && place.certain && inside});
    }
    const Due due = [&](Instant, Instant, const Pins&) { return before(w.end); };
    Obligation o = oblige(t, due, {[](Eyes&) { return Is::no; }, here, ever, false});
    o.momentary = !r.counts_for;
    if (o.done.at < never) o.ended_by = "then";
    excuse(o, waivers);
    add(o);
  }

  // D4.7, D4.15: from each occurrence, and from each beginning of the domain, to the next.
  void rolling(const Recurrence& r, const std::vector<Occurrence>& all) {
    std::vector<std::pair<Trigger, size_t>> begin;  // and which occurrence it is
    for (size_t i = 0; i < all.size(); ++i) {
      const auto& [made, certain] = all[i].made;
      const Range at{max(made.after, before(watch)), made.at};
      if (at.at < watch || at.at > in.now) continue;
      const Presence there = presence(domain, next(at.after), at.at);
      Range part{never, ever};  // D4.18: the part in which the domain may hold
      for (size_t run = 0; run < domain.size(); ++run) {
        const Range may{max(domain[run].from.after, at.after), end_of(domain, run, at.at).at};
        if (domain[run].value != Is::no && may.after < may.at)
          part = {min(part.after, may.after), max(part.at, may.at)};
      }
      const bool possible = !certain || next(made.after) < watch || there.no || there.maybe;
      if (there.yes || there.maybe) begin.push_back({{part, possible}, i});
    }
    for (const Trigger& t : triggers([this](Eyes& e) { return inside(e); }))
      begin.push_back({t, all.size()});
    std::ranges::stable_sort(begin, {}, [](const auto& b) {
      return std::tuple(b.first.from, b.first.possible, b.second);
    });
    const auto repeats = std::ranges::unique(begin, [](const auto& a, const auto& b) {
      return a.first.from == b.first.from && a.first.from.exact();
    });
    begin.erase(repeats.begin(), repeats.end());
    for (auto& [t, occurrence] : begin) {
      const bool settled = occurrence == all.size() && t.after == Is::yes;
      const Instant end = settled ? t.from.at : t.from.after;
      t.found = t.maybe_found = false;
      const Formula out = [this, end](Eyes& e) { return e.t < end ? Is::no : negate(inside(e)); };
      Obligation o = oblige(t, due_of(r.every), {out, made(all, occurrence), t.from.after});
      o.ended_by = ended_by(o, "then");
      if (o.possible && o.always_passes()) continue;
      extend(o, waivers);
      obligations.push_back(o);
    }
  }
};

}  // namespace probata::reference
