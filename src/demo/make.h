// The company's facts, and the ledger that they fill. Internal to this module, and to its tests.
#pragma once

#include <functional>
#include <stop_token>

#include "demo/plan.h"
#include "organisation/organisation.h"

namespace probata::demo {

// Of the organisation to make; `data`, `catalog` and `random` are the caller's.
struct Making {
  OrganisationOptions options;
  Plan plan;
  std::stop_token stop;
  std::function<void(double share)> progress;  // 0 to 1
};

// Makes the folder anew, whole or not at all: what is not finished is no company. An error where
// the folder holds something else than a demo company.
Result<void> make(const Making&);

// What the company decided, as an organisation keeps it: facts of kind `setting`, dated `at`. Its
// record kinds were always kept here, and what is about this machine does not apply.
Result<std::vector<Fact>, Errors> setting_facts(std::string_view settings_file, Instant at,
                                                const Catalog&);

}  // namespace probata::demo
