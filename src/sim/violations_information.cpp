// Facts without a source, sources that are not read, and people who write and are not heard.
#include <algorithm>

#include "sim/availability.h"
#include "sim/confidentiality.h"
#include "sim/direction.h"
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/response.h"
#include "sim/sources.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// The company reads it, and no test of its own controls needs what it tells.
const std::string spare = "hosts";

void kind_without_source(Scene& s) {
  const Instant at = s.moment(47), back = at + days(45);
  Thing& source = *find_thing(s.world, "source", "workspace");
  const std::string by = by_person(role_of::security);
  std::vector<std::string> kinds = {"account", "grant", "entitlement", "application"};
  source.set(at, by, Fields().put("kinds", kinds));
  kinds.emplace_back("share");
  source.set(back, by, Fields().put("kinds", kinds));
  s.world.fail("evidence-plan/planned", "test/data-flows/shares", at, at + after_change, back);
}

void source_judged_late(Scene& s) { judged_late(s, "evidence-plan/judged"); }

// From one morning look on.
void silence(Scene& s, int length, bool page) {
  const Date day = s.world.clock.date_of(s.moment(length + 2));
  const auto morning = [&](int after) { return s.world.clock.at({day.days + after}, 6 * 60); };
  s.world.silences.push_back(
      {.by = "connector:" + spare, .time = {morning(0), morning(length)}, .page = page});
  read_late(s.world, s.world.silences.back());
}

void source_not_read(Scene& s) { silence(s, 3, false); }
void page_lost(Scene& s) { silence(s, 2, true); }

void rows_rejected(Scene& s) {
  const Instant at = s.world.clock.at(s.world.clock.date_of(s.moment(3)), 6 * 60);
  const std::string id = collection_of(s.world, "git", at);
  s.world.rejected[id] = 3;
  s.world.fail("collection-complete/nothing-rejected", "collection/" + id, at, at);
}

void advisory_unread(Scene& s) {
  const Instant at = s.moment(22), assessed = at + days(20);
  const Thing& one = add_advisory(s.world, s.world.number("unread-notice"), "vendor", at, assessed);
  s.world.fail("external-information/assessed", "advisory/" + one.id, at, at + triage, assessed);
}

void query_not_judged(Scene& s) {
  const Instant at = s.moment(42), judged = at + days(40);
  change_query(s.world, "jira", at, judged);
  s.world.fail("external-information/logic", "source/jira", at, at + after_change, judged);
}

void hotline_unanswered(Scene& s) {
  const Instant at = s.moment(22), answered = at + days(20);
  const std::string id = add_hotline_case(s.world, at, answered);
  s.world.fail("anonymous-line/answered", "case/" + id, at, business_days(s.world.clock, at, 5),
               answered);
}

void line_without_answer(Scene& s) {
  std::vector<Thing*> fit;
  for (Thing& one : s.world.things)
    if (one.id.starts_with("line-test/") && one.moments.back().at > s.world.start() &&
        says(one, "passed"))
      fit.push_back(&one);
  if (fit.empty()) return;
  Moment& end = s.random.pick(fit)->moments.back();
  end.set = Fields().put("result", "failed").put("state", "done");
  const Period window = s.world.clock.window(Window::half, end.at);
  s.world.fail("anonymous-line/tried", "company", window.start, window.end - microsecond);
}

void staff_hears_late(Scene& s) {
  const SignificantChange plan{
      .id = s.world.number("unheard-change"), .type = "objective", .noticed = s.moment(47)};
  const Instant told = plan.noticed + days(45);
  s.world.unplanned.insert("staff/" + plan.id);
  add_significant_change(s.world, plan);
  add_notice(s.world, "significant_change/" + plan.id, "staff", "", told);
  s.world.fail("change-announcements/announced", "significant_change/" + plan.id, plan.noticed,
               plan.noticed + after_change, told);
}

void terms_not_approved(Scene& s) {
  const Instant at = s.moment(15), approved = at + days(12);
  const std::string id = add_customer(s.world, at).id;
  s.world.unplanned.insert("terms/" + id);
  add_customer_agreement(s.world, id, at, approved);
  s.world.fail("commitments-published/terms", "agreement/agreement/" + id, at, at, approved);
}

// Somebody becomes a customer, and signs after twenty days.
void customer_without_agreement(Scene& s) {
  const Instant at = s.moment(22), agreed = at + days(20);
  const std::string id = add_customer(s.world, at).id;
  s.world.unplanned.insert("terms/" + id);
  add_customer_agreement(s.world, id, agreed, {});
  s.world.fail("commitments-published/agreements", "customer/" + id, at, at + triage, agreed);
}

