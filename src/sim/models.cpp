// Vendors that run models, and what every critical vendor's status page tells whom.
#include "sim/models.h"

#include "sim/limits.h"

namespace probata::sim {
namespace {

const std::string owner = by_person(role_of::owner_b), security = by_person(role_of::security),
                  privacy = by_person(role_of::privacy);

void assess(World& world, const std::string& vendor, Instant approved) {
  world.thing("vendor_review", world.number("model-assessment"))
      .set(approved - days(3), owner,
           Fields()
               .put("vendor", vendor)
               .put("assessment", "Read its terms and its answers to our questions")
               .put("state", "open"))
      .set(approved, security, Fields().put("state", "approved"));
}

Fields training_terms() { return Fields().put("training", false).put("retention", "30d"); }

void agree(World& world, const ModelVendorPlan& plan) {
  const Instant at = plan.at + days(9);
  Thing& agreement = world.thing("agreement", "agreement/" + plan.id);
  agreement.set(at, owner,
                Fields()
                    .put("name", plan.id)
                    .put("type", "vendor")
                    .put("vendor", plan.id)
                    .put("security_terms", true)
                    .put("confidentiality_terms", true)
                    .put("privacy_terms", plan.privacy_terms)
                    .put("signed", at));
  agreement.set(plan.terms.value_or(at), privacy, training_terms());
}

// One for models of others, one for models that are tuned; one more in the period, whose terms are
// read in the last second.
void plan_model_vendors(World& world) {
  for (const char* id : {"assistant", "embeddings"}) {
    const auto plan = model_vendor_plan(id, world.clock.covered() - days(60));
    add_model_vendor(world, plan);
    for (int i = 0; i < 3; ++i) add_model_workspace(world, id, plan.data_from - days(2));
    add_model_flow(world, id, plan.data_from + days(1));
  }
  ModelVendorPlan late = model_vendor_plan("transcripts", world.start() + days(3) + hours(11));
  late.terms = late.data_from + nearly(after_change);
  add_model_vendor(world, late);
  add_model_workspace(world, late.id, late.data_from - days(2));
}

// The first is approved in the last second before it starts; some use no data of customers.
void plan_training_runs(World& world, Random& random) {
  bool near = true;
  for (Instant t = world.start() + days(9) + hours(13); t < world.end() - days(2);
       t = t + days(random.between(30, 60))) {
    add_training_run(world, "embeddings", t, near ? t - second : t - days(1));
    near = false;
    const std::string own = world.number("training");
    world.thing("training_run", own)
        .set(t + hours(5) + minute * 13, models_source,
             Fields()
                 .put("name", own)
                 .put("vendor", "embeddings")
                 .put("owner", role_of::engineering)
                 .put("customer_data", false)
                 .put("started", t + hours(5) + minute * 13));
  }
}

}  // namespace

std::optional<Instant> critical_from(const Thing& vendor) {
  for (const Moment& moment : vendor.moments)
    if (moment.set.text().contains(R"("critical":true)")) return moment.at;
  return {};
}

ModelVendorPlan model_vendor_plan(const std::string& id, Instant at) {
  return {.id = id, .at = at, .data_from = at + days(14)};
}

Thing& add_model_vendor(World& world, const ModelVendorPlan& plan) {
  assess(world, plan.id, plan.at + days(6));
  agree(world, plan);
  return world.thing("vendor", plan.id)
      .set(plan.at, owner,
           Fields()
               .put("name", plan.id)
               .put("tier", "medium")
               .put("owner", role_of::owner_b)
               .put("data", "confidential")
               .put("personal_data", true)
               .put("models", true)
               .put("requirements", std::vector<std::string>{"no training with our data"})
               .put("critical", false)
               .put("subservice", false))
      .set(plan.data_from, owner, Fields().put("data_from", plan.data_from));
}

Thing& add_model_workspace(World& world, const std::string& vendor, Instant at) {
  const std::string id = world.number("model-workspace");
  Fields fields = training_terms();
  fields.put("name", id).put("vendor", vendor).put("type", "project");
  return world.thing("model_workspace", id).set(at, models_source, fields);
}

Thing& add_model_flow(World& world, const std::string& vendor, Instant since) {
  const std::string id = world.number("model-flow");
  return world.thing("data_flow", id)
      .set(since - days(2), privacy,
           Fields()
               .put("name", id)
               .put("from", "crm")
               .put("to", "vendor/" + vendor)
               .put("class", "confidential")
               .put("channel", "https")
               .put("encrypted", true)
               .put("filter", "gateway that lets named fields through")
               .put("agreement", "agreement/" + vendor)
               .put("since", since)
               .put("state", "draft"))
      .set(since - days(1), security, Fields().put("state", "approved"));
}

std::string add_training_run(World& world, const std::string& vendor, Instant started,
                             Instant approved) {
  const std::string id = world.number("training");
  world.thing("training_run", id)
      .set(started, models_source,
           Fields()
               .put("name", id)
               .put("vendor", vendor)
               .put("owner", role_of::engineering)
               .put("customer_data", true)
               .put("started", started))
      .set(approved, privacy, Fields().put("approved", approved));
  return id;
}

void plan_models(World& world) {
  Random random = world.random.fork("models");
  plan_model_vendors(world);
  plan_training_runs(world, random);
}

void keep_vendors_watched(World& world) {
  bool near = true;
  for (Thing& thing : world.things) {
    if (thing.kind != "vendor" || world.unplanned.contains("outages/" + thing.id)) continue;
    const auto from = critical_from(thing);
    if (!from) continue;
    const bool longest = near && *from > world.start();
    near = near && !longest;
    thing.set(*from + (longest ? nearly(after_change) : Duration{}), security,
              Fields().put("outage_contact", role_of::engineering));
  }
}

}  // namespace probata::sim
