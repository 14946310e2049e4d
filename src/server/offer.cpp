#include "server/offer.h"

#include "server/applying.h"

namespace probata::api {
namespace {

json::Value summary_json(const std::optional<TestSummary>& summary) {
  if (!summary) return {};
  return json::Object{{"conclusion", to_text(summary->conclusion)},
                      {"failed", summary->failed},
                      {"unknown", summary->unknown}};
}

Result<std::vector<ResultChange>> work_out(const Organisation& organisation, const Moment& moment) {
  auto is = TRY(organisation.offered_results(moment.request(), moment.at, moment.size));
  return changes_of(summary_of(*results(organisation, moment), organisation.catalog()), is);
}

}  // namespace

json::Value acceptance_json(const std::optional<Acceptance>& acceptance) {
  if (!acceptance) return {};
  return json::Object{{"catalog", to_text(acceptance->catalog)},
                      {"by", acceptance->by},
                      {"reason", acceptance->reason},
                      {"recorded", to_text(acceptance->recorded)},
                      {"entry", acceptance->entry}};
}

json::Value result_changes_json(const std::vector<ResultChange>& changes) {
  json::Array array;
  for (const ResultChange& change : changes)
    array.push_back(json::Object{
        {"test", change.test}, {"was", summary_json(change.was)}, {"is", summary_json(change.is)}});
  return array;
}

const json::Value& Offer::differences(const Organisation& organisation) {
  std::call_once(compared_, [&] {
    differences_ = overrides_json(probata::differences(organisation.catalog().folders,
                                                       organisation.pinned().offered->folders),
                                  "accepted");
  });
  return differences_;
}

std::shared_ptr<const Offer::Results> Offer::results(const Organisation& organisation) {
  const std::scoped_lock lock(mutex_);
  const Moment now = moment_now(organisation);
  if (!results_ || results_->moment.size != now.size)
    results_ = std::make_shared<const Results>(now, work_out(organisation, now));
  return results_;
}

}  // namespace probata::api
