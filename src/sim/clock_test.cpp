#include "sim/clock.h"

#include <gtest/gtest.h>

namespace probata::sim {
namespace {

Clock berlin() {
  return *Clock::make("Europe/Berlin", *parse_date("2026-01-01"), *parse_date("2026-12-31"));
}

TEST(Clock, KnowsWeekendsAndFeasts) {
  const Clock clock = berlin();
  struct Row {
    const char* day;
    bool works;
  };
  // As printed calendars have them; Easter Sunday was on 2025-04-20 and is on 2026-04-05.
  for (const Row& row : {Row{"2026-01-01", false},
                         {"2026-01-02", true},
                         {"2026-01-03", false},
                         {"2026-01-05", true},
                         {"2025-04-18", false},
                         {"2025-04-21", false},
                         {"2026-04-03", false},
                         {"2026-04-06", false},
                         {"2026-04-07", true},
                         {"2026-05-01", false},
                         {"2026-10-03", false},
                         {"2026-12-24", true},
                         {"2026-12-25", false},
                         {"2026-12-31", true}})
    EXPECT_EQ(clock.works(*parse_date(row.day)), row.works) << row.day;
  EXPECT_EQ(to_text(clock.working(*parse_date("2026-04-03"))), "2026-04-07");
}

TEST(Clock, KeepsLocalTime) {
  const Clock clock = berlin();
  struct Row {
    const char* day;
    int minute;
    const char* instant;
  };
  for (const Row& row : {Row{"2026-01-15", 540, "2026-01-15T08:00:00Z"},
                         {"2026-07-15", 540, "2026-07-15T07:00:00Z"},
                         {"2026-03-29", 540, "2026-03-29T07:00:00Z"},
                         {"2026-10-25", 540, "2026-10-25T08:00:00Z"},
                         {"2026-10-25", 0, "2026-10-24T22:00:00Z"}})
    EXPECT_EQ(to_text(clock.at(*parse_date(row.day), row.minute)), row.instant);
  EXPECT_EQ(to_text(clock.period().end), "2026-12-31T23:00:00Z");
}

TEST(Clock, WindowsEndInThePeriod) {
  const Clock clock = berlin();
  EXPECT_EQ(clock.windows(Window::month, clock.period().start).size(), 12u);
  EXPECT_EQ(clock.windows(Window::quarter, clock.period().start).size(), 4u);
  EXPECT_EQ(clock.windows(Window::half, clock.period().start).size(), 2u);
}

}  // namespace
}  // namespace probata::sim
