// All obligations of one test and item (semantics.md, sections 1, 3.9 to 6 and 8). An obligation is the list of its fillings: every way in which what is not
// known may have been.
#pragma once

#include "reference/world.h"

namespace probata::reference {

enum Verdict : uint8_t { failed, not_known, waived, pending, passed };  // worst first
constexpr Period always{ever, never};

struct Filling {
  Instant from, due, done;  // due: never where it cannot be read; done: never where it is not
};
struct Obligation {
  Range from, due = {ever, never}, done = {never, never};  // over the fillings
  vector<Filling> fillings = {};
  bool possible = false, found = false;         // it may not be one at all; it held when the watch began
  bool never_fails = false, unbounded = false;  // found with due <= from; `from_after: null`
  bool momentary = false;                       // a window that passed empty: its exception is the instant `due`
  Is excused = Is::no;                          // an interval, or a window, that a waiver covers
  Instant judged = never;                       // the "no": its exception begins here
  string waiver = {}, ended_by = {};

  Instant last_due() const { return due.at == never ? from.at : due.at; }
  bool always_passes() const {
    return judged == never && std::ranges::all_of(fillings, [](const Filling& f) { return f.done <= (f.due == never ? f.from : f.due); });
  }
  // From `due`, or from the "no" (D5.8), until it is done; of a window that passed empty the instant `due`.
  Period exception(Instant due, Instant done, Instant now) const {
    if (momentary && judged == never) return {due, next(due)};
    const Instant start = min(next(due), judged);
    return {start, max(start, min(done, next(now)))};
  }
  // Section 5: its `due` lies in the period, or it is overdue at some instant of it. D5.3, D5.9: a due that cannot be read may lie anywhere from `from` on,
  // and is of interest until it was met.
  bool belongs(const Filling& f, const Period& period, Instant now) const {
    const Period overdue = f.due == never ? Period{f.from, max(f.done, next(f.from))} : exception(f.due, f.done, now);
    return period.contains(f.due) || max(overdue.start, period.start) < min(overdue.end, period.end);
  }
  std::set<Verdict> verdicts(const Filling& f, Instant now) const {  // with a due that cannot be read it may have failed, or not
    if (judged < never || min(now, f.done) > f.due) return {failed};
    const Verdict otherwise = f.done <= now ? passed : pending;
    return f.due == never && f.done != f.from ? std::set{failed, otherwise} : std::set{otherwise};
  }
};
struct Stands {
  Verdict verdict = passed;
  bool belongs = false, boundary = false;
};
inline Stands stands_in(const Obligation& o, const Period& period, Instant now) {  // what it is in a period, filling by filling
  std::set<Verdict> may;
  bool outside = false;
  for (const Filling& f : o.fillings) {
    if (o.belongs(f, period, now))
      may.merge(o.verdicts(f, now));
    else
      outside = true;
  }
  const bool belongs = !may.empty(), boundary = !belongs && !o.found && next(o.from.after) < period.end && o.last_due() >= period.end;
  const auto verdict = [&] {
    if (!belongs && period != always) return stands_in(o, always, now).verdict;
    if (o.possible && may != std::set{passed}) return not_known;
    if (o.excused != Is::no) return o.excused == Is::maybe && may.contains(failed) ? not_known : waived;
    if (may.contains(failed)) return may.size() > 1 || outside ? not_known : failed;
    return !o.waiver.empty() ? waived : *may.begin();
  };
  const bool met = any_of(o.fillings, [](const Filling& f) { return f.done < never; });
  return o.never_fails ? Stands{met ? not_known : pending} : Stands{verdict(), belongs, boundary};
}

// `due` of what arose at `from`; never: it cannot be read. Tightening ends at `done`.
using Due = std::function<Instant(Instant from, Instant done, const Pins&)>;
using Done = std::function<std::set<Instant>(Instant from, const Pins&)>;  // in every way in which it may have been met
struct Waiver {
  string id;
  Instant approved;
  Period holds;
  Is counts = Is::yes;
};

struct Deriving : World {
  const Instant in_force = in_force_from(), seen_from = first_seen(), watch = max(seen_from, in_force);
  const Runs alive = sweep([this] { return there(); }, watch), domain = sweep([this] { return inside(); }, watch);
  const vector<Instant> lives = begins_of(alive);  // each an item of its own
  const vector<Waiver> waivers = waivers_of();
  std::map<std::pair<Instant, string>, json::Value> not_counted = {};  // judgements, by instant and id
  vector<Event> decisions = {};
  vector<Obligation> obligations = {};
  vector<Period> partial = {};
  bool exceeded = false;  // there was more to enumerate than anybody will wait for

