#include "assess/rows.h"

#include <algorithm>
#include <set>

namespace probata {
namespace {

// What was read at some instants: facts, evidence and conflicts.
class Provenance {
 public:
  explicit Provenance(Evaluator& evaluator) : evaluator_(evaluator) {}

  void read(const Formula& formula, Entity item, Instant at,
            std::optional<Entity> occurrence = {}) {
    const Evaluation evaluation = evaluator_.trace(formula, item, at, occurrence);
    for (const ReadValue& value : evaluation.reads) {
      facts_.insert(value.facts.begin(), value.facts.end());
      if (!value.conflicts.empty()) conflicts_.try_emplace(value.path, value.conflicts);
    }
    gaps_.insert(evaluation.gaps.begin(), evaluation.gaps.end());
  }
  void add(const std::vector<FactNo>& facts) { facts_.insert(facts.begin(), facts.end()); }

  void fill(Row& row, Why why) const {
    row.facts.assign(facts_.begin(), facts_.end());
    std::set<std::string> evidence;
    for (const FactNo fact : facts_) {
      const auto hashes = evaluator_.view().history.provenance(fact).evidence;
      evidence.insert(hashes.begin(), hashes.end());
    }
    row.evidence.assign(evidence.begin(), evidence.end());
    for (const auto& [field, values] : conflicts_) row.conflicts.push_back({field, values});
    if (row.verdict != Verdict::unknown) return;
    std::set<Gap> gaps;
    if (why != 0) gaps.insert(evaluator_.gaps(why).begin(), evaluator_.gaps(why).end());
    if (gaps.empty()) gaps = gaps_;
    row.gaps.assign(gaps.begin(), gaps.end());
  }

