// Vendors that nobody knows, that are trusted blindly, and that leave something behind.
#include "sim/areas.h"
#include "sim/limits.h"
#include "sim/vendors.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

constexpr Duration too_long = days(41);

VendorPlan vendor(Scene& s, Instant at) { return vendor_plan(s.world.number("failed-vendor"), at); }

// Other evidence of a vendor is looked at again and again from an instant on.
void review_from(Scene& s, const std::string& vendor, Instant from) {
  for (Instant t = from; t < s.world.end(); t = t + days(340))
    add_vendor_review(s.world, {.vendor = vendor, .approved = t});
}

void judge(Scene& s, const std::string& vendor, Instant at) {
  s.world.judgements.push_back({"continuity-alternatives/replaceable",
                                "vendor/" + vendor,
                                role_of::head,
                                at,
                                {at, s.world.clock.plus(at, yearly)}});
}

// On which much depends, assessed first at an instant.
VendorPlan critical(Scene& s, Instant assessed) {
  VendorPlan plan = vendor(s, assessed - days(6));
  plan.critical = true;
  plan.tier = "high";
  return plan;
}

void add_judged(Scene& s, const VendorPlan& plan) {
  add_vendor(s.world, plan);
  yearly_judgement(s.world, s.random, "continuity-alternatives/replaceable", "vendor/" + plan.id,
                   role_of::head, plan.at);
}

// Nobody knows that its vendor was reviewed, either.
void vendor_not_registered(Scene& s) {
  const Instant at = s.moment(45), linked = at + too_long;
  VendorPlan plan = vendor(s, at - days(20));
  add_vendor(s.world, plan);
  const std::string item =
      "application/" +
      add_application(s.world, {.id = plan.id, .vendor = plan.id, .used = at, .linked = linked}).id;
  for (const char* test :
       {"vendors-registered/registered", "technology-acquisition/reviewed-before"})
    s.world.fail(test, item, at, at + after_change, linked);
}

void tool_not_reviewed(Scene& s) {
  const Instant at = s.moment(35);
  VendorPlan plan = vendor(s, at + days(1));
  add_vendor(s.world, plan);
  const Thing& tool = add_application(
      s.world,
      {.id = plan.id, .origin = "expenses", .vendor = plan.id, .used = at, .linked = at + days(9)});
  s.world.fail("technology-acquisition/reviewed-before", "application/" + tool.id, at,
               at + after_change);
}

void vendor_owner_left(Scene& s) {
  const Instant evening = s.world.clock.at(s.world.clock.date_of(s.moment(45)), 17 * 60);
  const Instant again = evening + too_long;
  Person& person = s.employee(evening);
  depart(s.world, person, evening);
  const VendorPlan plan = vendor(s, vendors_from(s.world));
  add_vendor(s.world, plan)
      .set(evening - days(40), by_person(role_of::owner_b), Fields().put("owner", person.id))
      .set(again, by_person(role_of::owner_b), Fields().put("owner", role_of::owner_b));
  s.world.fail("vendors-registered/described", "vendor/" + plan.id, evening, evening + after_change,
               again);
}

void fail_before_data(Scene& s, const VendorPlan& plan) {
  add_vendor(s.world, plan);
  s.world.fail("vendors-assessed/before-data", "vendor/" + plan.id, *plan.data_from,
               *plan.data_from);
}

void data_before_agreement(Scene& s) {
  VendorPlan plan = vendor(s, s.moment(30));
  plan.agreed = *plan.data_from + days(9);
  fail_before_data(s, plan);
}

void data_before_assessment(Scene& s) {
  VendorPlan plan = vendor(s, s.moment(30));
  plan.assessed = *plan.data_from + days(9);
  fail_before_data(s, plan);
}

// In between a report is filed, and nobody judges the exceptions that it names.
void vendor_not_reviewed(Scene& s) {
  const auto [last, due] = s.year(25);
  const VendorPlan plan = critical(s, last);
  add_judged(s, plan);
  add_vendor_review(s.world, {.vendor = plan.id, .approved = due - days(60), .judged = false});
  review_from(s, plan.id, due + days(20));
  s.world.fail("vendors-assessed/reviewed", "vendor/" + plan.id, last, due, due + days(20));
}

// What was looked at is a year old, and the report that came meanwhile ends long before.
void report_expired(Scene& s) {
  const auto [last, due] = s.year(90);
  const VendorPlan plan = critical(s, last);
  add_judged(s, plan);
  const Instant read = due - days(65), again = due + days(80), from = due + microsecond;
  add_vendor_review(s.world, {.vendor = plan.id,
                              .approved = read,
                              .period_end = Date{s.world.clock.date_of(read).days - 50}});
  review_from(s, plan.id, again);
  s.world.fail("vendors-assessed/assured", "vendor/" + plan.id, from, from, again);
}

