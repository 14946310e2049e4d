#include "assess/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/parallel.h"
#include "catalog/applies.h"
#include "catalog/in_force.h"
#include "history/lens.h"

namespace probata {
namespace {

// One fact of a read-only kind, told by Probata itself.
class Telling {
 public:
  Telling(const Kind& kind, std::string id, Instant at) : kind_(kind) {
    fact_.kind = kind.number;
    fact_.id = std::move(id);
    fact_.at = at;
    fact_.recorded = at;
    fact_.by = "probata";
  }
  Telling& after(const Range& range) {
    if (!range.exact() && range.after >= Instant::earliest()) fact_.after = range.after;
    return *this;
  }
  // A null is left out: a field that nobody set is null.
  Telling& set(std::string_view name, FieldValue value) {
    if (std::holds_alternative<std::monostate>(value)) return *this;
    fact_.set.emplace_back(kind_.find(name)->number, std::move(value));
    return *this;
  }
  Telling& text(std::string_view name, std::string_view value) {
    return value.empty() ? *this : set(name, std::string(value));
  }
  Telling& reference(std::string_view name, const std::string& id) {
    if (id.empty()) return *this;
    const auto* field = kind_.find(name);
    if (field->type != FieldType::reference) return text(name, id);
    Reference reference;
    reference.kind = field->targets.front();
    reference.id = id;
    return set(name, std::move(reference));
  }
  Telling& texts(std::string_view name, const std::vector<std::string>& values) {
    FieldList list;
    for (const std::string& value : values) list.emplace_back(value);
    return set(name, std::move(list));
  }
  Fact take() {
    std::ranges::sort(fact_.set, {}, [](const auto& entry) { return entry.first; });
    return std::move(fact_);
  }

 private:
  const Kind& kind_;
  Fact fact_;
};

std::string_view severity_text(Severity severity) {
  return severity == Severity::low ? "low" : severity == Severity::high ? "high" : "medium";
}

std::string_view pattern_text(const Test& test) {
  constexpr std::array<std::string_view, 4> names{"invariant", "response", "recurrence",
                                                  "judgement"};
  return names[test.pattern.index()];
}

// The items of a test of which obligations are needed.
std::vector<Entity> items_needed(const View& view, const Test& test, const TestResult& result,
                                 const Needed& needed) {
  if (!test.each) return {view.history.company()};
  if (needed.everything || needed.whole.contains(test.full_id))
    return entities_told(view, *test.each);
  std::set<Entity> items;
  if (needed.not_passed) items.insert(result.not_passed.begin(), result.not_passed.end());
  const std::string prefix = view.history.catalog().at(*test.each).name + "/";
  if (const auto named = needed.named.find(test.full_id); named != needed.named.end())
    for (const std::string& item : named->second)
      if (item.starts_with(prefix))
        if (const auto entity = view.history.find(*test.each, item.substr(prefix.size())))
          items.insert(*entity);
  return {items.begin(), items.end()};
}

// The obligations of one test as facts.
class TellingObligations {
 public:
  TellingObligations(const View& view, const People& people, const Test& test, const Mode& mode,
                     std::vector<ToldResult>& facts)
      : view_(view),
        people_(people),
        test_(test),
        mode_(mode),
        kind_(view.history.catalog().at(view.history.catalog().obligation)),
        evaluator_(view),
        formulas_(formulas_of(test)),
        facts_(facts) {}

  void run(const std::vector<Entity>& items) {
    for (const Entity item : items) {
      const Derived derived = derive(evaluator_, people_, test_, item, mode_);
      for (const Obligation& o : derived.obligations) tell(o);
    }
  }

 private:
  void tell(const Obligation& o) {
    const std::string item = test_.each ? view_.history.item_of(o.item) : "company";
    const Instant from = std::max(o.from.at, Instant::earliest());
    if (from > view_.now) return;
    const std::string id = fmt::format("{}#{}#{}", test_.full_id, item, to_text(from));
    Telling arisen = begin(o, id, item, from);
    arisen.set("from", from).reference("assignee", assignee(o, from));
    const Instant known = known_of(o, from);
    arisen.set("known", known);
    if (!o.due_unknown) arisen.set("due", o.due.at);
    arisen.text("verdict", to_text(verdict_at_first(o)));
    tell(arisen, reasons(formulas_.trigger, o, o.from));
    tell_what_follows(o, id, known);
  }

  // Where it is not known when it arose, it is there from the first instant at which it may have:
  // of which test and item it is, is known, so that whoever looks for another passes it over.
  Telling begin(const Obligation& o, const std::string& id, const std::string& item, Instant from) {
    const bool since = !o.from_unbounded && !o.from.exact() && o.from.after >= Instant::earliest();
    Telling there(kind_, id, since ? next(o.from.after) : from);
    there.text("test", test_.full_id).text("item", item);
    there.text("severity", severity_text(test_.severity));
    if (!since) return there;
    tell(there);
    return Telling(kind_, id, from).after(o.from);
  }

