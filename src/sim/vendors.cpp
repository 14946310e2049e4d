// Vendors, their agreements and reviews, the applications that they provide.
#include "sim/vendors.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/actions.h"
#include "sim/areas.h"
#include "sim/confidentiality.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

const std::string owner = by_person(role_of::owner_b), security = by_person(role_of::security);

void agree(World& world, const std::string& vendor, Instant signed_at) {
  world.thing("agreement", "agreement/" + vendor)
      .set(signed_at, owner,
           Fields()
               .put("name", vendor)
               .put("type", "vendor")
               .put("vendor", vendor)
               .put("security_terms", true)
               .put("confidentiality_terms", true)
               .put("signed", signed_at));
}

// Two reports a year, and a letter for the time after each.
void review_reports(World& world, Random& random, const std::string& vendor) {
  for (Instant at = world.clock.covered() + days(random.between(2, 15)); at < world.end();
       at = at + days(random.between(160, 175))) {
    const Date day = world.clock.date_of(at);
    add_vendor_review(world, {.vendor = vendor, .approved = at, .period_end = Date{day.days - 40}})
        .set(at + days(35), owner, Fields().put("bridge_until", Date{day.days + 95}));
  }
}

// Other evidence every year, for one in the last second of it.
void review_evidence(World& world, Random& random, const std::string& vendor, bool near) {
  const Instant first = world.clock.covered() + days(random.between(2, 30));
  for (const Instant at : yearly_moments(world, random, first, near))
    add_vendor_review(world, {.vendor = vendor, .approved = at});
}

void plan_first_vendors(World& world, Random& random) {
  const Instant at = vendors_from(world);
  for (const char* id : {"cloud", "payments", "payroll", "mailer", "helpdesk"}) {
    VendorPlan plan = vendor_plan(id, at);
    plan.critical = id == std::string("cloud") || plan.id.starts_with("pay");
    plan.subservice = plan.id == "cloud";
    plan.tier = plan.critical ? "high" : "medium";
    plan.data = plan.id == "helpdesk" ? "internal" : "confidential";
    add_vendor(world, plan);
    if (plan.critical)
      yearly_judgement(world, random, "continuity-alternatives/replaceable", "vendor/" + plan.id,
                       role_of::head, world.clock.covered());
    add_application(
        world, {.id = plan.id, .vendor = plan.id, .used = at + days(16), .linked = at + days(17)});
  }
  VendorPlan cleaning = vendor_plan("cleaning", at);
  cleaning.tier = "low";
  cleaning.data = "none";
  cleaning.data_from.reset();
  add_vendor(world, cleaning);
  review_reports(world, random, "cloud");
  review_evidence(world, random, "payments", false);
  review_evidence(world, random, "payroll", true);
}

// Data, account and use begin in the very instants at which they may; the link and what the first
// one must fulfil come in the last second.
void plan_new_vendors(World& world, Random& random) {
  const int length = world.clock.last().days - world.clock.first().days;
  for (int i = 0; i < std::max(4, world.people_wanted / 40); ++i) {
    const Date day = {world.clock.first().days +
                      static_cast<int>(i == 0 ? 3 : random.between(4, length - 5))};
    VendorPlan plan =
        vendor_plan(world.number("vendor"), world.clock.at(world.clock.working(day), 10 * 60));
    if (i == 0) plan.assessed = plan.agreed = plan.data_from;
    Thing& vendor = add_vendor(world, plan);
    const Instant used = i == 0 ? *plan.assessed : plan.at + days(16);
    if (i == 0)
      vendor.set(plan.at + minute, owner, Fields().none("requirements"))
          .set(plan.at + minute + nearly(after_change), owner,
               Fields().put("requirements", std::vector<std::string>{"encryption"}));
    add_application(world, {.id = plan.id,
                            .origin = i % 3 == 2 ? "payables" : "sso",
                            .vendor = plan.id,
                            .used = used,
                            .linked = used + (i == 0 ? nearly(after_change) : days(i % 20))});
  }
}

// What matters to nobody, and why.
void plan_irrelevant(World& world, Random& random) {
  const int length = world.clock.last().days - world.clock.first().days;
  for (int i = 0; i < std::max(4, world.people_wanted / 50); ++i) {
    const Instant at = world.start() + days(random.between(2, length - 3)) + hours(11);
    const std::string id = world.number("payee");
    add_application(world, {.id = id, .origin = i % 2 ? "expenses" : "payables", .used = at})
        .set(at + (i == 0 ? nearly(after_change) : days(random.between(1, 20))), owner,
             Fields().put("irrelevant_reason", "a restaurant"));
  }
}

void plan_user_controls(World& world, Random& random) {
  for (const char* type : {"cuec", "cuec", "csoc", "csoc", "cuec"})
    add_user_control(world, {.vendor = "cloud",
                             .type = type,
                             .at = world.clock.covered() + days(20),
                             .answered = world.clock.covered() + days(random.between(21, 40))});
  bool near = true;
  for (const int after : {30, 140, 220}) {
    const Instant at = world.start() + days(after) + hours(10);
    add_user_control(
        world,
        {.vendor = "payments", .at = at, .answered = at + (near ? nearly(after_change) : days(9))});
    near = false;
  }
}

void plan_issues(World& world, Random& random) {
  bool near = true;
  for (Instant at = world.clock.covered() + days(70); at < world.end() - days(70);
       at = at + days(random.between(60, 120))) {
    const Instant due = at + days(random.between(20, 60));
    const bool last = near && due > world.start();
    near = near && !last;
    add_vendor_issue(world, "payroll", at, due, last ? due - second : due - days(3));
  }
}

