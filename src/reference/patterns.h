// The patterns: all obligations of one test and item (semantics.md, section 4).
#pragma once

#include "reference/people.h"

namespace probata::reference {

struct Occurrence {
  Chance made;
  std::optional<Chance> counts;  // counts_for: the instant that it is about
};
inline std::vector<Chance> made(const auto& all, size_t but = ~size_t{0}) {
  std::vector<Chance> result;
  for (size_t i = 0; i < all.size(); ++i)
    if (i != but) result.push_back(all[i].made);
  return result;
}

struct Deriving : People {
  const std::vector<Waiver> waivers = waivers_of();
  std::map<std::pair<Instant, std::string>, json::Value> not_counted;  // by instant and id
  std::vector<Decision> decisions;
  std::vector<Obligation> obligations;
  std::vector<Period> partial;

  Deriving(const Inputs& inputs, const Test& t, const Thing& about) : People(inputs, t, about) {
    const auto* judgement = std::get_if<Judgement>(&test.pattern);
    if (judgement) decisions = decisions_of(*judgement, not_counted);
    if (const auto* pattern = std::get_if<Invariant>(&test.pattern)) invariants(*pattern);
    if (const Response* pattern = response_of(test)) responses(*pattern);
    if (const Recurrence* pattern = recurrence_of(test)) recurrences(*pattern);
    std::ranges::stable_sort(obligations, {}, [](const Obligation& o) { return std::tuple(o.from.at, o.from.after, o.excused); });
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
      const Formula broken = [&] {
        Is result = min(inside(), negate(holds(pattern.always)));
        for (size_t i = 0; i <= n && i < waivers.size(); ++i) {
          const Is covers = waivers[i].holds.contains(t) ? waivers[i].counts : Is::no;
          result = min(result, i == n ? covers : negate(covers));
        }
        return result;
      };
      for (Trigger g : open(waiver.counts) ? std::vector<Trigger>{} : triggers_of(broken)) {
        const bool found = std::exchange(g.found, false);
        g.maybe_found = false;
        // D6.3: once it broke before a known break, it stays broken until there.
        const auto mended = [&](Instant) { return g.after == Is::yes && t < g.from.at ? Is::no : negate(broken()); };
        Obligation o = oblige(g, due_of(pattern.grace), {mended});
        o.unbounded = found && watch == seen_from;
        o.excused = is(n < waivers.size());
        o.waiver = waiver.id;
        o.ended_by = ended_by(o.done.at, "condition");
        add(o);
      }
    }
  }

  // ---- response (4.3 to 4.5)

  void responses(const Response& p) {
    const auto lives = [&] { return p.gone_fails ? there() : Is::yes; };
    const auto then = [&] { return min(lives(), holds(p.then)); };
    const auto met = [&](Instant not_before, bool strict) {
      const auto by = [=, this, &p](Instant from) {
        if (p.gone_fails && presence(alive, next(strict ? next(from) : from), t).no) return Is::no;  // D4.6
        return max(t < not_before ? Is::no : then(), min(lives(), max(holds(p.unless), negate(inside()))));
      };
      return Met{by, made(decisions), strict, p.gone_fails};
    };
    const Due due = due_of(p.within, &p);
    const auto begun = triggers_of([&] { return inside(p.when); });
    for (const Trigger& g : begun) {
      const Obligation o = oblige(g, due, met(ever, false));
      const bool nothing = o.never_fails ? p.when->program.constant() || o.done.at < never : (o.found || g.maybe_found) && o.always_passes();
      if (!nothing) answer(p, o);
    }
    // `stays`: each later instant at which R stops while domain and W hold and U does not.
    for (Trigger g : p.stays ? triggers_of([&] { return negate(then()); }) : std::vector<Trigger>{}) {
      bool certain = !g.possible && !g.maybe_found;
      Range where{never, ever};  // D4.18: the part in which it may be wanted
      for (const auto& [from, assumed] : ways(g, due)) {
        const Is wanted = is_now([&] { return min(inside(p.when), negate(holds(p.unless))); }, from, assumed);
        certain = certain && wanted == Is::yes;
        if (wanted != Is::no) where = {min(where.after, before(from)), from};
      }
      const bool same = std::ranges::any_of(begun, [&](const Trigger& b) {
        return (b.from == g.from && g.fact && g.fact == b.fact) || (b.from.exact() && (b.from == g.from || b.from == where));
      });
      if (g.found || same || where.at == ever) continue;
      // Where R is known not to hold afterwards it does not come back before; else it may at once.
      const bool off = g.after == Is::yes;
      answer(p, oblige({where, !certain, false, false, g.after, g.fact}, due, met(off ? g.from.at : ever, !off)));
    }
  }
  void answer(const Response& p, Obligation o) {
    if (o.possible && o.always_passes()) return;
    judge(o, decisions, {o.from.at, min(o.done.at, in.now)}, true);
    extend(o, waivers);
    o.ended_by = ended_by(o.done.at, "then");
    for (const auto& [word, c] : {std::pair("unless", &p.unless), std::pair("then", &p.then)})
      if (o.done.at < never && is_now([&] { return holds(*c); }, o.done.at) == Is::yes) o.ended_by = word;
    if (!o.found || !o.always_passes()) obligations.push_back(o);
  }