  // Before anything is decided: to be done; where the gap begins with it, unknown; met at once,
  // passed.
  Verdict verdict_at_first(const Obligation& o) const {
    const Verdict last = verdict(o, view_.now);
    if (last == Verdict::waived) return last;
    if (last == Verdict::unknown && (o.due_unknown || o.possible)) return last;
    return Verdict::pending;
  }

  // What it becomes: done, or failed "never before `known`": nobody had to escalate what nobody
  // could know.
  void tell_what_follows(const Obligation& o, const std::string& id, Instant known) {
    const Verdict last = verdict(o, view_.now);
    if (last == Verdict::failed || last == Verdict::unknown) {
      const Instant overdue = o.due_unknown ? o.from.at : next(std::max(o.due.at, o.from.at));
      const Instant at = last == Verdict::failed ? std::max(overdue, known) : overdue;
      if (at <= view_.now && !o.never_fails)
        tell(Telling(kind_, id, at).text("verdict", to_text(last)));
    }
    if (!o.done || o.done->at > view_.now) return;
    Telling met(kind_, id, std::max(o.done->at, o.from.at));
    met.after(*o.done).set("done", o.done->at);
    if (last == Verdict::passed) met.text("verdict", to_text(last));
    tell(met, reasons(formulas_.met, o, *o.done));
  }

  void tell(Telling& told, std::vector<Gap> reasons = {}) {
    facts_.push_back({told.take(), std::move(reasons)});
  }
  // Why the formula turns true at an unknown instant.
  std::vector<Gap> reasons(const Formula& formula, const Obligation& o, const Range& at) {
    if (at.exact() || at.after < Instant::earliest()) return {};
    return evaluator_.trace(formula, o.item, next(at.after)).gaps;
  }

  // "The later of `due` and the latest `recorded` of the facts that gave its `from`."
  Instant known_of(const Obligation& o, Instant from) {
    Instant known = o.due_unknown ? from : std::max(o.due.at, from);
    for (const ReadValue& value : evaluator_.trace(formulas_.trigger, o.item, from).reads)
      for (const FactNo fact : value.facts)
        known = std::max(known, view_.history.provenance(fact).recorded);
    return known;
  }

  // The person whom the test names, or the first holder of the role that it names.
  std::string assignee(const Obligation& o, Instant from) {
    if (test_.assign) {
      const cel::Value value = evaluator_.value(test_.assign->program, o.item, from);
      if (value.is(cel::Tag::entity))
        return std::string(view_.history.id_of(Evaluator::entity_of(value)));
      return value.is(cel::Tag::string) ? std::string(value.string()) : std::string();
    }
    if (test_.assign_role.empty()) return {};
    for (const Entity assignment : people_.assignments(test_.assign_role)) {
      const cel::Value role = known(assignment, "role", from),
                       until = known(assignment, "until", from);
      if (!role.is(cel::Tag::string) || role.string() != test_.assign_role) continue;
      if (until.is(cel::Tag::timestamp) && until.instant() <= from) continue;
      const cel::Value person = known(assignment, "person", from);
      if (person.is(cel::Tag::entity))
        return std::string(view_.history.id_of(Evaluator::entity_of(person)));
      if (person.is(cel::Tag::string)) return std::string(person.string());
    }
    return {};
  }
  // Null also where it is not known.
  cel::Value known(Entity assignment, std::string_view field, Instant at) {
    const Kind& kind = view_.history.catalog().at(view_.history.catalog().assignment);
    const Read read = evaluator_.lens().field(assignment, kind.find(field)->number, at);
    return read.known() ? read.value : cel::Value();
  }

