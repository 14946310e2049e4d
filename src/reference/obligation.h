// One obligation from its trigger, as the list of its fillings: every way in which what is not known may have been (semantics.md, sections 1, 3, 5 and 6).
#pragma once

#include "reference/world.h"

namespace probata::reference {

enum Verdict : uint8_t { failed, not_known, waived, pending, passed };  // worst first
constexpr Period always{ever, never};

struct Filling {
  Instant from, due, done;  // due: never where it cannot be read; done: never where it is not
  Instant until() const { return due == never ? from : due; }
};
struct Obligation {
  Range from, due = {ever, never}, done = {never, never};  // due: never where it cannot be read; done: never where in some filling
  std::vector<Filling> fillings = {};
  bool possible = false, found = false;  // it may not be one at all; it held when the watch began
  bool never_fails = false;              // found with due <= from
  bool unbounded = false;                // `from_after: null`
  bool momentary = false;                // a window that passed empty: its exception is the instant `due`
  Is excused = Is::no;                   // an interval, or a window, that a waiver covers
  Instant judged = never;                // the "no": its exception begins here
  std::string waiver = {}, ended_by = {};

  bool always_passes() const {
    return judged == never && std::ranges::all_of(fillings, [](const Filling& f) { return f.done <= f.until(); });
  }
  // What the exception is, or may be.
  Period exception(Instant now) const {
    if (momentary && judged == never) return {due.at, next(due.at)};
    const Instant start = min(next(due.at == never ? from.at : due.at), judged);
    return {start, max(start, done.at <= now ? done.at : next(now))};
  }
  // Section 5: its `due` lies in the period, or it is overdue at some instant of it. D5.3, D5.9: a due that cannot be read may lie anywhere from `from` on,
  // and is of interest until it was met. D5.8: a "no" fails from there on.
  bool belongs(const Filling& f, const Period& period, Instant now) const {
    const Period e = exception(now);
    if (judged < never && e.start < min(e.end, period.end) && e.end > period.start) return true;
    if (f.due == never) return f.done == f.from && judged == never ? period.contains(f.from) : f.from < period.end && (f.done > period.start || judged < never);
    const bool overdue = max(next(f.due), period.start) <= min({before(period.end), now, before(f.done)});
    return period.contains(f.due) || (overdue && !momentary && judged == never);
  }
};

struct Stands {
  Verdict verdict = passed;
  bool belongs = false, boundary = false;
};
// What it is in a period, filling by filling.
inline Stands stands_in(const Obligation& o, const Period& period, Instant now) {
  bool fails = false, passes = false, waits = false, outside = false, met = false;
  for (const Filling& f : o.fillings) {
    const bool in = o.belongs(f, period, now), late = min(now, f.done) > f.due || (f.due == never && f.done != f.from);
    met = met || f.done < never;
    outside = outside || !in;
    fails = fails || (in && late);
    passes = passes || (in && min(now, f.done) <= f.due && f.done <= now);
    waits = waits || (in && min(now, f.done) <= f.due && f.done > now);
  }
  if (o.never_fails) return {met ? not_known : pending};
  Stands s{.belongs = fails || passes || waits};
  s.boundary = !s.belongs && !o.found && next(o.from.after) < period.end && (o.due.at == never ? o.from.at : o.due.at) >= period.end;
  if (o.judged < never)  // D5.10
    s.verdict = o.possible || (s.belongs && outside) ? not_known : o.judged <= now ? failed : pending;
  else if (!s.belongs && period != always)
    s.verdict = stands_in(o, always, now).verdict;
  else if (o.possible && (waits || fails || !passes))
    s.verdict = not_known;
  else if (o.excused != Is::no)
    s.verdict = open(o.excused) && fails ? not_known : waived;
  else if (fails)
    s.verdict = passes || waits || outside ? not_known : failed;
  else
    s.verdict = !o.waiver.empty() ? waived : waits ? pending : passed;
  return s;
}

// `due` of what arose at `from`; never: it cannot be read. Tightening ends at `done`.
using Due = std::function<Instant(Instant from, Instant done, const Pins&)>;
// By what it may be met: what holds, when it arose at `from`; or one of the chances. `strict`: not at `from` itself (D4.5). D4.6: in this life only.
struct Met {
  std::function<Is(Instant from)> holds;
  std::vector<Chance> chances = {};
  bool strict = true, this_life = false;
};

// D8.4: the later of the start of observation and the control's own `from`; the state at an instant asks for neither.
inline Instant in_force_from(World& world, const Control& control) {
  Instant result = control.in_force.from.value_or(ever);
  const Kind* observation = world.catalog.kind("observation");
  for (const Entity e : observation ? world.all(observation->number) : std::vector<Entity>{}) {
    const Value v = world.read_at(world.in.now, e, "value");
    if (v.is(Tag::timestamp)) result = max(result, v.instant());
  }
  return world.in.state ? ever : result;
}

// One test and one item.
struct Item : World {
  const Test& test;
  const Control& control = catalog.at(test.control);
  const std::string item_name = test.each ? name(item) : "company";
  const Instant in_force = in_force_from(*this, control);
  const Instant seen_from = first_seen(), watch = max(seen_from, in_force);
  const Runs alive = sweep([this] { return there(); }, watch);
  const Runs domain = sweep([this] { return inside(); }, watch);
  bool exceeded = false;  // there was more to enumerate than anybody will wait for