  // ---- recurrence (4.6, 4.7)

  void recurrences(const Recurrence& r) {
    const bool judged = std::holds_alternative<Judgement>(test.pattern), by_window = is_calendar(r);
    std::vector<Occurrence> all = judged ? std::vector<Occurrence>{} : occurrences(r);
    for (const Decision& d : decisions) all.push_back({d.made, {}});
    by_window ? windows(r, all) : rolling(r, all);
    for (Obligation& o : obligations)
      if (!by_window || o.excused == Is::no)
        judge(o, decisions, by_window ? Period{o.from.at, o.due.at} : Period{next(o.from.at), min(o.done.at, in.now)}, !by_window);
  }
  std::vector<Occurrence> occurrences(const Recurrence& r) {
    std::vector<Occurrence> result;
    // D4.8: `counts_for` read as null or error may count for any window.
    const auto counts = r.counts_for ? std::optional(Chance{{ever, Instant::latest()}, false}) : std::nullopt;
    Field reference = existence;
    for (const ReverseReference& reverse : kind(item).reverses)
      if (r.reverse == reverse.number) reference = reverse.field;
    for (const Entity e : all(r.occurs)) {
      if (r.reverse && !ever_refers(e, reference, item)) continue;
      occurrence = e;
      const Runs runs = sweep([&] { return min(r.reverse ? refers(e, reference, item) : exists(e), holds(r.where, Is::yes)); }, Instant::earliest());
      for (const Trigger& g : triggers(runs, in.now)) {
        result.push_back({{g.from, !g.possible}, counts});
        const Value v = counts ? settled(*r.counts_for, g.from.at) : Value();
        if (v.is(Tag::timestamp)) result.back().counts = Chance{Range::exactly(v.instant())};
      }
    }
    occurrence = item;
    for (const Period& p : unseen_of(r, reference)) result.push_back({{{before(p.start), p.end}, false}, counts});
    return result;
  }
  // D4.8: closed stretches in which one more may have occurred of which nothing is known; D4.17: of a reverse list those that touch are one.
  std::vector<Period> unseen_of(const Recurrence& r, Field reference) const {
    std::vector<Period> result;
    for (auto i = instants.begin(); r.reverse && i != instants.end() && *i <= in.now; ++i) {
      if (!missing(r.occurs, reference, *i)) continue;
      if (result.empty() || next(result.back().end) != *i) result.push_back({*i, *i});
      result.back().end = std::next(i) == instants.end() ? in.now : min(before(*std::next(i)), in.now);
    }
    if (r.reverse) return result;
    if (uncovered(catalog.at(r.occurs))) result.push_back({Instant::earliest(), in.now});
    for (const ExpectedSource& e : expected(r.occurs)) {
      const auto [lead, gaps] = unseen(e, r.occurs);
      for (const Period& gap : gaps) result.push_back({next(gap.start), before(gap.end)});
      if (e.declared) result.push_back({max(lead.start, Instant::earliest()), before(lead.end)});
    }
    std::erase_if(result, [](const Period& p) { return p.start > p.end; });
    return result;
  }

