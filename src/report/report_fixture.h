// For tests: a company told fact by fact, and its report.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "catalog/catalog_fixture.h"
#include "fact/fact.h"
#include "report/report.h"

namespace probata::report_fixture {

inline std::shared_ptr<const Catalog> catalog() {
  auto read = catalog_fixture::read(
      {{"kinds/person.yaml",
        "kind: person\ntitle: Person\nplural: People\nrecord: true\nfields:\n"
        "  name: {type: string, label: true}\n"},
       {"kinds/account.yaml",
        "kind: account\ntitle: Account\nplural: Accounts\nfields:\n"
        "  status: {type: string, enum: [active, disabled]}\n  mfa: bool\n"},
       {"kinds/drill.yaml",
        "kind: drill\ntitle: Drill\nplural: Fire drills\nrecord: true\n"
        "fields:\n  name: string\n"},
       {"parameters.yaml", "mend: {title: Time to mend, type: duration, default: 24h}\n"},
       {"roles.yaml", "officer: {title: Security officer}\n"},
       {"tailoring.yaml", "code: {title: Where the code is, type: string, default: github}\n"},
       {"controls/mfa.yaml",
        "control: mfa\ntitle: Second factor\nstatement: Accounts have a second factor.\n"
        "owner: officer\nfrequency: always\ntests:\n"
        "  - {id: enforced, title: Every account has a second factor, each: account,\n"
        "     scope: 'account.status == \"active\"', always: account.mfa, grace: param.mend,\n"
        "     severity: high, waivable_by: [officer], says: 'no second factor for {late}'}\n"},
       {"controls/leavers.yaml",
        "control: leavers\ntitle: Leavers\nstatement: Disabled accounts have no factor.\ntests:\n"
        "  - {id: cleared, title: The factor of a disabled account is removed, each: account,\n"
        "     when: 'account.status == \"disabled\"', then: account.mfa == false, within: 24h,\n"
        "     waivable_by: [officer], says: 'factor left'}\n"},
       {"controls/drills.yaml",
        "control: drills\ntitle: Fire drills\nstatement: There is a drill a year.\ntests:\n"
        "  - {id: yearly, title: A drill every quarter, every: quarter, occurs: drill,\n"
        "     says: 'no drill by {due}'}\n"}});
  if (!read) ADD_FAILURE() << to_text(read.error().front());
  return *read;
}

inline Instant at(std::string_view text) { return *parse_instant(text); }

class Company {
 public:
  explicit Company(Settings settings = {}) : history_(catalog(), std::move(settings)) {}

  void tell(const std::string& line) {
    auto fact = read_fact(std::string_view(line), history_.catalog());
    if (!fact) return ADD_FAILURE() << line << ": " << to_text(fact.error().front());
    history_.fold(FactNo{next_++}, fact->at, *fact);
  }
  // `account` on a day of 2026, as the directory says it.
  void account(const std::string& id, const std::string& day, const std::string& set) {
    tell(R"({"kind":"account","id":")" + id + R"(","at":"2026-)" + day +
         R"(T09:00:00Z","by":"connector:idp/eu","set":)" + set + "}");
  }
  void seen(const std::string& from, const std::string& to) {
    tell(R"({"kind":"collection","id":"look/)" + to + R"(","at":")" + to +
         R"(","by":"connector:idp/eu","set":{"kinds":["account"],"from":")" + from + R"(","to":")" +
         to + R"(","complete":true}})");
  }
  void record(const std::string& what, const std::string& time, const std::string& set,
              const std::string& by = "person/sam") {
    tell(R"({"kind":")" + what.substr(0, what.find('/')) + R"(","id":")" +
         what.substr(what.find('/') + 1) + R"(","at":")" + time + R"(","by":")" + by +
         R"(","set":)" + set + "}");
  }

  std::string report(std::string_view start, std::string_view end, std::string_view now) const {
    return report(Request{.period = {at(start), at(end)}}, at(now));
  }
  std::string state(std::string_view now) const { return report(state_at(at(now)), at(now)); }

 private:
  std::string report(const Request& request, Instant now) const {
    const View view{history_, FactNo{next_}, now};
    ReportFacts facts;
    facts.organisation = "acme.example";
    facts.state = request.state;
    return report_html(assess(view, request), view, facts);
  }

  History history_;
  uint32_t next_ = 0;
};

// The text that people read: without tags, entities left as they are.
inline std::string text_of(const std::string& html) {
  std::string text;
  bool tag = false;
  for (char c : html) {
    if (c == '<') tag = true;
    if (!tag) text += c;
    if (c == '>') tag = false;
  }
  return text;
}

}  // namespace probata::report_fixture
