// `within`, `grace`, `due`, `every` of a test as deadlines, read over the item at `from`
// (semantics.md, section 4).
#pragma once

#include "assess/patterns.h"

namespace probata {

// The three below keep references to all that they are given.
Deadline deadline_of(Evaluator&, Entity, const Allowance&);
Deadline deadline_of(Evaluator&, Entity, const Response&);  // `due`, or `within` with `tightens`
Deadline rolling_deadline(Evaluator&, Entity, const Every&);
// The calendar windows of `every`; none: it is rolling.
std::optional<std::function<std::optional<Period>(Instant)>> windows_of(Evaluator&, Entity,
                                                                        const Every&);
// The gaps for which a program has no value at an instant.
Why why_unread(Evaluator&, const Condition&, Entity, Instant);

}  // namespace probata
