// Laws that hold for every history: against the slow reading, for every order of the facts, and as
// known at every size.
#include "base/dice_for_tests.h"
#include "history/slow_reading.h"

namespace probata {
namespace {

using namespace history_fixture;

const std::vector<std::string> sources = {"connector:ad", "connector:okta"};

Telling collection(Dice& dice) {
  const std::string by = dice.of(sources);
  const std::string kind = dice.one_in(3) ? "person" : "account";
  const int to = dice.up_to(20);
  return dice.one_in(2) ? log(by, kind, std::max(0, to - dice.up_to(8)), to)
                        : look(by, kind, to, 1 + dice.up_to(2));
}

Telling about_account(Dice& dice) {
  Telling t{"account", dice.one_in(3) ? "b" : "a", static_cast<double>(dice.up_to(20)),
            dice.of(sources), ""};
  if (dice.one_in(4)) t.by = "person/ann";
  if (dice.one_in(4)) t.after = t.at - 1 - dice.up_to(6);
  if (dice.one_in(5)) return t;  // gone
  static const std::vector<std::string> sets = {
      R"({"status":"active"})", R"({"status":"disabled"})",         R"({"status":null})",
      R"({"score":1})",         R"({"score":2,"status":"active"})", R"({"person":"p"})",
      R"({"person":"q"})",      R"({"person":{"email":"k"}})",      R"({})"};
  t.set = dice.of(sets);
  return t;
}

Telling about_person(Dice& dice) {
  Telling t{"person", dice.one_in(2) ? "p" : "q", static_cast<double>(dice.up_to(20)),
            dice.of(sources), R"({"email":"k"})"};
  if (dice.one_in(2)) t.set = R"({"email":"l"})";
  if (dice.one_in(4)) t.set = "";
  return t;
}

std::vector<Telling> history(Dice& dice, bool contending) {
  std::vector<Telling> all;
  const int size = 4 + dice.up_to(12);
  for (int i = 0; i < size; ++i) {
    const int die = dice.up_to(10);
    Telling t = die < 3 ? collection(dice) : die < 9 ? about_account(dice) : about_person(dice);
    const bool taken = std::ranges::any_of(all, [&](const Telling& other) {
      return other.kind == t.kind && other.id == t.id && other.at == t.at &&
             layer_of(other.by) == layer_of(t.by);
    });
    if (contending ? !(taken && t.kind == "collection") : !taken) all.push_back(t);
  }
  return all;
}

std::string shown(const std::vector<Telling>& all) {
  std::string text;
  for (const Telling& t : all) {
    text += fmt::format("\n  {} {} at {}{} by {} {}", t.kind, t.id, t.at,
                        t.after ? fmt::format(" after {}", *t.after) : "", t.by, t.set);
  }
  return text;
}

const std::vector<std::string> accounts = {"a", "b"}, people_ids = {"p", "q"};

std::vector<Entity> known(const Company& c, const std::string& kind,
                          const std::vector<std::string>& ids) {
  std::vector<Entity> found;
  for (const std::string& id : ids) {
    if (const auto e = c.history.find(catalog()->kind(kind)->number, id)) found.push_back(*e);
  }
  return found;
}

// Every reading that two histories should agree on, of those entities that `of` knows.
std::vector<std::string> readings(const Company& c, const View& view, const Company& of) {
  Lens lens(view);
  std::vector<std::string> all;
  const auto note = [&](double t, Entity e, std::string_view what, const std::string& value) {
    all.push_back(fmt::format("{} {} {} {}", t, c.history.item_of(e), what, value));
  };
  for (double t = 0; t < 21; t += 0.5) {
    for (const Entity e : known(of, "account", accounts)) {
      const Entity mine = c.entity("account", std::string(of.history.id_of(e)));
      for (const char* f : {"exists", "status", "score", "person"})
        note(t, mine, f, c.read(lens, mine, Company::field("account", f), t));
    }
    for (const Entity e : known(of, "person", people_ids)) {
      const Entity mine = c.entity("person", std::string(of.history.id_of(e)));
      note(t, mine, "accounts", c.members(lens, mine, Company::field("person", "accounts"), t));
    }
    all.push_back(
        fmt::format("{} all {}", t, c.text(lens.all(catalog()->kind("account")->number, at(t)))));
  }
  return all;
}

// Whoever is left out is known to refer to somebody else; and that stays so until the list says.
TEST(HistoryProperty, WhoRefersIsAllWithoutThoseWhoKnowinglyDoNot) {
  const KindNo kind = catalog()->kind("account")->number;
  const Field field = Company::field("account", "person");
  for (unsigned seed = 0; seed < 120; ++seed) {
    Dice dice(seed);
    const std::vector<Telling> facts = history(dice, true);
    Company c;
    c.tell(facts);
    Lens lens(c.view(30));
    for (const Entity target : known(c, "person", people_ids)) {
      const auto named = cel::Value::of_entity(static_cast<uint32_t>(target),
                                               static_cast<uint16_t>(c.history.kind_of(target)));
      const auto referring = [&](double t) {
        return lens.referring(kind, std::span(&field, 1), std::span(&named, 1), at(t));
      };
      const auto left = [&](double t) {
        std::vector<std::string> ids;
        for (const Member& m : referring(t).members) ids.emplace_back(c.history.id_of(m.entity));
        return ids;
      };
      const auto expected = [&](double t) {
        std::vector<std::string> ids;
        for (const Member& m : lens.all(kind, at(t)).members) {
          const Read r = lens.field(m.entity, field, at(t));
          const bool other = m.certain && r.known() && lens.resolve(r.value) != target &&
                             (r.value.is(cel::Tag::null) || lens.resolve(r.value));
          if (!other) ids.emplace_back(c.history.id_of(m.entity));
        }
        return ids;
      };
      for (double t = 0; t < 24; t += 0.5) {
        ASSERT_EQ(left(t), expected(t)) << "seed " << seed << " at " << t << shown(facts);
        const Instant until = referring(t).until;
        if (until > at(t + 0.25) && until < at(24)) {
          ASSERT_EQ(left(t + 0.25), left(t)) << "seed " << seed << " until " << to_text(until);
        }
      }
    }
  }
}

TEST(HistoryProperty, AFieldReadsAsTheSlowReadingSays) {
  for (unsigned seed = 0; seed < 150; ++seed) {
    Dice dice(seed);
    const std::vector<Telling> facts = history(dice, true);
    const double now = dice.one_in(2) ? 30 : 10;
    Company c;
    c.tell(facts);
    Lens lens(c.view(now));
    for (const Entity e : known(c, "account", accounts)) {
      const SlowReading slow(facts, "account", std::string(c.history.id_of(e)), at(now));
      for (double t = 0; t <= std::min(now, 24.0); t += 0.5) {
        for (const char* f : {"exists", "status", "score", "owner"}) {
          ASSERT_EQ(c.read(lens, e, Company::field("account", f), t), slow.read(f, at(t)))
              << "seed " << seed << ", " << c.history.item_of(e) << "." << f << " at " << t
              << ", now " << now << shown(facts);
        }
      }
    }
  }
}

TEST(HistoryProperty, TheSameFactsInAnotherOrderReadTheSame) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    Dice dice(seed);
    std::vector<Telling> facts = history(dice, false);
    Company c;
    c.tell(facts);
    const auto before = readings(c, c.view(30), c);
    const std::string shown_before = shown(facts);
    std::ranges::shuffle(facts, dice.engine);
    Company d;
    d.tell(facts);
    ASSERT_EQ(before, readings(d, d.view(30), c))
        << "seed " << seed << shown_before << "\nother" << shown(facts);
  }
}

