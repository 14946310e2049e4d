// For tests: a catalog with tests of all shapes, and random histories of two months. Most are as
// sources tell them, some are not.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "assess/assess.h"
#include "catalog/settings.h"
#include "history/history.h"
#include "laws/check.h"

namespace probata::told_fixture {

inline const std::shared_ptr<const Catalog>& catalog() {
  static const auto read = [] {
    const Folder folder{
        "",
        {{"kinds/person.yaml",
          "kind: person\nfields:\n  status: {type: string, enum: [active, departed]}\n"
          "  email: {type: string, key: true}\n"},
         {"kinds/account.yaml",
          "kind: account\nfields:\n  status: {type: string, enum: [active, disabled]}\n"
          "  person: {ref: person, reverse: accounts}\n  score: int\n  mfa: bool\n"
          "  since: timestamp\n"},
         {"kinds/sign_in.yaml",
          "kind: sign_in\nfields:\n  account: {ref: account, reverse: sign_ins}\n"},
         {"kinds/review.yaml",
          "kind: review\nrecord: true\nfields:\n  good: bool\n"
          "  account: {ref: account, reverse: reviews}\n"},
         {"parameters.yaml",
          "limit: {type: duration, default: 48h}\nleast: {type: int, default: 2}\n"},
         {"roles.yaml", "chief: {title: Chief}\n"},
         {"controls/c.yaml", R"(control: c
title: C
statement: Tests of all shapes.
tests:
  - {id: leavers, title: t, each: account, when: account.person.status == "departed", then: account.status == "disabled", within: param.limit}
  - {id: scoped, title: t, each: account, scope: account.mfa, when: account.score > param.least, then: account.status == "disabled", unless: account.person.status == "active", within: 1d}
  - {id: always, title: t, each: account, always: account.mfa, grace: 30h}
  - {id: never, title: t, each: account, scope: 'account.person.status == "active"', always: account.status != "disabled"}
  - {id: persons, title: t, each: person, always: 'person.status != null', grace: P1D}
  - {id: weekly, title: t, each: account, scope: account.mfa, every: week, occurs: account.sign_ins}
  - {id: monthly, title: t, each: account, every: month, occurs: account.reviews}
  - {id: rolling, title: t, each: account, every: 10d, occurs: account.sign_ins}
  - {id: rolling-where, title: t, each: account, scope: account.mfa, every: 'account.score > 1 ? duration("240h") : duration("480h")', occurs: account.reviews, where: review.good}
  - {id: reviews, title: t, each: review, always: review.good || review.account.mfa, grace: 12h, waivable_by: [chief]}
  - {id: constant, title: t, each: account, when: 'true', then: account.mfa}
  - {id: constant-in, title: t, each: account, scope: account.score > 1, when: 'true', then: account.mfa, within: 2d}
  - {id: scored, title: t, each: account, when: account.score > param.least, then: account.mfa}
  - {id: fresh, title: t, each: account, scope: account.since != null, always: 'now - account.since <= duration("240h")', grace: 1d}
  - {id: started, title: t, each: account, when: account.since != null && now >= account.since, then: account.mfa, within: 2d}
  - {id: some, title: t, each: account, when: 'true', then: 'some(review, r, r.account == account && r.good)', within: 20d}
  - {id: some-at-once, title: t, each: account, scope: account.mfa, when: 'true', then: 'some(review, r, r.account == account)'}
  - {id: listed, title: t, each: account, scope: 'account.sign_ins.exists(s, true)', always: 'account.reviews.exists(r, r.good)', grace: 1d}
  - {id: raised-by-list, title: t, each: account, when: 'account.reviews.exists(r, r.good == false)', then: account.status == "disabled", within: 5d}
  - {id: stays, title: t, each: account, when: account.score > 1, then: account.mfa, within: 1d, stays: true}
  - {id: stays-unless, title: t, each: account, scope: account.status == "active", when: account.score != null, then: account.mfa, unless: account.person.status == "departed", within: 2d, stays: true, gone: fails}
  - {id: due, title: t, each: account, when: account.score > 1, then: account.mfa, due: account.since}
  - {id: tightens, title: t, each: account, when: account.score != null, then: account.mfa == false, within: 'account.status == "disabled" ? duration("24h") : duration("480h")', tightens: true}
  - {id: graced, title: t, each: account, always: account.mfa, grace: 'account.score > 1 ? duration("24h") : duration("240h")'}
  - {id: owned, title: t, each: account, always: 'exists(account.person) && account.status == "active"', grace: 1d}
  - {id: left, title: t, each: person, when: person.status == "departed", then: 'person.accounts.all(a, a.status == "disabled")', unless: person.status == "active", within: 3d}
)"}}};
    auto result = read_catalog({&folder, 1});
    if (!result) ADD_FAILURE() << to_text(result.error().front());
    return *result;
  }();
  return read;
}

inline Instant at(double hours) {
  return Instant{1'767'225'600'000'000 + static_cast<int64_t>(hours * 3.6e9)};
}

// Hours of two months; most histories are as sources tell them, some are not.
class Told {
 public:
  explicit Told(unsigned seed, bool odd)
      : dice_(seed), odd_(odd), history_(catalog(), settings()) {}

  const History& run() {
    for (const char* kind : {"person", "account", "sign_in"}) cover(kind);
    if (odd_ && below(2) == 0) cover_by_other();
    for (int i = 0; i < 4; ++i) begin(i);
    const int facts = 10 + below(60);
    for (int i = 0; i < facts; ++i) tell();
    for (int i = 0; odd_ && i < 3; ++i) mend();
    return history_;
  }
  std::vector<Fact> facts;  // in the order in which they were folded
  int below(int n) { return static_cast<int>(dice_() % static_cast<unsigned>(n)); }

 private:
  static constexpr int length = 1'400;

  Settings settings() {
    std::string text;
    if (odd_ && below(4) == 0) text += "since: {review: 2026-01-10T00:00:00Z}\n";
    return read_settings({"settings.yaml", text}, *catalog()).value();
  }
  void cover(const std::string& kind) {
    const int from = below(3) == 0 ? below(400) : 0;
    const int to = odd_ && below(3) == 0 ? below(length) : length;
    if (from > to) return;
    if (below(3) == 0) {
      const int every = 24 + below(100);
      for (int t = from; t <= to; t += every)
        if (!odd_ || below(12) != 0) look(kind, t, every);
      if (!odd_) look(kind, length, 400);
      return;
    }
    fold(fmt::format(
        R"({{"kind":"collection","id":"{0}/{1}","at":"{3}","by":"connector:{0}","set":{{"kinds":["{0}"],"from":"{2}","to":"{3}","complete":true}}}})",
        kind, from, to_text(at(from)), to_text(at(to))));
  }
  // A second source that sees all that it speaks of.
  void cover_by_other() {
    fold(fmt::format(
        R"({{"kind":"collection","id":"other","at":"{1}","by":"connector:other","set":{{"kinds":["person","account"],"from":"{0}","to":"{1}","complete":true}}}})",
        to_text(at(below(3) == 0 ? below(400) : 0)), to_text(at(length))));
  }
  void look(const std::string& kind, int t, int every) {
    fold(fmt::format(
        R"({{"kind":"collection","id":"{0}/look/{1}","at":"{2}","by":"connector:{0}","set":{{"kinds":["{0}"],"how":"looks","every":"{3}h","to":"{2}","complete":true}}}})",
        kind, t, to_text(at(t)), every));
  }
  // Most are told in full when they begin.
  void begin(int i) {
    if (below(6) == 0) return;
    const std::string t = to_text(at(below(3) == 0 ? 0 : below(500)));
    fold(fmt::format(
        R"({{"kind":"person","id":"person{}","at":"{}","by":"connector:person","set":{{"status":"active"}}}})",
        i, to_text(at(1))));
    fold(fmt::format(
        R"({{"kind":"account","id":"account{0}","at":"{1}","by":"connector:account","set":{{"status":"active","person":"person{0}","score":{0},"mfa":true}}}})",
        i, t));
  }
  void tell() {
    static const char* const kinds[] = {"person",  "account", "account", "account",
                                        "sign_in", "sign_in", "review"};
    const std::string kind = kinds[below(7)];
    const double t = below(5) == 0 ? below(50) * 24 : below(length * 10) / 10.0;
    std::string by = kind == "review" ? "person/ann" : "connector:" + kind;
    if (odd_ && below(8) == 0) by = below(2) == 0 ? "person/bob" : "connector:other";
    std::string line =
        fmt::format(R"({{"kind":"{}","id":"{}{}","at":"{}","by":"{}")", kind, kind,
                    below(kind == "sign_in" || kind == "review" ? 30 : 4), to_text(at(t)), by);
    if (odd_ && below(8) == 0)
      line += fmt::format(R"(,"after":"{}")", to_text(at(t - below(30) - 1)));
    line +=
        below(12) == 0 ? std::string(R"(,"gone":true)") : fmt::format(R"(,"set":{})", set(kind));
    fold(line + "}", below(20) == 0 ? day * 20 : second);
  }
  // What is broken for some days holds again at an instant that is not known exactly.
  void mend() {
    const int t = below(length - 80), hours = below(80) + 1;
    const auto line = [&, account = below(4)](int hour, const std::string& more) {
      return fmt::format(
          R"({{"kind":"account","id":"account{}","at":"{}","by":"connector:account",{}}})", account,
          to_text(at(hour)), more);
    };
    fold(line(t, R"("set":{"mfa":false})"));
    fold(line(t + hours, fmt::format(R"("after":"{}","set":{{"mfa":true}})",
                                     to_text(at(t + hours - below(hours) - 1)))));
  }
  std::string set(const std::string& kind) {
    const auto one = [&](std::vector<std::string> all) {
      return all[static_cast<size_t>(below(static_cast<int>(all.size())))];
    };
    const std::string account = fmt::format(R"({{"account":"account{}"}})", below(4));
    if (kind == "person")
      return one({R"({"status":"active"})", R"({"status":"departed"})", R"({"email":"k"})",
                  R"({"status":null})"});
    if (kind == "sign_in") return account;
    if (kind == "review") return one({R"({"good":true})", R"({"good":false})", account, account});
    return one({R"({"status":"active"})", R"({"status":"disabled"})", R"({"person":"person0"})",
                R"({"person":"person1","mfa":true})", R"({"mfa":false})",
                R"({"mfa":true,"score":1})", R"({"score":3})", R"({"person":"person2"})",
                fmt::format(R"({{"since":"{}"}})", to_text(at(below(length)))),
                below(6) == 0 ? R"({"person":{"email":"k"}})" : R"({"score":2})"});
  }
  void fold(const std::string& line, Duration late = second) {
    auto fact = read_fact(line, *catalog());
    if (!fact) return ADD_FAILURE() << line << to_text(fact.error().front()), void();
    fact->recorded = fact->at + late;
    history_.fold(FactNo{history_.size()}, *fact->recorded, *fact);
    facts.push_back(std::move(*fact));
  }

  std::mt19937 dice_;
  bool odd_;
  History history_;
};

// All that conclusions say of a result, as text to compare.
inline std::string counts(const TestResult& t) {
  std::string text = fmt::format(
      "{} {} {} | {} {} {} {} {} {} | {} {} {}\n", static_cast<int>(t.test), to_text(t.conclusion),
      t.marker ? t.marker->name : "", t.population, t.passed, t.failed, t.unknown, t.pending,
      t.waived, t.arisen, t.late_people + t.late_source, t.seen_every.us);
  for (const Brief& b : t.briefs)
    text += fmt::format("  {} {} {} {} {} {}\n", static_cast<uint32_t>(b.item), to_text(b.verdict),
                        b.from.us, b.due.us, b.exception.start.us, b.exception.end.us);
  return text;
}
inline std::string counts(const Assessment& assessment) {
  std::string text;
  for (const ControlResult& control : assessment.controls)
    for (const TestResult& t : control.tests) text += counts(t);
  return text;
}

// As often as usual, or as PROBATA_LAWS says (README.md); the first that fails ends it.
template <class Try>
void each_seed(int usual, Try run) {
  const int last = usual * laws::setting("PROBATA_LAWS", 1);
  for (int seed = 1; seed <= last && !testing::Test::HasFatalFailure(); ++seed)
    run(static_cast<unsigned>(seed));
}

}  // namespace probata::told_fixture
