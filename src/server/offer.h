// Another catalog than the one in force: what it changes, of itself and of results. The pages and
// `probata catalog upgrade` say the same.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "base/json.h"
#include "catalog/overrides.h"
#include "organisation/organisation.h"
#include "server/moment.h"

namespace probata::api {

json::Value acceptance_json(const std::optional<Acceptance>&);  // null where there is none
// `[{test, was, is}]`; a side is null where that catalog has no result of the test.
json::Value result_changes_json(const std::vector<ResultChange>&);

// What takes long to say of the offered catalog, kept. Both catalogs stay as they are while they
// are served, so differences are worked out once, results once for each size of the ledger.
class Offer {
 public:
  struct Results {
    Moment moment;
    Result<std::vector<ResultChange>> changes;  // an error: the facts do not fit it
  };
  // REQUIRES: another catalog is offered.
  const json::Value& differences(const Organisation&);
  // In the state now. Who asks while another works it out waits for that one.
  std::shared_ptr<const Results> results(const Organisation&);

 private:
  std::once_flag compared_;
  json::Value differences_;
  std::mutex mutex_;
  std::shared_ptr<const Results> results_;  // of the last size that was asked for
};

}  // namespace probata::api