TEST(HistoryProperty, AsKnownAtNIsTheHistoryOfTheFirstNFacts) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    Dice dice(seed);
    const std::vector<Telling> facts = history(dice, true);
    Company whole;
    whole.tell(facts);
    Company grown;
    for (uint32_t n = 0; n < facts.size(); ++n) {
      ASSERT_EQ(readings(whole, whole.view(30, n), grown), readings(grown, grown.view(30), grown))
          << "seed " << seed << ", known " << n << shown(facts);
      grown.tell(facts[n]);
    }
  }
}

// What reads differently after a fact is among what it touched, from no earlier than it says.
// (Coverage is another matter: a collection touches its kinds.)
TEST(HistoryProperty, WhatReadsDifferentlyWasTouched) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Dice dice(seed);
    const std::vector<Telling> facts = history(dice, true);
    Company c;
    for (uint32_t n = 0; n < facts.size(); ++n) {
      c.tell(facts[n]);
      if (facts[n].kind == "collection") continue;
      Lens before(c.view(30, n)), after(c.view(30, n + 1));
      const auto check = [&](const char* kind, Entity e, const char* name) {
        const Field f = Company::field(kind, name);
        const bool list = std::string_view(name) == "accounts";
        const auto touched = std::ranges::find_if(c.touched, [&](const Touched& t) {
          return t.entity == e && (t.field == f || (t.field == existence && !list));
        });
        for (double t = 0; t < 21; t += 0.5) {
          const bool same = list ? c.members(before, e, f, t) == c.members(after, e, f, t)
                                 : c.read(before, e, f, t) == c.read(after, e, f, t);
          if (same) continue;
          ASSERT_NE(touched, c.touched.end())
              << "seed " << seed << ", fact " << n << ", " << c.history.item_of(e) << "." << name
              << " at " << t << shown(facts);
          const bool reaches = std::ranges::any_of(c.touched, [&](const Touched& x) {
            return x.entity == e && (x.field == f || x.field == existence) && x.from <= at(t);
          });
          ASSERT_TRUE(reaches) << "seed " << seed << ", fact " << n << ", " << c.history.item_of(e)
                               << "." << name << " at " << t << shown(facts);
        }
      };
      for (const Entity e : known(c, "account", accounts)) {
        for (const char* f : {"exists", "status", "score", "person"}) check("account", e, f);
      }
      for (const Entity e : known(c, "person", people_ids)) check("person", e, "accounts");
    }
  }
}

TEST(HistoryProperty, AReadingHoldsUntilItSays) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Dice dice(seed);
    const std::vector<Telling> facts = history(dice, true);
    Company c;
    c.tell(facts);
    Lens lens(c.view(30));
    for (const Entity e : known(c, "account", accounts)) {
      for (const char* f : {"exists", "status", "person"}) {
        Instant until = Instant::never_before();
        std::string held;
        for (double t = 0; t < 24; t += 0.125) {
          const Field field = Company::field("account", f);
          const std::string now = c.read(lens, e, field, t);
          if (at(t) < until)
            ASSERT_EQ(now, held) << "seed " << seed << ", " << c.history.item_of(e) << "." << f
                                 << " at " << t << shown(facts);
          held = now;
          until = field == existence ? lens.existence(e, at(t)).until
                                     : lens.field(e, field, at(t)).until;
          ASSERT_GT(until, at(t));
        }
      }
    }
  }
}

}  // namespace
}  // namespace probata
