// One obligation from its trigger, as the list of its fillings: every way in which what is not
// known may have been, as (from, due, done) (semantics.md, sections 3, 5 and 6).
#pragma once

#include "reference/signal.h"

namespace probata::reference {

enum Verdict : uint8_t { failed, unknown, waived, pending, passed };  // worst first
constexpr Period always{ever, never};

struct Filling {
  Instant from, due, done;  // due: never where it cannot be read; done: never where it is not
};
struct Obligation {
  Range from, due = {ever, never}, done = {never, never};  // done: never where in some filling
  bool possible = false, found = false;
  bool never_fails = false;  // found with due <= from
  bool unbounded = false;    // `from_after: null`
  bool momentary = false;    // a window that passed empty: its exception is the instant `due`
  Is waived = Is::no;        // an interval, or a window, that a waiver covers
  Instant judged = never;    // the "no": its exception begins here
  std::string waiver = {}, ended_by = {};
  std::vector<Filling> fillings = {};

  bool unread() const { return due.at == never; }
  bool always_passes() const {
    return judged == never && std::ranges::all_of(fillings, [](const Filling& f) {
             return f.done <= (f.due == never ? f.from : f.due);
           });
  }
  // What the exception is, or may be.
  Period exception(Instant now) const {
    if (momentary && judged == never) return {due.at, next(due.at)};
    const Instant start = min(next(unread() ? from.at : due.at), judged);
    return {start, max(start, done.at <= now ? done.at : next(now))};
  }
  // Section 5: its `due` lies in the period, or it is overdue at some instant of it. D5.3, D5.9: a
  // due that cannot be read may lie anywhere from `from` on, and is of interest until it was met.
  // D5.8: a "no" fails from there on.
  bool belongs(const Filling& f, const Period& period, Instant now) const {
    const Period e = exception(now);
    if (judged < never && e.start < min(e.end, period.end) && e.end > period.start) return true;
    if (f.due == never && judged < never) return f.from < period.end;
    if (f.due == never && f.done == f.from) return period.contains(f.from);
    if (f.due == never) return f.from < period.end && f.done > period.start;
    const Instant last = min({before(period.end), now, before(f.done)});
    const bool overdue = max(next(f.due), period.start) <= last;
    return period.contains(f.due) || (overdue && !momentary && judged == never);
  }
};

struct Stands {
  Verdict verdict = passed;
  bool belongs = false, boundary = false;
};
// What it is in a period, filling by filling.
inline Stands stands_in(const Obligation& o, const Period& period, Instant now) {
  bool fails = false, passes = false, waits = false, outside = false, done = false;
  for (const Filling& f : o.fillings) {
    const bool in = o.belongs(f, period, now), late = min(now, f.done) > f.due;
    const bool unread = f.due == never && f.done != f.from;
    done = done || f.done < never;
    outside = outside || !in;
    fails = fails || (in && (late || unread));
    passes = passes || (in && !late && f.done <= now);
    waits = waits || (in && !late && f.done > now);
  }
  if (o.never_fails) return {done ? unknown : pending, false, false};
  Stands s{.belongs = fails || passes || waits};
  s.boundary = !s.belongs && !o.found && next(o.from.after) < period.end &&
               (o.unread() ? o.from.at : o.due.at) >= period.end;
  if (o.judged < never)  // D5.10
    s.verdict = o.possible || (s.belongs && outside) ? unknown : o.judged <= now ? failed : pending;
  else if (!s.belongs && period != always)
    s.verdict = stands_in(o, always, now).verdict;
  else if (o.possible && (waits || fails || !passes))
    s.verdict = unknown;
  else if (o.waived != Is::no)
    s.verdict = open(o.waived) && fails ? unknown : waived;
  else if (fails)
    s.verdict = passes || waits || outside ? unknown : failed;
  else
    s.verdict = !o.waiver.empty() ? waived : waits ? pending : passed;
  return s;
}

// `due` of what arose at `from`; never: it cannot be read. Tightening ends at `done`.
using Due = std::function<Instant(Instant from, Instant done, const Pins&)>;
// By what it may be met: a signal, which does not hold before an instant, or one of the chances.
// `strict`: not at `from` itself (D4.5). D4.6: in this life only, where it has to be.
struct Met {
  Formula signal;
  std::vector<Chance> chances = {};
  Instant not_before = ever;
  bool strict = true, this_life = false;
};

// D8.4: the later of the start of observation and the control's own `from`; the state at an instant
// asks for neither.
inline Instant in_force_from(const World& world, const Control& control) {
  Instant result = control.in_force.from.value_or(ever);
  const Kind* observation = world.catalog.kind("observation");
  for (const Entity e : observation ? world.all(observation->number) : std::vector<Entity>{}) {
    const Value v = world.read(e, "value", {world.in.now});
    if (v.is(Tag::timestamp)) result = max(result, v.instant());
  }
  return world.in.state ? ever : result;
}

// One test and one item.
struct Item {
  World& world;
  const Test& test;
  const Entity item;
  const Inputs& in = world.in;
  const Control& control = in.catalog->at(test.control);
  const std::string name = test.each ? world.name(item) : "company";
  const Instant in_force = in_force_from(world, control);
  const Instant seen = first_seen(), watch = max(seen, in_force);
  const Runs alive = sweep([this](Eyes& e) { return exists(e); });
  const Runs domain = sweep([this](Eyes& e) { return inside(e); });
  bool exceeded = false;  // there was more to enumerate than anybody will wait for