void promises_compared_late(Scene& s) { judged_late(s, "commitments-published/agree"); }

void change_not_compared(Scene& s) {
  const SignificantChange plan{
      .id = s.world.number("uncompared-change"), .type = "region", .noticed = s.moment(47)};
  const Instant judged = plan.noticed + days(44);
  const std::string test = "commitments-published/agree-after-change";
  const std::string item = "significant_change/" + plan.id;
  s.world.unplanned.insert("compared/" + plan.id);
  add_significant_change(s.world, plan);
  s.world.judgements.push_back({test, item, role_of::head, judged, {}});
  s.world.fail(test, item, plan.noticed, plan.noticed + after_change, judged);
}

void message_unanswered(Scene& s) {
  const Instant at = s.moment(20), answered = at + days(12);
  const Thing& one = add_message(s.world, at, answered, {});
  // That it is no noise, but a case, is seen at once.
  const std::string id = s.world.number("case");
  find_thing(s.world, "inbound_message", one.id)
      ->set(at + hours(2), by_person(role_of::security), Fields().put("case", id));
  s.world.thing("case", id)
      .set(at + hours(1), by_person(role_of::security),
           Fields().put("code", id).put("type", "inbound").put("opened", at).put("state", "open"));
  s.world.fail("inbound-messages/acknowledged", "inbound_message/" + one.id, at,
               business_days(s.world.clock, at, 5), answered);
}

void message_lost(Scene& s) {
  const Instant at = s.moment(12);
  const Thing& one = add_message(s.world, at, at + hours(4), {});
  s.world.fail("inbound-messages/triaged", "inbound_message/" + one.id, at, at + triage);
}

void contact_point_expired(Scene& s) {
  const Instant until = s.moment(8);
  Thing& page = add_contact_point(s.world, s.world.number("help") + ".corp.example", until);
  const Instant renewed = until + days(5);
  renew_contact_point(s.world, page, renewed);
  s.world.fail("inbound-messages/contact-points", "public_endpoint/" + page.id, until,
               until + hours(24), shown(s.world, "connector:probe", renewed));
}

}  // namespace

std::vector<Violation> information_violations() {
  return {
      {"kind-without-source", "evidence-plan/planned",
       "For 45 days no source is registered for a kind that a test reads.", 47, kind_without_source,
       true},
      {"source-judged-late", "evidence-plan/judged", "A source is judged 20 days after its year.",
       359, source_judged_late, true},
      {"source-not-read", "collection-complete/on-cadence", "A source is not read for three days.",
       6, source_not_read},
      {"collection-not-whole", "collection-complete/whole", "The second page of a reading is lost.",
       5, page_lost},
      {"rows-rejected", "collection-complete/nothing-rejected",
       "Three rows of a reading are not what was expected, and are rejected.", 4, rows_rejected},
      {"advisory-unread", "external-information/assessed",
       "A notice from outside is read after 20 days.", 22, advisory_unread},
      {"query-not-judged", "external-information/logic", "A changed query is judged after 40 days.",
       42, query_not_judged, true},
      {"hotline-unanswered", "anonymous-line/answered",
       "A report by the anonymous line is answered after 20 days.", 22, hotline_unanswered},
      {"line-without-answer", "anonymous-line/tried",
       "Whoever tries the anonymous line in a half year gets no answer.", 359, line_without_answer},
      {"staff-hears-late", "change-announcements/announced",
       "Staff hears of a new objective after 45 days.", 47, staff_hears_late},
      {"terms-not-approved", "commitments-published/terms",
       "A customer's own terms are approved twelve days after they were signed.", 15,
       terms_not_approved},
      {"customer-without-agreement", "commitments-published/agreements",
       "A new customer signs an agreement after twenty days.", 22, customer_without_agreement},
      {"promises-compared-late", "commitments-published/agree",
       "Whether what is promised and published agrees is judged 20 days after a year.", 359,
       promises_compared_late},
      {"change-not-compared", "commitments-published/agree-after-change",
       "What is promised is compared with a change after 44 days.", 47, change_not_compared},
      {"message-unanswered", "inbound-messages/acknowledged",
       "Who writes about security gets an answer after twelve days.", 20, message_unanswered},
      {"message-lost", "inbound-messages/triaged",
       "A message about security is answered, and nobody looks into it.", 12, message_lost},
      {"contact-point-expired", "inbound-messages/contact-points",
       "What says how to reach us has run out for five days.", 8, contact_point_expired},
  };
}

}  // namespace probata::sim
