// The built-in read-only kinds `control`, `test` and `obligation` (semantics.md, section 8):
// results of tests as things that other tests read. Two layers and no circles: the kinds hold what
// tests that read none of them give, so they are computed first and told to a history of their own.
#pragma once

#include "assess/assess.h"
#include "assess/derive.h"
#include "assess/needed.h"

namespace probata {

// Whether the test reads `control`, `test` or `obligation`.
bool reads_results(const Catalog&, const Test&);

// The tests of one layer that a request asks for, and their results.
std::vector<TestNo> chosen_tests(const View&, const Request&, bool of_results);
Assessment assess_layer(const View&, const Request&, bool of_results);

struct ToldResult {
  Fact fact;
  std::vector<Gap> reasons;  // why its instant is not known exactly
};
// Facts that tell the results of tests which read no results: each obligation that is needed,
// whatever its period, with what it is at each instant as if that were now; each test and control
// with its conclusion. `conclusions` may lack tests; those have none.
std::vector<ToldResult> result_facts(const View&, const Assessment& conclusions, const Mode&,
                                     const Needed&, unsigned threads);

// A view of the same facts and the results. The results follow the facts: every number from the
// view's size on is no fact of the ledger.
class ResultsView {
 public:
  // REQUIRES: `into`, or where it is null `made`, holds the facts below the view's size and no
  // other.
  ResultsView(std::optional<History> made, History* into, const View& view,
              std::vector<ToldResult> results);
  View view() const { return {history_, known_, now_}; }

  // What a request's second layer reads, given the results of all tests of the first (see
  // conclusions_of); an error where the request cannot make the history anew.
  static Result<std::unique_ptr<ResultsView>> make(const View&, const Request&,
                                                   const Assessment& conclusions, const Needed&);

 private:
  std::optional<History> made_;
  History& history_;
  FactNo known_;
  Instant now_;
};

// An assessment whose second layer is told of no more obligations than these. assess() tells it of
// those that it needs.
Assessment assess_telling(const View&, const Request&, const Needed&);

// The first layer of a request, whichever test is asked for, without rows.
Assessment conclusions_of(const View&, const Request&);

// Numbers from the view's size on are no facts of the ledger: they are left out of what is told.
void leave_out_results(const View&, std::vector<FactNo>&);

}  // namespace probata
