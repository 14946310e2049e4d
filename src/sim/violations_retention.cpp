// Data that is kept too long, deleted too early, or got rid of in the wrong way.
#include "sim/availability.h"
#include "sim/confidentiality.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string aws = "connector:aws", privacy = by_person(role_of::privacy);

Thing& store(Scene& s, bool confidential = false) {
  const Instant at = services_from(s.world);
  return confidential ? add_confidential_store(s.world, at)
                      : add_component(s.world, "aws", "store", at);
}

void no_retention(Scene& s) {
  const Instant at = s.moment(44);
  Thing& one = add_component(s.world, "aws", "store", at);
  s.world.unplanned.insert("retention/" + one.id);
  one.set(at + days(41), privacy, Fields().put("retention", "400d"));
  s.world.fail("retention-schedules/scheduled", "asset/" + one.id, at, at + after_change,
               at + days(41));
}

void rule_too_long(Scene& s) {
  const Instant at = s.moment(44);
  Thing& one = store(s);
  one.set(at, aws, Fields().put("lifecycle", "900d"))
      .set(at + days(41), aws, Fields().put("lifecycle", "370d"));
  s.world.fail("retention-schedules/scheduled", "asset/" + one.id, at, at + after_change,
               at + days(41));
}

// A store whose oldest data is of that instant, until it is newer.
Thing& store_with(Scene& s, bool confidential, Instant oldest, Instant until) {
  Thing& one = store(s, confidential);
  s.world.unplanned.insert("oldest/" + one.id);
  return one.set(services_from(s.world), aws, Fields().put("oldest", oldest))
      .set(until, aws, Fields().put("oldest", until - days(1)));
}

void data_too_old(Scene& s) {
  const Instant over = s.moment(74), deleted = over + days(70);
  Thing& one = store_with(s, false, over - retention, deleted);
  s.world.fail("retention-schedules/nothing-older", "asset/" + one.id, over + microsecond,
               over + microsecond + disposal_time, deleted);
}

DataDisposalPlan disposal_of(const Thing& asset, Instant at) {
  DataDisposalPlan plan = disposal_at(at);
  plan.asset = asset.id;
  return plan;
}

void deleted_under_hold(Scene& s) {
  const Instant at = s.moment(5);
  Thing& one = store_with(s, true, at - retention - days(3), at + hours(1));
  one.set(at - days(30), privacy, Fields().put("hold", true));
  const std::string id = add_data_disposal(s.world, disposal_of(one, at));
  s.world.fail("retention-holds/not-early", "disposal/" + id, at, at);
}

void deleted_early(Scene& s) {
  const Instant at = s.moment(5);
  Thing& one = store_with(s, true, at - retention + days(60), at + hours(1));
  const std::string id = add_data_disposal(s.world, disposal_of(one, at));
  s.world.fail("retention-holds/not-early", "disposal/" + id, at, at);
}

// Only the trail of the cloud shows it.
void deleted_unrecorded(Scene& s) {
  const Instant at = s.moment(5);
  Thing& one = store(s, true);
  one.set(at, aws, Fields().put("deleted", at));
  for (const char* test : {"retention-holds/stores", "cloud-decommissioning/deleted-stores"})
    s.world.fail(test, "asset/" + one.id, at, at);
}

// A customer who left, and what was done with the data, in time but for what the violation says.
struct Leaver {
  std::string id;
  Instant ended;
};
Leaver leaver(Scene& s, int room) {
  const Instant at = s.moment(room);
  Thing& customer = add_customer(s.world, s.world.clock.covered() - days(9));
  end_customer(customer, at);
  return {customer.id, at};
}
DataDisposalPlan disposal_of(const Leaver& customer, Instant at) {
  DataDisposalPlan plan = disposal_at(at);
  plan.customer = customer.id;
  return plan;
}

// What was promised to all was broken, until the data was gone.
void fail_all(Scene& s, const Leaver& customer, Instant gone) {
  const Instant from = customer.ended + deletion_for_all + microsecond;
  s.world.fail("customer-data-deleted/promised-to-all", "customer/" + customer.id, from, from,
               gone);
}

void promise_to_all_broken(Scene& s) {
  const Leaver customer = leaver(s, 93);
  const Instant at = customer.ended + days(88);
  add_data_disposal(s.world, disposal_of(customer, at));
  fail_all(s, customer, at);
}

