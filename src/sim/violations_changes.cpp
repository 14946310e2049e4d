// Changes that are no code, and who may make them.
#include <algorithm>

#include "sim/areas.h"
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

void bad_change(Scene& s, const ChangePlan& plan) {
  s.world.fail("other-changes/approved-before", "change/" + add_done_change(s.world, plan),
               plan.done, plan.done);
}

void data_without_ticket(Scene& s) {
  ChangePlan plan = good_change("data", s.moment(1));
  plan.ticket.clear();
  bad_change(s, plan);
}
void schema_approved_after(Scene& s) {
  ChangePlan plan = good_change("schema", s.moment(3));
  plan.approved = plan.done + days(1);
  bad_change(s, plan);
}
void patch_not_tested(Scene& s) {
  ChangePlan plan = good_change("patch", s.moment(1));
  plan.tested = {};
  bad_change(s, plan);
}

void console_after_hours(Scene& s) {
  const Instant at = s.moment(1);
  const std::string id = add_console_change(s.world, at, Period{at - hours(3), at - minute * 10});
  s.world.fail("console-changes/within-change", "change/" + id, at, at);
}

void console_without_change(Scene& s) {
  const Instant at = s.moment(1);
  const std::string id = add_console_change(s.world, at, {});
  s.world.fail("console-changes/within-change", "change/" + id, at, at);
  s.world.fail("other-changes/approved-before", "change/" + id, at, at);
}

// Production is one system: what goes wrong in it must not run into each other.
Instant apart_moment(Scene& s, int for_days) {
  for (int tries = 0; tries < 1'000; ++tries) {
    const Instant at = s.moment(for_days + 2);
    const Period period{at - days(1), at + days(for_days + 1)};
    const bool free = std::ranges::none_of(s.world.truth, [&](const Failure& one) {
      return one.item == "system/shop" && one.from < period.end && period.start < *one.done;
    });
    if (free) return at;
  }
  return s.moment(for_days + 2);
}

void developer_in_production(Scene& s) {
  const Instant at = apart_moment(s, 2);
  Person& person = s.employee(at);
  s.world.thing("assignment", s.world.number("assignment"))
      .set(at - days(40), by_person(role_of::engineering),
           Fields().put("role", "developer").put("person", person.id));
  give_production(s.world, person, at, at + days(2));
  // The right follows its account by a minute.
  s.world.fail("separate-environments/apart", "system/shop", at + minute, at + minute,
               at + days(2));
}

void staging_in_production(Scene& s) {
  const Instant at = apart_moment(s, 3);
  Thing& store = add_store(s.world, s.world.number("store"), "staging", s.world.clock.covered());
  const std::string it = by_person(role_of::it);
  store.set(at, it, Fields().put("system", "shop"))
      .set(at + days(3), it, Fields().put("system", "aws"));
  s.world.fail("separate-environments/apart", "system/shop", at, at, at + days(3));
}

}  // namespace

std::vector<Violation> change_violations() {
  return {
      {"data-without-ticket", "other-changes/approved-before",
       "Data is changed in bulk, and there is no ticket.", 1, data_without_ticket},
      {"schema-approved-after", "other-changes/approved-before",
       "A schema is changed a day before somebody approves it.", 3, schema_approved_after},
      {"patch-not-tested", "other-changes/approved-before",
       "A vendor's patch is installed without a test.", 1, patch_not_tested},
      {"console-after-hours", "console-changes/within-change",
       "Somebody changes production by hand ten minutes after the time approved for it.", 1,
       console_after_hours},
      {"console-without-change", "console-changes/within-change",
       "Somebody changes production by hand, and nobody had asked for it.", 1,
       console_without_change},
      {"developer-in-production", "separate-environments/apart",
       "A developer may change production at any time for two days.", 6, developer_in_production},
      {"staging-in-production", "separate-environments/apart",
       "A store of staging belongs to production for three days.", 7, staging_in_production},
  };
}

}  // namespace probata::sim
