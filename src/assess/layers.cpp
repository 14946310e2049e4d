// The two layers put together: tests of facts, then tests of their results.
#include <algorithm>

#include "assess/results.h"
#include "assess/rows.h"

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

Assessment second_layer(const View& view, const Request& request, const Assessment& conclusions,
                        const std::vector<TestNo>& tests) {
  auto results = ResultsView::make(view, request, conclusions);
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
                                                       const Assessment& conclusions) {
  if (!request.again)
    return failure("the results of other tests are not computed here",
                   "assess an organisation, or a file of facts");
  const Mode mode{.state = request.state, .since = request.period.start};
  const auto facts = result_facts(view, conclusions, mode);
  return std::make_unique<ResultsView>(TRY(request.again(view.known)), view, facts);
}

Assessment assess(const View& view, const Request& request) {
  Assessment result = assess_layer(view, request, false);
  const auto tests = chosen_tests(view, request, true);
  if (tests.empty()) return result;
  // Where one test is asked for, the first layer holds none of those that it reads.
  merge(result, request.only ? second_layer(view, request, conclusions_of(view, request), tests)
                             : second_layer(view, request, result, tests));
  return result;
}

}  // namespace probata
