// The subcommands: what the command line gave, and the function that does it. Each returns the exit
// code (formats.md, "The command"): 0 done, 1 done and something was found, 2 wrong usage or input,
// 3 internal error.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace probata::cli {

constexpr int done = 0, found = 1, wrong_input = 2, internal_error = 3;

struct CommonOptions {
  std::string data = "probata-data";
  std::string catalog;  // empty: the shipped one
  bool json = false;
};
struct AssessOptions : CommonOptions {
  std::string facts, period, now, as_of, settings, test, item, from;
  std::optional<uint64_t> at_size;
  bool all = false, reference = false;
  bool whole = false;    // without a period: all that the facts tell
  bool offered = false;  // by the catalog that is offered to the organisation, not the accepted one
};
struct TryOptions : AssessOptions {
  std::string control;
  bool once = false;
};
struct CatalogOptions : CommonOptions {
  std::string what;
};
struct PolicyOptions : CatalogOptions {
  std::string settings;
  std::string organisation;  // its data directory; empty: of a settings file
};
struct AppliesOptions : CommonOptions {
  std::string settings, at;
};
struct DiffOptions : CommonOptions {
  std::string overrides;  // a folder; empty: those of the organisation
};
struct UpgradeOptions : CommonOptions {
  std::string period, by, reason;
  bool accept = false;
};
struct MutateOptions : CommonOptions {
  std::vector<std::string> what;  // controls and CONTROL/TEST; all where empty
  std::string cases = "tests/cases";
  std::optional<size_t> sample;
  uint64_t seed = 1;
};
struct CelOptions {
  std::string expression;
  bool jsonl = false;
};
struct CollectOptions : CommonOptions {
  std::string source, path, mapping, out, name;
};
struct AppendOptions : CommonOptions {
  std::string file;
  bool atomic = false, dry = false;
};
struct LedgerOptions : CommonOptions {
  std::optional<uint64_t> seq, size, from, to;
};
struct DisposeOptions : CommonOptions {
  std::vector<uint64_t> entries;
  std::string kind, id, before, schedule, reason, by;
  bool yes = false;
};
struct ReportOptions : CommonOptions {
  std::string period, as_of, out;
};
struct SimulateOptions {
  int people = 60, activity = 100;
  uint64_t seed = 1;
  std::string period, out, truth, settings, violations, time_zone = "Europe/Berlin", first_look;
  std::vector<std::string> names, gaps;
  bool list = false, dirty = false;
};
struct ServeOptions : CommonOptions {
  std::string listen = "127.0.0.1:8080", name = "organisation";
  bool create = false, host = false, demo = false;
  int demo_people = 200;
  std::vector<std::string> repositories, files;
};

int assess(const AssessOptions&);
int assess_by_reference(const AssessOptions&);
int explain(const AssessOptions&);
int catalog_check(const DiffOptions&);
int catalog_show(const CatalogOptions&);
int catalog_reference(const CatalogOptions&);
int catalog_policy(const PolicyOptions&);
int catalog_applies(const AppliesOptions&);
int catalog_diff(const DiffOptions&);
int catalog_upgrade(const UpgradeOptions&);
int catalog_coverage(const CatalogOptions&);
int catalog_try(const TryOptions&);
int catalog_mutate(const MutateOptions&);
int cel(const CelOptions&);
int collect(const CollectOptions&);
int init(const ServeOptions&);
int append(const AppendOptions&);
int ledger_check(const LedgerOptions&);
int ledger_checkpoint(const LedgerOptions&);
int ledger_prove(const LedgerOptions&);
int ledger_dispose(const DisposeOptions&);
int report(const ReportOptions&);
int serve(const ServeOptions&);
int simulate(const SimulateOptions&);

}  // namespace probata::cli