  void windows(const Recurrence& r, const std::vector<Occurrence>& all) {
    // D4.2: they begin with the watch; where it has no beginning, with the period or the first occurrence.
    Instant start = in.period.start;
    for (const Occurrence& o : all)
      if (const Chance c = o.counts.value_or(o.made); c.certain) start = min(start, c.at.at);
    if (r.counts_for && watch > Instant::earliest()) start = watch;
    for (start = max(watch, start); start <= in.now;) {
      const auto* fixed = std::get_if<Window>(&r.every);
      const auto read = fixed ? Result<Window>(*fixed) : parse_window(text_of(settled(std::get<Condition>(r.every), start)));
      if (!read) break;
      const Period w = calendar().window(*read, start);
      const Instant first = max(w.start, watch), last = min(before(w.end), in.now);
      const Presence there = presence(domain, first, last);
      const bool in_part = w.start < watch || there.no;
      start = w.end;
      if (!there.yes && !there.maybe) continue;
      if (in_part && !r.partial_counts) {  // D4.10
        if (there.yes || w.start < watch) partial.push_back(w);
        continue;
      }
      Instant from = first;
      for (const Run& run : domain)
        if (in_part && from == first && known(run) == Is::yes && run.from > first && run.from <= last && value_at(domain, first) != Is::yes) from = run.from;
      raise(r, all, w, {Range::exactly(from), there.maybe && !(in_part && there.yes)});
    }
  }
  void raise(const Recurrence& r, const std::vector<Occurrence>& all, const Period& w, const Trigger& g) {
    std::vector<Chance> here;
    for (const Occurrence& o : all) {
      const Chance place = o.counts.value_or(o.made);
      const Instant start = o.counts ? w.start : g.from.at, last = o.counts ? never : before(w.end);
      if (place.at.at < start || next(place.at.after) >= w.end) continue;
      const bool inside = next(place.at.after) >= start && place.at.at < w.end;
      const Range at{max(o.made.at.after, before(g.from.at)), max(min(o.made.at.at, last), g.from.at)};  // D4.13
      here.push_back({at, o.made.certain && place.certain && inside});
    }
    Obligation o = oblige(g, [&](Instant, Instant, const Pins&) { return before(w.end); }, {[](Instant) { return Is::no; }, here, false});
    o.momentary = !r.counts_for;
    if (o.done.at < never) o.ended_by = "then";
    for (const Waiver& waiver : waivers)  // a window is waived where the waiver holds at its `due`
      if (waiver.holds.contains(o.due.at) && o.excused != Is::yes) {
        o.excused = waiver.counts;
        if (!open(waiver.counts)) o.waiver = waiver.id;
      }
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
        const Range may{max(before(domain[run].from), at.after), min(end_of(domain, run, at.at), at.at)};
        if (known(domain[run]) != Is::no && may.after < may.at) part = {min(part.after, may.after), max(part.at, may.at)};
      }
      const bool possible = !certain || next(made.after) < watch || there.no || there.maybe;
      if (there.yes || there.maybe) begin.push_back({{part, possible}, i});
    }
    for (const Trigger& g : triggers_of([&] { return inside(); })) begin.push_back({g, all.size()});
    std::ranges::stable_sort(begin, {}, [](const auto& b) { return std::tuple(b.first.from, b.first.possible, b.second); });
    const auto repeats = std::ranges::unique(begin, [](const auto& a, const auto& b) { return a.first.from == b.first.from && a.first.from.exact(); });
    begin.erase(repeats.begin(), repeats.end());
    for (auto& [g, which] : begin) {
      const Instant end = which == all.size() && g.after == Is::yes ? g.from.at : ever;
      g.found = g.maybe_found = false;
      const auto out = [&](Instant) { return t < end ? Is::no : negate(inside()); };
      Obligation o = oblige(g, due_of(r.every), {out, made(all, which)});
      o.ended_by = ended_by(o.done.at, "then");
      if (o.possible && o.always_passes()) continue;
      extend(o, waivers);
      obligations.push_back(o);
    }
  }
};

}  // namespace probata::reference