  Instant first_seen() const {  // 3.10
    Instant result = Instant::earliest();
    for (const KindNo number : test.kinds) {
      const Kind& kind = world.catalog.at(number);
      if (kind.built_in && !kind.record) continue;
      if (kind.record) result = max(result, world.since(number));
      Instant first = never;
      for (const std::string& by : world.delivered(number))
        for (const Period& p : world.stretches(by, number, existence))
          if (test.each != number || world.things[item].layers.contains(by))
            first = min(first, p.start);
      if (first < never) result = max(result, first);
    }
    return result;
  }

  // ---- the domain (3.9)

  Is exists(Eyes& e) const { return test.each ? e.exists(item) : Is::yes; }
  Is in_control(Eyes& e) const {
    const bool in_time = in_force <= e.t && e.t < control.in_force.until.value_or(never);
    if (!in_time || exclusion_of(in.settings, control, test, e.t, e.t)) return Is::no;
    return e.holds(control.applies, Is::yes);
  }
  Is inside(Eyes& e, const std::optional<Condition>& also = {}) const {
    Is result = exists(e);  // what comes after a no is not read
    if (result != Is::no) result = min(result, e.holds(test.scope, Is::yes));
    if (result != Is::no) result = min(result, in_control(e));
    return result == Is::no ? result : min(result, e.holds(also, Is::yes));
  }
  Runs sweep(const Formula& f, const Pins& pins = {}) const {
    return reference::sweep(world, {item}, f, watch, pins);
  }
  Is is_now(const Formula& f, Instant t, const Pins& pins = {}) const {
    return look(world, {item}, f, t, pins).now();
  }
  std::vector<Trigger> triggers(const Formula& f) const {
    return watch > in.now ? std::vector<Trigger>{} : reference::triggers(sweep(f), in.now);
  }
  std::string ended_by(const Obligation& o, const char* otherwise) const {
    if (o.done.at == never) return "";
    if (at(alive, o.done.at) == Is::no) return "gone";
    if (is_now([this](Eyes& e) { return in_control(e); }, o.done.at) == Is::no) return "control";
    return at(domain, o.done.at) == Is::no ? "scope" : otherwise;
  }

  // ---- times allowed (4.1)

  Instant asked(Instant from, const Condition& c, const Pins& pins) const {
    Eyes eyes(world, {item}, from, pins);
    const Value v = eyes.settled(c);
    if (v.is(Tag::duration)) return from + Duration{v.us};
    if (v.is(Tag::span)) return in.settings.calendar.plus(from, *v.span);
    return v.is(Tag::timestamp) ? v.instant() : never;
  }
  template <class Allowed>  // Allowance or Every
  Instant later(Instant from, const Allowed& allowed, const Pins& pins) const {
    if (const auto* d = std::get_if<Duration>(&allowed)) return from + *d;
    if (const auto* s = std::get_if<Span>(&allowed)) return in.settings.calendar.plus(from, *s);
    return asked(from, std::get<Condition>(allowed), pins);
  }
  template <class Allowed>
  Due due_of(const Allowed& allowed, const Response* r = nullptr) const {
    return [this, &allowed, r](Instant from, Instant done, const Pins& pins) {
      const auto read = [&](Instant t) { return later(t, allowed, pins); };
      Instant due = r && r->due ? asked(from, *r->due, pins) : read(from);
      for (const Instant t : r && r->tightens ? world.instants : std::set<Instant>{})
        if (from < t && t <= min({in.now, before(done), due}) && due < never)
          due = read(t) == never ? never : min(due, max(read(t), t));  // D4.11
      return due;
    };
  }

  // The instants at which it may have arisen and anything may begin to differ: where something
  // changes, and where `due` passes such an instant. D6.6: its fact happened then.
  std::map<Instant, Pins> ways(const Trigger& t, const Due& due) const {
    if (t.from.exact()) return {{t.from.at, {}}};
    std::map<Instant, Pins> result;
    std::set<Instant> marks = world.instants;
    marks.insert({next(watch), next(in.now)});
    const auto add = [&](Instant mark) {
      for (const Instant from : {before(mark), mark, next(mark)})
        if (t.from.after < from && from <= t.from.at)
          result[from] = t.fact ? Pins{{*t.fact, from}} : Pins{};
    };
    add(t.from.after);
    add(next(t.from.at));
    for (const Instant mark : marks) add(mark);
    const auto ends = result;
    for (auto start = ends.begin(); std::next(start) != ends.end(); ++start) {
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
    }
    return result;
  }
  Obligation oblige(const Trigger& t, const Due& due, const Met& met) {
    Obligation o{.from = t.from, .possible = t.possible, .found = t.found, .unbounded = t.found};
    std::set<Instant> dues, dones;
    for (const auto& [from, pins] : ways(t, due)) {
      const Instant first = met.strict ? next(from) : from;
      const Formula in_life = [&](Eyes& e) {
        const bool over = met.this_life && presence(alive, next(first), e.t).no;
        return over ? Is::no : met.signal(e);
      };
      auto by = chances(sweep(in_life, pins), max(first, met.not_before), in.now);
      for (const Chance& c : met.chances)
        if (!met.this_life || !presence(alive, next(first), c.at.at).no) by.push_back(c);
      for (const Instant done : first_of(by, first)) {
        dones.insert(done);
        const Instant read = due(from, done, pins), until = max(from, read);
        dues.insert(until);
        // Found and due at once never fails: where it may be found, that filling passes.
        const bool excused = from == watch && read <= from;
        o.never_fails = o.never_fails || (excused && t.found);
        o.fillings.push_back({from, until, excused && t.maybe_found ? from : done});
      }
      exceeded = exceeded || o.fillings.size() > 20'000;
    }
    o.due = {before(*dues.begin()), *dues.rbegin()};
    o.done = {before(*dones.begin()), *dones.rbegin()};
    return o;
  }
};

}  // namespace probata::reference
