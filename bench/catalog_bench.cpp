// The whole shipped catalog over a simulated company of a thousand people and twelve months: how
// long the catalog is read, all tests from loaded histories, each test alone, and one fact that
// comes last. Exit 1 where a limit divided by 0.7 is passed in processor time.
//
//   catalog_bench [PEOPLE [FACTS [TEST…]]]        FACTS: how many come last, none where left out;
//                                                 TEST: time only these alone
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <ranges>
#include <string>

#include "assess/results.h"
#include "assess/standing.h"
#include "fact/fact.h"
#include "history/load.h"
#include "sim/simulate.h"
#include "timing.h"

using namespace probata;
using namespace probata::bench;

namespace {

struct Limit {
  const char* what;
  double seconds;  // of processor time
};
constexpr Limit catalog_read{"the catalog read and checked", 0.3},
    all_tests{"all tests, loaded", 1.0}, one_fact{"one fact, p99", 1e-3};
constexpr int runs = 3;

bool print(const Limit& limit, double took) {
  const bool good = took <= limit.seconds / 0.7;
  fmt::print("{:32} {:10.2f} ms of processor time (limit {:.0f}){}\n", limit.what, took * 1e3,
             limit.seconds * 1e3, good ? "" : "  ABOVE THE FLOOR");
  return good;
}

std::shared_ptr<const Catalog> read_shipped() {
  const Folder folder = read_folder(PROBATA_SOURCE_DIR "/catalog").value();
  return read_catalog({&folder, 1}).value();
}

sim::Simulated company(int people) {
  sim::SimulateOptions options;
  options.people = people;
  options.first = parse_date("2026-01-01").value();
  options.last = parse_date("2026-12-31").value();
  return sim::simulate(options).value();
}

// The lines before the last `count`, and those.
std::pair<std::string_view, std::string_view> cut(std::string_view lines, int count) {
  size_t end = lines.size() - 1;
  for (int i = 0; i < count && end != std::string_view::npos; ++i) end = lines.rfind('\n', end - 1);
  return {lines.substr(0, end + 1), lines.substr(end + 1)};
}

// Those that read results of others would work out all others.
void each_test(const View& view, Request request, std::span<char*> wanted) {
  const Catalog& catalog = view.history.catalog();
  std::vector<std::pair<double, std::string>> times;
  for (const Test& test : catalog.tests) {
    const bool named = std::ranges::find(wanted, test.full_id) != wanted.end();
    if (reads_results(catalog, test) || (!wanted.empty() && !named)) continue;
    request.only = test.number;
    for (int n = 0; n < (wanted.empty() ? 1 : 20); ++n)
      times.emplace_back(processor_seconds_of([&] { assess(view, request); }), test.full_id);
  }
  std::ranges::sort(times, std::greater{});
  double sum = 0, shown = 0;
  for (const auto& [took, test] : times) sum += took;
  fmt::print("each test alone, sum {:.0f} ms; the longest:\n", sum * 1e3);
  for (size_t i = 0; i < std::min<size_t>(40, times.size()); ++i) {
    shown += times[i].first;
    fmt::print("  {:8.1f} ms {:4.0f} %  {}\n", times[i].first * 1e3, shown / sum * 100,
               times[i].second);
  }
}

// Each of the facts that come last, from its fold to the verdicts of all tests.
bool each_fact(History& history, const Request& request, Instant now, std::string_view lines) {
  std::optional<Standing> standing;
  fmt::print("standing verdicts from scratch {:.2f} s of processor time\n",
             processor_seconds_of([&] { standing.emplace(history, request, now); }));
  std::vector<double> took;
  std::map<std::string, std::vector<double>> of_kind;
  for (const auto part : std::views::split(lines, '\n')) {
    const std::string_view line(part);
    if (line.empty()) continue;
    const Fact fact = read_fact(line, history.catalog()).value();
    took.push_back(processor_seconds_of([&] {
      const auto touched = history.fold(FactNo{history.size()}, fact.at, fact);
      standing->take(fact, touched);
    }));
    of_kind[history.catalog().at(fact.kind).name].push_back(took.back());
  }
  for (auto& [kind, times] : of_kind)
    fmt::print("  {:24} {:5} facts, median {:9.1f} us, most {:9.1f} us\n", kind, times.size(),
               median(times) * 1e6, std::ranges::max(times) * 1e6);
  std::ranges::sort(took);
  fmt::print("one fact, p50 {:.1f} us\n", median(took) * 1e6);
  return print(one_fact, took[took.size() * 99 / 100]);
}

}  // namespace

int main(int count, char** arguments) {
  const int people = count > 1 ? std::atoi(arguments[1]) : 1'000;
  const int last = count > 2 ? std::atoi(arguments[2]) : 0;
  std::shared_ptr<const Catalog> catalog;
  bool good = print(catalog_read, processor_seconds_of([&] { catalog = read_shipped(); }));
  const sim::Simulated made = company(people);
  const Settings settings = read_settings(File{"settings.yaml", made.settings}, *catalog).value();
  const auto [lines, rest] = cut(made.facts, last);
  std::optional<LoadedFile> loaded;
  const double loading = seconds_of(
      [&] { loaded.emplace(load_lines(lines, "facts.jsonl", catalog, settings).value()); });
  fmt::print("{} facts loaded in {:.2f} s\n", loaded->size, loading);
  Request request;
  const Calendar& calendar = settings.calendar;
  request.period = {calendar.start_of(parse_date("2026-01-01").value()),
                    calendar.start_of(parse_date("2027-01-01").value())};
  request.detail = Detail::verdicts;
  const Instant now = request.period.end;
  const View view{loaded->history, FactNo(static_cast<uint32_t>(loaded->size)), now};
  const std::span<char*> named(arguments + std::min(3, count), arguments + count);
  if (!named.empty()) return each_test(view, request, named), 0;
  fmt::print("first, with columns {:.2f} s of processor time\n",
             processor_seconds_of([&] { assess(view, request); }));
  std::vector<double> clock, processor;
  for (int i = 0; i < runs; ++i)
    processor.push_back(
        processor_seconds_of([&] { clock.push_back(seconds_of([&] { assess(view, request); })); }));
  fmt::print("all tests, loaded {:.2f} s by the clock\n", median(clock));
  good = print(all_tests, median(processor)) && good;
  each_test(view, request, {});
  if (last > 0) good = each_fact(loaded->history, request, now, rest) && good;
  return good ? 0 : 1;
}
