// Why: one obligation again, with everything that was read at each of its instants.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "assess/assess.h"
#include "assess/results.h"
#include "assess/rows.h"
#include "base/text.h"

namespace probata {
namespace {

Result<Entity> find_item(const View& view, const Test& test, std::string_view item) {
  if (!test.each) {
    if (item == "company" || item.empty()) return view.history.company();
    return failure(fmt::format("`{}` is no item of {}", item, test.full_id),
                   "its one item is `company`");
  }
  const std::string& kind = view.history.catalog().at(*test.each).name;
  const std::string prefix = kind + "/";
  const std::string_view id = item.starts_with(prefix) ? item.substr(prefix.size()) : item;
  if (const auto entity = view.history.find(*test.each, id)) return *entity;
  std::vector<std::string> names;
  for (const Entity entity : view.history.entities(*test.each))
    names.push_back(view.history.item_of(entity));
  const std::string_view near = nearest(item, names);
  return failure(fmt::format("no {} `{}`", kind, id),
                 near.empty() ? "write KIND/ID" : fmt::format("did you mean `{}`?", near));
}

const Obligation* first_of(const std::vector<Obligation>& all, auto holds) {
  const auto found = std::ranges::find_if(all, holds);
  return found == all.end() ? nullptr : &*found;
}

class Explaining {
 public:
  Explaining(Evaluator& evaluator, const Test& test, Entity item)
      : evaluator_(evaluator), test_(test), item_(item), formulas_(formulas_of(test)) {}

  Explanation explain(Row row) {
    Explanation result{.test = &test_, .row = std::move(row), .sentence = {}, .instants = {}};
    result.sentence = sentence(evaluator_, test_, result.row);
    const Instant now = evaluator_.view().now;
    std::map<Instant, std::string> what;
    const Row& r = result.row;
    if (r.from) what.try_emplace(r.from->at, "arose");
    if (r.done) what.try_emplace(r.done->at, "met");
    if (r.due && !r.due_unknown && r.due->at <= now) what.try_emplace(r.due->at, "due");
    if (!r.done) what.try_emplace(now, "now");
    if (r.from) add_changes(what, r.from->at, r.done ? r.done->at : now);
    for (const auto& [at, word] : what) {
      const Formula& formula = word == "arose" ? formulas_.trigger : formulas_.met;
      result.instants.push_back({at, word, evaluator_.trace(formula, item_, at)});
    }
    return result;
  }

 private:
  // Where the condition that meets it becomes something else meanwhile.
  void add_changes(std::map<Instant, std::string>& what, Instant from, Instant to) {
    for (const Edge& edge : evaluator_.signal(formulas_.met, item_)) {
      if (edge.at > from && edge.at < to) what.try_emplace(edge.at, "changed");
    }
  }

  Evaluator& evaluator_;
  const Test& test_;
  Entity item_;
  Formulas formulas_;
};

Result<Explanation> explain_in(const View& view, const Request& request, const Test& test,
                               std::string_view item, std::optional<Instant> from) {
  const Entity entity = TRY(find_item(view, test, item));
  Evaluator evaluator(view);
  const People records(view);
  const Mode mode{.state = request.state, .since = request.period.start};
  const Derived derived = derive(evaluator, records, test, entity, mode);
  const auto& all = derived.obligations;
  const auto explain_row = [&](Row row) {
    return Explaining(evaluator, test, entity).explain(std::move(row));
  };
  const auto explain_one = [&](const Obligation& o) {
    Row row = make_row(evaluator, test, o, in_period(o, request.period, view.now));
    if (row.verdict == Verdict::passed)
      mark(row, late_evidence(view, records, test, o, request.period, mode, derived.late_until));
    return explain_row(std::move(row));
  };
  if (from) {
    if (const auto* o =
            first_of(all, [&](const Obligation& other) { return other.from.at == *from; }))
      return explain_one(*o);
  } else {
    // The worst that the period has, what it lists apart, and else the first of all.
    Part result;
    add_item(result, evaluator, records, test, entity, {.period = request.period, .mode = mode});
    const auto bad = std::ranges::min_element(result.rows, {}, &Row::verdict);
    if (bad != result.rows.end()) return explain_row(*bad);
    if (!result.boundary.empty()) return explain_row(result.boundary.front());
    if (!result.found.empty()) return explain_row(result.found.front());
    if (!all.empty()) return explain_one(all.front());
  }
  return failure(
      fmt::format("{} has no obligation of `{}`{}", test.full_id, item,
                  from ? fmt::format(" from {}", to_text(*from)) : ""),
      derived.obligations.empty()
          ? "nothing arose while it was watched"
          : fmt::format("its first is from {}", to_text(derived.obligations.front().from.at)));
}

}  // namespace

Result<Explanation> explain(const View& view, const Request& request, const Test& test,
                            std::string_view item, std::optional<Instant> from) {
  if (!reads_results(view.history.catalog(), test))
    return explain_in(view, request, test, item, from);
  const auto results = TRY(ResultsView::make(view, request, conclusions_of(view, request),
                                             needed_by(view, {test.number})));
  Explanation explanation = TRY(explain_in(results->view(), request, test, item, from));
  explanation.row.sentence = explanation.sentence;
  explanation.row.entity.reset();
  leave_out_results(view, explanation.row.facts);
  for (auto& instant : explanation.instants)
    for (ReadValue& read : instant.evaluation.reads) leave_out_results(view, read.facts);
  return explanation;
}

}  // namespace probata
