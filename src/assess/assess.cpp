// All tests of a catalog over a view. Items are independent: chunks of them go to threads, one
// Evaluator each, and the results are put together in the order of the items, so that the bytes are
// the same in any number of threads.
#include "assess/assess.h"

#include <algorithm>

#include "assess/complete.h"
#include "assess/results.h"
#include "assess/sweeping.h"
#include "assess/test_result.h"
#include "catalog/in_force.h"

namespace probata {
namespace {

class Assessing {
 public:
  // Of the tests that read results of others, or of all others.
  Assessing(const View& view, const Request& request, bool of_results)
      : view_(view),
        request_(request),
        catalog_(view.history.catalog()),
        people_(view),
        columns_(columns_of(view)),
        tests_(chosen_tests(view, request, of_results)),
        progress_(request, total()) {
    asked_ = {.period = request.period,
              .mode = {.state = request.state, .since = request.period.start},
              .detail = request.detail};
  }

  Assessment run() {
    Assessment result{.period = request_.period,
                      .now = view_.now,
                      .ledger_size = static_cast<uint32_t>(view_.known),
                      .controls = {}};
    result.ledger_size = std::min(result.ledger_size, view_.history.size());
    for (const TestNo number : tests_) {
      const Test& test = catalog_.at(number);
      if (result.controls.empty() || result.controls.back().control != test.control) {
        result.controls.push_back({.control = test.control, .conclusion = {}, .tests = {}});
      }
      result.controls.back().tests.push_back(run(test));
    }
    for (ControlResult& control : result.controls) control.conclusion = worst(control.tests);
    return result;
  }

 private:
  std::span<const Entity> items_of(const Test& test) {
    if (!test.each) return {&company_, 1};
    const std::lock_guard lock(columns_->lock);
    return columns_->columns->things(*test.each).order;
  }
  size_t total() {
    size_t result = 0;
    for (const TestNo number : tests_) result += items_of(catalog_.at(number)).size();
    return result;
  }

  TestResult run(const Test& test) {
    const std::span<const Entity> items = items_of(test);
    const Sweeping sweeping(view_, people_, test, items, request_, progress_);
    Part part = sweeping.run(asked_);
    return test_result(view_, people_, test, request_, std::move(part),
                       [&] { return sweeping.every_row(asked_); });
  }

  const View& view_;
  const Request& request_;
  const Catalog& catalog_;
  People people_;
  std::shared_ptr<SharedColumns> columns_;
  Asked asked_;
  Entity company_ = view_.history.company();
  std::vector<TestNo> tests_;
  Progress progress_;
};

}  // namespace

std::vector<TestNo> chosen_tests(const View& view, const Request& request, bool of_results) {
  const Catalog& catalog = view.history.catalog();
  std::vector<TestNo> result;
  for (const Test& test : catalog.tests) {
    if (reads_results(catalog, test) != of_results) continue;
    if (request.only ? *request.only == test.number
                     : in_profile(view.history.settings(), catalog.at(test.control)))
      result.push_back(test.number);
  }
  return result;
}

Assessment assess_layer(const View& view, const Request& request, bool of_results) {
  return Assessing(view, request, of_results).run();
}

std::vector<TestResult> results_about(const View& view, const Request& request, Entity item) {
  const bool company = item == view.history.company();
  const Asked asked{.period = request.period,
                    .mode = {.state = request.state, .since = request.period.start}};
  Evaluator evaluator(view);
  const People people(view);
  std::vector<TestResult> results;
  for (const TestNo number : chosen_tests(view, request, false)) {
    const Test& test = view.history.catalog().at(number);
    if (company ? test.each.has_value() : test.each != view.history.kind_of(item)) continue;
    Part part;
    add_item(part, evaluator, people, test, item, asked);
    TestResult& result = results.emplace_back();
    result.test = number;
    result.rows = std::move(part.rows);
    result.boundary = std::move(part.boundary);
    result.found = std::move(part.found);
  }
  return results;
}

Request state_at(Instant t) {
  Request request;
  request.period = {t, next(t)};
  request.state = true;
  return request;
}

}  // namespace probata
