// What vendors of models do with data that they must not, and outages that nobody hears of.
#include "sim/limits.h"
#include "sim/models.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// One of its own, long in use and with a workspace.
std::string model_vendor(Scene& s) {
  const auto plan =
      model_vendor_plan(s.world.number("model-vendor"), s.world.clock.covered() - days(60));
  add_model_vendor(s.world, plan);
  add_model_workspace(s.world, plan.id, plan.data_from - days(2));
  return plan.id;
}

void terms_not_read(Scene& s) {
  const Instant at = s.moment(44);
  ModelVendorPlan plan = model_vendor_plan(s.world.number("model-vendor"), at - days(14));
  plan.terms = at + days(40);
  add_model_vendor(s.world, plan);
  add_model_workspace(s.world, plan.id, at - days(2));
  s.world.fail("model-providers/terms", "vendor/" + plan.id, at, at + after_change, plan.terms);
}

// A field of a workspace is wrong for two days.
void set_wrong(Scene& s, const Fields& wrong, const Fields& right) {
  const Instant at = s.moment(4), end = at + days(2);
  const std::string vendor = model_vendor(s);
  add_model_workspace(s.world, vendor, s.world.clock.covered() - days(9))
      .set(at, models_source, wrong)
      .set(end, models_source, right);
  s.world.fail("model-providers/settings", "vendor/" + vendor, at, at, end);
}

void trains(Scene& s) {
  set_wrong(s, Fields().put("training", true), Fields().put("training", false));
}
void keeps(Scene& s) {
  set_wrong(s, Fields().put("retention", "365d"), Fields().put("retention", "30d"));
}

void not_filtered(Scene& s) {
  const Instant at = s.moment(4), end = at + days(2);
  const std::string by = by_person(role_of::privacy);
  Thing& flow = add_model_flow(s.world, model_vendor(s), s.world.clock.covered() - days(9));
  flow.set(at, by, Fields().none("filter")).set(end, by, Fields().put("filter", "gateway"));
  s.world.fail("model-providers/filtered", "data_flow/" + flow.id, at, at, end);
}

void trained_without_leave(Scene& s) {
  const Instant at = s.moment(6);
  const std::string id = add_training_run(s.world, model_vendor(s), at, at + days(3));
  s.world.fail("model-providers/training", "training_run/" + id, at, at);
}

void no_privacy_terms(Scene& s) {
  const Instant at = s.moment(4);
  ModelVendorPlan plan = model_vendor_plan(s.world.number("model-vendor"), at - days(14));
  plan.privacy_terms = false;
  add_model_vendor(s.world, plan);
  add_model_workspace(s.world, plan.id, at - days(2));
  s.world.fail("vendors-assessed/privacy", "vendor/" + plan.id, at, at);
}

// The subscription ends with whoever had it.
void outages_unheard(Scene& s) {
  const std::string by = by_person(role_of::security);
  for (Thing& thing : s.world.things) {
    if (thing.kind != "vendor") continue;
    const auto critical = critical_from(thing);
    if (!critical || *critical >= s.world.start() ||
        !s.world.unplanned.insert("outages/" + thing.id).second)
      continue;
    const Instant at = s.moment(44), end = at + days(40);
    const Fields told = Fields().put("outage_contact", role_of::engineering);
    thing.set(*critical, by, told).set(at, by, Fields().none("outage_contact")).set(end, by, told);
    s.world.fail("operational-monitors/vendors", "vendor/" + thing.id, at, at + after_change, end);
    return;
  }
}

}  // namespace

std::vector<Violation> model_violations() {
  return {
      {"model-terms-not-read", "model-providers/terms",
       "What a vendor of models may do with data is read 40 days after it gets it.", 44,
       terms_not_read},
      {"models-train", "model-providers/settings",
       "A workspace lets its vendor train models for two days.", 4, trains},
      {"models-keep", "model-providers/settings",
       "For two days a workspace keeps what is sent for a year.", 4, keeps},
      {"models-not-filtered", "model-providers/filtered",
       "Confidential data goes to models unfiltered for two days.", 4, not_filtered},
      {"trained-without-leave", "model-providers/training",
       "A model is trained with data of customers three days before anybody approves it.", 6,
       trained_without_leave},
      {"no-privacy-terms", "vendors-assessed/privacy",
       "A vendor gets data about persons, and has agreed to no terms of privacy.", 4,
       no_privacy_terms},
      {"outages-unheard", "operational-monitors/vendors",
       "For 40 days nobody is told when the service of a critical vendor is disturbed.", 44,
       outages_unheard},
  };
}

}  // namespace probata::sim
