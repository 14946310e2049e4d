// The typed part of the plan, and the things with their moments, as facts.
#include <fmt/format.h>

#include <set>

#include "sim/confidentiality.h"
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/writer.h"

namespace probata::sim {
namespace {

class Writer {
 public:
  Writer(const World& world, Lines& lines) : world_(world), lines_(lines) {}

  void person(const Person& p) {
    const std::string hr = "connector:hr";
    put("person", p.id, p.start - days(10), hr,
        Fields()
            .put("name", p.name)
            .put("email", p.id + "@corp.example")
            .put("type", p.type)
            .put("status", "expected")
            .put("start", world_.clock.date_of(p.start))
            .raw("manager", p.manager.empty() ? "null" : "\"" + p.manager + "\"")
            .put("job_role", p.role));
    const std::string manager = by_person(p.manager.empty() ? p.id : p.manager);
    put("person", p.id, p.start - days(1), manager, Fields().put("access_confirmed_for", p.role));
    put("person", p.id, p.start, hr, Fields().put("status", "active"));
    for (const Person::Move& move : p.moves) {
      put("person", p.id, move.at, hr, Fields().put("job_role", move.role));
      put("person", p.id, move.confirmed, manager, Fields().put("access_confirmed_for", move.role));
    }
    if (p.left)
      put("person", p.id, *p.left, hr,
          Fields().put("status", "departed").put("left", world_.clock.date_of(*p.left)));
  }

  void account(const Account& a, const System& system, const Person* person) {
    const std::string by = "connector:" + a.system;
    Fields fields;
    fields.put("system", a.system)
        .put("type", a.type)
        .put("login", a.login)
        .put("status", "active");
    fields.put("shared", false).put("created", a.created);
    if (!a.owner.empty()) fields.put("owner", a.owner);
    if (a.type == "human")
      fields.put("person", a.person).put("mfa", true).put("mfa_enforced", true);
    if (a.type == "service") fields.put("last_used", a.created);
    if (a.type == "human" && !system.sso)
      fields.put("secret_handed", "one_time").put("secret_expires", world_.end() + days(900));
    if (person && person->type == "external")
      fields.put("sponsor", person->sponsor)
          .put("agreement", "agreement/" + person->id)
          .put("expires", Date{world_.clock.last().days + 60});
    put("account", a.id, a.created, by, fields);
    if (a.type == "human" && !system.sso && a.secret_changed)
      put("account", a.id, *a.secret_changed, by,
          Fields().put("secret_changed", *a.secret_changed));
    if (a.disabled) put("account", a.id, *a.disabled, by, Fields().put("status", "disabled"));
    more("account", a.id, by, a.more);
  }

  void grant(const Grant& g, bool privileged) {
    Fields fields;
    fields.put("account", g.account).put("entitlement", g.entitlement);
    if (const std::string store = store_of(g.entitlement); !store.empty())
      fields.put("store", store);
    if (privileged && g.reasoned) fields.put("justification", "keeps the system running");
    put("grant", g.id, g.from, "connector:" + g.system, fields);
    if (g.until) gone("grant", g.id, *g.until, "connector:" + g.system);
  }

  void device(const Device& d) {
    const std::string mdm = "connector:mdm";
    put("device", d.id, d.bought, "connector:purchases", Fields().put("serial", d.id));
    Fields fields;
    fields.put("serial", d.id)
        .put("status", d.person.empty() ? "stock" : "in_use")
        .put("managed", true);
    if (!d.person.empty()) fields.put("person", d.person);
    fields.put("disk_encrypted", true).put("screen_lock", true).put("removable_storage", false);
    fields.put("protection", "running").put("local_admin", false).put("updates", true);
    fields.put("definitions_at", shown(world_, mdm, d.bought + days(8)));
    put("device", d.id, d.bought + days(8), mdm, fields);
    definitions(d);
    if (d.returned && !d.person.empty())
      put("device", d.id, *d.returned, by_person(role_of::it),
          Fields().put("returned", *d.returned));
    if (d.wiped && !d.person.empty())
      put("device", d.id, *d.wiped, by_person(role_of::it), Fields().put("wiped", *d.wiped));
    if (d.wiped) in_stock(d.id, *d.wiped + hours(13));
    if (d.next) handed_on(d);
    if (d.retired)
      put("device", d.id, *d.retired + hours(13), mdm,
          Fields().put("status", "retired").put("managed", false));
    more("device", d.id, mdm, d.more);
  }

