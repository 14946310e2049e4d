// Systems, accounts, rights and what was asked and approved before; the reviews of all of it.
#include <fmt/format.h>

#include <algorithm>

#include "sim/limits.h"
#include "sim/world.h"

namespace probata::sim {
namespace {

const std::vector<std::string> everybody = {"developer", "support", "sales", "product",
                                            "finance",   "people",  "ops",   "manager"};

std::string owner_of(const World& world, const std::string& system) {
  return std::ranges::find(world.systems, system, &System::id)->owner;
}

// Asked by the people team, approved by the system's owner, or by another owner where that is the
// holder.
void add_request(World& world, const Grant& grant) {
  const std::string owner = owner_of(world, grant.system);
  const std::string approver = owner != grant.person       ? owner
                               : owner == role_of::owner_a ? role_of::owner_b
                                                           : role_of::owner_a;
  const std::string requester =
      grant.person == role_of::people_ops ? role_of::it : role_of::people_ops;
  Thing& request = world.thing("access_request", world.number("request"));
  request.set(grant.from - days(3), by_person(requester),
              Fields()
                  .put("person", grant.person)
                  .put("system", grant.system)
                  .put("entitlement", grant.entitlement)
                  .put("requester", requester)
                  .put("reason", "needed for the job")
                  .put("state", "asked"));
  request.set(grant.from - days(2), by_person(approver), Fields().put("state", "approved"));
}

void add_program_accounts(World& world, const System& system) {
  const Instant from = world.clock.covered() - days(20);
  world.accounts.push_back({.id = system.id + "/deploy",
                            .system = system.id,
                            .type = "service",
                            .login = "deploy",
                            .owner = role_of::it,
                            .created = from,
                            .quiet = true});
  Account& account = world.accounts.back();
  for (Instant t = from; t < world.end(); t = t + days(20))
    account.more.push_back({t, "", Fields().put("last_used", t)});
}

void plan_review(World& world, Random& random, const System& system, const Period& window) {
  const Date day = world.clock.working({world.clock.date_of(window.start).days + 20});
  Review& review = world.reviews.emplace_back(Review{
      .id = fmt::format("review/{}/{}", system.id, to_text(world.clock.date_of(window.start))),
      .system = system.id,
      .window = window,
      .listed = world.clock.at(day, 6 * 60),
      .completed = world.clock.at({world.clock.working({day.days + 11})}, 16 * 60)});
  for (Grant& grant : world.grants) {
    const bool held = grant.system == system.id && grant.from <= review.listed &&
                      (!grant.until || *grant.until > review.listed);
    if (!held) continue;
    const bool own = grant.person == role_of::reviewer;
    Line line{.account = grant.account,
              .grant = grant.id,
              .by = own ? role_of::owner_a : role_of::reviewer,
              .decided = review.listed + hours(random.between(28, 200))};
    const Entitlement& right = entitlement(world, grant.entitlement);
    if (!right.birthright && !right.privileged && !grant.until && !grant.taken &&
        random.chance(20)) {
      line.revoked = grant.taken = true;
      const bool near = world.numbers["near revocation"]++ == 0;
      grant.until = line.decided + (near ? nearly(revocation) : hours(random.between(2, 200)));
    }
    review.lines.push_back(std::move(line));
  }
  review.rows = static_cast<int64_t>(review.lines.size());
}

}  // namespace

void plan_systems(World& world) {
  const std::string a = role_of::owner_a, b = role_of::owner_b;
  world.systems = {{"okta", "Single sign-on", a, true, true},
                   {"workspace", "Workspace", b, true, true},
                   {"slack", "Chat", a, true, true},
                   {"hris", "HR file", b, true, true},
                   {"vpn", "Remote access", a, false, true},
                   {"github", "Code host", b, true, true},
                   {"aws", "Cloud", a, true, true},
                   {"jira", "Tickets", b, true, true},
                   {"crm", "Customers", a, true, true},
                   {"billing", "Billing", b, true, true},
                   {"erp", "Accounting", a, false, true},
                   {"wiki", "Lunch wiki", b, false, false},
                   {"shop", "Shop", a, true, true}};
  const std::vector<std::string> technical = {"developer", "ops"};
  world.entitlements = {
      {"okta/member", "okta", "member", false, true, everybody},
      {"workspace/member", "workspace", "member", false, true, everybody},
      {"slack/member", "slack", "member", false, true, everybody},
      {"hris/self", "hris", "own record", false, true, everybody},
      {"vpn/connect", "vpn", "connect", false, true, everybody},
      {"wiki/write", "wiki", "write", false, true, everybody},
      {"github/write", "github", "write", false, false, technical},
      {"aws/developer", "aws", "developer", false, false, technical},
      {"jira/user", "jira", "user", false, false, {"developer", "ops", "support", "product"}},
      {"crm/user", "crm", "user", false, false, {"sales", "support"}},
      {"billing/user", "billing", "user", false, false, {"finance", "manager"}},
      {"erp/user", "erp", "user", false, false, {"finance", "people"}, false, {"crm/user"}},
      {"okta/admin", "okta", "administrator", true, false, {"ops"}},
      {"github/owner", "github", "owner", true, false, {"ops"}},
      {"aws/admin", "aws", "administrator", true, false, {"ops"}},
      {"shop/operate", "shop", "operate", true, false, {"ops"}},
      {"jira/reports", "jira", "reports", false, false, everybody, true},
  };
  for (const System& system : world.systems) add_program_accounts(world, system);
  for (const int after : {3, 11, 19}) {
    const Instant at = world.start() + days(after) + hours(11);
    world.sessions.push_back({.account = "aws/root",
                              .type = "sign_in",
                              .began = at,
                              .ended = at + hours(1),
                              .ticket = "OPS-" + std::to_string(after)});
  }
  world.accounts.push_back({.id = "aws/root",
                            .system = "aws",
                            .type = "root",
                            .login = "root",
                            .owner = role_of::it,
                            .created = world.clock.covered() - days(20),
                            .quiet = true});
}

const Entitlement& entitlement(const World& world, const std::string& id) {
  return *std::ranges::find(world.entitlements, id, &Entitlement::id);
}

Account& add_account(World& world, const std::string& system, Person& person, Instant at,
                     bool admin) {
  const std::string login = admin ? person.id + "-admin" : person.id;
  Account& account = world.accounts.emplace_back(Account{.id = system + "/" + login,
                                                         .system = system,
                                                         .person = person.id,
                                                         .type = "human",
                                                         .login = login,
                                                         .created = at,
                                                         .quiet = admin});
  Random random = world.random.fork("secret/" + account.id);
  account.secret_changed = at + minute * random.between(10, 2'000);
  if (world.numbers["near secret"]++ == 7) account.secret_changed = at + first_credential;
  return account;
}

Grant& add_grant(World& world, Account& account, const Entitlement& right, Person& person,
                 Instant at) {
  Grant& grant = world.grants.emplace_back(Grant{.id = account.id + "/" + right.name,
                                                 .account = account.id,
                                                 .entitlement = right.id,
                                                 .system = account.system,
                                                 .person = person.id,
                                                 .from = at});
  if (!right.birthright) add_request(world, grant);
  return grant;
}

void plan_reviews(World& world) {
  Random random = world.random.fork("reviews");
  for (const Period& window : world.clock.windows(Window::quarter, world.start() - days(95)))
    for (const System& system : world.systems)
      if (system.in_scope) plan_review(world, random, system, window);
}

}  // namespace probata::sim
