#include "report/report.h"

#include <gmock/gmock.h>

#include "report/html.h"
#include "report/report_fixture.h"
#include "report/words.h"

namespace probata {
namespace {

using namespace report_fixture;
using testing::HasSubstr;
using testing::Not;

constexpr const char* year = "2026-01-01T00:00:00Z";
constexpr const char* end = "2027-01-01T00:00:00Z";

// Two accounts; a1 was without a second factor for some days in March.
Company company() {
  Company company;
  company.record("person/sam", "2026-01-01T00:00:00Z", R"({"name":"Sam Lee"})");
  company.record("assignment/1", "2026-01-01T00:00:00Z", R"({"role":"officer","person":"sam"})");
  company.seen("2025-06-01T00:00:00Z", "2027-01-01T00:00:00Z");
  company.account("a1", "02-01", R"({"status":"active","mfa":true})");
  company.account("a1", "03-02", R"({"mfa":false})");
  company.account("a1", "03-09", R"({"mfa":true})");
  for (const char* month : {"02", "05", "08", "11"})
    company.record(std::string("drill/") + month, std::string("2026-") + month + "-03T10:00:00Z",
                   R"({"name":"drill"})");
  return company;
}

TEST(Report, ExceptionsStandAtItsFrontWithTheirCount) {
  const auto text = text_of(company().report(year, end, end));
  EXPECT_THAT(text, HasSubstr("1 exception in 1 control."));
  EXPECT_THAT(text, HasSubstr("mfa/enforcedno second factor for 6 daccount/a1"
                              "Mon 2 Mar 2026 09:00due Tue 3 Mar 2026 09:00"
                              "Mon 9 Mar 2026 09:00no finding"));
  EXPECT_LT(text.find("1 exception in 1 control."), text.find("Results by criterion"));
}

TEST(Report, AFindingFollowsUpItsException) {
  auto told = company();
  told.record("finding/F-1", "2026-03-04T09:00:00Z",
              R"({"test":"mfa/enforced","item":"account/a1","state":"open"})");
  told.record("finding/F-1", "2026-03-05T09:00:00Z",
              R"({"owner":"sam","root_cause":"a rule was off","action":"watch it",
                  "response":"the rule is on","due":"2026-04-01T22:00:00Z","state":"fixing"})");
  told.record("finding/F-2", "2026-03-04T09:00:00Z",
              R"({"test":"mfa/enforced","item":"account/a2","state":"open"})");
  const auto text = text_of(told.report(year, end, end));
  EXPECT_THAT(text, HasSubstr("F-1 (fixing); owner: Sam Lee; cause: a rule was off; response: the "
                              "rule is on; action: watch it; by Wed 1 Apr 2026 22:00"));
  EXPECT_THAT(text, Not(HasSubstr("F-2")));
  EXPECT_THAT(text, Not(HasSubstr("no finding")));
}

TEST(Report, AFindingBeforeTheExceptionIsNotOnIt) {
  auto told = company();
  told.record("finding/F-1", "2026-02-04T09:00:00Z",
              R"({"test":"mfa/enforced","item":"account/a1","state":"open"})");
  EXPECT_THAT(text_of(told.report(year, end, end)), HasSubstr("no finding"));
}

TEST(Report, ManyExceptionsOfATestAreCountedAndNotLeftOut) {
  auto told = company();
  for (int i = 0; i < 30; ++i)
    told.account("b" + std::to_string(i), "06-01", R"({"status":"active","mfa":false})");
  const auto text = text_of(told.report(year, end, end));
  EXPECT_THAT(text, HasSubstr("31 exceptions in 1 control."));
  EXPECT_THAT(text, HasSubstr("and 22 more, listed under the control"));
  EXPECT_THAT(text, HasSubstr("Warning threshold reached: more than 5 % of the items (100 %)."));
}

TEST(Report, AnApprovedExceptionSaysWhoUntilWhenAndWhy) {
  auto told = company();
  told.record("person/lena", "2026-01-01T00:00:00Z", R"({"name":"Lena Kern"})");
  told.record("waiver/w1", "2026-05-01T09:00:00Z",
              R"({"test":"mfa/enforced","item":"account/a2","until":"2026-12-01T00:00:00Z",
                  "reason":"the key is <lost>","compensating":"calls back","state":"requested"})",
              "person/lena");
  told.record("waiver/w1", "2026-05-02T09:00:00Z", R"({"state":"approved"})");
  told.account("a2", "06-01", R"({"status":"active","mfa":false})");
  told.account("a2", "06-09", R"({"mfa":true})");
  const auto text = text_of(told.report(year, end, end));
  EXPECT_THAT(text, HasSubstr("Approved by Sam Lee on Sat 2 May 2026 09:00 until Tue 1 Dec 2026 "
                              "00:00, because: the key is &lt;lost&gt;; meanwhile: calls back."));
  EXPECT_THAT(text, HasSubstr("1 item with an approved exception"));
}