  Deriving(const Inputs& inputs, const Test& a_test, const Thing& about) : World(inputs, a_test, about) {
    if (const auto* judgement = std::get_if<Judgement>(&test.pattern)) decide(*judgement);
    if (const auto* pattern = std::get_if<Invariant>(&test.pattern)) invariants(*pattern);
    if (const Response* pattern = response_of(test)) responses(*pattern);
    if (const Recurrence* r = recurrence_of(test)) is_calendar(*r) ? windows(*r) : rolling(*r);
    std::ranges::stable_sort(obligations, {}, [](const Obligation& o) { return std::tuple(o.from.at, o.from.after, o.excused); });
  }

  // ---- the domain (3.9, 3.10)
  Instant first_seen() {
    Instant result = Instant::earliest();
    for (const KindNo number : test.kinds) {
      if (catalog.at(number).built_in && !catalog.at(number).record) continue;
      Instant first = never;
      for (const string& by : delivered[number])
        if (test.each != number || things[item].layers.contains(by)) first = min(first, sight(by, number, existence, ever).second);
      result = max({result, catalog.at(number).record ? since(number) : ever, first < never ? first : ever});
    }
    return result;
  }
  static vector<Instant> begins_of(const Runs& runs) {
    vector<Instant> result;
    for (size_t i = 0; i < runs.size(); ++i)
      if (known(runs[i]) != Is::no && (i == 0 || known(runs[i - 1]) == Is::no)) result.push_back(runs[i].from);
    return result;
  }
  Is there() { return test.each ? exists(item) : Is::yes; }
  Is in_control() {
    const bool in_time = in_force <= t && t < control.in_force.until.value_or(never);
    return in_time && !exclusion_of(in.settings, control, test, t, t) ? holds(control.applies, Is::yes) : Is::no;
  }
  Is inside(const std::optional<Condition>& also = {}) { return min({there(), holds(test.scope, Is::yes), in_control(), holds(also, Is::yes)}); }
  vector<Event> triggers_of(const Formula& f) { return triggers(sweep(f, watch)); }
  string ended_by(Instant done, const char* otherwise, const Response* r = nullptr) {
    if (done == never) return "";
    if (r && is_now([&] { return holds(r->then); }, done) == Is::yes) return "then";
    if (r && is_now([&] { return holds(r->unless); }, done) == Is::yes) return "unless";
    if (is_no(alive, done)) return "gone";
    if (is_now([this] { return in_control(); }, done) == Is::no) return "control";
    return is_no(domain, done) ? "scope" : otherwise;
  }

