// The company's plan: people and what follows them typed, all the rest as things with moments.
// Violations change the plan; facts are written from it afterwards, so that they stay coherent.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/board.h"
#include "sim/clock.h"
#include "sim/fields.h"
#include "sim/random.h"
#include "sim/roster.h"

namespace probata::sim {

struct Moment {
  Instant at;
  std::string by;
  Fields set;
  bool gone = false;
};
struct Thing {
  std::string kind, id;
  std::vector<Moment> moments;
  Thing& set(Instant at, std::string by, Fields fields) {
    moments.push_back({at, std::move(by), std::move(fields)});
    return *this;
  }
  Thing& gone(Instant at, std::string by) {
    moments.push_back({at, std::move(by), {}, true});
    return *this;
  }
};

struct Person {
  std::string id, name, type, role, manager;
  Instant start;
  std::optional<Instant> left;
  struct Move {
    Instant at;
    std::string role;
    Instant confirmed;
  };
  std::vector<Move> moves;
  bool keeper = false;  // holds a role of the programme: never leaves
  bool taken = false;   // something is planned for this person already
  std::string sponsor;  // of an external
};
struct System {
  std::string id, name, owner;
  bool sso, in_scope;
  std::string tier = "medium";
};
struct Entitlement {
  std::string id, system, name;
  bool privileged, birthright;
  std::vector<std::string> roles;
  bool rare = false;  // fits these job roles, and is given to nobody without a reason of its own
  std::vector<std::string> conflicts = {};
};
struct Account {
  std::string id, system, person, type, login, owner;
  Instant created;
  std::optional<Instant> disabled;
  std::optional<Instant> secret_changed;
  bool quiet = false;  // nobody signs in
  std::vector<Moment> more;
};
struct Grant {
  std::string id, account, entitlement, system, person;
  Instant from;
  std::optional<Instant> until;
  bool taken = false;
  bool reasoned = true;
};
struct Device {
  std::string id, person;
  Instant bought;
  std::optional<Instant> returned, wiped, retired;
  bool taken = false;
  std::optional<Period> asleep;  // no news of it: definitions grow old
  struct Next {                  // who gets it when it came back
    std::string person;
    Instant from;
    std::optional<Instant> returned, wiped;
  };
  std::optional<Next> next;
  std::vector<Moment> more;
};
struct Badge {
  std::string id, person;
  Instant issued;
  std::optional<Instant> ended;
};
struct Judgement {
  std::string test, item, by;
  Instant at;
  Period window;
};
struct Line {
  std::string account, grant, by;
  bool revoked = false;
  Instant decided;
};
struct Review {
  std::string id, system;
  Period window;
  Instant listed, completed;  // the list is the system's collection of `listed`
  int64_t rows = 0;
  bool held = true, taken = false;
  std::vector<Line> lines;
};
struct Session {
  std::string account, type;
  Instant began;
  std::optional<Instant> ended;
  bool mfa = true, remote = false, production = false;
  std::string ticket;
};
// What comes round every night or day of an asset, and is made while writing.
struct Routine {
  std::string asset;
  Instant from, until;
  std::optional<Period> apart = {};  // in which something else was planned
};
struct DoorEvent {
  std::string badge;
  Instant at;
};

// A stretch of which a source never told: its changes show at the end of it, its events never.
struct Silence {
  std::string by;
  Period time;
  bool page = false;  // it did tell, but only one of two pages came
  bool log = false;   // a log that does not reach back: what happened is lost
};
// What nobody can know because of a silence: an item, or without one whatever was not seen.
struct Unknown {
  std::string test, item;
  Silence silence;
};

// An obligation that must fail.
struct Failure {
  std::string test, item;
  Instant from, due;
  std::optional<Instant> done;
};

struct World {
  Clock clock;
  Random random{0};
  int people_wanted = 0;
  int activity = 100;                 // per cent of the sign-ins and door events
  std::optional<Instant> first_look;  // nothing is covered before
  std::deque<Person> people;
  std::vector<System> systems;
  std::vector<Entitlement> entitlements;
  std::deque<Account> accounts;
  std::deque<Grant> grants;
  std::deque<Device> devices;
  std::deque<Badge> badges;
  std::vector<Judgement> judgements;
  std::deque<Review> reviews;
  std::deque<Thing> things;
  std::vector<Session> sessions;  // beyond the daily ones, which are made while writing
  std::vector<DoorEvent> doors;   // likewise
  Roster roster;
  std::vector<Instant> fraud_assessed;
  Board board;
  std::vector<Routine> backups, readings;
  std::vector<Instant> baselines;   // when each is approved
  std::vector<Period> insurances;   // from when to when each is in force
  std::set<std::string> unplanned;  // what a violation plans itself, as `backups/store-9`
  std::vector<Failure> truth;
  std::vector<Silence> silences;
  std::vector<Unknown> unknown;
  std::map<std::string, int> numbers;
  std::map<std::string, int64_t> rejected;  // how many rows of a collection
  std::map<std::string, Period> unscanned;  // assets that weekly scans leave out for a while

  Thing& thing(std::string kind, std::string id);
  // `prefix-1`, `prefix-2`, …
  std::string number(const std::string& prefix);
  Instant start() const { return clock.period().start; }
  Instant end() const { return clock.period().end; }
  void fail(std::string test, std::string item, Instant from, Instant due,
            std::optional<Instant> done = {});
};

// The people of the programme, by what they do.
namespace role_of {
inline const std::string head = "person-1", security = "person-2", privacy = "person-3",
                         it = "person-4", engineering = "person-5", owner_a = "person-6",
                         owner_b = "person-7", admin_a = "person-8", admin_b = "person-9",
                         reviewer = "person-10", people_ops = "person-11";
}
inline std::string by_person(const std::string& id) { return "person/" + id; }

// When the source shows what happened at the instant: at once, or with its next look.
Instant shown(const World&, const std::string& by, Instant);
// The cadence of a source that looks; nothing for one that keeps a log.
std::optional<Duration> cadence(const std::string& by);

// people.cpp
void plan_people(World&);
// A person with accounts, rights, badge and device, from the day on.
Person& hire(World&, const std::string& role, const std::string& type, Date start);
// The end of a person's employment and all that follows from it, in time.
void depart(World&, Person&, Instant);
// access.cpp
void plan_systems(World&);
Account& add_account(World&, const std::string& system, Person&, Instant, bool admin = false);
// A right with its request before it, or one that comes with the job role.
Grant& add_grant(World&, Account&, const Entitlement&, Person&, Instant);
const Entitlement& entitlement(const World&, const std::string& id);
// After all of the access is planned.
void plan_reviews(World&);
// The other areas.
void plan_programme(World&);  // roles, judgements
void plan_cloud(World&);      // assets, secrets, rules, endpoints, deployments
void plan_devices(World&);    // software, disposals, naps of laptops
void plan_offices(World&);    // sites, visits, reports
void plan_sharing(World&);    // agreements with people outside, flows, shares, integrations

}  // namespace probata::sim