void vendor_issue_late(Scene& s) {
  const Instant due = s.moment(16), opened = due - days(30), done = due + days(14);
  add_vendor_issue(s.world, "payroll", opened, due, done);
  s.world.fail("vendors-assessed/issues", "action/" + s.world.things.back().id, opened, due, done);
}

void alternatives_not_judged(Scene& s) {
  const auto [last, due] = s.year(25);
  const VendorPlan plan = critical(s, last);
  add_vendor(s.world, plan);
  review_from(s, plan.id, last + days(300));
  judge(s, plan.id, last);
  for (Instant t = due + days(20); t < s.world.end(); t = t + days(340)) judge(s, plan.id, t);
  s.world.fail("continuity-alternatives/replaceable", "vendor/" + plan.id, last, due,
               due + days(20));
}

// One that goes well.
ExitPlan exit_plan(Scene& s, int room) {
  const Instant at = s.moment(room);
  return {.vendor = s.world.number("failed-exit"),
          .ended = at,
          .account_off = at + hours(3),
          .application_off = at + hours(2),
          .data_gone = at + days(9)};
}

void fail_exit(Scene& s, const ExitPlan& plan, const std::string& test, Duration within,
               Instant done) {
  add_exit(s.world, plan);
  s.world.fail(test, "vendor/" + plan.vendor, plan.ended, plan.ended + within, done);
}

void vendor_keeps_account(Scene& s) {
  ExitPlan plan = exit_plan(s, 11);
  plan.account_off = plan.ended + days(9);
  fail_exit(s, plan, "vendor-exit/access-off", access_removal, plan.account_off);
}

void vendor_keeps_integration(Scene& s) {
  ExitPlan plan = exit_plan(s, 11);
  plan.application_off = plan.ended + days(5);
  fail_exit(s, plan, "vendor-exit/access-off", access_removal, plan.application_off);
}

void vendor_keeps_data(Scene& s) {
  ExitPlan plan = exit_plan(s, 45);
  plan.data_gone = plan.ended + too_long;
  fail_exit(s, plan, "vendor-exit/data-gone", disposal_time, plan.data_gone);
}

void user_control_open(Scene& s) {
  const Instant at = s.moment(45), answered = at + too_long;
  const Thing& one = add_user_control(s.world, {.vendor = "cloud", .at = at, .answered = answered});
  s.world.fail("user-controls/answered", "user_control/" + one.id, at, at + after_change, answered);
}

}  // namespace

std::vector<Violation> vendor_violations() {
  return {
      {"vendor-not-registered", "vendors-registered/registered",
       "People sign in for 41 days to a tool whose vendor nobody has linked to the register.", 45,
       vendor_not_registered},
      {"vendor-owner-left", "vendors-registered/described",
       "Whoever owns a vendor leaves, and nobody takes it over for 41 days.", 45,
       vendor_owner_left},
      {"tool-not-reviewed", "technology-acquisition/reviewed-before",
       "A tool shows up in expenses a week before its vendor is reviewed.", 35, tool_not_reviewed},
      {"data-before-agreement", "vendors-assessed/before-data",
       "A vendor has data of ours nine days before the agreement is signed.", 30,
       data_before_agreement},
      {"data-before-assessment", "vendors-assessed/before-data",
       "A vendor has data of ours nine days before anybody assesses it.", 30,
       data_before_assessment},
      {"vendor-not-reviewed", "vendors-assessed/reviewed",
       "The report of a critical vendor is filed unread, and reviewed 20 days after its year.", 25,
       vendor_not_reviewed},
      {"report-expired", "vendors-assessed/assured",
       "For 80 days there is no report of a critical vendor that is recent enough.", 90,
       report_expired},
      {"vendor-issue-late", "vendors-assessed/issues",
       "What a vendor promised to mend is mended two weeks after its date.", 16, vendor_issue_late},
      {"alternatives-not-judged", "continuity-alternatives/replaceable",
       "Whether a critical vendor could be replaced is judged 20 days after its year.", 25,
       alternatives_not_judged},
      {"vendor-keeps-account", "vendor-exit/access-off",
       "A former vendor keeps an account for nine days.", 11, vendor_keeps_account},
      {"vendor-keeps-integration", "vendor-exit/access-off",
       "A former vendor's application stays connected for five days.", 11,
       vendor_keeps_integration},
      {"vendor-keeps-data", "vendor-exit/data-gone",
       "There is proof after 41 days only that a former vendor has destroyed our data.", 45,
       vendor_keeps_data},
      {"user-control-open", "user-controls/answered",
       "What a vendor expects of us is answered after 41 days.", 45, user_control_open},
  };
}

}  // namespace probata::sim
