#include "assess/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

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

// All obligations of one test as facts.
class TellingObligations {
 public:
  TellingObligations(const View& view, const People& people, const Test& test, const Mode& mode,
                     std::vector<Fact>& facts)
      : view_(view),
        people_(people),
        test_(test),
        mode_(mode),
        kind_(view.history.catalog().at(view.history.catalog().obligation)),
        evaluator_(view),
        formulas_(formulas_of(test)),
        facts_(facts) {}

  void run() {
    const auto items =
        test_.each ? entities_told(view_, *test_.each) : std::vector{view_.history.company()};
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
    Telling arisen(kind_, id, from);
    if (!o.from_unbounded) arisen.after(o.from);
    arisen.text("test", test_.full_id).text("item", item).set("from", from);
    arisen.text("severity", severity_text(test_.severity)).reference("assignee", assignee(o, from));
    const Instant known = known_of(o, from);
    arisen.set("known", known);
    if (!o.due_unknown) arisen.set("due", o.due.at);
    arisen.text("verdict", to_text(verdict_at_first(o)));
    facts_.push_back(arisen.take());
    tell_what_follows(o, id, known);
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
        facts_.push_back(Telling(kind_, id, at).text("verdict", to_text(last)).take());
    }
    if (!o.done || o.done->at > view_.now) return;
    Telling met(kind_, id, std::max(o.done->at, o.from.at));
    met.after(*o.done).set("done", o.done->at);
    if (last == Verdict::passed) met.text("verdict", to_text(last));
    facts_.push_back(met.take());
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
    const Catalog& catalog = view_.history.catalog();
    for (const Entity assignment : view_.history.entities(catalog.assignment)) {
      if (text_at(view_, assignment, "role", from) != test_.assign_role) continue;
      const auto until = timestamp_at(view_, assignment, "until", from);
      const Reading person = read_field(
          view_, assignment, catalog.at(catalog.assignment).find("person")->number, from);
      if ((until && *until <= from) || person.state != Reading::State::known) continue;
      if (person.value.is(cel::Tag::entity))
        return std::string(view_.history.id_of(Evaluator::entity_of(person.value)));
      if (person.value.is(cel::Tag::string)) return std::string(person.value.string());
    }
    return {};
  }

  const View& view_;
  const People& people_;
  const Test& test_;
  const Mode& mode_;
  const Kind& kind_;
  Evaluator evaluator_;
  Formulas formulas_;
  std::vector<Fact>& facts_;
};

bool in_force(const View& view, const Control& control) {
  const auto from = in_force_from(view, control);
  return from.value_or(view.now) <= view.now &&
         control.in_force.until.value_or(Instant::never_after()) > view.now;
}

Fact control_fact(const View& view, const Control& control, const ControlResult* result) {
  const Catalog& catalog = view.history.catalog();
  Telling told(*catalog.kind("control"), control.id, Instant::earliest());
  std::vector<std::string> criteria;
  for (const auto& [criterion, points] : control.criteria) criteria.push_back(criterion);
  told.text("title", control.title).text("statement", control.statement);
  told.text("profile", control.profile).texts("criteria", criteria).texts("risks", control.risks);
  told.text("nature", control.nature).text("operation", control.operation);
  told.text("level", control.level).text("frequency", control.frequency);
  told.text("owner", control.owner).set("in_force", in_force(view, control));
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

template <class All, class Same>
auto* find_in(All& all, Same same) {
  const auto found = std::ranges::find_if(all, same);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

bool reads_results(const Catalog& catalog, const Test& test) {
  return std::ranges::any_of(test.kinds, [&](KindNo kind) { return catalog.at(kind).read_only; });
}

std::vector<Fact> result_facts(const View& view, const Assessment& conclusions, const Mode& mode) {
  const Catalog& catalog = view.history.catalog();
  const People people(view);
  std::vector<Fact> facts;
  for (const Control& control : catalog.controls) {
    const auto* result = find_in(
        conclusions.controls, [&](const ControlResult& r) { return r.control == control.number; });
    facts.push_back(control_fact(view, control, result));
    for (const TestNo number : control.tests) {
      const Test& test = catalog.at(number);
      const TestResult* of_test = nullptr;
      if (result != nullptr)
        of_test = find_in(result->tests, [&](const TestResult& r) { return r.test == number; });
      facts.push_back(test_fact(catalog, test, of_test));
      if (of_test != nullptr && !reads_results(catalog, test))
        TellingObligations(view, people, test, mode, facts).run();
    }
  }
  return facts;
}

ResultsView::ResultsView(History again, const View& view, const std::vector<Fact>& results)
    : history_(std::move(again)), now_(view.now) {
  auto number = static_cast<uint32_t>(view.known);
  for (const Fact& fact : results) history_.fold(FactNo(number++), *fact.recorded, fact);
  known_ = FactNo(number);
}

}  // namespace probata