  // ---- times allowed (4.1)
  Due due_of(const auto& allowed, bool tightens = false) {  // Allowance or Every
    const auto read = [this, &allowed](Instant from, const Pins& assumed) {
      if (const auto* d = std::get_if<Duration>(&allowed)) return from + *d;
      if (const auto* s = std::get_if<Span>(&allowed)) return calendar().plus(from, *s);
      const Value v = settled(std::get<Condition>(allowed), from, assumed);
      if (v.is(Tag::span)) return calendar().plus(from, *v.span);
      return v.is(Tag::duration) ? from + Duration{v.us} : v.is(Tag::timestamp) ? v.instant() : never;
    };
    return [this, read, tightens](Instant from, Instant done, const Pins& assumed) {
      Instant due = read(from, assumed);
      parameters_at = from;  // 3.8: in `within` those in force at `from`
      for (const Instant then : tightens ? instants : std::set<Instant>{})
        if (from < then && then <= min({in.now, before(done), due}) && due < never)
          due = read(then, assumed) == never ? never : min(due, max(read(then, assumed), then));  // D4.11
      parameters_at.reset();
      return due;
    };
  }
  // The instants at which it may have arisen and anything may begin to differ: where something changes, and where `due` passes such an instant. D6.6: its
  // fact happened then.
  std::map<Instant, Pins> ways(const Event& g, const Due& due) const {
    std::map<Instant, Pins> result;
    std::set<Instant> marks = instants;
    marks.insert({next(watch), next(in.now), g.at.after, next(g.at.at)});
    const auto add = [&](Instant mark) {
      for (const Instant from : {before(mark), mark, next(mark)})
        if (g.at.after < from && from <= g.at.at) result[from] = g.fact ? Pins{{g.fact, from}} : Pins{};
    };
    for (const Instant mark : marks) add(mark);
    for (const auto& [start, assumed] : std::map(result))
      for (const Instant mark : marks) {
        const Instant passes = mark - (due(start, never, {}) - start);
        if (g.at.after < passes && passes < g.at.at && due(before(passes), never, {}) < mark && due(passes, never, {}) >= mark) add(passes);
      }
    return result;
  }
  // D4.18: the part of a range in which what a trigger needs may hold, and whether it certainly does.
  std::pair<Range, bool> needed(const Event& g, const Due& due, const Formula& wanted) {
    std::pair<Range, bool> result{{never, ever}, true};
    for (const auto& [from, assumed] : ways(g, due)) {
      const Is is = is_now(wanted, from, assumed);
      if (is != Is::no) result.first = {min(result.first.after, before(from)), from};
      result.second &= is == Is::yes;
    }
    return result;
  }
  Obligation oblige(const Event& g, const Due& due, const Done& met) {
    std::set<Instant> dues, dones;
    Obligation o{.from = g.at, .possible = g.possible, .found = g.found == Is::yes, .unbounded = g.found == Is::yes};
    for (const auto& [from, assumed] : ways(g, due))
      for (const Instant done : met(from, assumed)) {
        const Instant read = due(from, done, assumed);
        const bool at_once = from == watch && read <= from;  // found and due at once never fails: where it may be found, that filling passes
        o.never_fails |= at_once && o.found;
        dones.insert(done);
        dues.insert(max(from, read));
        o.fillings.push_back({from, max(from, read), at_once && g.found == Is::maybe ? from : done});
        exceeded |= o.fillings.size() > 20'000;
      }
    o.due = {before(*dues.begin()), *dues.rbegin()};
    o.done = {before(*dones.begin()), *dones.rbegin()};
    return o;
  }
  // What only may be and would pass wherever it lies is nothing; and what was found and is met.
  void add(Obligation o, const Period& span, bool moves, const Response* r = nullptr) {
    if (o.possible && o.always_passes()) return;
    if (o.excused == Is::no) judge(o, span, moves);
    if (moves) extend(o);
    if (r) o.ended_by = ended_by(o.done.at, "then", r);
    if (!o.found || !o.always_passes()) obligations.push_back(o);
  }

  // ---- invariant (4.2, 8.1): what an earlier waiver covers is no longer broken; what the n-th covers is its own
  void invariants(const Invariant& pattern) {
    for (size_t n = 0; n <= waivers.size(); ++n) {
      const bool waives = n < waivers.size();
      const Waiver waiver = waives ? waivers[n] : Waiver{};
      const auto covers = [&](const Waiver& w) { return w.holds.contains(t) ? w.counts : Is::no; };
      const Formula broken = [&] {
        return min({inside(), negate(holds(pattern.always)), negate(some(std::span(waivers).first(n), covers)), waives ? covers(waiver) : Is::yes});
      };
      for (Event g : waiver.counts == Is::maybe ? vector<Event>{} : triggers_of(broken)) {
        const Is found = std::exchange(g.found, Is::no);
        // D6.3: once it broke before a known break, it stays broken until there.
        const Formula mended = [&] { return g.after == Is::yes && t < g.at.at ? Is::no : negate(broken()); };
        Obligation o =
            oblige(g, due_of(pattern.grace), [&](Instant from, const Pins& assumed) { return first_of(sweep(mended, watch, assumed), {}, next(from)); });
        o.unbounded = found == Is::yes && watch == seen_from;
        o.excused = is(waives);
        o.waiver = waiver.id;
        o.ended_by = ended_by(o.done.at, "condition");
        add(o, always, false);
      }
    }
  }

