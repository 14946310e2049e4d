// The rows of a test, what was not seen, its markers and its conclusion (semantics.md, section 7); all tests together.
#include "reference/reference.h"

#include "reference/obligations.h"

namespace probata::reference {
namespace {

using json::Object;
using Json = json::Value;

constexpr std::array<const char*, 5> verdicts{"failed", "unknown", "waived", "pending", "passed"};
enum Conclusion : uint8_t { ineffective, undecidable, exceptions, to_do, effective, none, excluded };
constexpr std::array<const char*, 7> conclusions{"ineffective",   "unknown",       "effective_with_exceptions", "pending", "effective",
                                                 "not_occurring", "not_applicable"};

struct Row {
  Entity item = 0;
  Verdict verdict = passed;
  Obligation o = {.from = {never, never}};  // as here: an invariant's item that passed without one
  bool carried = false;
  std::ptrdiff_t life = 0;  // of an invariant: each is an item of its own
  string late = {};         // by whom, where it passes only thanks to what they told late
};
Json instant(Instant t) { return t < Instant::earliest() || t == never ? Json() : Json(to_text(min(t, Instant::latest()))); }
Json text(string_view s) { return s.empty() ? Json() : Json(s); }
int64_t count(const vector<Row>& rows, Verdict v) { return std::ranges::count(rows, v, &Row::verdict); }
vector<Row> counted(vector<Row> rows, Verdict unknown) {  // with what is unknown counted so
  for (Row& row : rows) row.verdict = row.verdict == not_known ? unknown : row.verdict;
  return rows;
}

struct Testing : World {
  const Recurrence* const recurrence = recurrence_of(test);
  const bool is_invariant = std::holds_alternative<Invariant>(test.pattern);
  const Period period = in.period;
  const Instant last = min(before(period.end), in.now);
  vector<Row> rows = {}, boundary = {}, found = {}, items = {};  // an item of an invariant: its first row, with the worst verdict; else a row
  int64_t arisen = 0;
  json::Array partial = {}, not_counted = {};
  std::map<std::tuple<string, string, Instant, Instant, size_t>, Json> limitations = {};
  bool incomplete = false, exceeded = false;
  Conclusion conclusion = undecidable;
  Json exclusion = {};

  Testing(const Inputs& inputs, const Test& a_test) : World(inputs, a_test, {inputs.catalog->company, ""}) {
    const bool of_results = any_of(test.kinds, [&](KindNo number) { return catalog.at(number).read_only; });
    for (const Entity one : of_results ? vector<Entity>{} : test.each ? all(*test.each) : vector{item}) take(one);
    complete();
    for (const Row& row : rows) {
      if (!is_invariant || items.empty() || std::pair(items.back().item, items.back().life) != std::pair(row.item, row.life)) items.push_back(row);
      items.back().verdict = min(items.back().verdict, row.verdict);
    }
    const Conclusion mild = conclude(passed), harsh = conclude(failed);
    conclusion = mild == harsh ? mild : undecidable;
    if (rows.empty()) exclude();
  }
  void take(Entity one) {
    const Deriving d(in, test, things[one]);
    const size_t before_it = rows.size();
    const auto life_at = [&](Instant t) { return std::ranges::count_if(d.lives, [&](Instant begin) { return begin <= t; }); };
    exceeded |= d.exceeded;
    for (const Obligation& o : d.obligations) {
      const Stands s = stands_in(o, period, in.now);
      Row row{one, s.verdict, o, s.belongs && o.last_due() < period.start, life_at(o.from.at)};
      arisen += !o.possible && !o.found && period.contains(o.from.at) ? 1 : 0;
      if (s.belongs && s.verdict == passed) row.late = late_by(row);
      const bool a_task = o.never_fails || (o.found && stands_in(o, always, in.now).verdict == pending);
      if (a_task && o.from.at < period.end) found.push_back(row);
      if (!a_task && (s.belongs || s.boundary)) (s.belongs ? rows : boundary).push_back(row);
    }
    for (size_t i = 0; is_invariant && i < d.lives.size(); ++i) {
      const Row clean{.item = one, .life = life_at(d.lives[i])};
      const auto its = std::ranges::find(rows.begin() + static_cast<std::ptrdiff_t>(before_it), rows.end(), clean.life, &Row::life);
      const Instant end = i + 1 < d.lives.size() ? before(d.lives[i + 1]) : never;
      if (its == rows.end() && within(d.domain, max({period.start, d.watch, d.lives[i]}), min(last, end)).contains(Is::yes)) rows.push_back(clean);
    }
    std::ranges::stable_sort(rows.begin() + static_cast<std::ptrdiff_t>(before_it), rows.end(), {}, &Row::life);
    for (const Period& p : d.partial)
      if (p.start < period.end && p.end > period.start) partial.push_back(Object{{"item", name(one)}, {"from", instant(p.start)}, {"to", instant(p.end)}});
    for (const auto& [key, judgement] : d.not_counted)
      if (period.contains(key.first)) not_counted.push_back(judgement);
  }
  // D7.5, D7.13: the item once more without what was recorded after `due` and the limit; coverage, now and settings as they are.
  string late_by(const Row& row) const {
    const auto passes_without = [&](bool all) {
      Inputs less = in;
      less.facts = keep(in.facts, [&](const Fact& f) {
        return (!all && layer_of(f.by) != "people") || f.kind == catalog.collection || *f.recorded <= row.o.due.at + in.settings.late_recording;
      });
      if (less.facts.size() == in.facts.size()) return true;
      const Deriving d(less, test, things[row.item]);
      return (!test.each || !d.things[d.item].layers.empty()) && any_of(d.obligations, [&](const Obligation& o) {
               const Stands s = stands_in(o, period, in.now);
               return o.from.at == row.o.from.at && o.excused == row.o.excused && s.belongs && s.verdict == passed;
             });
    };
    return row.o.due.at == never || passes_without(true) ? "" : passes_without(false) ? "source" : "people";  // D7.14
  }