TEST(Report, AnEndThatIsTheApprovalsIsSaidToBe) {
  auto told = company();
  told.record("waiver/w1", "2026-04-01T09:00:00Z",
              R"({"test":"leavers/cleared","item":"account/a1","until":"2026-06-01T00:00:00Z",
                  "reason":"kept as evidence","state":"requested"})",
              "person/lena");
  told.record("waiver/w1", "2026-04-02T09:00:00Z", R"({"state":"approved"})");
  told.account("a1", "05-01", R"({"status":"disabled"})");
  told.account("a1", "05-20", R"({"mfa":false})");
  const auto text = text_of(told.report(year, end, end));
  EXPECT_THAT(text, HasSubstr("had to be by Mon 1 Jun 2026 00:00, the end of the approved "
                              "exception; was on Wed 20 May 2026 09:00"));
  EXPECT_THAT(text, HasSubstr("; no compensation is recorded."));
}

TEST(Report, WhatIsInTimeIsNotAccused) {
  const auto text = text_of(company().report(year, "2026-12-31T00:00:00Z", end));
  EXPECT_THAT(text, HasSubstr("At the edge of the period✓ in order companysince Thu 1 Oct 2026"));
  EXPECT_THAT(text, HasSubstr("had to be by end of Thu 31 Dec 2026; was on Tue 3 Nov 2026"));
  EXPECT_THAT(text, Not(HasSubstr("no drill by")));
}

TEST(Report, ATestSaysItsRule) {
  const auto text = text_of(company().report(year, end, end));
  EXPECT_THAT(text, HasSubstr("Rule, for Accounts where account.status == &quot;active&quot;: it "
                              "holds at all times that account.mfa; when not, for param.mend at "
                              "most. mend is 1 day. Severity high."));
  EXPECT_THAT(text, HasSubstr("Owner: Security officer (Sam Lee). Frequency: always."));
  EXPECT_THAT(text, HasSubstr("Rule, for the company: every quarter, one of Fire drills."));
  EXPECT_THAT(text, HasSubstr("Where the code isgithub (assumed)"));
}

TEST(Report, WhatIsBeforeThePeriodIsNotCalledUnseen) {
  const auto text = text_of(company().report(year, end, end));
  EXPECT_THAT(text, HasSubstr("idp/euAccounts––seen throughout"));
  EXPECT_THAT(text, Not(HasSubstr("connector:")));
  EXPECT_THAT(text, Not(HasSubstr(" 1 00:")));
  EXPECT_THAT(text_of(company().report("2025-01-01T00:00:00Z", end, end)),
              HasSubstr("before the first look, up to Sun 1 Jun 2025 00:00"));
  EXPECT_THAT(text_of(company().report("2025-01-01T00:00:00Z", "2025-03-01T00:00:00Z", end)),
              HasSubstr("idp/euAccounts––not seen at all"));
}

TEST(Report, ExceptionsStandBeforeWhatIsNotKnown) {
  Company told;
  told.seen("2026-02-01T00:00:00Z", "2026-06-01T00:00:00Z");
  told.account("a1", "03-02", R"({"status":"active","mfa":true})");
  for (int i = 0; i < 4; ++i)
    told.account(
        "a" + std::to_string(i), "03-02",
        i == 0 ? R"({"status":"active","mfa":false})" : R"({"status":"active","mfa":true})");
  told.account("a0", "03-09", R"({"mfa":true})");
  const auto text = text_of(told.report(year, end, end));
  EXPECT_THAT(text, HasSubstr("✕ exceptions noted, and not all is known"));
}

TEST(Report, AStateHasNoPeriod) {
  Company told;
  told.seen("2025-06-01T00:00:00Z", "2026-03-20T11:19:00Z");
  told.account("a1", "02-01", R"({"status":"active","mfa":true})");
  told.account("a1", "03-02", R"({"mfa":false})");
  const auto text = text_of(told.state("2026-03-20T11:19:00Z"));
  EXPECT_THAT(text, Not(HasSubstr("when the period began")));
  EXPECT_THAT(text, Not(HasSubstr("11:19:00")));
  EXPECT_THAT(text, HasSubstr("no second factor for"));
  EXPECT_THAT(text, HasSubstr("idp/euAccounts––seen"));
  EXPECT_THAT(text_of(Company().state("2026-03-20T11:19:00Z")), Not(HasSubstr("11:19:00")));
}

TEST(Report, APeriodThatIsNotOverSaysSo) {
  const auto told = company();
  EXPECT_THAT(
      text_of(told.report(year, end, "2026-09-01T00:00:00Z")),
      HasSubstr("This period is not over: the report says nothing of what comes after Tue 1 "
                "Sep 2026 00:00."));
  EXPECT_THAT(text_of(told.report(end, "2028-01-01T00:00:00Z", "2026-09-01T00:00:00Z")),
              HasSubstr("This period has not begun"));
  EXPECT_THAT(text_of(told.report(year, end, end)), Not(HasSubstr("This period")));
}

