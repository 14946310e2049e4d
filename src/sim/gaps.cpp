#include "sim/gaps.h"

#include <algorithm>

#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/sources.h"

namespace probata::sim {
namespace {

// From one morning look on, between the access reviews of two quarters: what they list was seen.
Period some_days(const World& world, Random& random, int count) {
  std::vector<Date> firsts;
  for (Instant t = world.start(); t < world.end(); t = world.clock.window(Window::quarter, t).end) {
    const Date first = world.clock.date_of(world.clock.window(Window::quarter, t).start);
    if (first >= world.clock.first() && first.days + 66 <= world.clock.last().days)
      firsts.push_back(first);
  }
  const Date first = random.pick(firsts);
  const Date day = {first.days + static_cast<int>(random.between(40, 60))};
  return {world.clock.at(day, 6 * 60), world.clock.at({day.days + count}, 6 * 60)};
}

// Accounts for remote access, for there no single sign-on stands behind the second factor: three
// days may hide more than the day that is allowed.
void silent_accounts(World& world, Random random) {
  const Silence silence{.by = "connector:vpn", .time = some_days(world, random, 3)};
  world.silences.push_back(silence);
  read_late(world, silence);
  const Instant evening = world.clock.at(world.clock.date_of(silence.time.start + day), 17 * 60);
  const auto person = std::ranges::find_if(world.people, [&](const Person& one) {
    return !one.taken && one.type != "external" && one.start < evening - days(60);
  });
  if (person != world.people.end()) {
    depart(world, *person, evening);
    world.unknown.push_back({"access-removal/leavers", "account/vpn/" + person->id, silence});
  }
  for (const Account& one : world.accounts)
    if (one.system == "vpn" && one.type == "human" && one.created < silence.time.start &&
        (!one.disabled || *one.disabled > silence.time.end))
      world.unknown.push_back({"mfa/enforced", "account/" + one.id, silence});
}

void silent_sign_ins(World& world, Random random) {
  const Silence silence{.by = "connector:signin", .time = some_days(world, random, 3), .log = true};
  world.silences.push_back(silence);
  read_late(world, silence);
  for (const char* test :
       {"mfa/remote-sessions", "access-removal/no-new-sessions", "access-removal/open-sessions",
        "root-and-service-accounts/root-sessions"})
    world.unknown.push_back({test, "", silence});
}

// Two days: the look in the middle was not whole.
void lost_page(World& world, Random random) {
  const Silence silence{.by = "connector:aws", .time = some_days(world, random, 2), .page = true};
  world.silences.push_back(silence);
  read_late(world, silence);
  for (const Thing& one : world.things) {
    const bool store = one.kind == "asset" && says(one, R"("type":"store")") &&
                       one.moments.front().by == silence.by;
    const auto end = end_of(one);
    if (store && one.moments.front().at < silence.time.start && (!end || *end > silence.time.end))
      world.unknown.push_back({"stores-and-networks/stores", "asset/" + one.id, silence});
  }
}

}  // namespace

const std::vector<Gap>& gaps() {
  static const std::vector<Gap> all = {
      {"silent-accounts", "Nothing is seen of the accounts for remote access for three days.",
       silent_accounts},
      {"silent-sign-ins", "The sign-ins of three days are lost.", silent_sign_ins},
      {"lost-page", "The second page of a look at the cloud is lost.", lost_page},
  };
  return all;
}

}  // namespace probata::sim
