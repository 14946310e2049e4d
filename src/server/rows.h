// Obligations, results and what they rest on, as openapi.yaml has them.
#pragma once

#include "server/moment.h"
#include "server/values.h"

namespace probata::api {

json::Value gaps_json(std::span<const Gap>);
// What happened; of what is not known, why it is not: never an exception as if it were certain.
std::string sentence_of(Evaluator&, const Test&, const Row&);
json::Value row_json(Evaluator&, const Test&, const Row&);
json::Value conflicts_json(std::span<const Row::Conflict>);
json::Value facts_json(std::span<const FactNo>);

struct Counts {
  int64_t population = 0, passed = 0, failed = 0, unknown = 0, pending = 0, waived = 0, arisen = 0;
  int64_t late_people = 0, late_source = 0;
  void add(const TestResult&);
};
json::Value counts_json(const Counts&);

const TestResult* find_result(const Assessment&, const Test&);
// What can still be met, as a conclusion has it: items and those of the boundary of which the time
// is not up, and what was found and is not met.
size_t open_tasks(const TestResult&);
// The title of a role; the name itself where there is none.
std::string role_title(const Catalog&, const std::string& role);
bool is_wrong(Conclusion);
std::string_view severity_text(Severity);
bool worse(Verdict, Verdict);
// Worst first, then by item and from.
void sort_worst_first(std::vector<const Row*>&);
std::optional<Instant> from_of(const Row&);
// Since when it is wrong: when its time was up, not when the duty arose.
Range wrong_since(const Row&, Instant now);
// Found, and already past the time allowed: wrong now, though no exception. What was found and
// still has time is a task.
bool wrong_when_found(const Row&, Instant now);
bool wrong_now(const ControlResult&, Instant now);                // exceptions, or found and wrong
json::Value reference_json(Evaluator&, const Test&, const Row&);  // openapi's ItemReference

}  // namespace probata::api
