// Audits and penetration tests, what management answers, and what is judged of findings every
// month. The parts that violations use as well.
#pragma once

#include "sim/world.h"

namespace probata::sim {

struct EvaluationPlan {
  std::string id, type = "audit", commitment = {};
  std::string evaluator = {};             // a firm outside where it is nobody of the company
  std::vector<std::string> systems = {};  // what a penetration test attacks
  int exceptions = 0, recorded = 0;  // findings that the report names, and of which there are some
  Instant reported;
  std::optional<Instant> answered;
};
Thing& add_evaluation(World&, const EvaluationPlan&);
// A penetration test whose report names two findings, which are recorded.
EvaluationPlan penetration_test(World&, const std::string& commitment, Instant reported);
// That such tests take place; returns its id.
std::string promise_penetration_tests(World&, Instant);
// The audit that is reported a year to the second after the one before.
inline const std::string yearly_audit = "audit-2";
void plan_evaluations(World&);

}  // namespace probata::sim
