// The two layers put together: tests of facts, then tests of their results.
#include <algorithm>

#include "assess/results.h"
#include "assess/rows.h"
#include "assess/sweeping.h"

namespace probata {
namespace {

// Results of which nothing is known: nobody can make the history anew.
Assessment not_computed(const View& view, const Request& request,
                        const std::vector<TestNo>& tests) {
  Assessment result{.period = request.period, .now = view.now, .ledger_size = 0, .controls = {}};
  const Catalog& catalog = view.history.catalog();
  for (const TestNo number : tests) {
    const Test& test = catalog.at(number);
    TestResult unknown{.test = number};
    unknown.incomplete = true;
    for (const KindNo kind : test.kinds)
      if (catalog.at(kind).read_only)
        unknown.limitations.push_back({"probata", catalog.at(kind).name, request.period.start,
                                       std::min(request.period.end, next(view.now)),
                                       Reason::uncovered});
    result.controls.push_back(
        {.control = test.control, .conclusion = Conclusion::unknown, .tests = {unknown}});
  }
  return result;
}

// Items of the second layer live in a history of their own, which ends with it: what is told of
// them is put into words before.
void detach(TestResult& result, Evaluator& evaluator, const View& view) {
  const Test& test = view.history.catalog().at(result.test);
  for (auto* rows : {&result.rows, &result.boundary, &result.found})
    for (Row& row : *rows) {
      row.sentence = sentence(evaluator, test, row);
      row.entity.reset();
      leave_out_results(view, row.facts);
    }
}

// The view's own history, where results may be told to it.
History* own_history(const View& view, const Request& request) {
  const bool whole = &view.history == request.results_into &&
                     static_cast<uint32_t>(view.known) == view.history.size();
  return whole ? request.results_into : nullptr;
}
bool can_tell(const View& view, const Request& request) {
  return request.again || own_history(view, request) != nullptr;
}

Assessment second_layer(const View& view, const Request& request, const Assessment& conclusions,
                        const std::vector<TestNo>& tests, const Needed& needed) {
  auto results = ResultsView::make(view, request, conclusions, needed);
  if (!results) return not_computed(view, request, tests);
  const View of_results = (*results)->view();
  Assessment assessment = assess_layer(of_results, request, true);
  Evaluator evaluator(of_results);
  for (ControlResult& control : assessment.controls)
    for (TestResult& result : control.tests) detach(result, evaluator, view);
  return assessment;
}

void merge(Assessment& into, Assessment from) {
  for (ControlResult& control : from.controls) {
    const auto at =
        std::ranges::lower_bound(into.controls, control.control, {}, &ControlResult::control);
    if (at == into.controls.end() || at->control != control.control) {
      into.controls.insert(at, std::move(control));
      continue;
    }
    std::ranges::move(control.tests, std::back_inserter(at->tests));
    std::ranges::sort(at->tests, {}, &TestResult::test);
    at->conclusion = std::min(at->conclusion, control.conclusion);
  }
}

}  // namespace

void leave_out_results(const View& view, std::vector<FactNo>& facts) {
  std::erase_if(facts, [&](FactNo fact) { return fact >= view.known; });
}

Assessment conclusions_of(const View& view, const Request& request) {
  Request everything = request;
  everything.only.reset();
  everything.progress = {};
  everything.detail = Detail::verdicts;
  return assess_layer(view, everything, false);
}

Result<std::unique_ptr<ResultsView>> ResultsView::make(const View& view, const Request& request,
                                                       const Assessment& conclusions,
                                                       const Needed& needed) {
  History* into = own_history(view, request);
  if (!can_tell(view, request))
    return failure("the results of other tests are not computed here",
                   "assess an organisation, or a file of facts");
  const Mode mode{.state = request.state, .since = request.period.start};
  auto facts = result_facts(view, conclusions, mode, needed, threads_of(request));
  std::optional<History> made;
  if (into == nullptr) made.emplace(TRY(request.again(view.known)));
  return std::make_unique<ResultsView>(std::move(made), into, view, std::move(facts));
}

Assessment assess_telling(const View& view, const Request& request, const Needed& needed) {
  Assessment result = assess_layer(view, request, false);
  const auto tests = chosen_tests(view, request, true);
  if (tests.empty()) return result;
  // Where one test is asked for, the first layer holds none of those that it reads.
  if (!can_tell(view, request))
    merge(result, not_computed(view, request, tests));
  else if (request.only)
    merge(result, second_layer(view, request, conclusions_of(view, request), tests, needed));
  else
    merge(result, second_layer(view, request, result, tests, needed));
  return result;
}

Assessment assess(const View& view, const Request& request) {
  return assess_telling(view, request, needed_by(view, chosen_tests(view, request, true)));
}

}  // namespace probata
