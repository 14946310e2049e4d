// What was not seen of a population, and whether that matters (semantics.md, section 7,
// "Completeness").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/obligation.h"

namespace probata {

struct Completeness {
  std::vector<SourceSight> sources;
  std::vector<Limitation> limitations;
  bool incomplete = false;
};
// Who leaves the kind without any coverage: `probata` while nobody has decided that it is kept
// there (D2.28), empty where no source tells of it. None: it has coverage, somewhere.
std::optional<std::string> uncovered_by(const View&, const Kind&, const std::vector<SourceSight>&);
Completeness completeness(const View&, const Test&, const Period&, bool state);

}  // namespace probata