  void badge(const Badge& b) {
    const std::string by = "connector:badges";
    Fields fields;
    fields.put("number", b.id).put("person", b.person).put("status", "active");
    fields.put("zones", std::vector<std::string>{"office"}).put("approved", b.issued - hours(20));
    put("badge", b.id, b.issued, by, fields);
    if (b.ended) put("badge", b.id, *b.ended, by, Fields().put("status", "inactive"));
  }

  void judgement(const Judgement& j, size_t number) {
    put("judgement", fmt::format("judgement-{}", number), j.at, by_person(j.by),
        Fields()
            .put("test", j.test)
            .put("item", j.item)
            .put("answer", "yes")
            .put("reason", "looked at each"));
  }

  void review(const Review& r) {
    if (!r.held) return;
    const std::string by = by_person(role_of::reviewer);
    const Instant opened = r.listed + hours(3);
    put("access_review", r.id, opened, by,
        Fields()
            .put("system", r.system)
            .put("window", world_.clock.date_of(r.window.start))
            .put("reviewer", role_of::reviewer)
            .put("collection", r.system + "/" + to_text(world_.clock.date_of(r.listed)))
            .put("rows", r.rows)
            .put("state", "open"));
    for (size_t i = 0; i < r.lines.size(); ++i) {
      const Line& line = r.lines[i];
      const std::string id = fmt::format("{}/{}", r.id, i + 1);
      put("review_line", id, opened, by,
          Fields()
              .put("review", r.id)
              .put("account", line.account)
              .put("grant", line.grant)
              .put("state", "undecided"));
      put("review_line", id, line.decided, by_person(line.by),
          Fields().put("decided_by", line.by).put("state", line.revoked ? "revoked" : "kept"));
    }
    put("access_review", r.id, r.completed, by, Fields().put("state", "completed"));
  }

  void thing(const Thing& t) {
    for (const Moment& moment : t.moments) {
      if (moment.gone)
        gone(t.kind, t.id, moment.at, moment.by);
      else
        put(t.kind, t.id, moment.at, moment.by, moment.set);
    }
  }

  void session(const Session& s, size_t number) {
    Fields fields;
    fields.put("account", s.account).put("type", s.type).put("began", s.began).put("mfa", s.mfa);
    fields.put("remote", s.remote).put("production", s.production);
    if (!s.ticket.empty()) fields.put("ticket", s.ticket);
    const std::string id = fmt::format("special-{}", number);
    put("session", id, s.began, "connector:signin", fields);
    if (s.ended) put("session", id, *s.ended, "connector:signin", Fields().put("ended", *s.ended));
  }

  void door(const DoorEvent& d, size_t number) {
    put("door_event", fmt::format("door-special-{}", number), d.at, "connector:doors",
        Fields().put("badge", d.badge).put("site", "office").put("admitted", true).put("at", d.at));
  }

