// Vendors: what they get and must fulfil, how they are assessed, what shows that they are used,
// and what is left of them when they end.
#pragma once

#include "sim/world.h"

namespace probata::sim {

struct VendorPlan {
  std::string id, tier = "medium", data = "internal";
  bool critical = false, subservice = false;
  Instant at;  // it is registered
  // Where nothing is set it does not happen.
  std::optional<Instant> assessed, agreed, data_from;
};
// All of it in time for data two weeks after it is registered.
VendorPlan vendor_plan(const std::string& id, Instant at);
Thing& add_vendor(World&, const VendorPlan&);

struct VendorReviewPlan {
  std::string vendor;
  Instant approved;
  std::optional<Date> period_end;  // of a report; without one other evidence was looked at
  bool judged = true;              // the exceptions that it names
};
Thing& add_vendor_review(World&, const VendorReviewPlan&);
void add_vendor_issue(World&, const std::string& vendor, Instant opened, Instant due, Instant done);

struct ApplicationPlan {
  std::string id, origin = "sso", vendor;
  Instant used, linked;
};
Thing& add_application(World&, const ApplicationPlan&);

struct UserControlPlan {
  std::string vendor, type = "cuec";
  Instant at, answered;
};
Thing& add_user_control(World&, const UserControlPlan&);

// A vendor with an account, an application and data of ours that ends at an instant.
struct ExitPlan {
  std::string vendor;
  Instant ended, account_off, application_off, data_gone;
};
void add_exit(World&, const ExitPlan&);

// Vendors who are there from the beginning.
Instant vendors_from(const World&);
void plan_vendors(World&);

}  // namespace probata::sim
