// All tests of a catalog over a view. Tests are independent, and so are the items of one: each
// thread takes a test, and where fewer tests than threads are left, they share its items
// (sweeping.h). Results stand in the order of the tests, so that the bytes are the same in any
// number of threads.
#include "assess/assess.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "assess/complete.h"
#include "assess/results.h"
#include "assess/sweeping.h"
#include "assess/test_result.h"
#include "base/parallel.h"
#include "catalog/in_force.h"

namespace probata {
namespace {

// One thread begins with the greatest tests, for which columns are made, the others with the least,
// which need not wait for them.
class BothEnds {
 public:
  explicit BothEnds(size_t size) : last_(size) {}
  size_t take(bool first) {
    const std::lock_guard lock(mutex_);
    return first ? first_++ : --last_;
  }

 private:
  std::mutex mutex_;
  size_t first_ = 0, last_;
};

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
        items_(items_by_kind()),
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
    for (TestResult& of_test : run_tests()) {
      const ControlNo control = catalog_.at(of_test.test).control;
      if (result.controls.empty() || result.controls.back().control != control)
        result.controls.push_back({.control = control, .conclusion = {}, .tests = {}});
      result.controls.back().tests.push_back(std::move(of_test));
    }
    for (ControlResult& control : result.controls) control.conclusion = worst(control.tests);
    return result;
  }

 private:
  using ItemsByKind = std::map<KindNo, std::span<const Entity>>;
  ItemsByKind items_by_kind() const {
    std::set<KindNo> kinds;
    for (const TestNo number : tests_)
      if (const auto& each = catalog_.at(number).each) kinds.insert(*each);
    const std::lock_guard lock(columns_->lock);
    Columns& columns = *columns_->columns;
    std::vector<std::pair<KindNo, std::vector<Entity>>> told;
    for (const KindNo kind : kinds)
      if (!columns.order(kind)) told.push_back({kind, {}});
    in_parallel(told.size(), threads_of(request_),
                [&](size_t i) { told[i].second = entities_told(view_, told[i].first); });
    for (auto& [kind, order] : told) columns.tell(kind, std::move(order));
    ItemsByKind items;
    for (const KindNo kind : kinds) items[kind] = *columns.order(kind);
    return items;
  }
  std::span<const Entity> items_of(const Test& test) const {
    return test.each ? items_.at(*test.each) : std::span(&company_, 1);
  }
  size_t total() const {
    size_t result = 0;
    for (const TestNo number : tests_) result += items_of(catalog_.at(number)).size();
    return result;
  }

  std::vector<TestResult> run_tests() {
    std::vector<TestResult> results(tests_.size());
    const std::vector<size_t> order = greatest_first();
    const unsigned wanted = threads_of(request_);
    const auto here = std::this_thread::get_id();
    BothEnds ends(order.size());
    in_parallel(order.size(), wanted, [&](size_t i) {
      const size_t place = order[ends.take(std::this_thread::get_id() == here)];
      const auto left = static_cast<unsigned>(std::min<size_t>(wanted, order.size() - i));
      results[place] = run(catalog_.at(tests_[place]), wanted / left);
    });
    return results;
  }
  // Places among the tests, so that none that takes long is left for the end.
  std::vector<size_t> greatest_first() {
    std::vector<std::pair<size_t, size_t>> sizes;
    for (size_t i = 0; i < tests_.size(); ++i)
      sizes.emplace_back(items_of(catalog_.at(tests_[i])).size(), i);
    std::ranges::stable_sort(sizes, std::greater{}, &std::pair<size_t, size_t>::first);
    std::vector<size_t> order;
    for (const auto& [size, place] : sizes) order.push_back(place);
    return order;
  }

  TestResult run(const Test& test, unsigned threads) {
    const std::span<const Entity> items = items_of(test);
    const Sweeping sweeping(view_, people_, test, items, request_, progress_, threads, columns_);
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
  ItemsByKind items_;
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
