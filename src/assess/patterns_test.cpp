// The sentences of section 4, each on a hand-made signal with exact instants.
#include <gtest/gtest.h>

#include "assess/signal_fixture.h"

namespace probata {
namespace {

using test::at;
using test::made;
using test::watched;

std::vector<Obligation> respond_to(std::string_view when, std::string_view met, int64_t within,
                                   const Setting& setting) {
  return respond(
      {.trigger = made(when), .met = made(met), .pulses = {}, .constant = false, .stays = {}},
      after(Duration{within}), setting);
}

TEST(Invariant, OneObligationForEachMaximalBrokenInterval) {
  const auto all = invariant(made("0:no 10:yes 14:no 20:yes"), after(Duration{3}), watched(0, 30));
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[0].from, Range::exactly(at(10)));
  EXPECT_EQ(all[0].due, Range::exactly(at(13)));
  EXPECT_EQ(all[0].done, Range::exactly(at(14)));
  EXPECT_EQ(verdict(all[0], at(30)), Verdict::failed);
  EXPECT_FALSE(all[1].done);
  EXPECT_EQ(verdict(all[1], at(30)), Verdict::failed);
}

TEST(Invariant, WithinTheGraceItPassed) {
  const auto all = invariant(made("0:no 10:yes 13:no"), after(Duration{3}), watched(0, 30));
  EXPECT_EQ(verdict(all.at(0), at(30)), Verdict::passed);
}

TEST(Invariant, BrokenWhenTheWatchBeginsItIsBrokenFromThere) {
  auto setting = watched(5, 30);
  auto all = invariant(made("0:yes 8:no"), after(Duration{0}), setting);
  ASSERT_EQ(all.size(), 1);
  EXPECT_EQ(all[0].from.at, at(5));
  EXPECT_TRUE(all[0].from_unbounded);
  EXPECT_FALSE(all[0].found);
  setting.seen_before = true;
  EXPECT_FALSE(invariant(made("0:yes 8:no"), after(Duration{0}), setting).at(0).from_unbounded);
}

TEST(Invariant, UnknownBetweenFalseAndTrueIsOneTriggerWithAnUncertainFrom) {
  const auto all = invariant(made("0:no 10:? 15:yes 20:no"), after(Duration{0}), watched(0, 30));
  ASSERT_EQ(all.size(), 1);
  EXPECT_EQ(all[0].from, (Range{at(9), at(15)}));
  EXPECT_FALSE(all[0].possible);
  EXPECT_EQ(verdict(all[0], at(30)),
            Verdict::failed);  // wherever it broke, it was broken from 15 to 20
}

TEST(Invariant, AnyOtherUnknownStretchMayHideOne) {
  const auto all = invariant(made("0:no 10:? 15:no"), after(Duration{0}), watched(0, 30));
  ASSERT_EQ(all.size(), 1);
  EXPECT_TRUE(all[0].possible);
  EXPECT_EQ(verdict(all[0], at(30)), Verdict::unknown);
  // Too short to have outlasted the grace: it would pass wherever it lies, and is no item.
  EXPECT_TRUE(invariant(made("0:no 10:? 15:no"), after(Duration{5}), watched(0, 30)).empty());
  EXPECT_EQ(invariant(made("0:no 10:? 15:no"), after(Duration{4}), watched(0, 30)).size(), 1);
}

TEST(Response, EachInstantAtWhichItBecomesTrue) {
  const auto all = respond_to("0:no 10:yes 12:no 20:yes", "0:no 13:yes 14:no", 5, watched(0, 30));
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[0].done, Range::exactly(at(13)));
  EXPECT_EQ(verdict(all[0], at(30)), Verdict::passed);
  EXPECT_EQ(all[1].due, Range::exactly(at(25)));
  EXPECT_EQ(verdict(all[1], at(25)), Verdict::pending);
  EXPECT_EQ(verdict(all[1], at(26)), Verdict::failed);
}

