// Which obligations the tests of results can tell from none at all: a company of a thousand people
// has a million that passed, and hardly any test asks for one of them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "assess/assess.h"

namespace probata {

struct Needed {
  // Whatever is not seen to be enough in the texts of the tests asks for all of them.
  bool everything = false;
  // Those that failed, are unknown or were waived, of whatever test.
  bool not_passed = false;
  // Of a test those of the items named, as `account/github/alice` or `company`; of `whole` all.
  std::map<std::string, std::set<std::string>, std::less<>> named;
  std::set<std::string, std::less<>> whole;
};

// `tests`: those of the second layer that will be asked (results.h). Two forms are understood, as
// conditions that all others of an `&&` stand beside:
//   each: obligation   with `obligation.verdict == "failed"` (or unknown, waived) in `scope`, or
//                      in `when` of a response
//   some(obligation, o, o.test == ITEM.FIELD && (ITEM.OTHER == null || o.item == ITEM.OTHER) && …)
//                      whose ITEM is of a kind that people keep
Needed needed_by(const View&, const std::vector<TestNo>& tests);

}  // namespace probata
