// `mutants.yaml` beside the cases: why no case notices a mutant. A mapping of tests to mappings of
// mutants' names to words.
#pragma once

#include <map>
#include <string>

#include "catalog/catalog.h"
#include "mutate/trials.h"

namespace probata::mutate {

struct Reason {
  std::string words;
  Place place;
};
using Reasons =
    std::map<std::pair<std::string, std::string>, Reason>;  // by full test id and mutant's name

Result<Reasons, Errors> read_reasons(const File&);
// A reason whose mutant there is not, or which a case notices: of the mutants that were tried, and
// with `all_of` of the tests whose mutants were all tried.
Errors stale(const Reasons&, const Catalog&, const std::vector<Tried>&, bool all_of);

}  // namespace probata::mutate