  // ---- response (4.3 to 4.5)
  void responses(const Response& p) {
    const auto lives = [&] { return p.gone_fails ? there() : Is::yes; };
    const auto then = [&] { return min(lives(), holds(p.then)); };
    const auto answer = [&](const Obligation& o) { add(o, {o.from.at, min(o.done.at, in.now)}, true, &p); };
    const auto met = [&](Instant not_before, bool strict) -> Done {
      return [=, this, &p](Instant from, const Pins& assumed) {
        const Instant first = strict ? next(from) : from;
        const auto later_life = [&](Instant then) { return p.gone_fails && within(alive, next(first), then).contains(Is::no); };  // D4.6
        const Formula answered = [&] {
          return later_life(t) ? Is::no : max(t < not_before ? Is::no : then(), min(lives(), max(holds(p.unless), negate(inside()))));
        };
        return first_of(sweep(answered, watch, assumed), keep(decisions, [&](const Event& d) { return !later_life(d.at.at); }), first);
      };
    };
    const Allowance allowed = p.due ? Allowance(*p.due) : p.within;
    const Due due = due_of(allowed, p.tightens);
    const auto begun = triggers_of([&] { return inside(p.when); });
    for (const Event& g : begun) {
      const Obligation o = oblige(g, due, met(ever, false));
      const bool nothing = o.never_fails ? p.when->program.constant() || o.done.at < never : g.found != Is::no && o.always_passes();
      if (!nothing) answer(o);
    }
    // `stays`: each later instant at which R stops while domain and W hold and U does not.
    for (const Event& g : p.stays ? triggers_of([&] { return negate(then()); }) : vector<Event>{}) {
      const auto [where, certain] = needed(g, due, [&] { return min(inside(p.when), negate(holds(p.unless))); });
      const bool same =
          any_of(begun, [&](const Event& b) { return (b.at == g.at && g.fact && g.fact == b.fact) || (b.at.exact() && (b.at == g.at || b.at == where)); });
      if (g.found == Is::yes || same || where.at == ever) continue;
      const bool off = g.after == Is::yes;  // R is known not to hold afterwards: it does not come back before; else it may at once
      answer(oblige({where, !certain || g.possible || g.found != Is::no, Is::no, g.after, g.fact}, due, met(off ? g.at.at : ever, !off)));
    }
  }

