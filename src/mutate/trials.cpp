#include "mutate/trials.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "cases/difference.h"

namespace probata::mutate {
namespace {

constexpr unsigned threads = 2;

// Calls f(i) for all below n, each once.
template <class F>
void in_threads(size_t n, F f) {
  std::atomic<size_t> next = 0;
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < threads; ++i)
    workers.emplace_back([&] {
      for (size_t at = next++; at < n; at = next++) f(at);
    });
}

class Trials {
 public:
  Trials(const cases::Shipped& shipped, const std::vector<cases::Case>& cases)
      : shipped_(shipped), cases_(cases) {}

  // The cases of each test, those with few facts first: they are the quickest to ask.
  Errors prepare(const std::vector<Mutant>& mutants) {
    for (const Mutant& mutant : mutants) {
      auto [at, fresh] = by_test_.try_emplace(mutant.test);
      if (!fresh) continue;
      const Test& test = shipped_.catalog->at(mutant.test);
      for (const cases::Case& one : cases_)
        if (one.catalog == shipped_.catalog && one.expected_of(test) != nullptr)
          at->second.push_back(&one);
      if (at->second.empty())
        errors_.push_back({fmt::format("no case names `{}`", test.full_id),
                           "write one: a folder of facts.jsonl, request.json and expect.json",
                           {}});
      std::ranges::stable_sort(at->second, {},
                               [](const cases::Case* one) { return one->facts.size(); });
    }
    if (errors_.empty()) check_as_it_is();
    return std::move(errors_);
  }

  void attempt(Tried& tried) const {
    const auto changed = rewritten(*shipped_.catalog, tried.mutant.test, tried.mutant.written);
    if (!changed) {
      tried.refused = changed.error().front().what;
      return;
    }
    for (const cases::Case* one : by_test_.at(tried.mutant.test)) {
      if (differences_of(*one, *changed, tried.mutant.test).empty()) continue;
      tried.noticed_by = one->name();
      return;
    }
  }

 private:
  void check_as_it_is() {
    std::vector<std::pair<TestNo, const cases::Case*>> pairs;
    for (const auto& [test, cases] : by_test_)
      for (const cases::Case* one : cases) pairs.emplace_back(test, one);
    std::mutex mutex;
    in_threads(pairs.size(), [&](size_t i) {
      const auto [test, one] = pairs[i];
      const auto lines = differences_of(*one, shipped_.catalog, test);
      const std::scoped_lock lock(mutex);
      if (!lines.empty())
        errors_.push_back({fmt::format("`{}` does not give what is expected: {}",
                                       shipped_.catalog->at(test).full_id, lines.front()),
                           "mend the case or the control first",
                           {one->folder.string(), 0, 0}});
    });
  }

  const cases::Shipped& shipped_;
  const std::vector<cases::Case>& cases_;
  std::map<TestNo, std::vector<const cases::Case*>> by_test_;
  Errors errors_;
};

}  // namespace

std::vector<std::string> differences_of(const cases::Case& one,
                                        const std::shared_ptr<const Catalog>& catalog,
                                        TestNo number) {
  const Test& test = catalog->at(number);
  const History history = cases::fold(one, catalog);
  Request request = one.request;
  request.only = number;
  request.threads = 1;
  request.again = [&](FactNo known) -> Result<History> { return cases::fold(one, catalog, known); };
  const View view{history, one.known, one.now};
  const auto result = json::parse(to_json(assess(view, request), view, true));
  if (!result) return {to_text(result.error())};
  cases::Case actual;
  actual.expected = *result;
  const json::Value* its = actual.expected_of(test);
  if (its == nullptr) return {"the test gives no result"};
  return cases::differences(*one.expected_of(test), *its);
}

Result<std::vector<Tried>, Errors> try_all(const cases::Shipped& shipped,
                                           const std::vector<cases::Case>& cases,
                                           std::vector<Mutant> mutants, const Progress& progress) {
  Trials trials(shipped, cases);
  if (auto errors = trials.prepare(mutants); !errors.empty())
    return std::unexpected(std::move(errors));
  std::vector<Tried> tried;
  for (Mutant& mutant : mutants) tried.push_back({std::move(mutant), {}, {}});
  std::mutex mutex;
  size_t done = 0;
  in_threads(tried.size(), [&](size_t i) {
    trials.attempt(tried[i]);
    const std::scoped_lock lock(mutex);
    if (progress) progress(++done, tried.size());
  });
  return tried;
}

}  // namespace probata::mutate
