// `probata simulate`: the facts of a company that does not exist.
#include "sim/simulate.h"

#include <fmt/format.h>

#include <fstream>

#include "base/environment.h"
#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {
namespace {

Result<Date> day_of(std::string_view text) {
  auto date = parse_date(text);
  if (!date) date.error().hint = "--period takes two days, both included: 2026-01-01/2026-12-31";
  return date;
}

Result<void> read_period(const std::string& period, sim::SimulateOptions& options) {
  const size_t slash = period.find('/');
  options.first = TRY(day_of(std::string_view(period).substr(0, slash)));
  options.last =
      TRY(day_of(slash == period.npos ? "" : std::string_view(period).substr(slash + 1)));
  return {};
}

Result<void> read_first_look(const std::string& text, sim::SimulateOptions& options) {
  if (text.empty()) return {};
  auto first = parse_instant(text);
  if (!first) first.error().hint = "--first-look takes an instant: 2026-12-31T22:00:00Z";
  options.first_look = TRY(first);
  return {};
}

Result<void, Errors> read_violations(const SimulateOptions& from, sim::SimulateOptions& options) {
  for (const std::string& name : from.names) {
    if (name == "all")
      for (const sim::Listed& one : sim::list_violations())
        options.wanted.push_back({one.name, 1, {}});
    else
      options.wanted.push_back({name, 1, {"--violation", 0, 0}});
  }
  if (from.violations.empty()) return {};
  const auto text = read_file(from.violations);
  if (!text) return std::unexpected(Errors{text.error()});
  auto wanted = sim::read_wanted(*text, from.violations);
  if (!wanted) return std::unexpected(std::move(wanted).error());
  options.wanted.insert(options.wanted.end(), wanted->begin(), wanted->end());
  return {};
}

Result<void> write(const std::string& path, const std::string& text) {
  if (path.empty()) return {};
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.flush();
  if (!file) return failure(fmt::format("cannot write `{}`", path), "does its folder exist?");
  return {};
}

int list() {
  for (const sim::Listed& one : sim::list_violations())
    fmt::print("{:<28} {:<42} {}\n", one.name, one.breaks, one.title);
  for (const sim::Listed& one : sim::list_gaps())
    fmt::print("{:<28} {:<42} {}\n", one.name, "--gap", one.title);
  return done;
}

}  // namespace

int simulate(const SimulateOptions& from) {
  if (from.list) return list();
  sim::SimulateOptions options{.people = from.people,
                               .seed = from.seed,
                               .time_zone = from.time_zone,
                               .activity = from.activity,
                               .dirty = from.dirty,
                               .gaps = from.gaps};
  if (from.out.empty() || from.period.empty())
    return tell(Error{"--period and --out are needed", "or --list for the violations", {}}, false);
  if (auto read = read_period(from.period, options); !read) return tell(read.error(), false);
  if (auto read = read_first_look(from.first_look, options); !read)
    return tell(read.error(), false);
  if (auto read = read_violations(from, options); !read) return tell(read.error(), false);
  const auto simulated = sim::simulate(options);
  if (!simulated) return tell(simulated.error(), false);
  for (const auto& [path, text] : {std::pair{from.out, &simulated->facts},
                                   {from.truth, &simulated->truth},
                                   {from.settings, &simulated->settings}})
    if (auto written = write(path, *text); !written) return tell(written.error(), false);
  fmt::print("{} facts of {} people\n", simulated->count, from.people);
  return done;
}

}  // namespace probata::cli
