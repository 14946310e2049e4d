// Section 6 by brute force: on small signals every filling of what is unknown is made and judged by
// the definitions of sections 1 and 4 alone. Passed and failed only if it is so in every filling;
// and the law of periods.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "assess/signal_fixture.h"

namespace probata {
namespace {

using test::at;
using test::watched;

constexpr int length = 9;  // instants 0 … 8; now is 8
using Filling = std::vector<bool>;
struct Sketch {
  std::vector<int> values;  // 0 no, 1 yes, 2 unknown: a value for each instant
};

Signal to_signal(const Sketch& sketch) {
  Signal signal = constant(Truth::no);
  for (int t = 0; t < length; ++t) {
    const auto value = static_cast<Truth>(sketch.values[static_cast<size_t>(t)]);
    if (signal.back().value != value)
      signal.push_back({.after = at(t - 1), .at = at(t), .value = value, .why = 1, .fact = {}});
  }
  return signal;
}

std::vector<Filling> fillings(const Sketch& sketch) {
  std::vector<Filling> result{{}};
  for (const int value : sketch.values) {
    std::vector<Filling> longer;
    for (const Filling& f : result) {
      for (const bool bit : {false, true}) {
        if (value != 2 && bit != (value == 1)) continue;
        longer.push_back(f);
        longer.back().push_back(bit);
      }
    }
    result = std::move(longer);
  }
  return result;
}

// Of the certain trigger at `from`: met at the first instant at which `met` holds.
bool fails(const Filling& met, int from, int due) {
  for (int t = from; t < length; ++t) {
    if (met[static_cast<size_t>(t)]) return t > due;
  }
  return length - 1 > due;
}

// Mostly `no`, so that what is unknown is not always drowned by certain failures.
rc::Gen<Sketch> sketches(int values) {
  return rc::gen::map(rc::gen::container<std::vector<int>>(static_cast<size_t>(length),
                                                           rc::gen::inRange(0, 3 * values)),
                      [values](std::vector<int> v) {
                        for (int& value : v) value = value < values ? value : 0;
                        return Sketch{std::move(v)};
                      });
}

RC_GTEST_PROP(Fillings, AResponseIsPassedOrFailedOnlyIfItIsInEveryFilling, ()) {
  const Sketch when = *sketches(2), met = *sketches(3);
  const int within = *rc::gen::inRange(0, 5);
  const auto all = respond({.trigger = to_signal(when),
                            .met = to_signal(met),
                            .pulses = {},
                            .constant = false,
                            .stays = {}},
                           after(Duration{within}), watched(-5, length - 1));
  size_t next_one = 0;
  for (int t = 0; t < length; ++t) {
    const bool rises = when.values[static_cast<size_t>(t)] == 1 &&
                       (t == 0 || when.values[static_cast<size_t>(t - 1)] != 1);
    if (!rises) continue;
    std::set<bool> outcomes;
    for (const Filling& filling : fillings(met)) outcomes.insert(fails(filling, t, t + within));
    RC_ASSERT(next_one < all.size());
    const Verdict found = verdict(all[next_one++], at(length - 1));
    if (outcomes.size() == 2) RC_ASSERT(found == Verdict::unknown);
    if (outcomes == std::set{true}) RC_ASSERT(found == Verdict::failed);
    if (outcomes == std::set{false})
      RC_ASSERT(found == Verdict::passed || found == Verdict::pending);
  }
  RC_ASSERT(next_one == all.size());
}

// The worst of an invariant's verdicts against every filling of its one signal.
RC_GTEST_PROP(Fillings, AnInvariantIsCertainOnlyIfItIsInEveryFilling, ()) {
  const Sketch broken = *sketches(3);
  const int grace = *rc::gen::inRange(0, 4);
  const auto all = invariant(to_signal(broken), after(Duration{grace}), watched(-5, length - 1));
  bool any_fails = false, all_fail = true;
  for (const Filling& filling : fillings(broken)) {
    bool failed = false;
    for (int t = 0; t < length; ++t) {
      const bool rises =
          filling[static_cast<size_t>(t)] && (t == 0 || !filling[static_cast<size_t>(t - 1)]);
      Filling met = filling;
      met.flip();
      if (rises) failed = failed || fails(met, t, t + grace);
    }
    any_fails = any_fails || failed;
    all_fail = all_fail && failed;
  }
  Verdict worst = Verdict::passed;
  for (const Obligation& o : all) worst = std::min(worst, verdict(o, at(length - 1)));
  if (worst == Verdict::failed) RC_ASSERT(all_fail);
  if (worst == Verdict::passed || worst == Verdict::pending) RC_ASSERT(!any_fails);
}

// The same of a response whose trigger is not known either: each signal is filled on its own.
RC_GTEST_PROP(Fillings, AResponseWithAnUnknownTriggerIsCertainOnlyIfItIsInEveryFilling, ()) {
  const Sketch when = *sketches(3), met = *sketches(3);
  const int within = *rc::gen::inRange(0, 4);
  const auto all = respond({.trigger = to_signal(when),
                            .met = to_signal(met),
                            .pulses = {},
                            .constant = false,
                            .stays = {}},
                           after(Duration{within}), watched(-5, length - 1));
  bool any_fails = false, all_fail = true;
  const std::vector<Filling> meetings = fillings(met);
  for (const Filling& trigger : fillings(when)) {
    for (const Filling& meeting : meetings) {
      bool failed = false;
      for (int t = 0; t < length; ++t) {
        const bool rises =
            trigger[static_cast<size_t>(t)] && (t == 0 || !trigger[static_cast<size_t>(t - 1)]);
        failed = failed || (rises && fails(meeting, t, t + within));
      }
      any_fails = any_fails || failed;
      all_fail = all_fail && failed;
    }
  }
  Verdict worst = Verdict::passed;
  for (const Obligation& o : all) worst = std::min(worst, verdict(o, at(length - 1)));
  if (worst == Verdict::failed) RC_ASSERT(all_fail);
  if (worst == Verdict::passed || worst == Verdict::pending) RC_ASSERT(!any_fails);
}

// With `stays` each stop of R is a trigger too: R is one signal in both.
RC_GTEST_PROP(Fillings, StaysIsCertainOnlyIfItIsInEveryFilling, ()) {
  const Sketch then = *sketches(3);
  const int within = *rc::gen::inRange(0, 4);
  const Stays stays{
      .then = to_signal(then), .other = constant(Truth::no), .holds = constant(Truth::yes)};
  const auto all = respond({.trigger = constant(Truth::no),
                            .met = stays.then,
                            .pulses = {},
                            .constant = false,
                            .stays = stays},
                           after(Duration{within}), watched(0, length - 1));
  bool any_fails = false, all_fail = true;
  for (const Filling& filling : fillings(then)) {
    bool failed = false;
    for (int t = 1; t < length; ++t) {
      const bool stops = !filling[static_cast<size_t>(t)] && filling[static_cast<size_t>(t - 1)];
      failed = failed || (stops && fails(filling, t, t + within));
    }
    any_fails = any_fails || failed;
    all_fail = all_fail && failed;
  }
  Verdict worst = Verdict::passed;
  for (const Obligation& o : all) worst = std::min(worst, verdict(o, at(length - 1)));
  if (worst == Verdict::failed) RC_ASSERT(all_fail);
  if (worst == Verdict::passed || worst == Verdict::pending) RC_ASSERT(!any_fails);
}

// An uncertain instant of the trigger: every place in its range, with every filling of what meets
// it.
RC_GTEST_PROP(Fillings, AnUncertainTriggerIsCertainOnlyIfItIsEverywhere, ()) {
  const int after_ = *rc::gen::inRange(0, length - 2), last = *rc::gen::inRange(after_ + 1, length);
  const Sketch met = *sketches(3);
  const int within = *rc::gen::inRange(0, 5);
  Signal when = constant(Truth::no);
  when.push_back({.after = at(after_), .at = at(last), .value = Truth::yes, .why = 1, .fact = {}});
  const auto all = respond(
      {.trigger = when, .met = to_signal(met), .pulses = {}, .constant = false, .stays = {}},
      after(Duration{within}), watched(-5, length - 1));
  std::set<bool> outcomes;
  for (const Filling& filling : fillings(met)) {
    for (int from = after_ + 1; from <= last; ++from)
      outcomes.insert(fails(filling, from, from + within));
  }
  RC_ASSERT(all.size() == 1);
  const Verdict found = verdict(all[0], at(length - 1));
  RC_ASSERT((found == Verdict::unknown) == (outcomes.size() == 2));
  if (outcomes == std::set{true}) RC_ASSERT(found == Verdict::failed);
}

RC_GTEST_PROP(Periods, TheExceptionsOfAPeriodAreThoseOfItsTwoParts, ()) {
  const Sketch when = *sketches(2), met = *sketches(2);
  const int within = *rc::gen::inRange(0, 5);
  const int a = *rc::gen::inRange(0, length), b = *rc::gen::inRange(a, length + 1),
            c = *rc::gen::inRange(b, length + 2);
  const auto all = respond({.trigger = to_signal(when),
                            .met = to_signal(met),
                            .pulses = {},
                            .constant = false,
                            .stays = {}},
                           after(Duration{within}), watched(-5, length - 1));
  for (const Obligation& o : all) {
    const auto excepted = [&](int start, int end) {
      const InPeriod p = in_period(o, test::period(start, end), at(length - 1));
      return p.belongs && p.verdict == Verdict::failed;
    };
    RC_ASSERT(excepted(a, c) == (excepted(a, b) || excepted(b, c)));
  }
}

// The same moment by moment: what combine() gives is what the operation gives at each instant.
RC_GTEST_PROP(Signals, CombiningIsPointwise, ()) {
  const Sketch x = *sketches(3), y = *sketches(3);
  const Signal joined = combine(to_signal(x), to_signal(y), both, first_of_both());
  for (int t = 0; t < length; ++t) {
    RC_ASSERT(value_at(joined, at(t)) ==
              both(static_cast<Truth>(x.values[static_cast<size_t>(t)]),
                   static_cast<Truth>(y.values[static_cast<size_t>(t)])));
  }
}

}  // namespace
}  // namespace probata