TEST(Report, NothingIsCalledSearchedThatWasNot) {
  const auto text = text_of(company().report(end, "2028-01-01T00:00:00Z", "2026-09-01T00:00:00Z"));
  EXPECT_THAT(text, Not(HasSubstr("source searched")));
  EXPECT_THAT(text, Not(HasSubstr("seen throughout")));
  TestResult result;
  result.conclusion = Conclusion::not_occurring;
  EXPECT_EQ(words_of(result, true).words, "did not occur (source searched, 0 rows)");
  result.limitations.push_back({});
  EXPECT_EQ(words_of(result, true).words, "nothing was due; not everything was seen");
}

TEST(Report, OneEntryIsOne) {
  Company told;
  told.seen("2025-06-01T00:00:00Z", "2027-01-01T00:00:00Z");
  told.account("a1", "03-02", R"({"status":"active","mfa":false})");
  const auto text = text_of(told.report(year, end, end));
  EXPECT_THAT(text, HasSubstr("account/a1 · entry 1"));
}

TEST(Report, NothingIsLeftOutOfScopeSilently) {
  Settings settings;
  settings.not_applicable.push_back({"mfa", "nobody signs in", "person/sam", at(year), {}});
  const auto text = text_of(Company(settings).report(year, end, end));
  EXPECT_THAT(text, HasSubstr("2 controls with 2 tests"));
  EXPECT_THAT(text, HasSubstr("1 more do not apply"));
  EXPECT_THAT(text, HasSubstr("(person/sam, from Thu 1 Jan 2026 00:00)"));
}

// At the end of the period it is over; what happened meanwhile is in no result.
TEST(Report, WhatDidNotApplyForAWhileIsNamed) {
  Settings settings;
  settings.not_applicable.push_back({"mfa/enforced", "moving <office>", "person/sam",
                                     at("2026-02-01T00:00:00Z"), at("2026-03-01T00:00:00Z")});
  EXPECT_THAT(text_of(Company(settings).report(year, end, end)),
              HasSubstr("Every account has a second factorNot applicable: moving &lt;office&gt; "
                        "(person/sam, from Sun 1 Feb 2026 00:00, until Sun 1 Mar 2026 00:00)."));
}

TEST(Report, AnotherThresholdOrOrderOfSourcesIsNamed) {
  EXPECT_THAT(text_of(Company().report(year, end, end)),
              HasSubstr("How results are judged\nAs shipped."));
  Settings settings;
  settings.markers = {{{.failed_share = 0.2, .majority = {}}, {}},
                      {{.failed_share = 0.1, .majority = {}}, at("2026-05-01T00:00:00Z")},
                      {{.failed_share = 0.3, .majority = {}}, at("2026-06-01T00:00:00Z")}};
  settings.late_recording = day * 30;
  settings.precedence[catalog()->kind("account")->number] = {"people", "connector:idp"};
  const auto text = text_of(Company(settings).report(year, end, end));
  for (const char* words :
       {"Warning where of all items failednever: switched off; default: more than 50 %",
        "Warning where of 20 items or more failedmore than 10 %; default: more than 5 %; set: more "
        "than 20 %; more than 10 %, from Fri 1 May 2026 00:00; more than 30 %, from Mon 1 Jun 2026 "
        "00:00",
        "Recorded lateafter 30d; default: after 7d",
        "Accountswho is believed first: people, connector:idp"})
    EXPECT_THAT(text, HasSubstr(words));
}

std::string words(const std::string& html) { return text_of(html); }

TEST(ReportInstants, TheLastInstantOfADayIsItsEnd) {
  const Calendar calendar;
  EXPECT_EQ(words(html::instant(at("2026-06-30T23:59:59.999999Z"), calendar)),
            "end of Tue 30 Jun 2026");
  EXPECT_EQ(words(html::instant(at("2026-06-30T23:59:59Z"), calendar)), "Tue 30 Jun 2026 23:59:59");
  EXPECT_EQ(words(html::instant(Instant::earliest(), calendar)), "the beginning");
}

TEST(ReportInstants, WhatReadsAlikeIsSaidOnce) {
  const Calendar calendar;
  const Range range{at("2026-06-30T10:00:01.1Z"), at("2026-06-30T10:00:01.9Z")};
  EXPECT_EQ(words(html::range(range, calendar, false)), "Tue 30 Jun 2026 10:00:01");
  EXPECT_EQ(words(html::stretch(range.after, range.at, calendar)), "at Tue 30 Jun 2026 10:00:01");
}

TEST(ReportInstants, InATextOnlyInstantsAreReplaced) {
  EXPECT_EQ(words(html::with_instants("In 2 of 3 <b> from 2026-01-05T09:00:00Z.", Calendar())),
            "In 2 of 3 &lt;b&gt; from Mon 5 Jan 2026 09:00.");
  EXPECT_EQ(html::with_instants("", Calendar()), "");
}

}  // namespace
}  // namespace probata
