// The twin: a second opinion on every result, slow and obvious (README.md).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/json.h"
#include "catalog/settings.h"
#include "fact/fact.h"

namespace probata::reference {

// All that a result is a function of (semantics.md, section 9).
struct Inputs {
  std::shared_ptr<const Catalog> catalog;
  Settings settings;
  std::vector<Fact> facts;  // each with `seq` and `recorded`
  uint64_t known = 0;       // facts with seq >= known are not read
  Period period;
  Instant now;
  bool state = false;          // `--as-of`: the state at an instant
  std::optional<TestNo> only;  // one test
};

// The part of `probata assess --json --all` that the twin computes. An error where there is more to enumerate than it is willing to.
Result<json::Value> assess(const Inputs&);

}  // namespace probata::reference
