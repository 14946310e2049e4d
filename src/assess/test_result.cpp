#include "assess/test_result.h"

#include <algorithm>

#include "assess/complete.h"
#include "assess/domain.h"
#include "catalog/in_force.h"

namespace probata {
namespace {

// `not_applicable`: it held throughout the period, and nothing that arose before reaches into it.
void exclude(TestResult& result, const View& view, const Test& test, const Request& request) {
  const Control& control = view.history.catalog().at(test.control);
  const Instant last = std::min(before(request.period.end), view.now);
  if (const NotApplicable* exclusion =
          exclusion_of(view.history.settings(), control, test, request.period.start, last))
    result.not_applicable = *exclusion;
  if (control.applies && !result.not_applicable) {
    Evaluator evaluator(view);
    const Presence there =
        presence(applies_signal(evaluator, control), request.period.start, last, first_of_both());
    if (there.no && !there.yes && !there.unknown) {
      result.not_applicable = NotApplicable{.control = control.id,
                                            .reason = control.applies->text,
                                            .by = {},
                                            .from = request.period.start,
                                            .until = {}};
    }
  }
  if (result.not_applicable) result.conclusion = Conclusion::not_applicable;
}

void take(TestResult& result, Part part) {
  std::erase_if(part.population.open, [](const Brief& b) { return b.verdict == Verdict::passed; });
  result.rows = std::move(part.rows);
  result.boundary = std::move(part.boundary);
  result.found = std::move(part.found);
  result.briefs = std::move(part.population.open);
  result.partial = std::move(part.partial);
  result.not_counted = std::move(part.not_counted);
  result.not_passed = std::move(part.not_passed);
  result.arisen = part.arisen;
  result.late_people = part.late_people;
  result.late_source = part.late_source;
  result.seen_every = part.seen_every;
}

}  // namespace

TestResult test_result(const View& view, const People& records, const Test& test,
                       const Request& request, Part part, std::function<std::vector<Brief>()> all) {
  TestResult result{.test = test.number};
  Completeness complete = completeness(view, test, request.period, request.state);
  result.sources = std::move(complete.sources);
  result.limitations = std::move(complete.limitations);
  result.incomplete = complete.incomplete;
  part.population.all = std::move(all);
  conclude(result, part.population, view, records, test, request.period, request.state);
  const bool none = part.population.counts.population == 0;
  take(result, std::move(part));
  if (none) exclude(result, view, test, request);
  return result;
}

}  // namespace probata
