// For tests: a small company told fact by fact. Times are hours from 2026-01-01T00:00Z.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "history/lens.h"

namespace probata::history_fixture {

inline Instant at(double hours) {
  return Instant{1'767'225'600'000'000 + static_cast<int64_t>(hours * 3.6e9)};
}

// account and person are delivered by sources, incident is a record.
inline const std::shared_ptr<const Catalog>& catalog() {
  static const auto read = [] {
    const Folder folder{
        "",
        {{"kinds/person.yaml", R"(kind: person
title: Person
plural: People
fields:
  name: {type: string, label: true}
  email: {type: string, key: true}
  status: {type: string, enum: [active, departed]}
  manager: {ref: person, reverse: reports}
)"},
         {"kinds/account.yaml", R"(kind: account
title: Account
plural: Accounts
fields:
  person: {ref: person, reverse: accounts}
  deputies: {list: {ref: person}, reverse: deputy_of}
  status: {type: string, enum: [active, disabled]}
  mfa: bool
  score: int
  owner: string
  last_login: timestamp
  expires: date
)"},
         {"kinds/incident.yaml", R"(kind: incident
title: Incident
plural: Incidents
record: true
fields:
  severity: string
  person: {ref: person, reverse: incidents}
lifecycle:
  states: [open, approved]
  initial: open
  transitions:
    - {from: open, to: approved, name: approve}
)"},
         {"parameters.yaml",
          "limit: {type: duration, default: 24h}\nleast: {type: int, default: 3}\n"}}};
    auto result = read_catalog(std::span(&folder, 1));
    if (!result) ADD_FAILURE() << to_text(result.error().front());
    return *result;
  }();
  return read;
}

// One fact as a person would tell it.
struct Telling {
  std::string kind, id;
  double at = 0;
  std::string by;
  std::string set;  // JSON of what it sets; empty: gone
  std::optional<double> after = {};
  std::optional<int> corrects = {};
};

inline Fact fact_of(const Telling& t) {
  std::string line = fmt::format(R"({{"kind":"{}","id":"{}","at":"{}","by":"{}")", t.kind, t.id,
                                 to_text(at(t.at)), t.by);
  line += t.set.empty() ? R"(,"gone":true)" : fmt::format(R"(,"set":{})", t.set);
  if (t.after) line += fmt::format(R"(,"after":"{}")", to_text(at(*t.after)));
  if (t.corrects) line += fmt::format(R"(,"corrects":{})", *t.corrects);
  auto fact = read_fact(std::string_view(line += "}"), *catalog());
  if (!fact) ADD_FAILURE() << line << ": " << to_text(fact.error().front());
  return *fact;
}

// The source's log of a kind, whole over [from, to].
inline Telling log(const std::string& by, const std::string& kind, double from, double to,
                   const std::string& more = "") {
  return {"collection",
          fmt::format("{}/{}/{}/{}", by, kind, from, to),
          to,
          by,
          fmt::format(R"({{"kinds":["{}"],"from":"{}","to":"{}","complete":true{}}})", kind,
                      to_text(at(from)), to_text(at(to)), more),
          {},
          {}};
}
// One look at a source that is looked at every `every` hours.
inline Telling look(const std::string& by, const std::string& kind, double to, double every,
                    const std::string& more = "") {
  return {
      "collection",
      fmt::format("{}/{}/look/{}", by, kind, to),
      to,
      by,
      fmt::format(R"({{"kinds":["{}"],"how":"looks","every":"{}m","to":"{}","complete":true{}}})",
                  kind, static_cast<int>(every * 60), to_text(at(to)), more),
      {},
      {}};
}

class Company {
 public:
  explicit Company(Settings settings = {}) : history(catalog(), std::move(settings)) {}

  // Gives the fact's number.
  uint32_t tell(const Telling& t) {
    const Fact fact = fact_of(t);
    touched = history.fold(FactNo{next_}, fact.at, fact);
    return next_++;
  }
  void tell(const std::vector<Telling>& all) {
    for (const Telling& t : all) tell(t);
  }

  View view(double now = 1000, std::optional<uint32_t> known = {}) const {
    return {history, FactNo{known.value_or(next_)}, at(now)};
  }
  Entity entity(const std::string& kind, const std::string& id) const {
    const auto e = history.state().find_entity(catalog()->kind(kind)->number, id);
    if (!e) ADD_FAILURE() << "no " << kind << "/" << id;
    return e.value_or(Entity{0});
  }
  static Field field(const std::string& kind, const std::string& name) {
    const Kind* k = catalog()->kind(kind);
    for (const ReverseReference& r : k->reverses) {
      if (r.name == name) return r.number;
    }
    return name == "exists" ? existence : k->find(name)->number;
  }

  // A reading in words: `"active"`, `"active" then "disabled"`, `unknown gap`.
  std::string text(const cel::Value& v) const {
    if (v.is(cel::Tag::entity)) return history.item_of(Entity{v.entity});
    return cel::to_text(v);
  }
  std::string text(const Reading& r) const {
    if (r.state == Reading::State::known) return text(r.value);
    if (r.state == Reading::State::uncertain) return text(r.value) + " then " + text(r.next);
    std::string words = "unknown";
    for (const Gap& g : r.causes)
      words += fmt::format(" {}{}{}", to_text(g.reason), g.source.empty() ? "" : " ", g.source);
    return words;
  }
  std::string read(const std::string& path, double t, const View& view) const {
    const size_t dot = path.rfind('.'), slash = path.find('/');
    const std::string kind = path.substr(0, slash), name = path.substr(dot + 1);
    const Entity e = entity(kind, path.substr(slash + 1, dot - slash - 1));
    return text(name == "exists" ? read_existence(view, e, at(t))
                                 : read_field(view, e, field(kind, name), at(t)));
  }
  // The same through a lens, of which many questions share what it keeps.
  std::string read(Lens& lens, Entity e, Field f, double t) const {
    const Read r = f == existence ? lens.existence(e, at(t)) : lens.field(e, f, at(t));
    if (r.known()) return text(r.value);
    return r.uncertain ? text(r.value) + " then " + text(r.next) : "unknown";
  }
  std::string members(Lens& lens, Entity e, Field f, double t) const {
    return text(lens.reverse(e, f, at(t)));
  }
  std::string text(const MemberList& list) const {
    std::string words;
    for (const Member& m : list.members) {
      words += fmt::format("{}{}{}", words.empty() ? "" : " ", history.id_of(m.entity),
                           m.certain ? "" : "?");
      for (const Doubt& d : m.doubts) words += to_text(d.reason);
    }
    for (const Doubt& d : list.more) words += fmt::format(" +{}", to_text(d.reason));
    return words;
  }
  // `account/a.status` at the hour.
  std::string read(const std::string& path, double t) const { return read(path, t, view()); }
  std::string members(const std::string& path, double t, const View& view) const {
    const size_t dot = path.rfind('.'), slash = path.find('/');
    const std::string kind = path.substr(0, slash);
    return text(read_reverse(view, entity(kind, path.substr(slash + 1, dot - slash - 1)),
                             field(kind, path.substr(dot + 1)), at(t)));
  }
  std::string text(const Members& m) const {
    std::string words;
    for (const Entity e : m.certain)
      words += fmt::format("{}{}", words.empty() ? "" : " ", history.id_of(e));
    for (const auto& [e, gaps] : m.uncertain) {
      words += fmt::format("{}{}?{}", words.empty() ? "" : " ", history.id_of(e),
                           gaps.empty() ? "" : to_text(gaps.front().reason));
    }
    for (const Gap& g : m.more) words += fmt::format(" +{}", to_text(g.reason));
    return words;
  }

  History history;
  std::vector<Touched> touched;

 private:
  uint32_t next_ = 0;
};

}  // namespace probata::history_fixture
