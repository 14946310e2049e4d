#include "organisation/upgrade.h"

#include <fmt/format.h>

#include <map>

#include "organisation/state.h"

namespace probata {

std::vector<TestSummary> summary_of(const Assessment& assessment, const Catalog& catalog) {
  std::vector<TestSummary> summary;
  for (const ControlResult& control : assessment.controls)
    for (const TestResult& test : control.tests)
      summary.push_back(
          {catalog.at(test.test).full_id, test.conclusion, test.failed, test.unknown});
  return summary;
}

std::vector<ResultChange> changes_of(const std::vector<TestSummary>& was,
                                     const std::vector<TestSummary>& is) {
  std::map<std::string, ResultChange> by_test;
  for (const TestSummary& test : was) by_test[test.test].was = test;
  for (const TestSummary& test : is) by_test[test.test].is = test;
  std::vector<ResultChange> changes;
  for (auto& [test, change] : by_test) {
    if (change.was == change.is) continue;
    change.test = test;
    changes.push_back(std::move(change));
  }
  return changes;
}

Result<std::vector<TestSummary>> Organisation::offered_results(Request request, Instant now,
                                                               uint64_t known) const {
  const auto offered = pinned().offered;
  if (!offered) return failure("no other catalog is offered");
  std::vector<SettingFact> settings;
  DisposedFacts disposed = known_disposed();
  History history = TRY(fold_ledger(*state_->ledger, offered, known, settings, disposed));
  // Nobody else reads this history: results of tests that others read are told to it.
  request.results_into = &history;
  request.detail = Detail::verdicts;
  return summary_of(assess({history, FactNo(static_cast<uint32_t>(known)), now}, request),
                    *offered);
}

std::string words_of(const std::optional<TestSummary>& summary) {
  if (!summary) return "no result";
  return fmt::format("{}, {} failed, {} unknown", to_text(summary->conclusion), summary->failed,
                     summary->unknown);
}

}  // namespace probata
