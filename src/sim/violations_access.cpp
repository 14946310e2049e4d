// Access that nobody approved, that nobody answers for, or that is too easily had.
#include <algorithm>

#include "sim/direction.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// A right that the job explains, without a request; `approved` later, if at all, by whom and asked
// by whom.
Grant& bare_grant(Scene& scene, Instant at, const std::string& right = "jira/reports") {
  Person& person = scene.employee(at);
  const Entitlement& wanted = entitlement(scene.world, right);
  Account& account = add_account(scene.world, wanted.system, person, at);
  account.id += "-extra";
  account.login += "-extra";
  account.secret_changed = at + hours(1);
  account.quiet = true;
  Grant& grant = scene.world.grants.emplace_back(Grant{.id = account.id + "/" + wanted.name,
                                                       .account = account.id,
                                                       .entitlement = right,
                                                       .system = wanted.system,
                                                       .person = person.id,
                                                       .from = at + minute,
                                                       .taken = true});
  return grant;
}

std::string request(Scene& scene, const Grant& grant, const std::string& requester,
                    const std::string& approver, Instant approved) {
  const std::string id = scene.world.number("request");
  scene.world.thing("access_request", id)
      .set(grant.from - days(1), by_person(requester),
           Fields()
               .put("person", grant.person)
               .put("system", grant.system)
               .put("entitlement", grant.entitlement)
               .put("requester", requester)
               .put("state", "asked"))
      .set(approved, by_person(approver), Fields().put("state", "approved"));
  return id;
}

void grant_without_request(Scene& s) {
  const Grant& grant = bare_grant(s, s.moment(2));
  s.world.fail("access-approved/grants", "grant/" + grant.id, grant.from, grant.from);
}

void grant_before_approval(Scene& s) {
  const Grant& grant = bare_grant(s, s.moment(4));
  const Instant approved = grant.from + days(2);
  request(s, grant, role_of::people_ops, role_of::owner_b, approved);
  s.world.fail("access-approved/grants", "grant/" + grant.id, grant.from, grant.from, approved);
}

void approved_by_requester(Scene& s) {
  const Grant& grant = bare_grant(s, s.moment(2));
  const Instant approved = grant.from - hours(3);
  const std::string id = request(s, grant, role_of::owner_b, role_of::owner_b, approved);
  s.world.fail("separated-decisions/access", "access_request/" + id, approved, approved);
  s.world.fail("access-approved/grants", "grant/" + grant.id, grant.from, grant.from);
}

void granted_more(Scene& s) {
  const Grant& grant = bare_grant(s, s.moment(2));
  Grant asked = grant;
  asked.entitlement = "jira/user";
  request(s, asked, role_of::people_ops, role_of::owner_b, grant.from - hours(3));
  s.world.fail("access-approved/grants", "grant/" + grant.id, grant.from, grant.from);
}

void first_secret_kept(Scene& s) {
  Account& account = s.account("vpn", s.moment(7));
  account.secret_changed = account.created + days(5);
  s.world.fail("access-approved/accounts", "account/" + account.id, account.created,
               account.created + first_credential, account.secret_changed);
}

void account_of_nobody(Scene& s) {
  const Instant at = s.moment(18);
  Account& account = s.account("jira", at);
  account.owner = role_of::it;
  account.type = "service";
  account.person.clear();
  account.more.push_back({at + days(1), "", Fields().none("owner")});
  account.disabled = at + days(15);
  s.world.fail("accounts-have-people/matched", "account/" + account.id, at + days(1),
               at + days(1) + triage, account.disabled);
}

void shared_account(Scene& s) {
  const Instant at = s.moment(16);
  Account& account = s.account("crm", at - days(30));
  account.more.push_back({at, "", Fields().put("shared", true)});
  account.more.push_back({at + days(14), "", Fields().put("shared", false)});
  s.world.fail("accounts-have-people/matched", "account/" + account.id, at, at + triage,
               at + days(14));
}

void mfa_off(Scene& s) {
  const Instant at = s.moment(5);
  Account& account = s.account("erp", at - days(30));
  account.more.push_back({at, "", Fields().put("mfa_enforced", false)});
  account.more.push_back({at + days(3), "", Fields().put("mfa_enforced", true)});
  s.world.fail("mfa/enforced", "account/" + account.id, at, at + mfa_grace, at + days(3));
}

void password_standard_off(Scene& s) {
  const Instant at = s.moment(5);
  for (Thing& thing : s.world.things)
    if (thing.kind == "system" && thing.id == "vpn")
      thing.set(at, by_person(role_of::it), Fields().put("password_standard", false))
          .set(at + days(3), by_person(role_of::it), Fields().put("password_standard", true));
  s.world.fail("mfa/systems", "system/vpn", at, at + mfa_grace, at + days(3));
}

std::string next_session(const Scene& s) {
  return "session/special-" + std::to_string(s.world.sessions.size());
}

