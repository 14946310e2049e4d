// People who work for somebody else: their sponsor, their agreement, and the end of it.
#include <algorithm>

#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// Somebody who came some months before, and the one account that outsiders get.
Person& outsider(Scene& s, Instant at) {
  const Date day = s.world.clock.working({s.world.clock.date_of(at).days - 90});
  Person& person = hire(s.world, "developer", "external", day);
  person.taken = true;
  return person;
}

Account& account_of(Scene& s, const Person& person) {
  return *std::ranges::find(s.world.accounts, person.id, &Account::person);
}

void past_end(Scene& s) {
  const Instant at = s.moment(9);
  const Date until = {s.world.clock.date_of(at).days + 2};
  Account& account = account_of(s, outsider(s, at));
  account.more.push_back({at, "", Fields().put("expires", until)});
  const Instant from = s.world.clock.at(until, 0);
  account.more.push_back(
      {from + days(4), "", Fields().put("expires", Date{s.world.clock.last().days + 90})});
  s.world.fail("external-identities/sponsored", "account/" + account.id, from,
               from + access_removal, from + days(4));
}

void without_sponsor(Scene& s) {
  const Instant at = s.moment(6);
  Account& account = account_of(s, outsider(s, at));
  account.more.push_back({at, "", Fields().none("sponsor")});
  account.more.push_back({at + days(3), "", Fields().put("sponsor", role_of::it)});
  s.world.fail("external-identities/sponsored", "account/" + account.id, at, at + access_removal,
               at + days(3));
}

void keeps_account(Scene& s) {
  const Instant at = s.moment(8);
  Person& person = outsider(s, at);
  const Instant left = s.world.clock.at(s.world.clock.date_of(at), 17 * 60);
  depart(s.world, person, left);
  Account& account = account_of(s, person);
  for (Grant& grant : s.world.grants)
    if (grant.account == account.id && grant.until == account.disabled)
      grant.until = left + days(6);
  account.disabled = left + days(6);
  s.world.fail("access-removal/leavers", "account/" + account.id, left, left + access_removal,
               account.disabled);
}

}  // namespace

std::vector<Violation> outsider_violations() {
  return {
      {"external-past-end", "external-identities/sponsored",
       "An outsider's account stays active four days past its end.", 9, past_end},
      {"external-without-sponsor", "external-identities/sponsored",
       "For three days nobody answers for an outsider.", 6, without_sponsor},
      {"external-keeps-account", "access-removal/leavers",
       "An outsider's account stays active six days after the work for us ended.", 8,
       keeps_account},
  };
}

}  // namespace probata::sim
