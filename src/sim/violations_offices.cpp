// Badges, visitors and the sites of providers.
#include <algorithm>

#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string badges = "connector:badges";

Thing& badge(Scene& s, Instant at, std::optional<Instant> approved) {
  Fields fields;
  const std::string id = s.world.number("spare-badge");
  fields.put("number", id).put("person", role_of::owner_b).put("status", "active");
  fields.put("zones", std::vector<std::string>{"office"});
  if (approved) fields.put("approved", *approved);
  return s.world.thing("badge", id).set(at, badges, fields);
}

void badge_before_approval(Scene& s) {
  const Instant at = s.moment(4);
  Thing& one = badge(s, at, {});
  one.set(at + days(2), badges, Fields().put("approved", at + days(2)));
  s.world.fail("badges/issued", "badge/" + one.id, at, at, at + days(2));
}

void zone_not_taken_away(Scene& s) {
  const Instant at = s.moment(24);
  Thing& one = badge(s, at - days(9), at - days(10));
  const std::vector<std::string> archive = {"office/archive"};
  one.set(at - days(2), badges,
          Fields().put("zones", std::vector<std::string>{"office", "office/archive"}));
  one.set(at, by_person(role_of::reviewer), Fields().put("revoked_zones", archive));
  one.set(at + days(21), badges, Fields().put("zones", std::vector<std::string>{"office"}));
  s.world.fail("zone-review/revoked", "badge/" + one.id, at, at + revocation, at + days(21));
}

void visitor_without_host(Scene& s) {
  const Instant at = s.moment(2);
  const std::string id = add_visit(s.world, {.arrived = at, .left = at + hours(1), .host = false});
  s.world.fail("visitors/recorded", "visit/" + id, at, at);
}

void visitor_not_signed_out(Scene& s) {
  const Instant at = s.moment(4);
  const std::string id = add_visit(s.world, {.arrived = at, .left = at + days(2)});
  const Date date = s.world.clock.date_of(at);
  s.world.fail("visitors/signed-out", "visit/" + id, at, s.world.clock.at({date.days + 1}, 0),
               at + days(2));
}

void visitor_never_signed_out(Scene& s) {
  const Instant at = s.moment(3);
  const std::string id = add_visit(s.world, {.arrived = at, .left = s.world.end() + days(1)});
  const Date date = s.world.clock.date_of(at);
  s.world.fail("visitors/signed-out", "visit/" + id, at, s.world.clock.at({date.days + 1}, 0));
}

void site_report_late(Scene& s) {
  Thing& site = add_site(s.world, s.world.number("region-old"));
  const Instant due = s.moment(25);
  // The same local time a year before: a year from it is the day on which it fell due.
  const Instant last = s.world.clock.plus(due, Span{.months = -12});
  if (s.world.clock.plus(last, yearly) != due) return site_report_late(s);
  review_site(s.world, site.id, s.world.clock.covered() + days(30));
  review_site(s.world, site.id, last);
  review_site(s.world, site.id, due + days(20));
  s.world.fail("carved-out-sites/reviewed", "site/" + site.id, last, due, due + days(20));
}

}  // namespace

std::vector<Violation> office_violations() {
  return {
      {"badge-before-approval", "badges/issued", "A badge works two days before its approval.", 4,
       badge_before_approval},
      {"zone-not-taken-away", "zone-review/revoked",
       "A badge opens a zone for 21 days after a review took it away.", 24, zone_not_taken_away},
      {"visitor-without-host", "visitors/recorded", "A visitor is let in and no host is recorded.",
       2, visitor_without_host},
      {"visitor-not-signed-out", "visitors/signed-out", "A visitor is signed out two days later.",
       4, visitor_not_signed_out},
      {"visitor-never-signed-out", "visitors/signed-out", "A visitor is never signed out.", 3,
       visitor_never_signed_out},
      {"site-report-late", "carved-out-sites/reviewed",
       "The report on a provider's site is reviewed 20 days after its year.", 25, site_report_late},
  };
}

}  // namespace probata::sim
