// People who leave, and what does not end with it.
#include <algorithm>

#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

Person& leaver(Scene& s, int room) {
  const Instant at = s.moment(room);
  const Instant evening = s.world.clock.at(s.world.clock.date_of(at), 17 * 60);
  Person& person = s.employee(evening);
  depart(s.world, person, evening);
  return person;
}

Account& account_of(Scene& s, const Person& person, const std::string& system) {
  return *std::ranges::find(s.world.accounts, system + "/" + person.id, &Account::id);
}

// Somebody's account in the directory is closed at once, and the HR file is told 24 days later.
void hr_not_told(Scene& s) {
  const Instant at = s.moment(26);
  const Instant told = s.world.clock.at({s.world.clock.date_of(at).days + 24}, 17 * 60);
  Person& person = s.employee(told);
  depart(s.world, person, told);
  Account& account = account_of(s, person, "okta");
  for (Grant& grant : s.world.grants)
    if (grant.account == account.id && grant.until == account.disabled) grant.until = at;
  account.disabled = at;
  account.quiet = true;
  s.world.fail("access-removal/hr-file", "person/" + person.id, at, at + triage, told);
}

void keeps_account(Scene& s) {
  Person& person = leaver(s, 11);
  Account& account = account_of(s, person, "slack");
  for (Grant& grant : s.world.grants)
    if (grant.account == account.id && grant.until == account.disabled)
      grant.until = *person.left + days(9);
  account.disabled = *person.left + days(9);
  s.world.fail("access-removal/leavers", "account/" + account.id, *person.left,
               *person.left + access_removal, account.disabled);
}

void session_stays_open(Scene& s) {
  Person& person = leaver(s, 5);
  s.world.sessions.push_back({.account = "workspace/" + person.id,
                              .type = "token",
                              .began = *person.left - days(3),
                              .ended = *person.left + days(3)});
  s.world.fail("access-removal/open-sessions",
               "session/special-" + std::to_string(s.world.sessions.size()), *person.left,
               *person.left + access_removal, *person.left + days(3));
}

void signs_in(Scene& s) {
  Person& person = leaver(s, 2);
  Account& account = account_of(s, person, "slack");
  const Instant at = *person.left + hours(2);
  if (*account.disabled < at) {
    for (Grant& grant : s.world.grants)
      if (grant.account == account.id && grant.until == account.disabled)
        grant.until = at + hours(1);
    account.disabled = at + hours(1);
  }
  s.world.sessions.push_back(
      {.account = account.id, .type = "sign_in", .began = at, .ended = at + minute});
  s.world.fail("access-removal/no-new-sessions",
               "session/special-" + std::to_string(s.world.sessions.size()), at, at);
}

Badge& badge_of(Scene& s, const Person& person) {
  return *std::ranges::find(s.world.badges, person.id, &Badge::person);
}

void keeps_badge(Scene& s) {
  Person& person = leaver(s, 6);
  Badge& badge = badge_of(s, person);
  badge.ended = *person.left + days(4);
  s.world.fail("badges/leavers", "badge/" + badge.id, *person.left, *person.left + access_removal,
               badge.ended);
}

void opens_door(Scene& s) {
  Person& person = leaver(s, 3);
  Badge& badge = badge_of(s, person);
  const Instant at = *person.left + hours(3);
  badge.ended = std::max(*badge.ended, at + hours(1));
  s.world.doors.push_back({badge.id, at});
  s.world.fail("badges/doors", "door_event/door-special-" + std::to_string(s.world.doors.size()),
               at, at);
}

void keeps_laptop(Scene& s) {
  Person& person = leaver(s, 50);
  for (Device& device : s.world.devices) {
    if (device.person != person.id) continue;
    device.returned = *person.left + days(44);
    device.wiped = *person.left + days(45);
    device.retired.reset();
    s.world.fail("device-tracking/leavers", "device/" + device.id, *person.left,
                 *person.left + disposal_time, device.wiped);
  }
}

// A laptop of which the register alone says who has it: somebody else after ten days, and it is
// wiped after fifteen.
void given_on_unwiped(Scene& s) {
  const Person& person = leaver(s, 18);
  const std::string it = by_person(role_of::it);
  const Instant left = *person.left, handed = left + days(10), wiped = left + days(15);
  Device& device = add_device(s.world, "", s.world.clock.covered() - days(9));
  device.more = {{person.start + hours(2), it, Fields().put("person", person.id)},
                 {left + days(2), it, Fields().put("returned", left + days(2))},
                 {handed, it, Fields().put("person", role_of::engineering)},
                 {wiped, it, Fields().put("wiped", wiped)}};
  s.world.fail("device-tracking/leavers", "device/" + device.id, left, handed, wiped);
}

// That it came back once counts for nothing when the next who had it leaves.
void second_keeps_laptop(Scene& s) {
  Person& second = leaver(s, 50);
  const Date day = {s.world.clock.date_of(*second.left).days - 90};
  const Instant before = s.world.clock.at(s.world.clock.working(day), 17 * 60);
  Person& first = s.employee(before);
  depart(s.world, first, before);
  for (Device& device : s.world.devices) {
    if (device.person != first.id) continue;
    device.retired.reset();
    device.returned = before + days(2);
    device.wiped = before + days(3);
    device.next = Device::Next{.person = second.id,
                               .from = before + days(7),
                               .returned = *second.left + days(44),
                               .wiped = *second.left + days(45)};
    s.world.fail("device-tracking/leavers", "device/" + device.id, *second.left,
                 *second.left + disposal_time, device.next->wiped);
  }
}

}  // namespace

std::vector<Violation> leaver_violations() {
  return {
      {"hr-not-told", "access-removal/hr-file",
       "The directory closes an account, and the HR file hears of it 24 days later.", 26,
       hr_not_told},
      {"leaver-keeps-account", "access-removal/leavers",
       "One of a leaver's accounts stays active for nine days.", 11, keeps_account},
      {"leaver-session-stays-open", "access-removal/open-sessions",
       "A token of a leaver works for three more days.", 5, session_stays_open},
      {"leaver-signs-in", "access-removal/no-new-sessions",
       "Somebody signs in two hours after leaving.", 2, signs_in},
      {"leaver-keeps-badge", "badges/leavers", "A leaver's badge works for four more days.", 6,
       keeps_badge},
      {"leaver-opens-door", "badges/doors",
       "A leaver's badge opens a door three hours after the departure.", 3, opens_door},
      {"leaver-keeps-laptop", "device-tracking/leavers",
       "A leaver's laptop is back and wiped after 45 days.", 50, keeps_laptop},
      {"laptop-given-on-unwiped", "device-tracking/leavers",
       "Somebody else gets a leaver's laptop five days before it is wiped.", 18, given_on_unwiped},
      {"second-holder-keeps-laptop", "device-tracking/leavers",
       "Who got a leaver's laptop leaves, and it is back and wiped after 45 days.", 50,
       second_keeps_laptop},
  };
}

}  // namespace probata::sim
