// Code, changes and weaknesses: the parts that plans and violations share.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// So many business days later: from a day without work, from the next working day's midnight.
Instant business_days(const Clock&, Instant, int count);
// An approved waiver for one item of a test.
void waive(World&, const std::string& test, const std::string& item, Instant from, Instant until);

// code.cpp
inline const std::string code_host = "connector:github", push_log = "connector:github-log";
// Developers who stay: they write and review what is released.
void plan_engineers(World&);
std::vector<std::string> engineers(const World&);
struct MergePlan {
  Instant at;
  std::string repository = "shop-api", author, checks = "passed", ticket = "SHOP";
  std::vector<std::string> reviewers, passed = {"build", "CodeQL"};
  bool approved_to_the_end = true;
};
// By two of the engineers, as it should be.
MergePlan good_merge(World&, Instant);
Fields merge_fields(const MergePlan&, const std::string& commit);
// A merge and its push.
// What the code host tells of the push that a merge is.
Fields push_fields(const MergePlan&, const std::string& merge);
std::string add_merge(World&, const MergePlan&);
std::string add_push(World&, const std::string& repository, Instant, const std::string& type,
                     const std::string& change = "");
Thing& add_repository(World&, const std::string& id, Instant, bool production);
// Done at `done`, beforehand or afterwards approved, reviewed when that is set.
struct EmergencyPlan {
  Instant done;
  std::optional<Instant> approved, reviewed;
};
std::string add_emergency(World&, const EmergencyPlan&);

// cloud.cpp
// The first stretch of the period, in which a violation leaves the pipeline unread: what others
// need of it comes later.
inline const Duration pipeline_unread = day * 42;
// What the pipeline and the trail say alike.
Fields deployed_fields(const std::string& id);
Thing& add_deployment_of(World&, Instant, const std::string& registry, const std::string& merge,
                         bool scanned = true);

// changes.cpp
inline const std::string trail = "connector:trail", database = "connector:database";
struct ChangePlan {
  std::string type = "infrastructure", ticket = "OPS", approver = role_of::engineering;
  Instant done;
  std::optional<Instant> tested, approved;
};
ChangePlan good_change(const std::string& type, Instant done);
std::string add_done_change(World&, const ChangePlan&);
// By hand in a session of an administrator; without a window nobody had asked for it.
std::string add_console_change(World&, Instant done, std::optional<Period> window);
// A right of production that its holder, a developer, has from `from` to `until`.
void give_production(World&, Person&, Instant from, Instant until);

// scans.cpp
// The first weekly scan at or after an instant, and its name.
Instant weekly_scan(const World&, Instant);
std::string scan_id(const World&, Instant);
std::string add_rescan(World&, const std::string& asset, Instant);
Thing& add_host(World&, const std::string& system, Instant);

// weaknesses.cpp
inline const std::string scanner = "connector:scanner", configuration = "connector:configuration",
                         feeds = "connector:feeds";
struct WeaknessPlan {
  std::string asset, severity;
  Instant found, closed;  // closed by the scan of that instant
  std::optional<Instant> exploited_due;
};
// What a feed tells; the security officer says what it means, and gives it to somebody.
Thing& add_advisory(World&, const std::string& id, const std::string& type, Instant received,
                    Instant assessed);
Thing& add_weakness(World&, const WeaknessPlan&);
void close_weakness(World&, Thing& weakness, const std::string& asset, Instant);
Thing& add_drift(World&, const std::string& asset, Instant);
std::string add_launch(World&, const std::string& system, Instant noticed, Instant live);

// The areas, and what follows from all assets and people.
void plan_code(World&);
void plan_changes(World&);
void plan_weaknesses(World&);
void plan_scans(World&);      // weekly, of every host and service there is
void plan_standards(World&);  // of every asset that has none of its own

// write_merges.cpp: the merges of every working day.
class Lines;
void write_merges(const World&, Lines&);

}  // namespace probata::sim
