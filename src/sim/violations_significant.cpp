// Changes that nobody notices or assesses, and what was done with privileges unseen.
#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/direction.h"
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/response.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

void leader_unnoticed(Scene& s) {
  const Date day = s.world.clock.date_of(s.moment(22));
  const Instant start = s.world.clock.at(day, 8 * 60), recorded = start + days(20);
  const Person& person = add_leader(s.world, day, recorded);
  s.world.fail("change-assessed/leaders", "person/" + person.id, start, start + triage, recorded);
}

void vendor_unnoticed(Scene& s) {
  const Instant at = s.moment(22), recorded = at + days(20);
  const Thing& vendor = add_critical_vendor(s.world, at, recorded);
  s.world.fail("change-assessed/vendors", "vendor/" + vendor.id, at, at + triage, recorded);
}

// In the last weeks, so that no quarter begins before the period ends.
void system_unnoticed(Scene& s) {
  const Date day = {s.world.clock.last().days - static_cast<int>(s.random.between(19, 24))};
  const Instant at = s.world.clock.at(day, 11 * 60), recorded = at + days(14);
  const std::string id = bring_into_scope(s.world, at, recorded);
  s.world.fail("change-assessed/systems", "system/" + id, at, at + triage, recorded);
}

SignificantChange change(Scene& s, int room) {
  SignificantChange plan{
      .id = s.world.number("unassessed-change"), .type = "law", .noticed = s.moment(room)};
  s.world.unplanned.insert("assessed/" + plan.id);
  add_significant_change(s.world, plan);
  return plan;
}

void change_unassessed(Scene& s) {
  const SignificantChange plan = change(s, 47);
  const Instant assessed = plan.noticed + days(45);
  add_assessment(
      s.world,
      {.id = "assessment/" + plan.id, .type = "change", .change = plan.id, .approved = assessed});
  s.world.fail("change-assessed/assessed", "significant_change/" + plan.id, plan.noticed,
               plan.noticed + after_change, assessed);
}

void risks_not_weighed(Scene& s) {
  const SignificantChange plan = change(s, 57);
  const Instant approved = plan.noticed + days(10), scored = approved + days(45);
  const std::string risk = add_risk(s.world, {.id = s.world.number("unweighed-risk"),
                                              .at = s.world.clock.covered() - days(20)})
                               .id;
  find_thing(s.world, "risk", risk)
      ->set(scored, by_person(role_of::security), Fields().put("scored", scored));
  const Thing& one = add_assessment(s.world, {.id = "assessment/" + plan.id,
                                              .type = "change",
                                              .change = plan.id,
                                              .risks = {risk},
                                              .approved = approved,
                                              .risks_change = true});
  s.world.fail("change-assessed/risks", "risk_assessment/" + one.id, approved,
               approved + after_change, scored);
}

void horizon_not_scanned(Scene& s) { skip_judgement(s, "change-assessed/horizon"); }

// Before its thirty days, and too late all the same.
void launch_assessed_after(Scene& s) {
  const Instant live = s.moment(8);
  const std::string id = add_launch(s.world, "shop", live - days(20), live);
  s.world.unplanned.insert("assessed/" + id);
  add_assessment(
      s.world,
      {.id = "assessment/" + id, .type = "change", .change = id, .approved = live + days(5)});
  s.world.fail("launch-review/before", "significant_change/" + id, live, live);
}

void activity_not_judged(Scene& s) { skip_judgement(s, "privileged-activity-review/explained"); }

// A right of some weeks, used two days before its holder judges the month.
void reviewer_acted(Scene& s) {
  const Period window = s.window(Window::month);
  const std::string test = "privileged-activity-review/explained";
  const std::string system = "shop", day = to_text(s.world.clock.date_of(window.start));
  if (!s.world.unplanned.insert("explained/" + system + "/" + day).second) return;
  const Instant judged = moment_in(s.world, s.random, window);
  Account& account = s.account(system, judged - days(7));
  Grant& grant = add_grant(s.world, account, entitlement(s.world, "shop/operate"),
                           s.world.people[9], judged - days(6));
  grant.until = judged + days(2);
  grant.taken = true;
  s.world.sessions.push_back({.account = account.id,
                              .type = "sign_in",
                              .began = judged - days(2),
                              .ended = judged - days(2)});
  s.world.judgements.push_back({test, "system/" + system, role_of::reviewer, judged, window});
  s.world.fail(test, "system/" + system, window.start, window.end - microsecond);
}

}  // namespace

std::vector<Violation> significant_violations() {
  return {
      {"leader-unnoticed", "change-assessed/leaders",
       "That somebody new leads is recorded after 20 days.", 22, leader_unnoticed},
      {"vendor-unnoticed", "change-assessed/vendors",
       "That a vendor became critical is recorded after 20 days.", 22, vendor_unnoticed},
      {"system-unnoticed", "change-assessed/systems",
       "That a system came into scope is recorded after 14 days.", 26, system_unnoticed},
      {"change-unassessed", "change-assessed/assessed",
       "A new law is assessed 45 days after it was noticed.", 47, change_unassessed},
      {"risks-not-weighed", "change-assessed/risks",
       "Risks that a change touches are weighed anew after 45 days.", 57, risks_not_weighed},
      {"horizon-not-scanned", "change-assessed/horizon",
       "Nobody asks in a half year whether every change was noticed.", 359, horizon_not_scanned},
      {"launch-assessed-after", "launch-review/before",
       "A launch is assessed five days after it went live.", 8, launch_assessed_after},
      {"activity-not-judged", "privileged-activity-review/explained",
       "Nobody looks for a month at what was done with privileges in a system.", 62,
       activity_not_judged, true},
      {"reviewer-acted", "privileged-activity-review/explained",
       "Whoever judges what was done with privileges did it.", 62, reviewer_acted},
  };
}

}  // namespace probata::sim