 private:
  Evaluator& evaluator_;
  std::set<FactNo> facts_;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> conflicts_;
  std::set<Gap> gaps_;
};

const Recurrence* occurring(const Test& test) { return std::get_if<Recurrence>(&test.pattern); }

// The facts that tell of the entity last, each in its layer.
std::vector<FactNo> facts_of_life(const View& view, Entity entity, Instant at) {
  std::vector<FactNo> facts;
  for (const Layer layer : view.history.layers(entity)) {
    std::optional<FactNo> last;
    for (const Change& c : view.history.track(entity, existence, layer)) {
      if (c.at <= at && view.reads(c.fact)) last = c.fact;
    }
    if (last) facts.push_back(*last);
  }
  return facts;
}

void read_occurrence(Provenance& provenance, const View& view, const Test& test,
                     const Obligation& o, Entity item) {
  const Recurrence* recurrence = occurring(test);
  if (recurrence == nullptr || !o.met_by || !o.done) return;
  provenance.read(exists_formula(), *o.met_by, o.done->at);
  provenance.add(facts_of_life(view, *o.met_by, o.done->at));
  if (recurrence->where)
    provenance.read(program_formula(*recurrence->where), item, o.done->at, o.met_by);
  if (recurrence->counts_for)
    provenance.read(program_formula(*recurrence->counts_for), item, o.done->at, o.met_by);
}

Cause cause_of(const Test& test, const Obligation& o) {
  if (o.judged_no) return Cause::judged;
  if (std::holds_alternative<Invariant>(test.pattern)) return Cause::violated;
  return o.done ? Cause::late : Cause::absent;
}

Row begin_row(const View& view, const Test& test, Entity item) {
  Row row;
  row.item = item_name(view, test, item);
  if (test.each) row.entity = item;
  return row;
}

// An invariant's item that passed without an obligation.
Row clean_row(Evaluator& evaluator, const Test& test, Entity item, Instant last) {
  Row row = begin_row(evaluator.view(), test, item);
  Provenance provenance(evaluator);
  provenance.read(formulas_of(test).trigger, item, last);
  provenance.fill(row, 0);
  return row;
}

bool is_task(const Obligation& o, Instant now) {
  if (o.never_fails) return true;
  return o.found && verdict(o, now) == Verdict::pending;
}

}  // namespace

std::string item_name(const View& view, const Test& test, Entity item) {
  return test.each ? view.history.item_of(item) : "company";
}

namespace {

// A row without what it rests on.
Row bare_row(const View& view, const Test& test, const Obligation& o, const InPeriod& stands) {
  Row row = begin_row(view, test, o.item);
  row.verdict = stands.verdict;
  if (row.verdict == Verdict::failed) row.cause = cause_of(test, o);
  row.carried = stands.carried;
  row.found = o.found;
  row.ended_by = o.ended_by;
  row.from = o.from;
  row.due = o.due;
  row.done = o.done;
  row.from_unbounded = o.from_unbounded;
  row.due_unbounded = o.due_unbounded;
  row.due_unknown = o.due_unknown;
  if (!o.waiver.empty()) row.waiver = o.waiver;
  row.claimed = o.claimed;
  if (row.verdict == Verdict::failed || row.verdict == Verdict::unknown)
    row.exception = exception_of(o, view.now);
  return row;
}

Brief brief_of(const View& view, const Obligation& o, const InPeriod& stands) {
  Brief brief{.item = o.item, .verdict = stands.verdict, .from = o.from.at, .due = o.due.at};
  if (stands.verdict == Verdict::failed || stands.verdict == Verdict::unknown)
    brief.exception = exception_of(o, view.now);
  return brief;
}

}  // namespace

Row make_row(Evaluator& evaluator, const Test& test, const Obligation& o, const InPeriod& stands) {
  const View& view = evaluator.view();
  Row row = bare_row(view, test, o, stands);
  const Formulas formulas = formulas_of(test);
  Provenance provenance(evaluator);
  provenance.read(formulas.trigger, o.item, std::max(o.from.at, Instant::earliest()));
  provenance.read(formulas.met, o.item, o.done ? o.done->at : view.now);
  read_occurrence(provenance, view, test, o, o.item);
  provenance.add(o.met_facts);
  provenance.fill(row, o.why);
  return row;
}

void Part::append(Part&& other) {
  const auto move = [](auto& to, auto& from) { std::ranges::move(from, std::back_inserter(to)); };
  population.append(other.population);
  move(rows, other.rows);
  move(boundary, other.boundary);
  move(found, other.found);
  move(partial, other.partial);
  move(not_counted, other.not_counted);
  move(not_passed, other.not_passed);
  arisen += other.arisen;
  late_people += other.late_people;
  late_source += other.late_source;
  seen_every = std::max(seen_every, other.seen_every);
}

namespace {

// One item on its way into a part.
class Adding {
 public:
  Adding(Part& part, Evaluator& evaluator, const People& people, const Test& test, Entity item,
         const Asked& asked)
      : part_(part),
        evaluator_(evaluator),
        people_(people),
        view_(evaluator.view()),
        test_(test),
        item_(item),
        asked_(asked) {}

  void run(Derived derived) {
    late_until_ = asked_.late ? derived.late_until : Instant::never_before();
    add_lives(derived);
    const auto open = [&](const Obligation& o) { return verdict(o, view_.now) < Verdict::pending; };
    if (std::ranges::any_of(derived.obligations, open)) part_.not_passed.push_back(item_);
    for (const Cut& cut : derived.partial) {
      if (cut.from < asked_.period.end && cut.to > asked_.period.start)
        part_.partial.push_back({item_name(view_, test_, item_), cut.from, cut.to});
    }
    for (Discounted& d : derived.not_counted) {
      if (asked_.period.contains(d.at)) part_.not_counted.push_back(std::move(d));
    }
  }