 private:
  // What a source that looks shows has happened at some time since the look before.
  std::optional<Instant> after(const std::string& by, Instant at) const {
    const auto every = cadence(by);
    if (!every || at <= world_.clock.covered()) return {};
    return at - *every;
  }
  void put(const std::string& kind, const std::string& id, Instant t, const std::string& by,
           const Fields& fields) {
    const Instant at = shown(world_, by, t);
    if (at > world_.end()) return;
    const bool first = cadence(by) && seen_.insert(by + "|" + kind + "|" + id).second;
    lines_.add(kind, id, at, by, fields, first ? std::nullopt : after(by, at));
  }
  void gone(const std::string& kind, const std::string& id, Instant t, const std::string& by) {
    const Instant at = shown(world_, by, t);
    if (at <= world_.end()) lines_.gone(kind, id, at, by, after(by, at));
  }
  void more(const std::string& kind, const std::string& id, const std::string& by,
            const std::vector<Moment>& moments) {
    for (const Moment& moment : moments)
      put(kind, id, moment.at, moment.by.empty() ? by : moment.by, moment.set);
  }
  void in_stock(const std::string& device, Instant at) {
    put("device", device, at, "connector:mdm", Fields().put("status", "stock").none("person"));
  }
  // Whoever hands it on notes who has it, and that it has to come back once more.
  void handed_on(const Device& d) {
    const std::string it = by_person(role_of::it);
    const Device::Next& next = *d.next;
    put("device", d.id, next.from, it,
        Fields().put("person", next.person).none("returned").none("wiped"));
    put("device", d.id, next.from + hours(1), "connector:mdm",
        Fields().put("status", "in_use").put("person", next.person));
    if (next.returned)
      put("device", d.id, *next.returned, it, Fields().put("returned", *next.returned));
    if (!next.wiped) return;
    put("device", d.id, *next.wiped, it, Fields().put("wiped", *next.wiped));
    in_stock(d.id, *next.wiped + hours(13));
  }
  void definitions(const Device& d) {
    const Instant until = d.wiped && !d.next ? *d.wiped : world_.end();
    for (Instant t = d.bought + days(12); t < until; t = t + days(4)) {
      if (d.asleep && d.asleep->contains(t)) continue;
      put("device", d.id, t, "connector:mdm",
          Fields().put("definitions_at", shown(world_, "connector:mdm", t)));
    }
  }

  const World& world_;
  Lines& lines_;
  std::set<std::string> seen_;
};

void write_access(const World& world, Lines& lines, Writer& writer) {
  std::map<std::string, const System*> systems;
  std::map<std::string, const Person*> people;
  std::map<std::string, const Entitlement*> rights;
  for (const System& system : world.systems) systems[system.id] = &system;
  for (const Person& person : world.people) people[person.id] = &person;
  for (const Account& account : world.accounts)
    writer.account(account, *systems[account.system],
                   account.person.empty() ? nullptr : people[account.person]);
  for (const Entitlement& right : world.entitlements) {
    rights[right.id] = &right;
    Fields fields;
    fields.put("system", right.system).put("name", right.name).put("privileged", right.privileged);
    fields.put("job_roles", right.roles);
    if (!right.conflicts.empty()) fields.put("conflicts", right.conflicts);
    lines.add("entitlement", right.id, world.clock.covered() - days(100),
              "connector:" + right.system, fields);
  }
  for (const Grant& grant : world.grants)
    writer.grant(grant, rights[grant.entitlement]->privileged);
}

}  // namespace

Lines write_facts(const World& world) {
  Lines lines(world.silences);
  Writer writer(world, lines);
  for (const Person& person : world.people) writer.person(person);
  write_access(world, lines, writer);
  for (const Device& device : world.devices) writer.device(device);
  for (const Badge& badge : world.badges) writer.badge(badge);
  for (size_t i = 0; i < world.judgements.size(); ++i) writer.judgement(world.judgements[i], i + 1);
  for (const Review& review : world.reviews) writer.review(review);
  for (const Thing& thing : world.things) writer.thing(thing);
  for (size_t i = 0; i < world.sessions.size(); ++i) writer.session(world.sessions[i], i + 1);
  for (size_t i = 0; i < world.doors.size(); ++i) writer.door(world.doors[i], i + 1);
  write_daily(world, lines);
  write_merges(world, lines);
  write_routines(world, lines);
  write_collections(world, lines);
  lines.sort();
  return lines;
}

}  // namespace probata::sim
