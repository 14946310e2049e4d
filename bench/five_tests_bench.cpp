// Five tests of controls over two million facts: Probata beside the same tests by hand and in SQL.
// First the results are compared item by item, then all run in turns. Exit 1 below a floor (0.7 of
// a goal) or where results differ.
//
//   five_tests_bench [ROUNDS [SMALLER [bare]]]        SMALLER: 10 for a tenth of the facts; bare:
//   no SQL
#include <algorithm>
#include <cstring>
#include <map>

#include "assess/assess.h"
#include "five_tests_others.h"

using namespace probata;
using namespace probata::bench;

namespace {

constexpr size_t tests = 5;
constexpr const char* names[tests] = {"leavers", "encrypted", "guarded", "sign-in", "reviewed"};

struct Loaded {
  std::shared_ptr<const Catalog> catalog = read_catalog({&catalog_folder(), 1}).value();
  History history{catalog, read_settings(File{}, *catalog).value()};
  int32_t length;

  Loaded(const std::vector<Told>& facts, int32_t whole) : length(whole) {
    Loader(*catalog).fold(history, facts, length);
  }
  View view() const { return {history, FactNo{history.size()}, instant(length)}; }
  Request request(std::optional<size_t> test, unsigned threads) const {
    Request request;
    request.period = {beginning, instant(length)};
    request.threads = threads;
    request.detail = Detail::verdicts;
    for (const Test& t : catalog->tests)
      if (test && t.id == names[*test]) request.only = t.number;
    return request;
  }
  double seconds(std::optional<size_t> test, unsigned threads = 0) const {
    const View v = view();
    const Request r = request(test, threads);
    return seconds_of([&] { assess(v, r); });
  }
  Answer answer(size_t test) const {
    const Assessment result = assess(view(), request(test, 0));
    Answer a;
    const TestResult& one = result.controls.front().tests.front();
    a.items = static_cast<uint64_t>(one.population);
    for (const Brief& row : one.briefs) {
      if (row.verdict != Verdict::failed) continue;
      const std::string id(history.id_of(row.item).substr(1));
      a.exceptions.push_back(
          {static_cast<uint32_t>(std::stoul(id)), (row.from - beginning).us / 1'000'000});
    }
    std::ranges::sort(a.exceptions);
    return a;
  }
};

bool same_in(Sqlite& sqlite, size_t test, const Answer& by_hand) {
  const Counted c = sqlite.count(test);
  return c.items == by_hand.items && c.exceptions == by_hand.exceptions.size() &&
         sqlite.exceptions(test) == by_hand.exceptions;
}
template <class Reference>
bool counts_in(std::optional<Reference>& reference, size_t test, const Answer& by_hand) {
  if (!reference) return true;
  const Counted c = reference->count(test);
  return c.items == by_hand.items && c.exceptions == by_hand.exceptions.size();
}

// Whoever runs, one test after the other.
struct Runner {
  const char* name;
  std::function<double(size_t test)> seconds;
  double goal;  // times Probata; below 1: as often as the sweep's time
  std::array<std::vector<double>, tests> took{};
  std::array<std::vector<double>, tests> processor{};

  void run(size_t test) {
    processor[test].push_back(processor_seconds_of([&] { took[test].push_back(seconds(test)); }));
  }
  double sum() const {
    double all = 0;
    for (const auto& one : took) all += median(one);
    return all;
  }
  double processor_sum() const {
    double all = 0;
    for (const auto& one : processor) all += median(one);
    return all;
  }
};

std::string load_average() {
  double load[3] = {};
  return ::getloadavg(load, 3) == 3 ? fmt::format("{:.1f} {:.1f} {:.1f}", load[0], load[1], load[2])
                                    : "not told";
}

bool print_ratio(const char* what, double ratio, double goal, double floor) {
  const bool good = floor > goal ? ratio <= floor : ratio >= floor;
  fmt::print("ratio {} {:.3f} (goal {}, floor {:.3f}){}\n", what, ratio, goal, floor,
             good ? "" : "  BELOW THE FLOOR");
  return good;
}

// A goal that is not to be passed: its floor lies above it.
bool at_most(const char* what, double ratio, double goal) {
  return print_ratio(what, ratio, goal, goal / 0.7);
}
bool at_least(const char* what, double ratio, double goal) {
  return print_ratio(what, ratio, goal, goal * 0.7);
}

double sum_of(const Loaded& loaded, std::span<const size_t> which, int rounds, unsigned threads) {
  double sum = 0;
  for (const size_t test : which) {
    std::vector<double> took;
    loaded.seconds(test, threads);
    for (int i = 0; i < rounds; ++i) took.push_back(loaded.seconds(test, threads));
    sum += median(took);
  }
  return sum;
}

bool scaling(const Loaded& whole, const Size& size, int rounds) {
  constexpr std::array<size_t, tests> all{0, 1, 2, 3, 4};
  constexpr std::array<size_t, 4> without_windows{0, 1, 2, 4};  // ten years have more windows
  bool good = true;
  {
    const Loaded tenth(Generator(size.times(0.1)).run(), size.length);
    good = at_most("ten times the facts",
                   sum_of(whole, all, rounds, 1) / sum_of(tenth, all, rounds, 1), 8) &&
           good;
  }
  {
    Size long_size = size;
    long_size.length *= 10;
    const Loaded longer(Generator(long_size).run(), long_size.length);
    good = at_most("ten times the period",
                   sum_of(longer, without_windows, rounds, 1) /
                       sum_of(whole, without_windows, rounds, 1),
                   1.05) &&
           good;
  }
  return at_least("two threads", sum_of(whole, all, rounds, 1) / sum_of(whole, all, rounds, 2),
                  1.7) &&
         good;
}

struct References {
  std::optional<Sqlite> sqlite;
  std::optional<Postgres> postgres;
  std::optional<DuckDb> duckdb;