  // ---- recurrence (4.6, 4.7)
  vector<Event> occurrences(const Recurrence& r) {
    if (std::holds_alternative<Judgement>(test.pattern)) return decisions;
    vector<Event> result;
    // D4.8: what may have occurred. `counts_for` read as null or error may count for any window.
    const auto counts = r.counts_for ? std::optional(Range{ever, Instant::latest()}) : std::nullopt;
    const Field reference = r.reverse ? std::ranges::find(kind(item).reverses, *r.reverse, &ReverseReference::number)->field : existence;
    for (const Entity e : all(r.occurs)) {
      if (r.reverse && !ever_refers(e, reference, item)) continue;
      occurrence = e;
      const Formula occurs = [&] { return min(r.reverse ? refers(e, reference, item) : exists(e), holds(r.where, Is::yes)); };
      for (Event g : triggers(sweep(occurs, Instant::earliest()))) {
        const Value v = counts ? settled(*r.counts_for, g.at.at) : Value();
        g.counts = v.is(Tag::timestamp) ? Range::exactly(v.instant()) : counts;
        result.push_back(g);
      }
    }
    occurrence = item;
    // Closed stretches in which one more may have occurred of which nothing is known; D4.17: of a reverse list those that touch are one.
    const auto one_more = [&](const Period& p) {
      if (p.start <= p.end) result.push_back({.at = {before(p.start), p.end}, .possible = true, .counts = counts});
    };
    for (const Run& run : sweep([&] { return is(r.reverse && missing(r.occurs, reference)); }, Instant::earliest()))
      if (known(run) == Is::yes) one_more({run.from, run.last});
    if (!r.reverse && uncovered(catalog.at(r.occurs))) one_more({Instant::earliest(), in.now});
    for (const ExpectedSource& e : r.reverse ? vector<ExpectedSource>{} : expected(r.occurs)) {
      for (const Period& gap : gaps(e.layer, r.occurs)) one_more({next(gap.start), before(gap.end)});
      if (const Period p = lead(e, r.occurs); e.declared) one_more({max(p.start, Instant::earliest()), before(p.end)});
    }
    return result;
  }
  void windows(const Recurrence& r) {
    const vector<Event> all = occurrences(r);
    Instant start = in.period.start;  // D4.2: they begin with the watch; where it has no beginning, with the period or the first occurrence
    for (const Event& e : all)
      if (e.counts ? e.counts->exact() : !e.possible) start = min(start, e.counts.value_or(e.at).at);
    if (r.counts_for && watch > Instant::earliest()) start = watch;
    for (start = max(watch, start); start <= in.now;) {
      const auto* fixed = std::get_if<Window>(&r.every);
      const auto read = fixed ? Result<Window>(*fixed) : parse_window(text_of(settled(std::get<Condition>(r.every), start)));
      if (!read) break;
      const Period w = calendar().window(*read, start);
      const Instant first = max(w.start, watch), last = min(before(w.end), in.now);
      const auto there = within(domain, first, last);
      const bool in_part = w.start < watch || there.contains(Is::no), yes = there.contains(Is::yes);
      start = w.end;
      if (there.empty() || there == std::set{Is::no}) continue;
      if (in_part && !r.partial_counts && (yes || w.start < watch)) partial.push_back(w);  // D4.10
      if (in_part && !r.partial_counts) continue;
      const auto later = std::ranges::find_if(domain, [&](const Run& run) { return known(run) == Is::yes && run.from > first && run.from <= last; });
      const bool enters = in_part && later != domain.end() && !within(domain, first, first).contains(Is::yes);
      raise(r, all, w, {Range::exactly(enters ? later->from : first), there.contains(Is::maybe) && !(in_part && yes)});
    }
  }
  void raise(const Recurrence& r, const vector<Event>& all, const Period& w, const Event& g) {
    vector<Event> here;
    for (const Event& e : all) {
      const Range place = e.counts.value_or(e.at);
      const Instant start = e.counts ? w.start : g.at.at, last = e.counts ? never : before(w.end);
      const bool inside = next(place.after) >= start && place.at < w.end;
      const Range at{max(e.at.after, before(g.at.at)), max(min(e.at.at, last), g.at.at)};  // D4.13
      if (place.at >= start && next(place.after) < w.end) here.push_back({at, e.possible || !inside});
    }
    Obligation o = oblige(g, [&](Instant, Instant, const Pins&) { return before(w.end); }, [&](Instant from, const Pins&) { return first_of({}, here, from); });
    o.momentary = !r.counts_for;
    o.ended_by = o.done.at < never ? "then" : "";
    for (const Waiver& waiver : waivers)  // a window is waived where the waiver holds at its `due`
      if (waiver.holds.contains(o.due.at) && o.excused != Is::yes) {
        o.excused = waiver.counts;
        if (waiver.counts == Is::yes) o.waiver = waiver.id;
      }
    add(o, {o.from.at, o.due.at}, false);
  }
  // D4.7, D4.15: from each occurrence, and from each beginning of the domain, to the next.
  void rolling(const Recurrence& r) {
    const vector<Event> all = occurrences(r);
    const Formula domain_holds = [&] { return inside(); };
    vector<std::pair<Event, size_t>> begin;  // and which occurrence it is
    for (size_t i = 0; i < all.size(); ++i) {
      const Event& made = all[i];
      const Event g{{max(made.at.after, before(watch)), made.at.at}};
      if (g.at.at < watch || g.at.at > in.now) continue;
      const auto [part, certain] = needed(g, due_of(r.every), domain_holds);
      if (part.at != ever) begin.push_back({{part, made.possible || next(made.at.after) < watch || !certain}, i});
    }
    for (const Event& g : triggers_of(domain_holds)) begin.push_back({g, all.size()});
    std::ranges::stable_sort(begin, {}, [](const auto& b) { return std::tuple(b.first.at, b.first.possible, b.second); });
    std::set<Range> begun;
    for (auto& [g, which] : begin) {
      if (!begun.insert(g.at).second && g.at.exact()) continue;
      vector<Event> others = all;
      if (which < all.size()) others.erase(others.begin() + static_cast<std::ptrdiff_t>(which));
      const Instant end = which == all.size() && g.after == Is::yes ? g.at.at : ever;
      g.found = Is::no;
      const Formula ends = [&] { return t < end ? Is::no : negate(inside()); };
      Obligation o = oblige(g, due_of(r.every), [&](Instant from, const Pins& assumed) { return first_of(sweep(ends, watch, assumed), others, next(from)); });
      o.ended_by = ended_by(o.done.at, "then");
      add(o, {next(o.from.at), min(o.done.at, in.now)}, true);
    }
  }