// The first in the last second of each time, the others sooner.
void plan_exits(World& world, Random& random) {
  bool near = true;
  for (const int after : {8, 100, 200}) {
    const Instant at = world.start() + days(after) + hours(15);
    add_exit(world,
             {.vendor = world.number("former-vendor"),
              .ended = at,
              .account_off = at + (near ? nearly(access_removal) : hours(2)),
              .application_off = at + hours(near ? 23 : 3),
              .data_gone = at + (near ? nearly(disposal_time) : days(random.between(2, 20)))});
    near = false;
  }
}

}  // namespace

Instant vendors_from(const World& world) { return world.clock.covered() - days(60); }

VendorPlan vendor_plan(const std::string& id, Instant at) {
  return {.id = id,
          .at = at,
          .assessed = at + days(6),
          .agreed = at + days(9),
          .data_from = at + days(14)};
}

Thing& add_vendor(World& world, const VendorPlan& plan) {
  if (plan.assessed) add_vendor_review(world, {.vendor = plan.id, .approved = *plan.assessed});
  if (plan.agreed) agree(world, plan.id, *plan.agreed);
  Fields fields;
  fields.put("name", plan.id).put("tier", plan.tier).put("data", plan.data);
  fields.put("owner", role_of::owner_b).put("critical", false);
  fields.put("subservice", plan.subservice);
  if (plan.tier != "low")
    fields.put("requirements", std::vector<std::string>{"encryption", "notice of incidents"});
  Thing& vendor = world.thing("vendor", plan.id).set(plan.at, owner, fields);
  // Known to be critical before it was recorded so; nothing depends on it that nobody has assessed.
  if (plan.critical)
    vendor.set(plan.assessed.value_or(plan.at), owner,
               Fields().put("critical", true).put("critical_from", plan.at - days(60)));
  if (plan.data_from)
    vendor.set(*plan.data_from, owner, Fields().put("data_from", *plan.data_from));
  return vendor;
}

Thing& add_vendor_review(World& world, const VendorReviewPlan& plan) {
  Fields fields;
  fields.put("vendor", plan.vendor).put("state", "open");
  if (plan.judged)
    fields.put("exceptions",
               std::vector<std::string>{"One leaver was late: our accounts are ours to close"});
  if (plan.period_end)
    fields.put("report", "sha256:" + std::string(64, 'c')).put("period_end", *plan.period_end);
  else
    fields.put("assessment", "Read its certificate and its answers to our questions");
  return world.thing("vendor_review", world.number("assessment"))
      .set(plan.approved - days(3), owner, fields)
      .set(plan.approved, security, Fields().put("state", "approved"));
}

void add_vendor_issue(World& world, const std::string& vendor, Instant opened, Instant due,
                      Instant done) {
  add_action(world, {.id = world.number("vendor-issue"),
                     .title = "What the review of " + vendor + " showed",
                     .of = "vendor/" + vendor,
                     .opener = role_of::security,
                     .owner = role_of::owner_b,
                     .opened = opened,
                     .due = due,
                     .done = done});
}

Thing& add_application(World& world, const ApplicationPlan& plan) {
  const std::string by = plan.origin == "sso" ? "connector:okta" : "connector:payables";
  Thing& application = world.thing("application", "app/" + plan.id);
  application.set(plan.used, by,
                  Fields()
                      .put("name", plan.id)
                      .put("origin", plan.origin)
                      .put("owner", role_of::owner_b)
                      .put("first_used", plan.used));
  if (!plan.vendor.empty())
    application.set(plan.linked, owner, Fields().put("vendor", plan.vendor));
  return application;
}

Thing& add_user_control(World& world, const UserControlPlan& plan) {
  const std::string id = world.number("user-control");
  Fields answer;
  if (plan.type == "csoc")
    answer.put("monitoring", "We read its report twice a year");
  else
    answer.put("control", "access-removal");
  return world.thing("user_control", id)
      .set(plan.at, owner,
           Fields()
               .put("vendor", plan.vendor)
               .put("type", plan.type)
               .put("text", "Accounts of people who leave are closed, " + id))
      .set(plan.answered, owner, answer);
}

void add_exit(World& world, const ExitPlan& plan) {
  add_vendor(world, vendor_plan(plan.vendor, vendors_from(world)))
      .set(plan.ended, owner, Fields().put("ended", plan.ended));
  const Instant used = vendors_from(world) + days(20);
  add_application(world, {.id = plan.vendor, .vendor = plan.vendor, .used = used, .linked = used})
      .gone(plan.application_off, "connector:okta");
  Account& account = world.accounts.emplace_back(Account{.id = "jira/" + plan.vendor,
                                                         .system = "jira",
                                                         .type = "service",
                                                         .login = plan.vendor,
                                                         .owner = role_of::it,
                                                         .created = used,
                                                         .disabled = plan.account_off,
                                                         .quiet = true});
  account.more.push_back({used, "", Fields().put("agreement", "agreement/" + plan.vendor)});
  for (Instant t = used; t < plan.ended; t = t + days(20))
    account.more.push_back({t, "", Fields().put("last_used", t)});
  DataDisposalPlan disposal = disposal_at(plan.data_gone);
  disposal.vendor = plan.vendor;
  add_data_disposal(world, disposal);
}

void plan_vendors(World& world) {
  Random random = world.random.fork("vendors");
  plan_first_vendors(world, random);
  plan_new_vendors(world, random);
  plan_irrelevant(world, random);
  plan_user_controls(world, random);
  plan_issues(world, random);
  plan_exits(world, random);
}

}  // namespace probata::sim
