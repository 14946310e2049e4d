// Who approves beyond their authority, and controls for which nobody answers.
#include <algorithm>

#include "sim/areas.h"
#include "sim/direction.h"
#include "sim/duties.h"
#include "sim/limits.h"
#include "sim/oversight.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// The people team holds a role for some days, and its limits are lower.
void act(Scene& s, const std::string& role, Instant at) {
  assign(s.world, role, role_of::people_ops, at - days(1))
      .moments.back()
      .set.put("until", at + days(2));
}

void privilege_beyond_limit(Scene& s) {
  const Instant at = s.moment(4);
  act(s, "system_owner", at);
  const std::string id = s.world.number("bold-request");
  s.world.thing("access_request", id)
      .set(at - hours(20), by_person(role_of::engineering),
           Fields()
               .put("person", role_of::admin_a)
               .put("system", "okta")
               .put("entitlement", "okta/admin")
               .put("requester", role_of::engineering)
               .put("state", "asked"))
      .set(at, by_person(role_of::people_ops), Fields().put("state", "approved"));
  s.world.fail("authority-limits/access", "access_request/" + id, at, at);
}

void change_without_role(Scene& s) {
  const Instant at = s.moment(1);
  const std::string id = add_change(s.world, "A wider disk", at, role_of::reviewer);
  s.world.fail("authority-limits/change", "change/" + id, at, at);
}

void risk_without_role(Scene& s) {
  const Instant at = s.moment(1);
  const std::string id = s.world.number("bold-risk");
  Thing& risk =
      add_risk(s.world, {.id = id, .response = "accept", .controls = {}, .at = at - days(3)});
  accept_risk(risk, role_of::engineering, at, at + days(300));
  risk.set(at + days(280), by_person(role_of::security), Fields().put("state", "closed"));
  s.world.fail("authority-limits/risk", "risk/" + id, at, at);
}

// Of something that does not break the test anyway.
void waiver_beyond_limit(Scene& s) {
  const Instant at = s.moment(4);
  act(s, "management", at);
  record_leader(s.world, role_of::people_ops, at);
  add_waiver(s.world, {.test = "install-rights/local-admin",
                       .item = "device/" + s.laptop().id,
                       .reason = "Builds drivers",
                       .requested = at - days(1),
                       .from = at,
                       .until = at + days(60),
                       .approver = role_of::people_ops,
                       .compensating = "Watched by hand"});
  s.world.fail("authority-limits/waiver", "waiver/" + s.world.things.back().id, at, at);
}

bool broken(const Scene& s, const std::string& item) {
  return std::ranges::find(s.world.truth, item, &Failure::item) != s.world.truth.end();
}

// Of the one control that it owns.
void post_empty(Scene& s) {
  const std::string control = "control/commitments-published";
  if (broken(s, control)) return;
  const Instant at = s.moment(45), later = at + days(42);
  vacate(s.world, "customer_success", at, later, {role_of::owner_a, role_of::owner_b});
  for (const char* test : {"control-owners/owned", "role-descriptions/deputy"})
    s.world.fail(test, control, at, at + after_change, later);
}

// Of the three controls that the board owns.
void no_deputy(Scene& s) {
  if (broken(s, "control/meeting-actions")) return;
  const Instant at = s.moment(45), later = at + days(42);
  vacate(s.world, "oversight", at, later, {role_of::outsider_b});
  for (const char* control :
       {"control/meeting-actions", "control/oversight-meetings", "control/oversight-members"})
    s.world.fail("role-descriptions/deputy", control, at, at + after_change, later);
}

Person& specialist(Scene& s, const std::string& role, Instant start) {
  const std::string id = s.world.number("specialist");
  record_leader(s.world, id, start + days(2));
  return s.world.people.emplace_back(Person{.id = id,
                                            .name = "Specialist " + id,
                                            .type = "contractor",
                                            .role = role,
                                            .manager = role_of::head,
                                            .start = start,
                                            .taken = true});
}

// The only one who has the job leaves, and nobody follows for six weeks.
void key_role_empty(Scene& s) {
  const Instant at = s.moment(45);
  const std::string role = s.world.number("key-role");
  s.world.thing("job_role", role)
      .set(at - days(90), by_person(role_of::people_ops),
           Fields()
               .put("title", role)
               .put("key", true)
               .put("plan", "A firm steps in")
               .put("succession_reviewed", s.world.clock.date_of(at - days(90)))
               .put("state", "draft"))
      .set(at - days(89), by_person(role_of::head), Fields().put("state", "approved"))
      .set(at + days(42), by_person(role_of::people_ops),
           Fields().put("succession_reviewed", s.world.clock.date_of(at + days(42))));
  specialist(s, role, at - days(90)).left = at;
  specialist(s, role, at + days(42));
  s.world.fail("control-owners/key-roles", "job_role/" + role, at, at + after_change,
               at + days(42));
}

