// Weaknesses, scans, deviations and standards.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// A host of its own in a system about which no launch is told.
std::string host(Scene& s) { return add_host(s.world, "aws", s.world.clock.covered()).id; }

void drift_not_corrected(Scene& s) {
  const Instant at = s.moment(45);
  Thing& drift = add_drift(s.world, host(s), at);
  drift.set(at + days(43), configuration, Fields().put("status", "corrected"));
  s.world.fail("configuration-drift/corrected", "drift/" + drift.id, at, at + correction,
               at + days(43));
}

void drift_approved_late(Scene& s) {
  const Instant at = s.moment(45), approved = at + days(41);
  Thing& drift = add_drift(s.world, host(s), at);
  drift.set(approved - days(2), configuration,
            Fields().put("change", add_change(s.world, "Keep the deviation", approved)));
  s.world.fail("configuration-drift/corrected", "drift/" + drift.id, at, at + correction, approved);
}

void no_standard(Scene& s) {
  const Instant at = s.moment(44);
  Thing& one = add_host(s.world, "aws", at);
  one.set(at + days(42), "connector:aws", Fields().put("standard", "debian"));
  // It is in scope from when it is registered.
  const Instant from = at + hours(2);
  s.world.fail("configuration-drift/standard", "asset/" + one.id, from, from + after_change,
               at + days(42));
}

void unscanned_host(Scene& s) {
  const Period quarter = s.window(Window::quarter);
  const std::string id = host(s);
  s.world.unscanned[id] = quarter;
  s.world.fail("vulnerabilities/scanned", "asset/" + id, quarter.start, quarter.end - microsecond);
}

void open_too_long(Scene& s, const std::string& severity, Duration limit, int room) {
  const Instant found = s.moment(room);
  const Instant closed = found + limit + days(15);
  const Thing& one = add_weakness(
      s.world, {.asset = host(s), .severity = severity, .found = found, .closed = closed});
  s.world.fail("vulnerabilities/fixed", "vulnerability/" + one.id, found, found + limit, closed);
}
void critical_weakness(Scene& s) { open_too_long(s, "critical", fix_critical, 47); }
void medium_weakness(Scene& s) { open_too_long(s, "medium", fix_medium, 107); }

// Another scanner says that it is new: its time runs from when it was seen first.
void weakness_seen_anew(Scene& s) {
  const Instant found = s.moment(50), closed = found + days(45);
  Thing& one = add_weakness(
      s.world, {.asset = host(s), .severity = "critical", .found = found, .closed = closed});
  one.set(found + days(28), scanner, Fields().put("first_seen", found + days(28)));
  s.world.fail("vulnerabilities/fixed", "vulnerability/" + one.id, found, found + fix_critical,
               closed);
}

void weakness_graver(Scene& s) {
  const Instant found = s.moment(60), graver = found + days(10), closed = graver + days(40);
  Thing& one = add_weakness(
      s.world, {.asset = host(s), .severity = "medium", .found = found, .closed = closed});
  one.set(graver, scanner, Fields().put("severity", "critical"));
  s.world.fail("vulnerabilities/fixed", "vulnerability/" + one.id, found, graver + fix_critical,
               closed);
}

// Closed in time, open again a week later, and then for too long.
void weakness_returns(Scene& s) {
  const Instant found = s.moment(65), again = found + days(16), closed = again + days(38);
  const std::string id = host(s);
  Thing& one = add_weakness(
      s.world, {.asset = id, .severity = "critical", .found = found, .closed = found + days(9)});
  one.set(again, scanner, Fields().put("status", "present").none("absent_by"));
  close_weakness(s.world, one, id, closed);
  s.world.fail("vulnerabilities/fixed", "vulnerability/" + one.id, again, again + fix_critical,
               closed);
}

// It left the list, and only a later scan of the host shows that it is closed.
void weakness_unlisted(Scene& s) {
  const Instant found = s.moment(50), closed = found + days(44);
  const std::string id = host(s);
  Thing& one = add_weakness(
      s.world,
      {.asset = id, .severity = "critical", .found = found, .closed = s.world.end() + days(1)});
  one.set(found + days(12), scanner, Fields().put("status", "absent"));
  close_weakness(s.world, one, id, closed);
  s.world.fail("vulnerabilities/fixed", "vulnerability/" + one.id, found, found + fix_critical,
               closed);
}

void exploited_open(Scene& s) {
  const Instant found = s.moment(30);
  const Instant due = s.world.clock.at({s.world.clock.date_of(found).days + 15}, 0);
  const Instant closed = due + days(6);
  const Thing& one = add_weakness(s.world, {.asset = host(s),
                                            .severity = "high",
                                            .found = found,
                                            .closed = closed,
                                            .exploited_due = due});
  s.world.fail("exploited-vulnerabilities/by-date", "vulnerability/" + one.id, found, due, closed);
}

void launch_not_scanned(Scene& s) {
  const Instant live = s.moment(25);
  const std::string system = s.world.number("laboratory");
  s.world.thing("system", system)
      .set(s.world.clock.covered(), by_person(role_of::it),
           Fields().put("name", system).put("owner", role_of::engineering).put("in_scope", false));
  const std::string id = add_host(s.world, system, s.world.clock.covered()).id;
  const std::string launch = add_launch(s.world, system, live - days(20), live);
  const Instant scanned = live + days(14);
  s.world.unscanned[id] = Period{live, scanned};
  add_rescan(s.world, id, scanned);
  s.world.fail("exploited-vulnerabilities/after-change", "significant_change/" + launch, live,
               live + triage, scanned);
}

}  // namespace

std::vector<Violation> weakness_violations() {
  return {
      {"drift-not-corrected", "configuration-drift/corrected",
       "A deviation is corrected after 43 days, and no change asks for it.", 45,
       drift_not_corrected},
      {"drift-approved-late", "configuration-drift/corrected",
       "The change that makes a deviation the new state is approved after 41 days.", 45,
       drift_approved_late},
      {"no-standard", "configuration-drift/standard",
       "A new host is under no standard for 42 days.", 44, no_standard},
      {"unscanned-host", "vulnerabilities/scanned", "No scan covers a host in a whole quarter.", 92,
       unscanned_host},
      {"critical-weakness", "vulnerabilities/fixed", "A critical weakness is open for 45 days.", 47,
       critical_weakness},
      {"medium-weakness", "vulnerabilities/fixed", "A medium weakness is open for 105 days.", 107,
       medium_weakness},
      {"weakness-seen-anew", "vulnerabilities/fixed",
       "A critical weakness that another scanner calls new is open for 45 days.", 50,
       weakness_seen_anew},
      {"weakness-graver", "vulnerabilities/fixed",
       "A weakness turns out to be critical, and stays open for forty days more.", 60,
       weakness_graver},
      {"weakness-returns", "vulnerabilities/fixed",
       "A critical weakness returns, and is then open for 38 days.", 65, weakness_returns},
      {"weakness-unlisted", "vulnerabilities/fixed",
       "A critical weakness leaves the list, and the scan that shows it closed comes after 44 "
       "days.",
       50, weakness_unlisted},
      {"exploited-open", "exploited-vulnerabilities/by-date",
       "An exploited weakness is closed six days after its date.", 30, exploited_open},
      {"launch-not-scanned", "exploited-vulnerabilities/after-change",
       "After a launch a host is scanned four days too late.", 25, launch_not_scanned},
  };
}

}  // namespace probata::sim
