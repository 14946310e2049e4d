// One new fact to current verdicts: a hundred tests over two million facts, in memory. Facts of all
// kinds, at the end and backdated by a year; beside them what a whole run costs. Exit 1 where p99
// passes its floor, or where what stands at the end is not what is found from scratch.
//
//   one_fact_bench [FACTS [SMALLER]]        SMALLER: 10 for a tenth of the facts
#include <algorithm>
#include <random>

#include "assess/standing.h"
#include "five_tests_sql.h"

using namespace probata;
using namespace probata::bench;

namespace {

constexpr int variants = 20;  // of each of the five tests
constexpr double goal_p50 = 20e-6, goal_p99 = 200e-6, goal_backdated = 1e-3;

// The five tests twenty times, each with a time allowed of its own.
Folder hundred() {
  Folder folder = catalog_folder();
  std::string text = "control: hundred\ntitle: Hundred\nstatement: A hundred tests.\ntests:\n";
  for (int i = 1; i <= variants; ++i) {
    text += fmt::format(
        R"(  - {{id: leavers-{0}, title: t, each: account, when: account.person.status == "departed", then: account.status == "disabled", within: {0}h}}
  - {{id: encrypted-{0}, title: t, each: device, always: device.encrypted, grace: {0}h}}
  - {{id: guarded-{0}, title: t, each: repository, always: repository.guarded, grace: {0}m}}
  - {{id: sign-in-{0}, title: t, each: account, every: {1}, occurs: account.sign_ins}}
  - {{id: reviewed-{0}, title: t, each: change, when: change.state == "opened", then: change.state == "reviewed", within: {2}h}}
)",
        i, i % 2 == 0 ? "quarter" : "month", i * 24);
  }
  folder.files.back().text = text;
  return folder;
}

double at(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<size_t>(share * static_cast<double>(sorted.size() - 1))];
}

class Facts {
 public:
  explicit Facts(const Size& size) : size_(size) {}
  // At the end of the year, or up to a year back.
  Told next(bool backdated) {
    const int32_t at = backdated ? below(year - 1) + 1 : year - 1 - below(60);
    switch (below(6)) {
      case 0:
        return {at, Of::person, What::status, below(size_.people), 1};
      case 1:
        return {at, Of::account, What::status, below(size_.people * 5), 2};
      case 2:
        return {at, Of::sign_in, What::account, ++last_, below(size_.people * 5)};
      case 3:
        return {at, Of::device, What::encrypted, below(size_.devices), below(2)};
      case 4:
        return {at, Of::repository, What::guarded, below(size_.repositories), below(2)};
      default:
        return {at, Of::change, What::state, below(size_.changes), below(4)};
    }
  }

 private:
  uint32_t below(uint32_t n) { return static_cast<uint32_t>(dice_() % n); }
  Size size_;
  std::mt19937_64 dice_{7};
  uint32_t last_ = 2'000'000;  // sign-ins that are new
};

// On a busy machine a hundredth of all facts wait for a processor: the floor is one of its time.
bool print(const char* what, std::vector<double>& took, std::vector<double>& processor,
           double p99) {
  std::ranges::sort(took);
  std::ranges::sort(processor);
  const bool good = at(processor, 0.99) <= p99 / 0.7;
  fmt::print(
      "{:10} p50 {:6.1f} us, p99 {:6.1f} us; of the processor {:.1f} us (goal {:.0f}), {:.1f} us "
      "(goal {:.0f}){}\n",
      what, at(took, 0.5) * 1e6, at(took, 0.99) * 1e6, at(processor, 0.5) * 1e6, goal_p50 * 1e6,
      at(processor, 0.99) * 1e6, p99 * 1e6, good ? "" : "  ABOVE THE FLOOR");
  return good;
}

bool stands(Standing& standing, const History& history, const Request& request, Instant now) {
  const Assessment whole = assess({history, FactNo{history.size()}, now}, request);
  for (const ControlResult& control : whole.controls) {
    for (const TestResult& t : control.tests) {
      const Counts c = standing.counts(t.test);
      if (std::tuple(c.population, c.passed, c.failed, c.unknown, c.pending) !=
          std::tuple(t.population, t.passed, t.failed, t.unknown, t.pending))
        return false;
    }
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  const int facts = count > 1 ? std::atoi(arguments[1]) : 5'000;
  const Size size = Size{}.smaller(count > 2 ? std::atof(arguments[2]) : 1);
  const Folder folder = hundred();
  const auto catalog = read_catalog({&folder, 1}).value();
  History history(catalog, read_settings(File{}, *catalog).value());
  Loader loader(*catalog);
  loader.fold(history, Generator(size).run(), year);
  Request request;
  request.period = {beginning, instant(year)};
  request.detail = Detail::verdicts;
  const Instant now = instant(year);
  std::optional<Standing> standing;
  fmt::print("{} facts, {} tests; all of it from scratch {:.2f} s\n", history.size(),
             catalog->tests.size(), seconds_of([&] { standing.emplace(history, request, now); }));
  const double whole = seconds_of([&] { assess({history, FactNo{history.size()}, now}, request); });
  const double again = seconds_of([&] { assess({history, FactNo{history.size()}, now}, request); });
  fmt::print("a whole run {:.1f} ms (the first, with the columns, {:.0f} ms)\n", again * 1e3,
             whole * 1e3);
  Facts more(size);
  bool good = true;
  std::array<std::vector<double>, 2> took, processor;
  for (int i = 0; i < facts; ++i) {
    const size_t backdated = static_cast<size_t>(i % 2);
    const Fact fact = loader.fact_of(more.next(backdated == 1));
    std::vector<Touched> touched;
    double wall = 0;
    processor[backdated].push_back(processor_seconds_of([&] {
      wall = seconds_of([&] {
        touched = history.fold(FactNo{history.size()}, fact.at + second, fact);
        standing->take(fact, touched);
      });
    }));
    took[backdated].push_back(wall);
  }
  good = print("latest", took[0], processor[0], goal_p99) && good;
  good = print("backdated", took[1], processor[1], goal_backdated) && good;
  fmt::print("ratio whole run to one fact {:.0f} (goal 5000)\n", again / at(took[0], 0.5));
  const bool same = stands(*standing, history, request, now);
  fmt::print("what stands is {} found from scratch\n", same ? "what is" : "NOT what is");
  return good && same ? 0 : 1;
}