  // ---- what people decide (4.8, 8.1, 8.2)
  vector<Entity> records(KindNo kind) const {  // that, as people ever said, are about the test and the item
    return keep(all(kind), [&](Entity e) { return ever_says(e, "test", test.full_id) && ever_says(e, "item", name(item)); });
  }
  Is has(KindNo kind, const char* what, const string& wanted, const string& by, Instant then) {  // D4.16, D8.9: a person (by the id) a role, or a qualification
    const auto settled = [](const Value& v, bool yes) { return open(v) ? Is::maybe : is(yes); };
    const auto gives = [&](Entity record) {
      const Value given = read(record, field(record, what)), who = read(record, field(record, "person")), until = read(record, field(record, "until"));
      const bool over = until.is(Tag::timestamp) && t >= until.instant();
      const bool is_it = (who.is(Tag::entity) ? name(who.entity) : "person/" + text_of(who)) == by;
      return min({exists(record), settled(given, text_of(given) == wanted), settled(who, is_it), settled(until, !over)});
    };
    const auto given = [&](Entity record) { return is_now([&] { return gives(record); }, then); };
    return by.starts_with("person/") ? some(all(kind), given) : Is::no;
  }
  Is is_free(const Judgement& judgement, const string& by, Instant then) {  // not among those who may not judge
    if (!judgement.not_by || !by.starts_with("person/")) return Is::yes;
    const Value v = settled(*judgement.not_by, then);
    const cel::List one{std::span(&v, 1), {}, nullptr}, &all = v.is(Tag::list) ? *v.list : one;
    const auto is_it = [&](const Value& who) { return who.is(Tag::entity) ? is(name(who.entity) == by) : who.is(Tag::null) ? Is::no : Is::maybe; };
    const auto member = [&](const Value& who) { return all.membership.empty() ? Is::yes : truth(all.membership[&who - all.items.data()]); };
    return negate(max(all.more ? Is::maybe : Is::no, some(all.items, [&](const Value& who) { return min(member(who), is_it(who)); })));
  }
  void decide(const Judgement& judgement) {  // the decided judgements; those that are no occurrence are `not_counted`
    for (const Entity e : records(catalog.judgement))
      for (const auto& [at, answer] : track(e, "people", field(e, "answer"))) {
        const string &by = answer.fact->by, said = text_of(answer.value), &id = things[e].id;
        json::Array misses;
        Is counts = Is::yes;
        const auto require = [&](Is is, const string& miss) {
          counts = min(counts, is);
          if (is == Is::no) misses.emplace_back(miss);
        };
        require(has(catalog.assignment, "role", judgement.by, by, at), "did not hold the role " + judgement.by);
        for (const string& need : judgement.needs) require(has(catalog.qualification, "name", need, by, at), "lacked the qualification " + need);
        require(is_free(judgement, by, at), "may not decide this item");
        if (counts == Is::no && !said.empty())
          not_counted[{at, id}] = json::Object{{"item", name(item)}, {"judgement", id}, {"by", by}, {"at", to_text(at)}, {"misses", misses}};
        else if (!said.empty() && (counts == Is::yes || said != "no"))  // D4.9: a "no" that may not count meets nothing and fails nothing
          decisions.push_back({.at = {answer.after, at}, .possible = counts != Is::yes, .no = said == "no"});
      }
    std::ranges::sort(decisions, {}, [](const Event& d) { return std::tuple(d.at.at, d.at.after, d.no); });
  }
  // D4.9: the answer "no" fails it from there to the next "yes". `span` is closed. Where `first_only` it has to be the decision that would have met it.
  void judge(Obligation& o, const Period& span, bool first_only) const {
    bool doubtful = false;
    for (const Event& d : decisions) {
      const Instant at = d.at.at;
      if (o.judged < never && !d.no && !d.possible && o.done.at == never) o.done = d.at;
      if (o.judged < never || at < span.start || at > span.end) continue;
      if (!d.no && first_only && !d.possible) return;
      if (d.no && doubtful) return o.fillings.push_back({o.from.at, o.due.at, never});
      doubtful |= !d.no && first_only;
      if (d.no) o.judged = at, o.done = {never, never};
    }
    for (Filling& f : o.fillings) f.done = o.judged < never ? o.done.at : f.done;
  }
  vector<Waiver> waivers_of() {  // D8.2: `from` and `until` as they were at the approval; D8.10: the requester is who told first
    vector<Waiver> result;
    for (const Entity e : records(catalog.waiver)) {
      const auto asks = [&](const Fact& f) { return f.kind == catalog.waiver && f.id == things[e].id && layer_of(f.by) == "people"; };
      const vector<Fact> asked = keep(in.facts, asks);
      const string requester = std::ranges::min_element(asked, {}, &Fact::at)->by;
      string state;
      for (const auto& [at, word] : track(e, "people", field(e, "state"))) {
        if (text_of(word.value) == state) continue;
        state = text_of(word.value);
        for (Waiver& w : result)
          if (w.id == things[e].id) w.holds.end = min(w.holds.end, at);
        const Is counts = some(test.waivable_by, [&](const string& role) { return has(catalog.assignment, "role", role, word.fact->by, at); });
        const Value from = read_at(at, e, "from"), until = read_at(at, e, "until");
        if (state != "approved" || requester == word.fact->by || counts == Is::no || !until.is(Tag::timestamp)) continue;
        const Instant approved = max(*word.fact->recorded, at), start = from.is(Tag::timestamp) ? max(approved, from.instant()) : approved;
        result.push_back({things[e].id, approved, {start, until.instant()}, counts});
      }
    }
    result = keep(result, [](const Waiver& w) { return w.holds.start < w.holds.end; });
    for (const Waiver& w : result) instants.insert({w.holds.start, w.holds.end});
    std::ranges::sort(result, {}, [](const Waiver& w) { return std::pair(w.holds.start, w.id); });
    return result;
  }
  void extend(Obligation& o) const {  // D8.1, D8.8: the moved `due` is the `due`
    for (const auto& [id, approved, holds, counts] : waivers) {
      if (o.due.at == never || o.due.at < max(approved, holds.start) || o.from.at >= holds.end) continue;
      const vector<Filling> as_it_was = counts == Is::maybe ? o.fillings : vector<Filling>{};
      for (Filling& f : o.fillings) f.due = max(f.due, holds.end);
      o.due = {max(o.due.after, before(holds.end)), max(o.due.at, holds.end)};
      o.fillings.insert(o.fillings.end(), as_it_was.begin(), as_it_was.end());
      if (counts == Is::yes) o.waiver = id;
    }
  }
};

}  // namespace probata::reference