TEST(Response, MetAtTheInstantItArose) {
  const auto all = respond_to("0:no 10:yes", "0:yes", 0, watched(0, 30));
  EXPECT_EQ(all.at(0).done, Range::exactly(at(10)));
  EXPECT_EQ(verdict(all[0], at(30)), Verdict::passed);
}

TEST(Response, MetAtDueIsInTimeAndOneLaterIsNot) {
  EXPECT_EQ(verdict(respond_to("0:no 10:yes", "0:no 15:yes", 5, watched(0, 30)).at(0), at(30)),
            Verdict::passed);
  EXPECT_EQ(verdict(respond_to("0:no 10:yes", "0:no 16:yes", 5, watched(0, 30)).at(0), at(30)),
            Verdict::failed);
}

TEST(Response, ADueBeforeFromIsFrom) {
  Deadline early;
  early.due = [](Instant, std::optional<Instant>) { return std::optional(at(3)); };
  const auto all = respond({.trigger = made("0:no 10:yes"),
                            .met = made("0:no"),
                            .pulses = {},
                            .constant = false,
                            .stays = {}},
                           early, watched(0, 30));
  EXPECT_EQ(all.at(0).due.at, at(10));
}

TEST(Response, FoundMetByDueIsNoItem) {
  EXPECT_TRUE(respond_to("0:yes", "0:no 8:yes", 5, watched(5, 30)).empty());
  const auto late = respond_to("0:yes", "0:no 11:yes", 5, watched(5, 30));
  ASSERT_EQ(late.size(), 1);
  EXPECT_TRUE(late[0].found);
  EXPECT_TRUE(late[0].from_unbounded);
  EXPECT_EQ(late[0].from.at, at(5));
  EXPECT_EQ(verdict(late[0], at(30)), Verdict::failed);
}

TEST(Response, FoundAndDueAtOnceNeverFails) {
  const auto all = respond_to("0:yes", "0:no", 0, watched(5, 30));
  ASSERT_EQ(all.size(), 1);
  EXPECT_TRUE(all[0].never_fails);
  EXPECT_EQ(verdict(all[0], at(30)), Verdict::pending);
  EXPECT_TRUE(respond_to("0:yes", "0:no 20:yes", 0, watched(5, 30)).empty());  // met since
}

TEST(Response, AConstantRaisesNothingWhereItIsFoundDueAtOnce) {
  const Responding always{
      .trigger = made("0:yes"), .met = made("0:no"), .pulses = {}, .constant = true, .stays = {}};
  EXPECT_TRUE(respond(always, after(Duration{0}), watched(5, 30)).empty());
}

TEST(Response, StaysMakesEachStopATrigger) {
  const Stays stays{.then = made("0:no 12:yes 20:no 28:yes"),
                    .other = made("0:no"),
                    .holds = made("0:no 10:yes")};
  const auto all = respond({.trigger = made("0:no 10:yes"),
                            .met = stays.then,
                            .pulses = {},
                            .constant = false,
                            .stays = stays},
                           after(Duration{5}), watched(0, 40));
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[1].from, Range::exactly(at(20)));
  EXPECT_EQ(all[1].done, Range::exactly(at(28)));
  EXPECT_EQ(verdict(all[1], at(40)), Verdict::failed);
}

TEST(Response, AnUncertainFromAndDoneAreRanges) {
  const auto all = respond_to("0:no 5..10:yes", "0:no 20..25:yes", 15, watched(0, 40));
  ASSERT_EQ(all.size(), 1);
  EXPECT_EQ(all[0].from, (Range{at(5), at(10)}));
  EXPECT_EQ(all[0].due, (Range{at(20), at(25)}));
  EXPECT_EQ(all[0].done, (Range{at(20), at(25)}));
  EXPECT_EQ(verdict(all[0], at(40)), Verdict::unknown);
  EXPECT_EQ(
      verdict(respond_to("0:no 5..10:yes", "0:no 20..25:yes", 19, watched(0, 40)).at(0), at(40)),
      Verdict::passed);
  EXPECT_EQ(
      verdict(respond_to("0:no 5..10:yes", "0:no 20..25:yes", 10, watched(0, 40)).at(0), at(40)),
      Verdict::failed);
}