  Item(const Inputs& inputs, const Test& t, const Thing& about) : World(inputs, about), test(t) {}
  Instant first_seen() const {  // 3.10
    Instant result = Instant::earliest();
    for (const KindNo number : test.kinds) {
      if (catalog.at(number).built_in && !catalog.at(number).record) continue;
      if (catalog.at(number).record) result = max(result, since(number));
      Instant first = never;
      for (const std::string& by : delivered(number))
        for (const Period& p : stretches(by, number, existence))
          if (test.each != number || things[item].layers.contains(by)) first = min(first, p.start);
      if (first < never) result = max(result, first);
    }
    return result;
  }

  // ---- the domain (3.9)

  Is there() { return test.each ? exists(item) : Is::yes; }
  Is in_control() {
    const bool in_time = in_force <= t && t < control.in_force.until.value_or(never);
    return in_time && !exclusion_of(in.settings, control, test, t, t) ? holds(control.applies, Is::yes) : Is::no;
  }
  Is inside(const std::optional<Condition>& also = {}) { return min({there(), holds(test.scope, Is::yes), in_control(), holds(also, Is::yes)}); }
  std::vector<Trigger> triggers_of(const Formula& f) { return watch > in.now ? std::vector<Trigger>{} : triggers(sweep(f, watch), in.now); }
  std::string ended_by(Instant done, const char* otherwise) {
    if (done == never) return "";
    if (value_at(alive, done) == Is::no) return "gone";
    if (is_now([this] { return in_control(); }, done) == Is::no) return "control";
    return value_at(domain, done) == Is::no ? "scope" : otherwise;
  }

  // ---- times allowed (4.1)

  Instant asked(Instant from, const Condition& c, const Pins& assumed) {
    const Value v = settled(c, from, assumed);
    if (v.is(Tag::duration)) return from + Duration{v.us};
    if (v.is(Tag::span)) return calendar().plus(from, *v.span);
    return v.is(Tag::timestamp) ? v.instant() : never;
  }
  template <class Allowed>  // Allowance or Every
  Instant later(Instant from, const Allowed& allowed, const Pins& assumed) {
    if (const auto* d = std::get_if<Duration>(&allowed)) return from + *d;
    if (const auto* s = std::get_if<Span>(&allowed)) return calendar().plus(from, *s);
    return asked(from, std::get<Condition>(allowed), assumed);
  }
  template <class Allowed>
  Due due_of(const Allowed& allowed, const Response* r = nullptr) {
    return [this, &allowed, r](Instant from, Instant done, const Pins& assumed) {
      Instant due = r && r->due ? asked(from, *r->due, assumed) : later(from, allowed, assumed);
      for (const Instant changed : r && r->tightens ? instants : std::set<Instant>{})
        if (from < changed && changed <= min({in.now, before(done), due}) && due < never) {
          const Instant read = later(changed, allowed, assumed);
          due = read == never ? never : min(due, max(read, changed));  // D4.11
        }
      return due;
    };
  }

  // The instants at which it may have arisen and anything may begin to differ: where something changes, and where `due` passes such an instant. D6.6: its
  // fact happened then.
  std::map<Instant, Pins> ways(const Trigger& g, const Due& due) const {
    if (g.from.exact()) return {{g.from.at, {}}};
    std::map<Instant, Pins> result;
    std::set<Instant> marks = instants;
    marks.insert({next(watch), next(in.now), g.from.after, next(g.from.at)});
    const auto add = [&](Instant mark) {
      for (const Instant from : {before(mark), mark, next(mark)})
        if (g.from.after < from && from <= g.from.at) result[from] = g.fact ? Pins{{*g.fact, from}} : Pins{};
    };
    for (const Instant mark : marks) add(mark);
    const auto ends = result;
    for (auto start = ends.begin(); std::next(start) != ends.end(); ++start)
      for (const Instant mark : marks) {
        const auto past = [&](Instant from) { return due(from, never, {}) >= mark; };
        Instant low = start->first, high = std::next(start)->first;
        if (past(low) || !past(high)) continue;
        while (next(low) < high) {
          const Instant middle = low + Duration{(high - low).us / 2};
          (past(middle) ? high : low) = middle;
        }
        add(high);
      }
    return result;
  }
  Obligation oblige(const Trigger& g, const Due& due, const Met& met) {
    Obligation o{.from = g.from, .possible = g.possible, .found = g.found, .unbounded = g.found};
    for (const auto& [from, assumed] : ways(g, due)) {
      const Instant first = met.strict ? next(from) : from;
      auto by = chances(sweep([&] { return met.holds(from); }, watch, assumed), first, in.now);
      for (const Chance& c : met.chances)
        if (!met.this_life || !presence(alive, next(first), c.at.at).no) by.push_back(c);
      for (const Instant done : first_of(by, first)) {
        const Instant read = due(from, done, assumed);
        // Found and due at once never fails: where it may be found, that filling passes.
        const bool at_once = from == watch && read <= from;
        o.never_fails = o.never_fails || (at_once && g.found);
        o.fillings.push_back({from, max(from, read), at_once && g.maybe_found ? from : done});
      }
      exceeded = exceeded || o.fillings.size() > 20'000;
    }
    const auto [due_first, due_last] = std::ranges::minmax(o.fillings, {}, &Filling::due);
    const auto [done_first, done_last] = std::ranges::minmax(o.fillings, {}, &Filling::done);
    o.due = {before(due_first.due), due_last.due};
    o.done = {before(done_first.done), done_last.done};
    return o;
  }
};

}  // namespace probata::reference
