#include "demo/demo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "demo/make.h"
#include "sim/simulate.h"
#include "store/temporary_folder.h"

namespace probata::demo {
namespace {

using testing::HasSubstr;

Folder shipped() { return read_folder(PROBATA_SOURCE_DIR "/catalog").value(); }

// Small and short, so that it is made in seconds; long enough for everything that goes wrong in it.
Plan small_plan() {
  Plan plan{.people = 20, .seed = 3};
  plan.first = *parse_date("2026-01-01");
  plan.last = *parse_date("2026-05-15");
  plan.catalog = to_text(read_catalog({{shipped()}}).value()->digest);
  return plan;
}

struct DemoTest : testing::Test {
  Making making() {
    Making making{.plan = small_plan(),
                  .progress = [this](double share) { shares.push_back(share); }};
    making.options.data = folder.path() / "demo";
    making.options.catalog = {shipped()};
    making.options.random = seeded_random(1);
    return making;
  }
  std::filesystem::path data() const { return folder.path() / "demo"; }
  TemporaryFolder folder;
  std::vector<double> shares;
};

TEST(DemoPlan, IsOfTheTwelveMonthsUpToTheDayBefore) {
  const auto plan = plan_of(*parse_instant("2026-11-28T23:30:00Z"), 200, "sha256:00");
  EXPECT_EQ(plan.period(), "2025-11-29/2026-11-28");  // in Berlin it is the 29th already
  EXPECT_EQ(to_text(plan.end()), "2026-11-28T23:00:00Z");
}

TEST(DemoPlan, IsADozenThingsOverAllAreas) {
  std::set<std::string> controls;
  for (const char* name : violations())
    for (const sim::Listed& one : sim::list_violations())
      if (one.name == name) controls.insert(one.breaks.substr(0, one.breaks.find('/')));
  EXPECT_EQ(violations().size(), 12U);
  EXPECT_GE(controls.size(), 10U);
}

// Item and test of what failed in the period.
using Failed = std::set<std::pair<std::string, std::string>>;

Failed failed_in(const Organisation& organisation, const Plan& plan) {
  Failed failed;
  Request request;
  const Calendar calendar =
      organisation.read([](const View& view) { return view.history.settings().calendar; });
  request.period = {calendar.start_of(plan.first), plan.end()};
  const auto assessment = organisation.assessment(request, plan.end());
  for (const ControlResult& control : assessment->controls)
    for (const TestResult& test : control.tests)
      for (const Row& row : test.rows) {
        EXPECT_NE(row.verdict, Verdict::unknown) << row.item;
        if (row.verdict == Verdict::failed)
          failed.insert({organisation.catalog().at(test.test).full_id, row.item});
      }
  return failed;
}

Failed truth_of(const Plan& plan) {
  sim::SimulateOptions options{.people = plan.people,
                               .seed = plan.seed,
                               .first = plan.first,
                               .last = plan.last,
                               .time_zone = plan.time_zone};
  for (const char* violation : violations()) options.wanted.push_back({violation, 1, {}});
  const auto truth = json::parse(sim::simulate(options).value().truth).value();
  Failed failed;
  for (const json::Value& row : *truth.as_array())
    failed.insert({*row.find("test")->as_string(), *row.find("item")->as_string()});
  return failed;
}

template <class Set>
Set without(const Set& all, const Set& others) {
  Set rest;
  std::ranges::set_difference(all, others, std::inserter(rest, rest.end()));
  return rest;
}

TEST_F(DemoTest, WhatFailsIsWhatWasPutWrong) {
  const Plan plan = small_plan();
  const auto made = make(making());
  ASSERT_TRUE(made) << to_text(made.error());
  EXPECT_TRUE(std::ranges::is_sorted(shares));
  EXPECT_EQ(shares.back(), 1.0);
  auto options = making().options;
  options.read_only = true;
  options.clock = [end = plan.end()] { return end; };
  const auto organisation = Organisation::open(std::move(options)).value();
  EXPECT_TRUE(organisation->demo());
  EXPECT_EQ(organisation->ledger().last_recorded(), plan.end());
  const auto failed = failed_in(*organisation, plan), truth = truth_of(plan);
  EXPECT_EQ(without(failed, truth), decltype(failed)()) << "found beside";
  EXPECT_EQ(without(truth, failed), decltype(failed)()) << "not found";
  EXPECT_FALSE(organisation->append({}));
  EXPECT_EQ(read_plan(data())->period(), plan.period());
}

TEST_F(DemoTest, WhatIsNotFinishedIsNoCompany) {
  std::stop_source stop;
  auto stopped = making();
  stopped.stop = stop.get_token();
  stopped.progress = [&](double share) {
    if (share > 0.3) stop.request_stop();
  };
  EXPECT_THAT(make(stopped).error().what, HasSubstr("stopped"));
  EXPECT_TRUE(std::filesystem::exists(data() / "ledger.db"));
  EXPECT_FALSE(read_plan(data()));
}

TEST_F(DemoTest, WhatIsNoDemoIsLeftAlone) {
  std::filesystem::create_directories(data());
  ASSERT_TRUE(write_file_durably(data() / "ledger.db", "ours"));
  const auto made = make(making());
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().what, HasSubstr("holds something else than a demo company"));
  EXPECT_EQ(read_file(data() / "ledger.db").value(), "ours");
}

}  // namespace
}  // namespace probata::demo