  References(const std::vector<Told>& facts, const std::string& script) {
    sqlite.emplace(facts);
    const Text text(facts);
    const char* where = std::getenv("PROBATA_BENCH_POSTGRES");
    if (where != nullptr) postgres.emplace(where, text.path());
    if (!postgres || !*postgres) postgres.reset(), fmt::print("PostgreSQL: skipped\n");
    const char* folder = std::getenv("PROBATA_BENCH_NODE");
    if (folder != nullptr) duckdb.emplace(folder, script, text.path());
    if (!duckdb || !*duckdb) duckdb.reset(), fmt::print("DuckDB: skipped\n");
  }
};

bool same(const Loaded& loaded, const Sweep& sweep, References* others) {
  bool good = true;
  for (size_t test = 0; test < tests; ++test) {
    Answer by_hand = sweep.run(test);
    std::ranges::sort(by_hand.exceptions);
    const bool ours = loaded.answer(test) == by_hand;
    const bool sql = others == nullptr || (same_in(*others->sqlite, test, by_hand) &&
                                           counts_in(others->postgres, test, by_hand) &&
                                           counts_in(others->duckdb, test, by_hand));
    fmt::print("{:10} {:7} items {:6} exceptions: SQL {}, Probata {}\n", names[test], by_hand.items,
               by_hand.exceptions.size(), sql ? "the same" : "DIFFERS",
               ours ? "the same" : "DIFFERS");
    good = good && ours && sql;
  }
  return good;
}

void print_times(const std::vector<Runner>& runners) {
  for (size_t test = 0; test < tests; ++test) {
    fmt::print("{:10}", names[test]);
    for (const Runner& r : runners)
      fmt::print("  {} {:.3f} ms ({:.3f})", r.name, median(r.took[test]) * 1e3,
                 median(r.processor[test]) * 1e3);
    fmt::print("\n");
  }
  fmt::print("sum       ");
  for (const Runner& r : runners)
    fmt::print("  {} {:.2f} ms ({:.2f})", r.name, r.sum() * 1e3, r.processor_sum() * 1e3);
  fmt::print("; in brackets of the processor; load {}\n", load_average());
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::atoi(arguments[1]) : 5;
  const Size size = Size{}.smaller(count > 2 ? std::atof(arguments[2]) : 1);
  const bool alone = count > 3;
  const std::vector<Told> facts = Generator(size).run();
  const Sweep sweep(facts);
  std::optional<References> others;
  if (!alone) others.emplace(facts, std::string(PROBATA_BENCH_DIR) + "/five_tests_duckdb.mjs");
  std::optional<Loaded> loaded;
  fmt::print("{} facts folded in {:.2f} s", facts.size(),
             seconds_of([&] { loaded.emplace(facts, year); }));
  double first = 0;
  const double processor = processor_seconds_of([&] { first = loaded->seconds({}); });
  fmt::print("; first run (lays out the columns) {:.0f} ms, {:.0f} ms of the processor\n",
             first * 1e3, processor * 1e3);
  if (!same(*loaded, sweep, others ? &*others : nullptr)) return 1;
  std::vector<Runner> runners{
      {"probata", [&](size_t t) { return loaded->seconds(t); }, 1},
      {"sweep", [&](size_t t) { return seconds_of([&] { sweep.run(t); }); }, 4},
      {"one thread", [&](size_t t) { return loaded->seconds(t, 1); }, 1}};
  const auto add = [&](const char* name, auto& reference, double goal) {
    if (reference)
      runners.push_back({name, [&](size_t t) { return reference->count(t).seconds; }, goal});
  };
  if (others)
    add("SQLite", others->sqlite, 90), add("PostgreSQL", others->postgres, 65),
        add("DuckDB", others->duckdb, 20);
  for (int round = 0; round < rounds; ++round) {
    for (size_t test = 0; test < tests; ++test)
      for (Runner& r : runners) r.run(test);
  }
  print_times(runners);
  const Runner &ours = runners[0], &by_hand = runners[1];
  const double bare = by_hand.processor_sum();
  fmt::print("processor time: {:.2f} times the sweep, in one thread {:.2f} times\n",
             ours.processor_sum() / bare, runners[2].processor_sum() / bare);
  bool good = at_most("to the sweep", ours.sum() / by_hand.sum(), 4);
  for (size_t i = 3; i < runners.size(); ++i)
    good = at_least(runners[i].name, runners[i].sum() / ours.sum(), runners[i].goal) && good;
  good = scaling(*loaded, size, rounds) && good;
  return good ? 0 : 1;
}
