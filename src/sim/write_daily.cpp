// Sign-ins, sessions and doors of every working day: most of the facts, made while they are
// written.
#include <fmt/format.h>

#include <map>

#include "sim/limits.h"
#include "sim/writer.h"

namespace probata::sim {
namespace {

struct Days {
  const World& world;
  Lines& lines;
  size_t sessions = 0, doors = 0;

  void sign_in(const std::string& account, Instant at, bool production) {
    lines.add("session", fmt::format("session-{}", ++sessions), at, "connector:signin",
              Fields()
                  .put("account", account)
                  .put("type", "sign_in")
                  .put("began", at)
                  .put("ended", at)
                  .put("mfa", true)
                  .put("remote", production)
                  .put("production", production));
  }
  void open_session(const std::string& account, Instant began, Instant ended) {
    const std::string id = fmt::format("session-{}", ++sessions);
    lines.add("session", id, began, "connector:signin",
              Fields()
                  .put("account", account)
                  .put("type", "session")
                  .put("began", began)
                  .put("mfa", true)
                  .put("remote", false)
                  .put("production", false));
    lines.add("session", id, ended, "connector:signin", Fields().put("ended", ended));
  }
  void door(const std::string& badge, Instant at) {
    lines.add(
        "door_event", fmt::format("door-{}", ++doors), at, "connector:doors",
        Fields().put("badge", badge).put("site", "office").put("admitted", true).put("at", at));
  }
};

// What one person does on one day, between half past nine and a quarter to five at the latest.
void live(Days& days, Random& random, const std::vector<const Account*>& accounts,
          const std::string& badge, Date date) {
  const Clock& clock = days.world.clock;
  const auto moment = [&](int from, int to) {
    return clock.at(date, static_cast<int>(random.between(from, to)),
                    static_cast<int>(random.below(60)));
  };
  for (int64_t i = random.between(1, 3); i > 0; --i) {
    const Account& account = *random.pick(accounts);
    const bool production = account.system == "aws" && random.chance(300);
    days.sign_in(account.id, moment(570, 1'000), production);
  }
  days.open_session(random.pick(accounts)->id, moment(570, 700), moment(800, 1'004));
  if (badge.empty() || !random.chance(650)) return;
  days.door(badge, moment(570, 600));
  days.door(badge, moment(900, 1'004));
}

}  // namespace

Instant logs_from(const World& world) { return world.clock.at({world.clock.first().days - 30}, 0); }

void write_daily(const World& world, Lines& lines) {
  std::map<std::string, std::vector<const Account*>> accounts;
  std::map<std::string, std::string> badges;
  for (const Account& account : world.accounts)
    if (!account.person.empty() && !account.quiet) accounts[account.person].push_back(&account);
  for (const Badge& badge : world.badges) badges[badge.person] = badge.id;
  Days days{world, lines};
  for (Date d = {world.clock.first().days - 30}; d <= world.clock.last(); ++d.days) {
    if (!world.clock.works(d)) continue;
    Random random = world.random.fork("day/" + to_text(d));
    const Instant morning = world.clock.at(d, 9 * 60);
    for (const Person& person : world.people) {
      const bool there = person.start < morning &&
                         (!person.left || *person.left > morning + hours(7)) &&
                         random.chance(860) && static_cast<int>(random.below(100)) < world.activity;
      if (there && !accounts[person.id].empty())
        live(days, random, accounts[person.id], badges[person.id], d);
    }
  }
}

}  // namespace probata::sim
