// What occurs, for recurrences and judgements (semantics.md, section 4).
#pragma once

#include "assess/patterns.h"
#include "assess/people.h"

namespace probata {

// The instants at which an entity of the kind exists (and refers to the item, with a reverse
// reference) and `where` becomes true, and the stretches in which one may have occurred of which
// nothing is known. Ascending.
std::vector<Occurrence> occurrences_of(Evaluator&, const Recurrence&, Entity item);

// Decided judgements of a test and item; those that do not count are listed apart.
struct Judged {
  std::vector<Decision> decisions;  // ascending
  std::vector<Discounted> not_counted;
};
Judged judgements_of(Evaluator&, const People&, const Test&, const Judgement&, Entity item,
                     const std::string& item_name);

}  // namespace probata