void remote_without_mfa(Scene& s) {
  const Instant at = s.moment(1);
  s.world.sessions.push_back({.account = "aws/" + role_of::admin_a,
                              .type = "sign_in",
                              .began = at,
                              .ended = at + hours(1),
                              .mfa = false,
                              .remote = true,
                              .production = true});
  s.world.fail("mfa/remote-sessions", next_session(s), at, at);
}

void root_without_ticket(Scene& s) {
  const Instant at = s.moment(1);
  s.world.sessions.push_back(
      {.account = "aws/root", .type = "sign_in", .began = at, .ended = at + hours(1)});
  s.world.fail("root-and-service-accounts/root-sessions", next_session(s), at, at);
}

// Not used for so long that its time to be disabled ends in the period.
void idle_service_account(Scene& s) {
  const Instant due = s.moment(12);
  const Instant used = due - correction - idle - microsecond;
  Account& account = s.account("billing", s.world.clock.covered() - days(10));
  account.type = "service";
  account.person.clear();
  account.owner = role_of::it;
  for (Instant t = used - days(20); t > account.created; t = t - days(20))
    account.more.push_back({t, "", Fields().put("last_used", t)});
  account.more.push_back({used, "", Fields().put("last_used", used)});
  account.disabled = due + days(10);
  s.world.fail("root-and-service-accounts/service-accounts", "account/" + account.id,
               used + idle + microsecond, due, account.disabled);
}

void privilege_without_reason(Scene& s) {
  const Instant at = s.moment(17);
  Account& account = add_account(s.world, "github", s.world.people[7], at, true);
  account.id += "-2";
  account.login += "-2";
  Grant& grant = add_grant(s.world, account, entitlement(s.world, "github/owner"),
                           s.world.people[7], at + minute);
  grant.reasoned = false;
  grant.taken = true;
  grant.until = grant.from + days(15);
  s.world.fail("role-fit/grants", "grant/" + grant.id, grant.from, grant.from + triage,
               grant.until);
}

void mover_keeps_rights(Scene& s) {
  const Instant at = s.moment(62);
  Person& person = s.employee(at);
  person.moves = {{at, person.role == "product" ? "support" : "product", at + days(60)}};
  s.world.fail("role-fit/movers", "person/" + person.id, at, at + after_change, at + days(60));
}

// An administrator of nothing else: the privileged account is the only one.
void admin_for_daily_work(Scene& s) {
  const Instant at = s.moment(7);
  const Date day = s.world.clock.date_of(at - days(20));
  Person person{.id = s.world.number("person"),
                .name = "Guest Administrator",
                .type = "contractor",
                .role = "ops",
                .manager = role_of::it,
                .start = s.world.clock.at(day, 480),
                .taken = true};
  Person& added = s.world.people.emplace_back(person);
  record_leader(s.world, added.id, added.start + days(2));
  Account& account = add_account(s.world, "aws", added, at, true);
  const Grant& grant =
      add_grant(s.world, account, entitlement(s.world, "aws/admin"), added, at + minute);
  Account& daily = add_account(s.world, "aws", added, at + days(5));
  daily.quiet = true;
  s.world.fail("privileged-review/separate", "account/" + account.id, grant.from, grant.from,
               daily.created);
}

}  // namespace

std::vector<Violation> access_violations() {
  return {
      {"grant-without-request", "access-approved/grants",
       "A right is given that nobody asked for or approved.", 2, grant_without_request},
      {"grant-before-approval", "access-approved/grants",
       "A right is given two days before its approval.", 4, grant_before_approval},
      {"approved-by-requester", "access-approved/grants", "Who asked for a right approves it.", 2,
       approved_by_requester},
      {"granted-more", "access-approved/grants",
       "Somebody gets another right than the one that was asked for.", 2, granted_more},
      {"first-secret-kept", "access-approved/accounts",
       "A first password is changed after five days.", 7, first_secret_kept},
      {"account-of-nobody", "accounts-have-people/matched",
       "Nobody answers for an account of a program for two weeks.", 18, account_of_nobody},
      {"shared-account", "accounts-have-people/matched",
       "Several people share an account for two weeks.", 16, shared_account},
      {"mfa-off", "mfa/enforced", "The second factor is off for three days.", 5, mfa_off},
      {"password-standard-off", "mfa/systems",
       "A system without single sign-on drops the standard of passwords for three days.", 5,
       password_standard_off},
      {"remote-without-mfa", "mfa/remote-sessions",
       "Somebody reaches production from outside without a second factor.", 1, remote_without_mfa},
      {"root-without-ticket", "root-and-service-accounts/root-sessions",
       "The root account is used without a ticket.", 1, root_without_ticket},
      {"idle-service-account", "root-and-service-accounts/service-accounts",
       "An account of a program is idle for 130 days and stays open.", 12, idle_service_account},
      {"privilege-without-reason", "role-fit/grants",
       "A privileged right has no written reason for fifteen days.", 17, privilege_without_reason},
      {"mover-keeps-rights", "role-fit/movers",
       "Access is confirmed 60 days after somebody took another job role.", 62, mover_keeps_rights},
      {"admin-for-daily-work", "privileged-review/separate",
       "An administrator has no other account for five days.", 7, admin_for_daily_work},
  };
}

}  // namespace probata::sim
