// Vendors that run models on the company's data: terms, settings, flows and what was trained.
#pragma once

#include "sim/world.h"

namespace probata::sim {

inline const std::string models_source = "connector:models";

// Assessed six days after it is registered, signed for three days later, in use from `data_from`
// on.
struct ModelVendorPlan {
  std::string id;
  Instant at, data_from;
  std::optional<Instant> terms;  // when what it may do was read; left out, before it signed
  bool privacy_terms = true;
};
ModelVendorPlan model_vendor_plan(const std::string& id, Instant at);
Thing& add_model_vendor(World&, const ModelVendorPlan&);
Thing& add_model_workspace(World&, const std::string& vendor, Instant);
Thing& add_model_flow(World&, const std::string& vendor, Instant since);
// With data of customers, approved at that instant.
std::string add_training_run(World&, const std::string& vendor, Instant started, Instant approved);
void plan_models(World&);
// From when on a vendor is recorded as critical.
std::optional<Instant> critical_from(const Thing& vendor);
// Whom the status page of every critical vendor tells.
void keep_vendors_watched(World&);

}  // namespace probata::sim
