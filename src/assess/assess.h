// The tests of a catalog over a view: obligations, verdicts, conclusions, explanations.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/obligation.h"

namespace probata {

// All obligations of one test and one entity, as section 4 derives them: knows no period. The
// company where the test has no `each`.
std::vector<Obligation> obligations(Evaluator&, const Test&, Entity);

// Which rows a result has. Counts, conclusions and briefs are the same in all.
enum class Detail : uint8_t {
  every_row,
  not_passed,  // rows: only those that did not pass
  verdicts,    // no rows at all, no boundary and no found
};
struct Request {
  Period period;
  bool state =
      false;  // `--as-of T`: markers off, in force and watch from first coverage (section 5)
  std::optional<TestNo> only;
  Detail detail = Detail::every_row;
  std::function<void(size_t done, size_t total)>
      progress;          // items; may be empty. Called by one thread at a time
  unsigned threads = 0;  // 0: as the machine has; the result is the same
  // The history of the facts below a size and no other, made anew: for tests that read the results
  // of other tests (results.h). Without it they are not computed and conclude `unknown`.
  std::function<Result<History>(FactNo known)> again;
  // The view's own history, where nothing else will be folded: results are told to it, so that
  // none has to be made anew. Used where the view reads all of it.
  History* results_into = nullptr;
};
// What the tests whose item it is say of one entity: of each the rows, those that passed too, the
// boundary and the found. Tests that read the results of others are left out.
std::vector<TestResult> results_about(const View&, const Request&, Entity item);
// The view's `now` is the last instant about which anything is claimed.
Assessment assess(const View&, const Request&);
// State at T: the assessment of [T, T + 1 us) with now = T. REQUIRES: view.now == T.
Request state_at(Instant t);

// formats.md, `probata assess --json`: keys in the order shown. Same inputs, same bytes.
std::string to_json(const Assessment&, const View&, bool all);

// Why: the sequence of instants of one obligation, the value of everything there, and the sentence
// in words.
struct Explanation {
  const Test* test = nullptr;
  Row row;
  std::string sentence;  // `says` filled in, or composed
  struct Instant_ {
    Instant at;
    std::string what;  // `arose`, `due`, `met`, `now`, `changed`
    Evaluation evaluation;
  };
  std::vector<Instant_> instants;
};
// The obligation of this item that begins at `from`, or the first of the item where `from` is not
// given; an error where there is none.
Result<Explanation> explain(const View&, const Request&, const Test&, std::string_view item,
                            std::optional<Instant> from);
std::string to_json(const Explanation&, const View&);
// The sentence of one row (`says`, or composed from title and times). Plain text.
std::string sentence(Evaluator&, const Test&, const Row&);

}  // namespace probata
