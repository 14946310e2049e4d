// What is confidential, who may see it, how long it is kept and how it is got rid of.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// The store that an entitlement opens, or nothing.
std::string store_of(const std::string& entitlement);
// How long data may be kept; a rule of each store deletes it after a somewhat shorter time.
constexpr Duration retention{day.us * 400};
// What is promised to all customers who leave.
constexpr Duration deletion_for_all{day.us * 85};

// confidentiality.cpp
struct HitPlan {
  std::string store, found = "confidential";
  Instant at, triaged;
};
std::string add_hit(World&, const HitPlan&);
void add_confidentiality_agreement(World&, const std::string& person, Instant signed_at);
void plan_confidentiality(World&);
// What follows from all people and stores.
void keep_confidential(World&);

// customers.cpp
Thing& add_customer(World&, Instant since);
void end_customer(Thing& customer, Instant);
// To a customer, or to all who are there from then on; approved a day later.
void promise_deletion(World&, const std::string& customer, const std::string& within);
void promise_deletion_to_all(World&, Instant);
struct DataDisposalPlan {
  std::string asset, customer, vendor;
  std::string requester = role_of::privacy, authoriser = role_of::security, verifier = role_of::it;
  Instant authorised;  // left out: nobody did
  Instant disposed, copies, certificate;
};
std::string add_data_disposal(World&, const DataDisposalPlan&);
// All of it in time: authorised some days before, copies and certificate at once.
DataDisposalPlan disposal_at(Instant);
void plan_customers(World&);

// retention.cpp
Thing& add_confidential_store(World&, Instant at);
void plan_retention(World&);
void keep_retention(World&);

}  // namespace probata::sim