  // ---- completeness (7.2)
  // Lists a stretch, of which only what is claimed and in force counts. D7.1: in a gap, and in a lead after a declared `from`, an unseen entity of the
  // kind itself could fail where what is allowed ends within it, from before the period too; any lead counts where it is longer than a tenth of the period.
  void limit(const string& source, const Kind& kind, Period p, const string& reason, bool unseen, bool listed = true) {
    const Instant start = max(period.start, in_force_from()), from = max({p.start, in_force_from(), Instant::earliest()});
    p = {max(p.start, start), min({p.end, period.end, next(in.now), control.in_force.until.value_or(never)})};
    if (p.start >= p.end) return;
    const auto until = in_time_until(test, in.settings.calendar, from, p.start);
    const bool own = unseen && test.each == kind.number && (!until || *until < min(p.end, in.now));
    incomplete |= own || kind.read_only || (reason == "lead" && (p.end - p.start).us > (period.end - start).us / 10);
    if (listed || own)
      limitations[{kind.name, source, p.start, p.end, limitations.size()}] =
          Object{{"source", text(source)}, {"kind", kind.name}, {"from", instant(p.start)}, {"to", instant(p.end)}, {"reason", reason}};
  }
  void complete() {
    for (const KindNo number : test.kinds) {
      const Kind& kind = catalog.at(number);
      const bool occurs = recurrence && recurrence->occurs == number;
      if (kind.read_only) limit("probata", kind, always, "uncovered", false);
      if (kind.read_only || (kind.built_in && delivered[number].empty() && since(number) == ever)) continue;
      if (kind.record) limit("probata", kind, {ever, since(number)}, "lead", false);
      if (uncovered(kind) && (test.each == number || occurs)) limit(undecided(number) ? "probata" : "", kind, always, "uncovered", true);  // D7.9, D2.28
      for (const ExpectedSource& e : expected(number)) {
        for (const Period& gap : gaps(e.layer, number))  // written up to now; what begins with now, as a state does, has that instant
          limit(e.by, kind, {gap.start, max(period.start, in_force_from()) == in.now ? gap.end : min(gap.end, in.now)}, "gap", true, occurs);
        limit(e.by, kind, lead(e, number), "lead", e.declared != nullptr);
      }
    }
  }
  // With every unknown item counted as passed, or as failed: in between it only worsens.
  Conclusion conclude(Verdict unknown) {
    const vector<Row> all = counted(items, unknown), later = counted(boundary, unknown == failed ? pending : passed);  // D7.8
    if (!in.state && !marker(unknown).is_null()) return ineffective;
    if (count(all, failed) > 0) return exceptions;
    if (incomplete) return undecidable;
    if (!all.empty()) return count(all, pending) > 0 ? to_do : effective;
    return !found.empty() || count(later, pending) > 0 ? to_do : none;
  }
  void exclude() {
    const auto* by_people = exclusion_of(in.settings, control, test, period.start, last);
    const auto applies = within(sweep([&] { return holds(control.applies, Is::yes); }, Instant::earliest()), period.start, last);
    if (!by_people && applies != std::set{Is::no}) return;
    const NotApplicable why = by_people ? *by_people : NotApplicable{"", control.applies->text, "", period.start, {}};
    conclusion = excluded;
    exclusion = Object{{"reason", why.reason}, {"by", text(why.by)}, {"from", instant(why.from)}};
  }

