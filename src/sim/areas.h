// Parts of the areas that violations use as well, so that what breaks is made as what holds.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// programme.cpp
void register_system(World&, const System&);
// Asked for at an instant, approved by the security officer a day later.
struct WaiverPlan {
  std::string test, item, reason;
  Instant requested, from, until;
  std::string requester = role_of::engineering, compensating = {};
};
void add_waiver(World&, const WaiverPlan&);

// cloud.cpp
Fields store_fields(const std::string& name, const std::string& environment);
Fields host_fields(const std::string& id, Instant);
Fields register_fields(const std::string& owner, const std::string& data_class);
Thing& add_store(World&, const std::string& id, const std::string& environment, Instant);
std::string add_change(World&, const std::string& title, Instant approved);
struct RulePlan {
  std::string id, from, to, source;
  int64_t port = 443;
  Instant at, approved;
};
Thing& add_rule(World&, const RulePlan&);
Thing& add_endpoint(World&, const std::string& host, Instant, int64_t port);
void register_endpoint(Thing&, Instant);
void renew_certificates(World&, Thing&, Instant from, Instant until);
Thing& add_secret(World&, const std::string& id, Instant at, Instant created);
void use_secret(Thing&, Instant from, Instant until);
void delete_store(World&, Thing& store, Instant, Instant copies);
void add_alert(World&, const std::string& store, Instant, bool false_alarm);
std::string add_deployment(World&, Instant, const std::string& registry);

// devices.cpp
struct DisposalPlan {
  std::string device, method = "crypto_erase";
  Instant authorised, sanitised, disposed, certificate;
  bool wiped = true, verified = true;
  bool serial = true;  // the certificate says which device it is about
};
std::string add_disposal(World&, const DisposalPlan&);
Device& add_device(World&, const std::string& person, Instant bought);
Thing& add_software(World&, const std::string& device, const std::string& name, Instant,
                    bool approved);

// offices.cpp
struct VisitPlan {
  Instant arrived, left;
  bool host = true;
};
std::string add_visit(World&, const VisitPlan&);
void review_site(World&, const std::string& site, Instant);
Thing& add_site(World&, const std::string& id);

// programme.cpp
// Some working moment in the middle of a window.
Instant moment_in(const World&, Random&, const Period& window);

// sharing.cpp
Thing& add_flow(World&, const std::string& name, Instant since);
Thing& add_share(World&, const std::string& item, Instant, bool approved);
Thing& add_integration(World&, Instant, std::optional<Instant> approved);

}  // namespace probata::sim
