// A company of a number: the same number, the same company.
#include <fmt/format.h>

#include <map>
#include <random>

#include "laws/company.h"

namespace probata::laws {
namespace {

using Texts = std::vector<std::string>;

class Inventing {
 public:
  Inventing(uint64_t number, int level)
      : number_(number), random_(number * 2 + static_cast<uint64_t>(level)), level_(level) {}

  Company run() {
    company_.start = some(0, 12);
    company_.end = company_.start + some(2, 16);
    company_.now = some(company_.start, 24);
    invent_test();
    invent_settings();
    if (chance(0.08))
      company_.state = true, company_.start = company_.now, company_.end = company_.now;
    for (int i = 0, n = some(1, 12); i < n; ++i) tell();
    cover();
    company_.undecided = number_ % 6 == 5;
    return std::move(company_);
  }

 private:
  int some(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  bool chance(double p) { return std::uniform_real_distribution<double>(0, 1)(random_) < p; }
  const std::string& one_of(const Texts& texts) {
    return texts[static_cast<size_t>(some(0, static_cast<int>(texts.size()) - 1))];
  }
  void line(const std::string& text) { company_.test += "    " + text + "\n"; }

  // About which kind the test is: most about accounts, the rest about the others and the company.
  std::string condition() {
    static const std::map<std::string, Texts> others{
        {"person",
         {R"(person.status == "departed")", "person.manager != null", "exists(person.manager)",
          R"(person.accounts.all(a, a.status == "disabled"))", "size(person.accounts) > 0",
          R"(person.manager.status == "active")", R"(person.email == "a@x")",
          "person.accounts.exists(a, a.mfa)", "some(account, a, a.person == person && a.mfa)",
          "count(account, a, person == a.person) > 1"}},
        {"review",
         {"review.ok", "!review.ok", "review.account.mfa", "exists(review.account)",
          "review.day < now", "review.account != null", R"(review.account.status == "active")",
          R"(some(account, a, a.person == review.account.person && a.status == "active"))"}},
        {"company",
         {"count(account, a, a.mfa) > 1", R"(some(account, a, a.status == "active"))",
          R"(some(person, p, p.status == "departed"))", "count(review, r, r.ok) >= param.least",
          "true", "some(account, a, exists(a.person))",
          "some(person, p, some(account, a, a.person == p && a.mfa))"}}};
    if (each_ != "account") {
      const Texts& texts = others.at(each_);
      if (chance(0.7)) return one_of(texts);
      return fmt::format("{} {} {}", one_of(texts), chance(0.5) ? "&&" : "||", one_of(texts));
    }
    static const Texts plain{R"(account.status == "disabled")",
                             R"(account.status == "active")",
                             "account.mfa",
                             "!account.mfa",
                             "account.score > 1",
                             "account.score >= param.least",
                             R"(account.person.status == "departed")",
                             R"(account.person.status != "active")",
                             "account.person != null",
                             "exists(account.person)",
                             R"(account.owner == "ann")",
                             "account.owner != null"};
    static const Texts more{
        R"(account.person.accounts.exists(a, a.mfa))",
        R"(account.person.accounts.all(a, a.status == "active"))",
        R"(some(person, p, p.status == "departed"))",
        "some(account, a, a.person == account.person && a.mfa)",
        "some(account, a, a.owner == account.owner && a.mfa)",
        R"(some(account, a, a.owner != null && a.owner == account.owner && a.status == "disabled"))",
        "some(person, p, p.manager != null && (p.manager == account.person || "
        "p.manager == account.person.manager))",
        "count(account, a, a.mfa) > 1",
        R"(seen(account, "people"))",
        R"(seen(account, "connector:ad"))",
        "now - account.last_login > duration(\"12h\")",
        "account.expires < now",
        R"(account.reviews.exists(r, r.ok))",
        "account.person.manager != null",
        R"(account.person.manager.status == "active")",
        "cyclic(account.person, \"manager\")",
        "size(account.person.accounts) > 1",
        "exists(account.person.manager)"};
    std::string one = chance(0.7) ? one_of(plain) : one_of(more);
    if (chance(0.75)) return one;
    return fmt::format("{} {} {}", one, chance(0.5) ? "&&" : "||", one_of(plain));
  }
  std::string allowed() {
    static const Texts texts{
        "0", "6h", "12h", "1d", "param.limit", "param.limit", "account.grace", "P1D", "1bd"};
    const std::string& text = one_of(texts);
    return each_ != "account" && text == "account.grace" ? "6h" : text;
  }

  void invent_test() {
    if (chance(0.3)) each_ = one_of({"person", "review", "company"});
    if (each_ != "company") line("each: " + each_);
    if (chance(0.3)) line("scope: '" + condition() + "'");
    const int pattern = some(0, 9);
    if (pattern <= 2)
      invariant();
    else if (pattern <= 5)
      response();
    else if (pattern <= 7)
      recurrence();
    else
      judgement();
    if (chance(0.3)) line("waivable_by: [boss]");
    if (chance(0.1)) line("severity: high");
  }
  void invariant() {
    line("always: '" + condition() + "'");
    if (chance(0.5)) line("grace: " + allowed());
  }
  void response() {
    line("when: '" + (chance(0.05) ? "true" : condition()) + "'");
    line("then: '" + condition() + "'");
    limits();
    if (chance(0.4)) line("unless: '" + condition() + "'");
    if (chance(0.3)) line("stays: true");
    if (chance(0.2)) line("gone: fails");
  }
  void limits() {
    if (each_ == "account" && chance(0.15)) return line("due: account.expires");
    if (each_ == "review" && chance(0.3)) return line("due: review.day");
    if (chance(0.2)) return;
    line("within: " + (chance(0.15) ? "param.limit" : allowed()));
    if (chance(0.15)) line("tightens: true");
  }
  void recurrence() {
    std::string every =
        one_of({"day", "day", "week", "12h", "1d", "P1D", "param.limit", "account.grace"});
    if (each_ != "account" && every == "account.grace") every = "day";
    line("every: " + every);
    std::string occurs = one_of({"account.reviews", "account.reviews", "review", "person"});
    if (each_ != "account")
      occurs = each_ == "person"   ? one_of({"person.accounts", "review"})
               : each_ == "review" ? "person"
                                   : one_of({"review", "account"});
    line("occurs: " + occurs);
    if (occurs == "review" || occurs == "account.reviews") {
      const bool own = each_ == "account";
      if (chance(0.4))
        line("where: " +
             (own ? one_of({"review.ok", "review.ok && account.mfa", "review.account == account"})
                  : "review.ok"));
      const bool windows = every == "day" || every == "week";
      if (chance(0.25) && windows) line("counts_for: review.day");
    }
    if (chance(0.3)) line("partial: counts");
  }
  void judgement() {
    line("judge: is it right?");
    line("by: boss");
    if (each_ == "account" && chance(0.4))
      line("not_by: " + one_of({"account.person", "account.person.manager"}));
    if (chance(0.2)) line("needs: [trained]");
    if (chance(0.5)) return line("every: " + one_of({"day", "12h", "P1D", "week"}));
    line("when: '" + condition() + "'");
    line("within: " + allowed());
  }

  void invent_settings() {
    static const Texts dated{
        "parameters: {limit: [{value: 12h}, {value: 6h, from: 2026-01-02T12:00:00Z}]}",
        "parameters: {limit: [{value: 1d}, {value: 12h, from: 2026-01-02T00:00:00Z}, {value: 2d, "
        "from: 2026-01-04T00:00:00Z}]}",
        "parameters: {least: [{value: 3}, {value: 1, from: 2026-01-03T00:00:00Z}]}"};
    const auto set = [&](double p, const std::string& text) {
      if (chance(p)) company_.settings.push_back(text);
    };
    if (chance(0.4)) company_.settings.push_back(one_of(dated));
    set(0.15, "since: {review: 2026-01-02T00:00:00Z}");
    set(0.1, "time_zone: America/New_York");
    set(0.15, one_of({R"(precedence: {account: ["connector:okta", people]})",
                      R"(precedence: {account: [people]})",
                      R"(precedence: {person: ["connector:okta"]})"}));
    if (level_ > 0)
      set(0.2,
          one_of(
              {R"(sources: {account: [{by: "connector:okta"}]})",
               R"(sources: {account: [{by: "connector:ad", from: 2026-01-02T00:00:00Z}, {by: "connector:okta"}], review: [{by: "connector:ad"}]})",
               R"(sources: {person: [{by: "connector:hr", from: 2026-01-01T12:00:00Z}]})"}));
    set(0.08,
        "not_applicable: [{control: c, reason: none, by: \"person/eve\", from: "
        "2026-01-02T00:00:00Z, until: 2026-01-04T06:00:00Z}]");
    set(0.08, "answers: {wanted: [{value: true}, {value: false, from: 2026-01-03T12:00:00Z}]}");
    if (chance(0.1))
      company_.control.push_back(
          "in_force: {from: 2026-01-02T06:00:00Z, until: 2026-01-05T00:00:00Z}");
    if (chance(0.1)) company_.control.push_back("applies: tailoring.wanted");
  }

  // ---- facts
  std::string source() { return one_of({"connector:ad", "connector:okta/x"}); }
  std::string value_of(const std::string& field) {
    static const Texts accounts{
        R"("p1")", R"("p1")", R"("p2")", R"({"email":"a@x"})", R"({"email":"b@x"})", "null"};
    if (field == "person" || field == "manager") return one_of(accounts);
    if (field == "status") return one_of({R"("active")", R"("disabled")", "null"});
    if (field == "mfa" || field == "ok") return one_of({"true", "false", "null"});
    if (field == "score") return one_of({"0", "2", "5", "null"});
    if (field == "owner") return one_of({R"("ann")", R"("bob")", "null"});
    if (field == "grace") return one_of({R"("6h")", R"("1d")", "null"});
    return '"' + to_text(laws::at(some(0, 24))) + '"';
  }
  std::string fields(const Texts& names) {
    std::string set;
    for (const std::string& name : names)
      if (chance(0.45))
        set += fmt::format(R"({}"{}":{})", set.empty() ? "" : ",", name, value_of(name));
    return "{" + set + "}";
  }
  void add(Telling t) {
    if (level_ > 0 && chance(0.3) && t.at > 0) t.after = some(std::max(-1, t.at - 6), t.at - 1);
    if (t.by.starts_with("person/") && !company_.facts.empty() && chance(0.3)) {
      for (size_t i = 0; i < company_.facts.size(); ++i)
        if (company_.facts[i].id == t.id && company_.facts[i].by.starts_with("connector:") &&
            chance(0.7))
          t.corrects = i;
    }
    company_.facts.push_back(std::move(t));
  }
  void tell() {
    const int what = some(0, 19);
    const int when = some(0, 22);
    const bool noted = chance(0.25);
    if (what <= 9) return tell_account(when, noted);
    if (what <= 13) return tell_person(when, noted);
    if (what <= 16) return tell_review(when);
    if (what <= 18) return tell_judgement(when);
    tell_waiver(when);
  }
  void tell_account(int when, bool noted) {
    const std::string set = chance(0.12) ? ""
                                         : fields({"person", "status", "mfa", "score", "owner",
                                                   "grace", "last_login", "expires"});
    add({"account", one_of({"a1", "a1", "a2"}), when, noted ? "person/eve" : source(), set});
  }
  void tell_person(int when, bool noted) {
    std::string set = chance(0.12) ? "" : fields({"manager"});
    if (!set.empty()) {
      set.pop_back();
      const char* comma = set.size() > 1 ? "," : "";
      set += fmt::format(R"({}"email":{},"status":{}}})", comma,
                         one_of({R"("a@x")", R"("a@x")", R"("b@x")"}),
                         one_of({R"("active")", R"("departed")"}));
    }
    add({"person", one_of({"p1", "p2"}), when, noted ? "person/eve" : source(), set});
  }
  void tell_review(int when) {
    std::string set = fields({"ok", "day"});
    set.pop_back();
    set +=
        fmt::format(R"({}"account":"{}"}})", set.size() > 1 ? "," : "", one_of({"a1", "a1", "a2"}));
    add({"review", one_of({"r1", "r2", "r3"}), when, chance(0.8) ? "person/eve" : "connector:ad",
         chance(0.1) ? "" : set});
  }
  void tell_judgement(int when) {
    if (chance(0.5)) return tell_assignment();
    add({"judgement", one_of({"j1", "j2", "j3"}), when,
         one_of({"person/eve", "person/p1", "person/dan"}),
         fmt::format(R"({{"test":"c/t","item":"account/{}","answer":"{}"}})",
                     one_of({"a1", "a1", "a2"}), one_of({"yes", "yes", "no"}))});
  }
  void tell_assignment() {
    const std::string until =
        chance(0.3) ? fmt::format(R"(,"until":"{}")", to_text(laws::at(some(4, 20)))) : "";
    if (chance(0.3))
      return add(
          {"qualification", "q1", some(0, 8), "person/root",
           fmt::format(R"({{"name":"trained","person":"{}"{}}})", one_of({"eve", "p1"}), until)});
    add({"assignment", one_of({"s1", "s2"}), some(0, 8), "person/root",
         fmt::format(R"({{"role":"boss","person":"{}"{}}})", one_of({"eve", "eve", "p1"}), until)});
  }
  void tell_waiver(int when) {
    const std::string id = one_of({"w1", "w2"});
    add({"waiver", id, when, one_of({"person/dan", "person/eve"}),
         fmt::format(
             R"({{"test":"c/t","item":"account/{}","from":"{}","until":"{}","state":"requested"}})",
             one_of({"a1", "a1", "a2"}), to_text(laws::at(some(0, 16))),
             to_text(laws::at(some(6, 26))))});
    if (chance(0.85))
      add({"waiver", id, when + some(0, 3), one_of({"person/eve", "person/p1"}),
           R"({"state":"approved"})"});
    if (chance(0.3)) add({"waiver", id, when + some(2, 8), "person/eve", R"({"state":"revoked"})"});
    if (chance(0.8)) tell_assignment();
  }

  // ---- coverage
  void look(const std::string& kinds, const std::string& by, int from, int to) {
    const int how = level_ == 0 ? 0 : some(0, 3);
    std::string more;
    if (how == 0) more = fmt::format(R"("from":"{}",)", to_text(laws::at(from)));
    if (how == 1) more = fmt::format(R"("from":"{}","how":"claimed",)", to_text(laws::at(from)));
    if (how >= 2) more = fmt::format(R"("how":"looks","every":"{}h",)", 6 * some(1, 3));
    if (level_ > 0 && chance(0.15)) more += R"("fields":{"account":["status","mfa"]},)";
    company_.facts.push_back(
        {"collection", fmt::format("l{}", company_.facts.size()), to, by,
         fmt::format(R"({{"kinds":[{}],{}"to":"{}","complete":{}}})", kinds, more,
                     to_text(laws::at(to)), level_ == 0 || chance(0.93) ? "true" : "false")});
  }
  void cover() {
    for (const std::string& by : Texts{"connector:ad", "connector:okta/x"}) {
      if (level_ == 0) {
        look(R"("account","person")", by, 0, 26);
        company_.facts.back().at = some(0, company_.now);
        continue;
      }
      if (chance(0.15)) continue;
      int t = some(0, 3);
      for (int i = 0, n = some(1, 5); i < n && t < 24; ++i) {
        const int to = t + some(0, 8);
        look(one_of({R"("account","person")", R"("account","person")", R"("account")",
                     R"("account","person","review")"}),
             by, t, to);
        t = to + some(0, 5);
      }
    }
  }

  uint64_t number_;
  std::mt19937_64 random_;
  int level_;
  Company company_;
  std::string each_ = "account";
};

}  // namespace

Company invent(uint64_t number, int level) { return Inventing(number, level).run(); }

}  // namespace probata::laws