 private:
  // Each life is an item of its own.
  void add_lives(const Derived& derived) {
    auto o = derived.obligations.begin();
    for (size_t i = 0; i <= derived.lives.size(); ++i) {
      const bool last = i == derived.lives.size();
      const Period life{i == 0 ? Instant::never_before() : derived.lives[i - 1],
                        last ? Instant::never_after() : derived.lives[i]};
      life_ = static_cast<uint32_t>(i);
      rows_ = 0;
      worst_ = Verdict::passed;
      for (; o != derived.obligations.end() && o->from.at < life.end; ++o) add(*o);
      if (by_entity(test_)) add_clean(derived, life);
      if (by_entity(test_) && rows_ > 0) count(part_.population.counts, worst_);
    }
  }
  void add(const Obligation& o) {
    const InPeriod stands = in_period(o, asked_.period, view_.now);
    if (!o.possible && !o.found && asked_.period.contains(o.from.at)) ++part_.arisen;
    if (stands.belongs || stands.boundary)
      part_.seen_every = std::max(part_.seen_every, o.seen_every);
    if (is_task(o, view_.now)) {
      if (o.from.at < asked_.period.end) add_found(o, stands);
    } else if (stands.belongs) {
      add_row(o, stands);
    } else if (stands.boundary) {
      add_boundary(o, stands);
    }
  }
  bool shown() const { return asked_.detail != Detail::verdicts; }

  void add_found(const Obligation& o, const InPeriod& stands) {
    ++part_.population.found;
    if (shown()) part_.found.push_back(make_row(evaluator_, test_, o, stands));
  }
  void add_boundary(const Obligation& o, const InPeriod& stands) {
    part_.population.at_edge(stands.verdict);
    if (shown()) part_.boundary.push_back(make_row(evaluator_, test_, o, stands));
  }
  void add_row(const Obligation& o, const InPeriod& stands) {
    ++rows_;
    worst_ = std::min(worst_, stands.verdict);
    const bool passed = stands.verdict == Verdict::passed;
    if (!by_entity(test_)) count(part_.population.counts, stands.verdict);
    if (!passed || asked_.all) {
      part_.population.open.push_back(brief_of(view_, o, stands));
      part_.population.open.back().life = life_;
    }
    const bool kept = asked_.detail == Detail::every_row || (!passed && shown());
    const Late late =
        passed ? late_evidence(view_, people_, test_, o, asked_.period, asked_.mode, late_until_)
               : Late::no;
    if (late != Late::no) ++(late == Late::people ? part_.late_people : part_.late_source);
    if (!kept) return;
    part_.rows.push_back(make_row(evaluator_, test_, o, stands));
    part_.rows.back().life = life_;
    mark(part_.rows.back(), late);
  }
  void add_clean(const Derived& derived, const Period& life) {
    if (rows_ > 0) return;
    const Period& period = asked_.period;
    const Instant first = std::max({period.start, derived.watch, life.start});
    const Instant last = std::min({before(period.end), view_.now, before(life.end)});
    if (first > last || !presence(derived.domain, first, last, first_of_both()).yes) return;
    ++rows_;
    part_.seen_every = std::max(part_.seen_every, derived.seen_every);
    if (asked_.all) part_.population.open.push_back({.item = item_, .life = life_});
    if (asked_.detail != Detail::every_row) return;
    part_.rows.push_back(clean_row(evaluator_, test_, item_, last));
    part_.rows.back().claimed = derived.claimed;
    part_.rows.back().life = life_;
  }

  Part& part_;
  Evaluator& evaluator_;
  const People& people_;
  const View& view_;
  const Test& test_;
  Entity item_;
  const Asked& asked_;
  uint32_t life_ = 0;
  size_t rows_ = 0;  // of the life
  Instant late_until_;
  Verdict worst_ = Verdict::passed;
};

}  // namespace

void add_item(Part& part, Evaluator& evaluator, const People& records, const Test& test,
              Entity item, const Asked& asked) {
  Adding(part, evaluator, records, test, item, asked)
      .run(derive(evaluator, records, test, item, asked.mode));
}

}  // namespace probata