TEST(Response, EdgesOfOneFactHappenTogether) {
  Signal when = made("0:no 5..10:yes"), met = made("0:no 5..10:yes");
  when[1].fact = met[1].fact = FactNo{7};
  const auto all =
      respond({.trigger = when, .met = met, .pulses = {}, .constant = false, .stays = {}},
              after(Duration{0}), watched(0, 40));
  EXPECT_EQ(verdict(all.at(0), at(40)), Verdict::passed);
  met[1].fact = FactNo{8};
  const auto apart =
      respond({.trigger = when, .met = met, .pulses = {}, .constant = false, .stays = {}},
              after(Duration{0}), watched(0, 40));
  EXPECT_EQ(verdict(apart.at(0), at(40)), Verdict::unknown);
}

TEST(Response, ADueThatCannotBeReadIsUnknownUnlessMetAtOnce) {
  Deadline none;
  none.due = [](Instant, std::optional<Instant>) { return std::optional<Instant>(); };
  const auto verdict_of = [&](std::string_view met) {
    return verdict(respond({.trigger = made("0:no 10:yes"),
                            .met = made(met),
                            .pulses = {},
                            .constant = false,
                            .stays = {}},
                           none, watched(0, 30))
                       .at(0),
                   at(30));
  };
  EXPECT_EQ(verdict_of("0:no 20:yes"), Verdict::unknown);
  EXPECT_EQ(verdict_of("0:no 10:yes"), Verdict::passed);
}

Windows tens() {
  return {.window =
              [](Instant t) {
                return std::optional(Period{at(t.us / 10 * 10), at(t.us / 10 * 10 + 10)});
              },
          .since = at(0)};
}
Occurrence occurs(int64_t t) {
  return {.pulse = {.at = Range::exactly(at(t))}, .counts = {}, .no = false, .entity = {}};
}

TEST(Recurrence, EachWindowNeedsItsOccurrence) {
  const auto result =
      recur_calendar(made("0:yes"), {occurs(5), occurs(25)}, tens(), watched(0, 35));
  ASSERT_EQ(result.obligations.size(), 4);
  EXPECT_EQ(result.obligations[0].due, Range::exactly(at(9)));
  EXPECT_EQ(verdict(result.obligations[0], at(35)), Verdict::passed);
  EXPECT_EQ(verdict(result.obligations[1], at(35)), Verdict::failed);
  EXPECT_FALSE(in_period(result.obligations[1], test::period(20, 30), at(35))
                   .belongs);  // failed for good, never carried
  EXPECT_EQ(verdict(result.obligations[3], at(35)), Verdict::pending);
}

TEST(Recurrence, AWindowOnlyInPartInTheDomainIsListed) {
  const auto result = recur_calendar(made("0:no 3:yes"), {occurs(15)}, tens(), watched(0, 19));
  ASSERT_EQ(result.partial.size(), 1);
  EXPECT_EQ(result.partial[0].from, at(0));
  EXPECT_EQ(result.obligations.size(), 1);
  Windows counting = tens();
  counting.partial_counts = true;
  EXPECT_EQ(recur_calendar(made("0:no 3:yes"), {occurs(15)}, counting, watched(0, 19))
                .obligations.at(0)
                .from.at,
            at(3));
}

TEST(Recurrence, AnOccurrenceThatMayLieInTheWindowMakesItUnknown) {
  Occurrence perhaps = occurs(5);
  perhaps.pulse = {.at = {at(4), at(8)}, .certain = false, .why = 1};
  EXPECT_EQ(
      verdict(recur_calendar(made("0:yes"), {perhaps}, tens(), watched(0, 35)).obligations.at(0),
              at(35)),
      Verdict::unknown);
  perhaps.pulse = {
      .at = {at(8), at(12)}, .certain = true, .why = 1};  // in this window or in the next
  const auto result = recur_calendar(made("0:yes"), {perhaps}, tens(), watched(0, 35));
  EXPECT_EQ(verdict(result.obligations.at(0), at(35)), Verdict::unknown);
  EXPECT_EQ(verdict(result.obligations.at(1), at(35)), Verdict::unknown);
}

