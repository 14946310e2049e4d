#include "server/headline.h"

#include <fmt/format.h>

#include "server/rows.h"

namespace probata::api {
namespace {

struct Exception {
  const Test* test = nullptr;
  const Row* row = nullptr;
  Instant since{};
  bool open = false;
};

// Open ones first, then the oldest.
bool before(const Exception& a, const Exception& b) {
  return std::tuple(!a.open, a.since, std::string_view(a.row->item)) <
         std::tuple(!b.open, b.since, std::string_view(b.row->item));
}

class Exceptions {
 public:
  Exceptions(const Assessment& assessment, const Catalog& catalog, Instant now) : now_(now) {
    for (const ControlResult& control : assessment.controls) {
      if (control.conclusion == Conclusion::not_applicable) continue;
      ++controls;
      const size_t so_far = count;
      for (const TestResult& result : control.tests) take(result, catalog.at(result.test));
      if (count > so_far) ++with;
    }
  }
  size_t controls = 0, with = 0, count = 0;  // with: exceptions
  Exception first;

 private:
  void take(const TestResult& result, const Test& test) {
    for (const Row& row : result.rows)
      if (row.verdict == Verdict::failed) take(row, test);
    for (const Row& row : result.found)
      if (wrong_when_found(row, now_)) take(row, test);
  }
  void take(const Row& row, const Test& test) {
    ++count;
    const Exception one{&test, &row, wrong_since(row, now_).at, !row.done || row.done->at > now_};
    if (first.row == nullptr || before(one, first)) first = one;
  }
  Instant now_;
};

}  // namespace

json::Value headline_json(const Assessment& assessment, Evaluator& evaluator,
                          const Moment& moment) {
  const View& view = evaluator.view();
  const Exceptions exceptions(assessment, view.history.catalog(), view.now);
  if (exceptions.count == 0) return {};
  const auto& [test, row, since, open] = exceptions.first;
  const auto when = time_words(since, view.history.settings().calendar, view.now);
  const bool several = exceptions.with != 1;
  const auto which =
      exceptions.count == 1 ? fmt::format("{} {}", open ? "since" : "on", when)
      : open ? fmt::format("the oldest {}since {}", moment.period ? "still open " : "", when)
             : fmt::format("the first on {} and all of them over", when);
  const auto* verb = !moment.period ? (several ? "are wrong now" : "is wrong now")
                     : several      ? "have exceptions"
                                    : "has exceptions";
  return json::Object{{"controls", exceptions.controls},
                      {"with_exceptions", exceptions.with},
                      {"exceptions", exceptions.count},
                      {"since", to_text(since)},
                      {"open", open},
                      {"control", view.history.catalog().at(test->control).id},
                      {"test", test->id},
                      {"item", row->item},
                      {"from", instant_json(from_of(*row))},
                      {"what", sentence_of(evaluator, *test, *row)},
                      {"words", fmt::format("{} of {} controls {}, {}", exceptions.with,
                                            exceptions.controls, verb, which)}};
}

}  // namespace probata::api
