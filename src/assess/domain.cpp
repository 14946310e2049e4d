#include "assess/domain.h"

#include <algorithm>

#include "assess/people.h"

namespace probata {

Formula exists_formula() {
  return {.op = Formula::Op::exists, .program = nullptr, .constant = true, .parts = {}};
}

Formula program_formula(const Condition& condition) {
  return {.op = Formula::Op::program, .program = &condition.program, .constant = true, .parts = {}};
}

Formula not_formula(Formula formula) {
  return {.op = Formula::Op::negate,
          .program = nullptr,
          .constant = true,
          .parts = {std::move(formula)}};
}

Formula all_formula(std::vector<Formula> parts) {
  if (parts.empty())
    return {.op = Formula::Op::constant, .program = nullptr, .constant = true, .parts = {}};
  if (parts.size() == 1) return std::move(parts.front());
  return {.op = Formula::Op::all, .program = nullptr, .constant = true, .parts = std::move(parts)};
}

std::vector<Formula> inside(const Test& test) {
  std::vector<Formula> parts;
  if (test.each) parts.push_back(exists_formula());
  if (test.scope) parts.push_back(program_formula(*test.scope));
  return parts;
}

namespace {

// The start of observation that a person declared, in an organisation; a file of facts has none.
std::optional<Instant> observation(const View& view) {
  const Kind* kind = view.history.catalog().kind("observation");
  std::optional<Instant> result;
  if (kind == nullptr) return result;
  for (const Entity entity : view.history.entities(kind->number)) {
    const auto start = timestamp_at(view, entity, "value", view.now);
    if (start) result = std::max(result.value_or(*start), *start);
  }
  return result;
}

}  // namespace

std::optional<Instant> in_force_from(const View& view, const Control& control) {
  const auto declared = observation(view);
  if (!declared || !control.in_force.from) return declared ? declared : control.in_force.from;
  return std::max(*declared, *control.in_force.from);
}

Join join_of(Evaluator& evaluator) {
  return [&evaluator](Why a, Why b) {
    if (a == 0 || a == b) return b;
    if (b == 0) return a;
    auto gaps = evaluator.gaps(a);
    const auto& more = evaluator.gaps(b);
    gaps.insert(gaps.end(), more.begin(), more.end());
    return evaluator.why(std::move(gaps));
  };
}

// `applies` reads answers and parameters, nothing of an item.
Signal applies_signal(Evaluator& evaluator, const Control& control) {
  const Entity company = evaluator.view().history.company();
  return tidy(evaluator.signal(program_formula(*control.applies), company), join_of(evaluator));
}

Signal control_signal(Evaluator& evaluator, const Test& test, bool state) {
  const View& view = evaluator.view();
  const Control& control = view.history.catalog().at(test.control);
  const Join join = join_of(evaluator);
  Period force{Instant::never_before(), control.in_force.until.value_or(Instant::never_after())};
  if (!state) force.start = in_force_from(view, control).value_or(Instant::never_before());
  Signal result = certainly(std::span(&force, 1));
  for (const NotApplicable& exclusion : view.history.settings().not_applicable) {
    if (exclusion.control != control.id && exclusion.control != test.full_id) continue;
    const Period out{exclusion.from, exclusion.until.value_or(Instant::never_after())};
    result = combine(result, inverse(certainly(std::span(&out, 1))), both, join);
  }
  if (control.applies) result = combine(result, applies_signal(evaluator, control), both, join);
  // Nothing is claimed of what comes after now, though it be dated.
  std::erase_if(result, [&](const Edge& edge) { return edge.at > view.now; });
  return result;
}

}  // namespace probata
