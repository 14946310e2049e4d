// Where the company wants to go, what may keep it from there, what changes, and what is said of
// it within and outside. The parts that violations use as well.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// information.cpp
// A message about security: answered, and by somebody found to be noise.
Thing& add_message(World&, Instant received, std::optional<Instant> acknowledged,
                   std::optional<Instant> triaged);
// By the anonymous line, answered under its code.
std::string add_hotline_case(World&, Instant opened, Instant answered);
// A page by which people outside reach us, valid until an instant; renewed at another.
Thing& add_contact_point(World&, const std::string& host, Instant until);
void renew_contact_point(World&, Thing&, Instant at);
// Of a customer; with terms of its own it is approved at an instant.
void add_customer_agreement(World&, const std::string& customer, Instant signed_at,
                            std::optional<Instant> deviation_approved);
void plan_information(World&);
void keep_agreements(World&);

// objectives.cpp
struct ObjectivePlan {
  std::string id, category = "operations", owner = role_of::engineering;
  bool none = false;  // in this category the company needs none, with a reason
};
// With all that belongs to it, approved by management at each of these instants.
Thing& add_objective(World&, const ObjectivePlan&, const std::vector<Instant>& approved);
// About a year apart, once in the last second of it.
std::vector<Instant> yearly_dates(const World&, Random&, Instant from);
void plan_objectives(World&);

// risks.cpp
struct RiskPlan {
  std::string id, objective = "security", type = "operational", response = "reduce";
  std::vector<std::string> controls = {"access-approved", "privileged-review"};
  bool key = false;
  std::string by = role_of::security;  // who enters it
  Instant at;
  std::optional<Instant> scored;  // left out: at once
  double residual = 6;
};
Thing& add_risk(World&, const RiskPlan&);
// From what is decided against a risk to its date.
constexpr Duration treatment{day.us * 45};
// Something is decided against a risk, done, and what is left of the risk is estimated.
void treat_risk(World&, Thing& risk, Instant due, Instant done, Instant scored,
                std::optional<Instant> dated = {});
void accept_risk(Thing& risk, const std::string& by, Instant at, Instant until);
// Where nothing endangers what else is planned of risks.
void plan_risks(World&);

// assessments.cpp
struct AssessmentPlan {
  std::string id, type = "general", unit = "company", change;
  std::vector<std::string> risks, systems;
  Instant approved;
  bool risks_change = false;
  std::string without;  // a part that is left empty
};
Thing& add_assessment(World&, const AssessmentPlan&);
// The units, when fraud is assessed.
void plan_assessments(World&);
// Of all units, systems, high risks, and of fraud.
void keep_assessed(World&);
// Of all systems, what was done with privileges.
void keep_explained(World&);

// significant.cpp
// Somebody is hired to lead; that this is a significant change is recorded at an instant.
Person& add_leader(World&, Date start, Instant recorded);
// Whoever comes to a key role leads, too.
void record_leader(World&, const std::string& person, Instant);
Thing& add_critical_vendor(World&, Instant critical, Instant recorded);
// A system comes into scope; beyond what every system in scope has, it needs nothing.
std::string bring_into_scope(World&, Instant at, Instant recorded);
void plan_significant(World&);
// Of each significant change: the staff is told, it is assessed, and what is promised compared.
void keep_changes(World&);

// Before the violations.
void plan_direction(World&);
// What follows from all systems, customers, risks and changes.
void keep_directed(World&);

}  // namespace probata::sim