  // ---- markers (7.4): the first whose value is beyond its limit
  Json marker(Verdict unknown) {
    using Limit = std::optional<double>;
    const Markers limits = markers_in(in.settings, period, in.now);
    const vector<Row> all = counted(items, unknown), failures = keep(counted(rows, unknown), [](const Row& row) { return row.verdict == failed; });
    const auto of = static_cast<double>(all.size()), bad = static_cast<double>(count(all, failed));
    const bool small = of < 20, long_counts = small || test.severity == Severity::high;
    const Limit off;
    const auto json = [](const char* name, double value, double limit) { return Object{{"name", name}, {"value", value}, {"limit", limit}}; };
    for (const auto& [name, value, limit] :
         {std::tuple("failed_share", bad / of, small ? off : limits.failed_share),
          std::tuple("failed_share_small", bad / of, small && bad >= 2 ? limits.failed_share_small : off), std::tuple("majority", bad / of, limits.majority),
          std::tuple("repeated_cause", repeated_cause(failures), Limit(1.0)), std::tuple("one_party", worst_party(all), bad >= 3 ? limits.one_party : off),
          std::tuple("long_exception", longest_exception(failures), long_counts ? limits.long_exception : off)})
      if (limit && value > *limit) return json(name, value, *limit);
    std::map<Instant, bool> windows;  // D7.3, by due: not past, or something in it passed
    for (const Row& one : recurrence&& is_calendar(*recurrence) ? all : vector<Row>{})
      windows[one.o.due.at] |= one.o.due.at >= in.now || one.verdict == passed || one.verdict == waived;
    const bool empty = any_of(windows, [](const auto& window) { return !window.second; });
    return windows.size() < 5 && empty ? json("empty_window", static_cast<double>(windows.size()), 5.0) : Json();
  }
  double repeated_cause(const vector<Row>& failures) {  // D7.10: how often the cause of a failure came, with the closings before it
    const auto told = [&](Entity f, const char* field) { return text_of(read_at(in.now, f, field)); };
    const auto findings = keep(all(catalog.finding), [&](Entity f) { return ever_says(f, "test", test.full_id); });
    std::multimap<string, Instant> closings;
    for (const Entity f : findings)
      for (const auto& [at, word] : track(f, "people", field(f, "state")))
        if (text_of(word.value) == "closed") closings.emplace(told(f, "root_cause"), at);
    for (const Row& row : failures)
      for (const Entity f : findings) {
        const string cause = told(f, "root_cause");
        const bool its = told(f, "item") == name(row.item) && same(read_at(in.now, f, "from"), Value::of(row.o.from.at)) && !cause.empty();
        const auto earlier = std::ranges::count_if(closings, [&](const auto& c) { return c.first == cause && c.second < row.o.from.at; });
        if (its && earlier > 0) return static_cast<double>(earlier + 1);
      }
    return 0;
  }
  double worst_party(const vector<Row>& all) {          // D7.2: of the item itself, and of the persons and systems that it refers to at `from`
    std::map<Entity, std::pair<double, double>> share;  // failed, all
    for (const Row& one : all) {
      std::set<Entity> parties{one.item};
      for (const FieldDefinition& field : kind(one.item).fields) {
        const Value v = field.list ? Value() : read_at(one.o.from.at == never ? last : one.o.from.at, one.item, field.name);
        const string of = v.is(Tag::entity) ? kind(v.entity).name : "";
        if (of == "person" || of == "system") parties.insert(v.entity);
      }
      for (const Entity party : parties) share[party].first += one.verdict == failed ? 1 : 0, share[party].second += 1;
    }
    double worst = 0;
    for (const auto& [party, s] : share) worst = max(worst, s.first >= 3 && test.each ? s.first / s.second : 0);
    return worst;
  }
  double longest_exception(const vector<Row>& failures) const {  // D7.12: the length is that of (due, done); of a "no" that from the "no" on
    double longest = 0;
    for (const Row& row : failures) {
      const Period e = row.o.exception(row.o.last_due(), row.o.done.at, in.now);
      const Instant from = max(row.o.momentary || row.o.judged == e.start ? e.start : before(e.start), period.start), to = min({e.end, period.end, in.now});
      longest = max(longest, static_cast<double>((to - from).us) / static_cast<double>((period.end - period.start).us));
    }
    return longest;
  }

