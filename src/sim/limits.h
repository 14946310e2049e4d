// The numbers by which the truth is told: the defaults of the catalog's parameters, which the
// company keeps. They stand here once more so that the truth never comes from what is tested.
#pragma once

#include "base/time.h"

namespace probata::sim {

constexpr Duration days(int64_t n) { return {day.us * n}; }
constexpr Duration hours(int64_t n) { return {hour.us * n}; }

// One second is left of a time: the near miss that must pass.
constexpr Duration nearly(Duration d) { return {d.us - second.us}; }

constexpr Duration access_removal = hours(24), mfa_grace = hours(24), first_credential = hours(72),
                   triage = days(10), after_change = days(30), key_age = days(365),
                   revocation = days(14), disposal_time = days(30), certificate_left = days(7),
                   device_grace = days(7), correction = days(30), filter_grace = hours(24),
                   idle = days(90);
// Of oversight and conduct.
constexpr Duration case_decision = days(60);
// Of what failed.
constexpr Duration escalation = days(14);
// Of noticing and answering.
constexpr Duration alert_high = hours(24), log_silence = hours(24), contain = hours(72),
                   notice = hours(72), incident_review = days(30);
// Code, changes and weaknesses.
constexpr Duration fix_critical = days(30), fix_high = days(60), fix_medium = days(90);
constexpr int emergency_days = 5;
constexpr Duration recovery_point = hours(24), deletion = days(90);
constexpr Span yearly{.months = 12};
// Vendors, procedures and people.
constexpr Duration joiner = days(30);
constexpr Span report_gap{.months = 3};
constexpr const char* registry = "registry.corp.example";

}  // namespace probata::sim
