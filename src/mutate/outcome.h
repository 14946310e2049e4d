// What came of it, for people and for programs.
#pragma once

#include <string>

#include "base/json.h"
#include "mutate/reasons.h"

namespace probata::mutate {

// The least share of mutants that the cases have to notice.
constexpr double least_share = 0.95;

struct Outcome {
  std::shared_ptr<const Catalog> catalog;
  std::vector<Tried> tried;
  Reasons reasons;
  Errors stale;        // reasons that give no survivor
  bool whole = false;  // every mutant of the catalog: the share is asked only of all together

  size_t total() const;  // without the refused: what the reader of the catalog takes
  size_t noticed() const;
  size_t refused() const { return tried.size() - total(); }
  const std::string* reason_of(const Tried&) const;  // nullptr: none is given
  size_t without_reason() const;
  bool good() const;
};

std::string to_table(const Outcome&);
json::Value to_json(const Outcome&);

}  // namespace probata::mutate
