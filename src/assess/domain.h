// When a test applies to an item: domain and watch (semantics.md, section 3).
#pragma once

#include "assess/patterns.h"

namespace probata {

Formula exists_formula();
Formula program_formula(const Condition&);
Formula not_formula(Formula);
Formula all_formula(std::vector<Formula>);
// The entity exists and `scope` holds. The company always exists.
std::vector<Formula> inside(const Test&);

Join join_of(Evaluator&);  // the sets of gaps of one evaluator

// The control is in force, it applies, and no `not_applicable` holds. With `state` a later
// `in_force.from` is ignored (section 5).
Signal control_signal(Evaluator&, const Test&, bool state);
// When the control's in-force time begins, at the latest of what the catalog and the start of
// observation say; none: always.
std::optional<Instant> in_force_from(const View&, const Control&);

// Whether the control applies, by the organisation's answers over time.
Signal applies_signal(Evaluator&, const Control&);

Setting setting_of(Evaluator&, const Test&, Entity, bool state);

}  // namespace probata