  const View& view_;
  const People& people_;
  const Test& test_;
  const Mode& mode_;
  const Kind& kind_;
  Evaluator evaluator_;
  Formulas formulas_;
  std::vector<ToldResult>& facts_;
};

// Dated, chosen and applicable; none where nobody has said yet what decides it. Of a state the
// beginning of observation, which is to come, is ignored.
std::optional<bool> in_force(const View& view, const Control& control, Instant at, bool state) {
  if (!state && in_force_from(view, control).value_or(at) > at) return false;
  const Settings& settings = view.history.settings();
  const Applicability found = applicability(view.history.catalog(), settings, control, at);
  if (found.applies == Applies::not_known) return std::nullopt;
  return found.applies == Applies::yes;
}

// Told where it is another than before. `dates`: when anything that people decided begins or ends.
std::vector<Fact> in_force_facts(const View& view, const Control& control,
                                 std::set<Instant> dates) {
  if (const auto from = in_force_from(view, control)) dates.insert(*from);
  std::optional<bool> before = in_force(view, control, Instant::earliest(), false);
  std::vector<Fact> facts;
  for (const Instant at : dates) {
    if (at <= Instant::earliest() || at > view.now) continue;
    const auto holds = in_force(view, control, at, false);
    if (!holds || holds == before) continue;
    before = holds;
    facts.push_back(Telling(*view.history.catalog().kind("control"), control.id, at)
                        .set("in_force", *holds)
                        .take());
  }
  return facts;
}

Fact control_fact(const View& view, const Control& control, const ControlResult* result,
                  bool state) {
  const Catalog& catalog = view.history.catalog();
  Telling told(*catalog.kind("control"), control.id, Instant::earliest());
  std::vector<std::string> criteria;
  for (const auto& [criterion, points] : control.criteria) criteria.push_back(criterion);
  told.text("title", control.title).text("statement", control.statement);
  told.text("profile", control.profile).texts("criteria", criteria).texts("risks", control.risks);
  told.text("nature", control.nature).text("operation", control.operation);
  told.text("level", control.level).text("frequency", control.frequency);
  told.text("owner", control.owner);
  if (const auto holds = in_force(view, control, state ? view.now : Instant::earliest(), state))
    told.set("in_force", *holds);
  if (control.in_force.from) told.set("from", *control.in_force.from);
  if (control.in_force.until) told.set("until", *control.in_force.until);
  if (result != nullptr) told.text("conclusion", to_text(result->conclusion));
  return told.take();
}

Fact test_fact(const Catalog& catalog, const Test& test, const TestResult* result) {
  Telling told(*catalog.kind("test"), test.full_id, Instant::earliest());
  std::vector<std::string> reads;
  for (const KindNo kind : test.kinds) reads.push_back(catalog.at(kind).name);
  told.reference("control", catalog.at(test.control).id).text("title", test.title);
  told.text("pattern", pattern_text(test)).text("severity", severity_text(test.severity));
  told.text("each", test.each ? catalog.at(*test.each).name : "company").texts("reads", reads);
  if (result != nullptr)
    told.set("covered", !result->incomplete).text("conclusion", to_text(result->conclusion));
  return told.take();
}

}  // namespace

bool reads_results(const Catalog& catalog, const Test& test) {
  return std::ranges::any_of(test.kinds, [&](KindNo kind) { return catalog.at(kind).read_only; });
}

std::vector<ToldResult> result_facts(const View& view, const Assessment& conclusions,
                                     const Mode& mode, const Needed& needed, unsigned threads) {
  const Catalog& catalog = view.history.catalog();
  const People people(view);
  std::vector<const TestResult*> results(catalog.tests.size());
  for (const ControlResult& control : conclusions.controls)
    for (const TestResult& test : control.tests) results[static_cast<size_t>(test.test)] = &test;
  // Of each test its own, so that they stand in one order in any number of threads.
  std::vector<std::vector<ToldResult>> obligations(catalog.tests.size());
  in_parallel(obligations.size(), threads, [&](size_t i) {
    const Test& test = catalog.tests[i];
    if (results[i] == nullptr || reads_results(catalog, test)) return;
    TellingObligations(view, people, test, mode, obligations[i])
        .run(items_needed(view, test, *results[i], needed));
  });
  const std::set<Instant> dates = dates_of(catalog, view.history.settings());
  std::vector<ToldResult> facts;
  for (const Control& control : catalog.controls) {
    const auto result =
        std::ranges::find(conclusions.controls, control.number, &ControlResult::control);
    facts.push_back(
        {control_fact(view, control, result == conclusions.controls.end() ? nullptr : &*result,
                      mode.state),
         {}});
    // A state is of one instant.
    if (!mode.state)
      for (Fact& fact : in_force_facts(view, control, dates))
        facts.push_back({std::move(fact), {}});
    for (const TestNo number : control.tests) {
      const auto i = static_cast<size_t>(number);
      facts.push_back({test_fact(catalog, catalog.at(number), results[i]), {}});
      std::ranges::move(obligations[i], std::back_inserter(facts));
    }
  }
  return facts;
}

ResultsView::ResultsView(std::optional<History> made, History* into, const View& view,
                         std::vector<ToldResult> results)
    : made_(std::move(made)), history_(into != nullptr ? *into : *made_), now_(view.now) {
  auto number = static_cast<uint32_t>(view.known);
  for (ToldResult& told : results) {
    history_.fold(FactNo(number), *told.fact.recorded, told.fact);
    if (!told.reasons.empty()) history_.note_reasons(FactNo(number), std::move(told.reasons));
    ++number;
  }
  known_ = FactNo(number);
}

}  // namespace probata
