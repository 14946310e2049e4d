// What an upgrade of the catalog changes of results.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/assess.h"

namespace probata {

// Of one test over a period.
struct TestSummary {
  std::string test;  // CONTROL/TEST
  Conclusion conclusion = Conclusion::unknown;
  int64_t failed = 0, unknown = 0;
  bool operator==(const TestSummary&) const = default;
};
std::vector<TestSummary> summary_of(const Assessment&, const Catalog&);

struct ResultChange {
  std::string test;
  std::optional<TestSummary> was, is;  // none: that catalog does not have it, or it does not apply
};
// Those of which something differs, by test.
std::vector<ResultChange> changes_of(const std::vector<TestSummary>& was,
                                     const std::vector<TestSummary>& is);
// `effective, 0 failed, 0 unknown`
std::string words_of(const std::optional<TestSummary>&);

}  // namespace probata
