// `probata catalog mutate`: does some case notice when a test is changed?
#include <fmt/format.h>

#include <filesystem>
#include <random>
#include <set>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "mutate/outcome.h"

namespace probata::cli {
namespace {

namespace fs = std::filesystem;

std::unexpected<Errors> none_named(const Catalog& catalog, const std::string& asked) {
  std::vector<std::string> names;
  for (const Control& control : catalog.controls) names.push_back(control.id);
  for (const Test& test : catalog.tests) names.push_back(test.full_id);
  return std::unexpected(Errors{
      {fmt::format("there is no control or test `{}`", asked), name_hint(asked, names), {}}});
}

// The tests of the controls and the tests that were named; all where nothing was.
Result<std::vector<TestNo>, Errors> tests_of(const Catalog& catalog,
                                             const std::vector<std::string>& asked) {
  std::set<TestNo> chosen;
  for (const std::string& what : asked) {
    if (const Control* control = catalog.control(what))
      chosen.insert(control->tests.begin(), control->tests.end());
    else if (const Test* test = catalog.test(what))
      chosen.insert(test->number);
    else
      return none_named(catalog, what);
  }
  for (const Test& test : catalog.tests)
    if (asked.empty()) chosen.insert(test.number);
  return std::vector<TestNo>(chosen.begin(), chosen.end());
}

// The first of a shuffled row, back in order; the same for a seed everywhere (std::shuffle is not).
void keep_sample(std::vector<mutate::Mutant>& mutants, size_t size, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<size_t> row(mutants.size());
  for (size_t i = 0; i < row.size(); ++i) row[i] = i;
  for (size_t i = row.size(); i > 1; --i) std::swap(row[i - 1], row[random() % i]);
  row.resize(std::min(size, row.size()));
  std::ranges::sort(row);
  std::vector<mutate::Mutant> kept;
  for (const size_t i : row) kept.push_back(std::move(mutants[i]));
  mutants = std::move(kept);
}

Result<std::vector<cases::Case>, Errors> read_cases(const std::string& directory,
                                                    const cases::Shipped& shipped) {
  auto folders = cases::case_folders(directory);
  if (!folders) return std::unexpected(Errors{folders.error()});
  std::vector<cases::Case> cases;
  Errors errors;
  for (const fs::path& folder : *folders) {
    // Cases with a catalog of their own say nothing of this one.
    if (cases::has_catalog(folder)) continue;
    auto one = cases::read_case(folder, shipped);
    if (one)
      cases.push_back(std::move(*one));
    else
      errors.insert(errors.end(), one.error().begin(), one.error().end());
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return cases;
}

Result<mutate::Reasons, Errors> read_reasons(const std::string& directory) {
  const fs::path path = fs::path(directory) / "mutants.yaml";
  if (!fs::exists(path)) return mutate::Reasons();
  auto text = read_file(path);
  if (!text) return std::unexpected(Errors{text.error()});
  return mutate::read_reasons({path.string(), *text});
}

Result<cases::Shipped, Errors> read_shipped(const MutateOptions& options) {
  if (!options.catalog.empty()) return cases::read_shipped(options.catalog);
  return cases::read_shipped(shipped_catalog());
}

Result<mutate::Outcome, Errors> outcome_of(const MutateOptions& options) {
  auto shipped = TRY(read_shipped(options));
  const auto tests = TRY(tests_of(*shipped.catalog, options.what));
  const auto cases = TRY(read_cases(options.cases, shipped));
  const auto times = mutate::times_of(*shipped.catalog);
  std::vector<mutate::Mutant> mutants;
  for (const TestNo test : tests) {
    auto some = mutate::mutants_of(*shipped.catalog, test, times);
    if (!some) return std::unexpected(Errors{some.error()});
    std::ranges::move(*some, std::back_inserter(mutants));
  }
  if (options.sample) keep_sample(mutants, *options.sample, options.seed);
  mutate::Outcome outcome{shipped.catalog,
                          {},
                          TRY(read_reasons(options.cases)),
                          {},
                          options.what.empty() && !options.sample};
  outcome.tried =
      TRY(mutate::try_all(shipped, cases, std::move(mutants), progress_bar("trying", "mutants")));
  outcome.stale = mutate::stale(outcome.reasons, *outcome.catalog, outcome.tried, !options.sample);
  return outcome;
}

}  // namespace

int catalog_mutate(const MutateOptions& options) {
  const auto outcome = outcome_of(options);
  if (!outcome) return tell(outcome.error(), options.json);
  if (options.json)
    fmt::print("{}\n", json::write(to_json(*outcome)));
  else
    fmt::print("{}", to_table(*outcome));
  return outcome->good() ? done : found;
}

}  // namespace probata::cli
