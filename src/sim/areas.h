// Parts of the areas that violations use as well, so that what breaks is made as what holds.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// programme.cpp
void register_system(World&, const System&);
// Somebody holds a role from the instant on, or since before anything is covered.
Thing& assign(World&, const std::string& role, const std::string& person,
              std::optional<Instant> at = {});
// Asked for at an instant, approved a day later.
struct WaiverPlan {
  std::string test, item, reason;
  Instant requested, from, until;
  std::string requester = role_of::engineering, approver = role_of::security;
  std::string compensating = "somebody looks at it every month";
};
std::string add_waiver(World&, const WaiverPlan&);
// The latest end of what is asked for at an instant: a year after its approval.
Instant longest_waiver(const World&, Instant requested);
// The instant, or a later one from which a waiver still reaches the end of the period.
Instant with_waiver(const World&, Instant);

// cloud.cpp
Fields store_fields(const std::string& name, const std::string& environment);
Fields host_fields(const std::string& id, Instant);
Fields register_fields(const std::string& owner, const std::string& data_class);
Thing& add_store(World&, const std::string& id, const std::string& environment, Instant);
std::string add_change(World&, const std::string& title, Instant approved,
                       const std::string& approver = role_of::engineering);
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
void delete_store(World&, Thing& store, Instant, Instant copies,
                  const std::string& requester = role_of::engineering);
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
void review_site(World&, const std::string& site, Instant,
                 const std::string& approver = role_of::head);
Thing& add_site(World&, const std::string& id);

// programme.cpp
// Some working moment in the middle of a window.
Instant moment_in(const World&, Random&, const Period& window);
// From the first on, each within a year of the one before; `near`: the first that falls due in the
// period comes in the last second of its year.
std::vector<Instant> yearly_moments(const World&, Random&, Instant first, bool near = false);
// What comes round within a year, soon after the instant from which it is asked for.
void yearly_judgement(World&, Random&, const std::string& test, const std::string& item,
                      const std::string& by, Instant from);

// sharing.cpp
Thing& add_flow(World&, const std::string& name, Instant since);
Thing& add_share(World&, const std::string& item, Instant, bool approved);
Thing& add_integration(World&, Instant, std::optional<Instant> approved);

}  // namespace probata::sim
