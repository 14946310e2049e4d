// Who decides on what they asked for or made themselves, and waivers without bounds.
#include <initializer_list>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/confidentiality.h"
#include "sim/direction.h"
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

void decided(Scene& s, const std::string& test, const std::string& item, Instant at) {
  s.world.fail("separated-decisions/" + test, item, at, at);
}

void change_by_doer(Scene& s) {
  ChangePlan plan = good_change("runbook", s.moment(2));
  plan.approver = role_of::admin_b;
  const std::string change = "change/" + add_done_change(s.world, plan);
  decided(s, "changes", change, *plan.approved);
  s.world.fail("other-changes/approved-before", change, plan.done, plan.done);
}

void policy_by_author(Scene& s) {
  const Instant at = s.moment(3);
  const std::string id = s.world.number("house-rules"), by = by_person(role_of::it);
  s.world.thing("policy", id)
      .set(at - days(1), by,
           Fields().put("name", "House rules").put("type", "policy").put("required", false));
  s.world.thing("policy_version", id + "/1")
      .set(at - hours(9), by,
           Fields()
               .put("policy", id)
               .put("number", "1")
               .put("author", role_of::it)
               .put("state", "draft"))
      .set(at, by, Fields().put("state", "approved"));
  decided(s, "policies", "policy_version/" + id + "/1", at);
}

void disposal_by_requester(Scene& s) {
  DataDisposalPlan plan = disposal_at(s.moment(5));
  plan.asset = add_confidential_store(s.world, services_from(s.world)).id;
  plan.requester = plan.authoriser = role_of::engineering;
  plan.authorised = plan.disposed - days(2) - hours(3);
  decided(s, "disposals", "disposal/" + add_data_disposal(s.world, plan), plan.authorised);
}

void risk_by_author(Scene& s) {
  const Instant at = s.moment(9);
  const std::string id = s.world.number("late-papers");
  Thing& risk = add_risk(
      s.world,
      {.id = id, .response = "accept", .controls = {}, .by = role_of::head, .at = at - days(7)});
  accept_risk(risk, role_of::head, at, s.world.clock.plus(at, yearly));
  decided(s, "risks", "risk/" + id, at);
}

void vendor_by_reviewer(Scene& s) {
  const Instant at = s.moment(5);
  const std::string site = add_site(s.world, s.world.number("region-quick")).id;
  for (Instant t = s.world.clock.covered() + days(20); t < at; t = t + days(300))
    review_site(s.world, site, t);
  review_site(s.world, site, at, role_of::security);
  decided(s, "vendor-reviews",
          "vendor_review/vendor-review-" + std::to_string(s.world.numbers["vendor-review"]), at);
}

// Of a laptop of its own, which needs none.
WaiverPlan needless(Scene& s, Instant requested) {
  return {.test = "install-rights/local-admin",
          .item = "device/" + s.laptop().id,
          .reason = "builds drivers",
          .requested = requested,
          .from = requested + days(1),
          .until = requested + days(15)};
}

void waiver_by_requester(Scene& s) {
  WaiverPlan plan = needless(s, s.moment(3));
  plan.requester = plan.approver;
  decided(s, "waivers", "waiver/" + add_waiver(s.world, plan), plan.requested + days(1));
}

void boundless(Scene& s, const WaiverPlan& plan, std::optional<Instant> done = {}) {
  const Instant approved = plan.requested + days(1);
  s.world.fail("waivers-bounded/bounded", "waiver/" + add_waiver(s.world, plan), approved, approved,
               done);
}

void waiver_without_measure(Scene& s) {
  WaiverPlan plan = needless(s, s.moment(20));
  plan.compensating.clear();
  boundless(s, plan, plan.until);
}

void waiver_too_long(Scene& s) {
  WaiverPlan plan = needless(s, s.moment(5));
  plan.until = longest_waiver(s.world, plan.requested) + days(3);
  boundless(s, plan);
}

void waiver_renewed_again(Scene& s) {
  WaiverPlan plan = needless(s, s.moment(60));
  for (const int more : {0, 20}) {
    plan.requested = plan.requested + days(more);
    plan.until = plan.requested + days(15);
    add_waiver(s.world, plan);
  }
  plan.requested = plan.requested + days(20);
  plan.from = plan.requested + days(1);
  plan.until = plan.requested + days(15);
  boundless(s, plan, plan.until);
}

}  // namespace

std::vector<Violation> decision_violations() {
  return {
      {"change-approved-by-doer", "separated-decisions/changes",
       "Who carries out a change has approved it.", 2, change_by_doer},
      {"policy-approved-by-author", "separated-decisions/policies",
       "Who wrote a version of a policy approves it.", 3, policy_by_author},
      {"waiver-approved-by-requester", "separated-decisions/waivers",
       "The security officer approves a waiver of their own.", 3, waiver_by_requester},
      {"disposal-by-requester", "separated-decisions/disposals",
       "Who asks for the disposal of a store authorises it.", 5, disposal_by_requester},
      {"risk-accepted-by-author", "separated-decisions/risks", "Who entered a risk accepts it.", 9,
       risk_by_author},
      {"vendor-approved-by-reviewer", "separated-decisions/vendor-reviews",
       "Who reviewed a vendor's report approves the review.", 5, vendor_by_reviewer},
      {"waiver-without-measure", "waivers-bounded/bounded",
       "A waiver is approved and nothing stands in meanwhile.", 20, waiver_without_measure},
      {"waiver-too-long", "waivers-bounded/bounded", "A waiver lasts three days more than a year.",
       5, waiver_too_long},
      {"waiver-renewed-again", "waivers-bounded/bounded", "A waiver is renewed a second time.", 60,
       waiver_renewed_again},
  };
}

}  // namespace probata::sim