void customer_data_stays(Scene& s) {
  const Leaver customer = leaver(s, 125);
  const Instant at = customer.ended + days(120);
  add_data_disposal(s.world, disposal_of(customer, at));
  s.world.fail("customer-data-deleted/deleted", "customer/" + customer.id, customer.ended,
               customer.ended + deletion, at);
  fail_all(s, customer, at);
}

void copies_forgotten(Scene& s) {
  const Leaver customer = leaver(s, 105);
  DataDisposalPlan plan = disposal_of(customer, customer.ended + days(20));
  plan.copies = customer.ended + days(101);
  add_data_disposal(s.world, plan);
  s.world.fail("customer-data-deleted/deleted", "customer/" + customer.id, customer.ended,
               customer.ended + deletion, plan.copies);
  fail_all(s, customer, plan.copies);
}

void deletion_promise_broken(Scene& s) {
  const Leaver customer = leaver(s, 48);
  promise_deletion(s.world, customer.id, "30d");
  const Instant at = customer.ended + days(45);
  add_data_disposal(s.world, disposal_of(customer, at));
  s.world.fail("customer-data-deleted/deleted", "customer/" + customer.id, customer.ended,
               customer.ended + days(30), at);
}

// What is wrong with the disposal of a customer's data, which comes in time.
void improper(Scene& s, void (*spoil)(DataDisposalPlan&), std::optional<Duration> mended) {
  const Leaver customer = leaver(s, 20);
  DataDisposalPlan plan = disposal_of(customer, customer.ended + days(8));
  spoil(plan);
  const std::string id = add_data_disposal(s.world, plan);
  const Instant at = plan.disposed;
  s.world.fail("data-disposals/proper", "disposal/" + id, at, at,
               mended ? std::optional(at + *mended) : std::nullopt);
}
void disposal_unauthorised(Scene& s) {
  improper(s, [](DataDisposalPlan& plan) { plan.authorised = {}; }, {});
}
void data_disposal_unverified(Scene& s) {
  improper(s, [](DataDisposalPlan& plan) { plan.verifier = role_of::admin_b; }, {});
}
void proof_late(Scene& s) {
  improper(s, [](DataDisposalPlan& plan) { plan.certificate = plan.disposed + days(4); }, days(4));
}

}  // namespace

std::vector<Violation> retention_violations() {
  return {
      {"no-retention", "retention-schedules/scheduled",
       "Nobody says for 41 days how long a new store keeps its data.", 44, no_retention},
      {"rule-too-long", "retention-schedules/scheduled",
       "The rule of a store deletes later than its retention for 41 days.", 44, rule_too_long},
      {"data-too-old", "retention-schedules/nothing-older",
       "Data is 70 days past its retention when it is deleted.", 74, data_too_old},
      {"deleted-under-hold", "retention-holds/not-early",
       "Confidential data is deleted although it is held.", 5, deleted_under_hold},
      {"deleted-early", "retention-holds/not-early",
       "Confidential data is deleted sixty days before its retention is over.", 5, deleted_early},
      {"deleted-unrecorded", "retention-holds/stores",
       "A confidential store is deleted early, and nobody recorded that.", 5, deleted_unrecorded},
      {"promise-to-all-broken", "customer-data-deleted/promised-to-all",
       "Data of a customer who left stays three days longer than was promised to all.", 93,
       promise_to_all_broken},
      {"customer-data-stays", "customer-data-deleted/deleted",
       "The data of a customer who left is deleted after 120 days.", 125, customer_data_stays},
      {"copies-forgotten", "customer-data-deleted/deleted",
       "The copies of the data of a customer who left are gone after 101 days.", 105,
       copies_forgotten},
      {"deletion-promise-broken", "customer-data-deleted/deleted",
       "Data is deleted after 45 days although thirty were promised.", 48, deletion_promise_broken},
      {"data-disposal-unauthorised", "data-disposals/proper",
       "The data of a customer is disposed of and nobody authorised it.", 20,
       disposal_unauthorised},
      {"data-disposal-unverified", "data-disposals/proper",
       "Who disposed of data verified it, too.", 20, data_disposal_unverified},
      {"data-disposal-proof-late", "data-disposals/proper",
       "The proof of a disposal of data comes four days after it.", 20, proof_late},
  };
}

}  // namespace probata::sim