TEST(Recurrence, WithCountsForAWindowIsMetLate) {
  Windows windows = tens();
  windows.counts_for = true;
  Occurrence late = occurs(15);
  late.counts = Pulse{.at = Range::exactly(at(7))};
  const auto result = recur_calendar(made("0:yes"), {late}, windows, watched(0, 35));
  EXPECT_EQ(result.obligations.at(0).done, Range::exactly(at(15)));
  EXPECT_EQ(verdict(result.obligations.at(0), at(35)), Verdict::failed);
  EXPECT_TRUE(in_period(result.obligations.at(0), test::period(10, 20), at(35)).carried);
}

TEST(Recurrence, RollingRunsFromOneToTheNextAndEndsWithTheDomain) {
  const auto all = recur_rolling(made("0:no 2:yes 30:no"), {occurs(8), occurs(20)},
                                 after(Duration{10}), watched(0, 40));
  ASSERT_EQ(all.size(), 3);
  EXPECT_EQ(all[0].from.at, at(2));
  EXPECT_EQ(verdict(all[0], at(40)), Verdict::passed);
  EXPECT_EQ(all[1].due.at, at(18));
  EXPECT_EQ(verdict(all[1], at(40)), Verdict::failed);
  EXPECT_EQ(all[2].done, Range::exactly(at(30)));
}

TEST(Judgement, NoFailsUntilTheNextYes) {
  const std::vector<Decision> decisions{{.at = Range::exactly(at(12)), .no = true},
                                        {.at = Range::exactly(at(25)), .no = false}};
  Responding r{.trigger = made("0:no 10:yes"),
               .met = made("0:no"),
               .pulses = as_pulses(decisions),
               .constant = false,
               .stays = {}};
  Obligation o = respond(r, after(Duration{5}), watched(0, 40)).at(0);
  judge(o, decisions, {at(10), at(40)}, true);
  EXPECT_EQ(verdict(o, at(40)), Verdict::failed);
  EXPECT_EQ(o.done, Range::exactly(at(25)));
  EXPECT_EQ(exception_of(o, at(40)), test::period(12, 25));
  EXPECT_TRUE(in_period(o, test::period(20, 30), at(40)).belongs);
  EXPECT_FALSE(in_period(o, test::period(26, 30), at(40)).belongs);
}

TEST(Period, MembershipByDueAndByBeingOverdue) {
  const Obligation o =
      respond_to("0:no 10:yes", "0:no 25:yes", 5, watched(0, 60)).at(0);  // due 15, done 25
  EXPECT_TRUE(in_period(o, test::period(10, 16), at(60)).belongs);
  EXPECT_TRUE(in_period(o, test::period(10, 15), at(60)).boundary);
  EXPECT_FALSE(in_period(o, test::period(10, 15), at(60)).belongs);
  EXPECT_TRUE(in_period(o, test::period(20, 30), at(60)).carried);
  EXPECT_TRUE(in_period(o, test::period(24, 30), at(60)).belongs);
  EXPECT_FALSE(in_period(o, test::period(25, 30), at(60)).belongs);  // met at 25
  EXPECT_FALSE(in_period(o, test::period(0, 10), at(60)).boundary);  // arose later
}

TEST(Period, OneThatMayNotBelongIsUnknownUnlessItPassesWhereItDoes) {
  const Obligation o =
      respond_to("0:no 5..10:yes", "0:no 30:yes", 5, watched(0, 60)).at(0);  // due in (10, 15]
  EXPECT_EQ(in_period(o, test::period(0, 13), at(60)).verdict, Verdict::unknown);
  EXPECT_EQ(in_period(o, test::period(13, 40), at(60)).verdict, Verdict::failed);
}

}  // namespace
}  // namespace probata