  // ---- the result
  json::Array list(const vector<Row>& all) const {
    json::Array result;
    for (const auto& [item, verdict, o, carried, life, late] : all) {
      const char* cause = o.judged < never ? "judged" : is_invariant ? "violated" : o.done.at < never ? "late" : "absent";
      Object row{{"item", name(item)}, {"verdict", verdicts[verdict]}, {"cause", verdict == failed ? Json(cause) : Json()}, {"carried", carried}};
      row.insert(row.end(), {{"found", o.found}, {"ended_by", text(o.ended_by)}});
      for (const auto& [key, range, unbounded] :
           {std::tuple("from", o.from, o.unbounded), std::tuple("due", o.due, false), std::tuple("done", o.done, false)}) {
        row.push_back({key, instant(range.at)});  // `from_after` only where the instant is uncertain
        if (range.at < never && (!range.exact() || unbounded)) row.push_back({string(key) + "_after", unbounded ? Json() : instant(range.after)});
      }
      row.insert(row.end(), {{"waiver", text(o.waiver)}, {"on_late_evidence", !late.empty()}});
      result.emplace_back(row);
    }
    return result;
  }
  Json to_json() {
    json::Array limited;
    for (const auto& [order, one] : limitations) limited.push_back(one);
    Object result{{"id", test.id}, {"conclusion", conclusions[conclusion]}, {"marker", conclusion == ineffective ? marker(passed) : Json()}};
    const Object late{{"people", std::ranges::count(rows, "people", &Row::late)}, {"source", std::ranges::count(rows, "source", &Row::late)}};
    result.push_back({"population", std::ssize(items)});
    for (const Verdict verdict : {passed, failed, not_known, pending, waived}) result.push_back({verdicts[verdict], count(items, verdict)});
    result.insert(result.end(), {{"arisen", arisen}, {"late", late}, {"obligations", list(rows)}, {"boundary", list(boundary)}, {"found", list(found)}});
    result.insert(result.end(), {{"partial", partial}, {"limitations", limited}});
    if (std::holds_alternative<Judgement>(test.pattern)) result.push_back({"not_counted", not_counted});
    if (conclusion == excluded) result.push_back({"not_applicable", exclusion});
    return result;
  }
};

}  // namespace

Result<Json> assess(const Inputs& given) {
  Inputs in = given;  // 2.2: as known at a size, in the order of the ledger
  in.facts = keep(in.facts, [&](const Fact& f) { return *f.seq < in.known; });
  std::ranges::sort(in.facts, {}, &Fact::seq);
  json::Array controls;
  for (const Control& control : in.catalog->controls) {
    json::Array tests;
    Conclusion worst = excluded;
    for (const TestNo number : control.tests) {
      if (in.only ? *in.only != number : !in_profile(in.settings, control)) continue;
      Testing one(in, in.catalog->at(number));
      tests.push_back(one.to_json());
      worst = min(worst, one.conclusion);
      if (one.exceeded)
        return failure("`" + one.test.full_id + "` has more possibilities than can be enumerated", "ask the engine, or leave out facts that do not matter");
    }
    if (!tests.empty()) controls.push_back(Object{{"id", control.id}, {"conclusion", conclusions[worst]}, {"tests", tests}});
  }
  Object result{{"probata", "0.1.0"}, {"format", 1}, {"period", Object{{"start", instant(in.period.start)}, {"end", instant(in.period.end)}}}};
  result.insert(result.end(), {{"now", instant(in.now)}, {"ledger_size", static_cast<int64_t>(in.known)}, {"catalog", to_text(in.catalog->digest)}});
  result.insert(result.end(), {{"settings", to_text(in.settings.digest)}, {"tzdata", time_zone_data_version()}, {"controls", controls}});
  return Json(result);
}

}  // namespace probata::reference