// When it was that the incident said this first.
std::optional<Instant> said(const Thing& incident, std::string_view what) {
  for (const Moment& moment : incident.moments)
    if (moment.set.text().contains(what)) return moment.at;
  return {};
}

// Incidents that were led or closed while nobody held the role for that.
std::vector<Failure> without_commander(const World& world, const Period& empty) {
  const auto within = [&](std::optional<Instant> at) {
    return at && *at >= empty.start && *at < empty.end;
  };
  std::vector<Failure> all;
  for (const Thing& thing : world.things) {
    if (thing.kind != "incident") continue;
    const std::string item = "incident/" + thing.id;
    const Instant declared = thing.moments.front().at, due = declared + alert_high;
    if (within(said(thing, "\"commander\"")) && due < empty.end)
      all.push_back({"incident-response/led", item, declared, due, empty.end});
    if (const auto closed = said(thing, "\"state\":\"closed\""); within(closed))
      all.push_back({"incident-response/closed", item, *closed, *closed, empty.end});
  }
  return all;
}

// Placed when all incidents are known: those of that time fail, too.
void nobody_commands(Scene& s) {
  const std::string test = "control-owners/named-roles";
  if (std::ranges::find(s.world.truth, test, &Failure::test) != s.world.truth.end()) return;
  for (int tries = 0; tries < 200; ++tries) {
    const Instant at = s.moment(48), later = at + days(45);
    const std::vector<Failure> alone = without_commander(s.world, {at, later});
    if (std::ranges::any_of(alone, [&](const Failure& one) { return broken(s, one.item); }))
      continue;
    vacate(s.world, "incident_commander", at, later, {role_of::security, role_of::engineering});
    s.world.fail(test, "company", at, at + after_change, later);
    s.world.fail("control-owners/key-roles", "job_role/incident-lead", at, at + after_change,
                 later);
    for (const Failure& one : alone) s.world.truth.push_back(one);
    return;
  }
}

void description_late(Scene& s) {
  const Instant due = s.moment(22);
  const Instant from = s.world.clock.plus(due, Span{.months = -12});
  if (s.world.clock.plus(from, yearly) != due) return;
  Thing& job_role = add_duties(s.world, s.world.number("job-role"), from);
  approve_again(job_role, due + days(20));
  s.world.fail("role-descriptions/approved", "job_role/" + job_role.id, from, due, due + days(20));
}

void accepted_late(Scene& s) {
  const Instant at = s.moment(48);
  const Person& person = hire(s.world, "people", "employee", s.world.clock.date_of(at));
  s.world.unplanned.insert("acceptance/" + person.id);
  add_acceptance(s.world, person.id, "people", person.start, person.start + days(45));
  s.world.fail("role-descriptions/accepted", "person/" + person.id, person.start,
               person.start + joiner, person.start + days(45));
}

void not_assessed(Scene& s) { skip_judgement(s, "owner-self-assessment/judged"); }

}  // namespace

std::vector<Violation> duty_violations() {
  return {
      {"privilege-beyond-limit", "authority-limits/access",
       "A privileged right is approved by somebody whose limit is ordinary access.", 4,
       privilege_beyond_limit},
      {"change-without-authority", "authority-limits/change",
       "A change is approved by somebody who has no role for it.", 1, change_without_role},
      {"risk-without-authority", "authority-limits/risk",
       "A risk is accepted by somebody who has no role for it.", 1, risk_without_role},
      {"waiver-beyond-limit", "authority-limits/waiver",
       "A deviation is approved by somebody whose job role has no limit for it.", 4,
       waiver_beyond_limit},
      {"post-empty", "control-owners/owned",
       "Nobody holds the role that owns a control for six weeks.", 45, post_empty},
      {"key-role-empty", "control-owners/key-roles",
       "Whoever has a key role leaves, and nobody follows for six weeks.", 45, key_role_empty},
      {"nobody-commands", "control-owners/named-roles",
       "For 45 days nobody holds the role of who leads incidents.", 48, nobody_commands, true},
      {"nobody-stands-in", "role-descriptions/deputy",
       "Nobody can stand in for the owner of some controls for six weeks.", 45, no_deputy},
      {"description-late", "role-descriptions/approved",
       "Duties and limits of a job role are approved 20 days after their year.", 22,
       description_late},
      {"role-accepted-late", "role-descriptions/accepted",
       "Somebody new accepts what the job role has to do after 45 days.", 48, accepted_late},
      {"owner-silent", "owner-self-assessment/judged",
       "In a quarter an owner does not say whether the controls operate.", 92, not_assessed, true},
  };
}

}  // namespace probata::sim
