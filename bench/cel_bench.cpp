// Ten expressions of controls, each compiled before, beside npm's @marcbachmann/cel-js on the same
// values: in turns, medians of the rounds. The results are compared in all worlds first.
//
//   cel_bench [ROUNDS]
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdio>

#include "cel/program.h"
#include "cel_world.h"
#include "timing.h"

using namespace probata;
using namespace probata::cel;
using probata::bench::median;

namespace {

constexpr double goal = 7, floor_of_goal = 0.7;
constexpr int times = 2'000, batches = 60;  // a batch is so short that few are interrupted

constexpr const char* expressions[] = {
    R"(account.status == "disabled")",
    R"(account.person.status == "departed" && account.status != "disabled")",
    R"(person.age >= 18 && person.age < 65)",
    R"(account.email.endsWith("@example.com") || account.service)",
    R"(now - account.last_login < duration("2160h"))",
    R"(account.roles.exists(r, r == "admin"))",
    R"(account.roles.all(r, r in allowed))",
    R"(device.encrypted && device.os_version >= "14.2" && device.screen_lock <= 900)",
    R"(size(person.accounts.filter(a, a.status == "active")) == 0)",
    R"(change.approvers.size() >= 2 && !(change.author in change.approvers) ? true : change.emergency)"};

[[noreturn]] void stop(const std::string& why) {
  fmt::print(stderr, "{}\n", why);
  std::exit(2);
}

// The reference in a process of its own: a line to it, a line from it.
class Reference {
 public:
  Reference(const char* form, const char* expression) {
    int to[2], from[2];
    if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0) stop("no pipe");
    process_ = fork();
    if (process_ == 0) {
      dup2(to[0], 0);
      dup2(from[1], 1);
      constexpr const char* script = R"(. setup/node && exec node bench/cel_reference.mjs "$@")";
      if (chdir(PROBATA_SOURCE_DIR) == 0)
        execlp("bash", "bash", "-c", script, "bash", form, expression, nullptr);
      _exit(127);
    }
    close(to[0]);
    close(from[1]);
    to_ = fdopen(to[1], "w");
    from_ = fdopen(from[0], "r");
  }
  ~Reference() {
    std::fclose(to_);
    std::fclose(from_);
    waitpid(process_, nullptr, 0);
  }
  Reference(const Reference&) = delete;
  Reference& operator=(const Reference&) = delete;

  std::string ask(const std::string& line) {
    fmt::print(to_, "{}\n", line);
    std::fflush(to_);
    char* text = nullptr;
    size_t size = 0;
    const ssize_t length = getline(&text, &size, from_);
    if (length <= 0)
      stop("the reference ended; `npm ci` in web/ installs it, and node has to be new enough");
    const std::string answer(text, static_cast<size_t>(length) - 1);
    std::free(text);
    return answer;
  }
  double measure() { return std::stod(ask(fmt::format("measure {} {}", times, batches))); }

 private:
  pid_t process_ = 0;
  FILE *to_ = nullptr, *from_ = nullptr;
};

double nanoseconds_each(const Program& program, Reader& reader, Arena& arena) {
  std::vector<double> each;
  for (int b = 0; b < batches; ++b) {
    const auto begin = std::chrono::steady_clock::now();
    uint64_t sum = 0;
    for (int i = 0; i < times; ++i) {
      arena.reset();
      sum += static_cast<uint64_t>(evaluate(program, reader, arena).tag);
    }
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begin;
    if (sum == 0) stop("an expression gave null");
    each.push_back(spent.count() / times);
  }
  return median(each);
}

struct Measured {
  const char* text = nullptr;
  Program program;
  std::unique_ptr<Reference> reference;
  std::vector<double> ours, theirs;
};

// The library can be told the types of the variables or not; for some expressions the one is
// faster, for some the other. It is taken as it is faster.
std::unique_ptr<Reference> start_reference(const char* text,
                                           const std::vector<bench::World>& worlds) {
  std::unique_ptr<Reference> best;
  double least = HUGE_VAL;
  for (const char* form : {"declared", "plain"}) {
    auto reference = std::make_unique<Reference>(form, text);
    for (const auto& world : worlds) reference->ask("world " + world.json());
    reference->measure();
    const double each = std::min(reference->measure(), reference->measure());
    if (each < least) best = std::move(reference), least = each;
  }
  return best;
}

Measured start(const char* text, std::vector<bench::World>& worlds) {
  auto program = compile(text, bench::scope());
  if (!program) stop(to_text(program.error()[0]));
  return {text, *program, start_reference(text, worlds), {}, {}};
}

// In each world it gives what the reference gives; and not in each the same.
void compare(const Measured& m, std::vector<bench::World>& worlds) {
  Arena arena;
  std::string ours;
  for (auto& world : worlds)
    ours += (ours.empty() ? "" : " ") + to_text(evaluate(m.program, world, arena));
  if (const auto theirs = m.reference->ask("results"); ours != theirs)
    stop(fmt::format("`{}`\n  probata {}\n  cel-js  {}", m.text, ours, theirs));
  if (!ours.contains("true") || !ours.contains("false"))
    stop(fmt::format("`{}` is the same in all worlds", m.text));
}

// Gives the exit code.
int report(const std::vector<Measured>& all, int rounds) {
  double load[3] = {}, ours = 0, theirs = 0, least = HUGE_VAL;
  getloadavg(load, 3);
  fmt::print("   probata     cel-js   ratio  ns each, {} rounds in turns, load {:.1f}\n", rounds,
             load[0]);
  for (const auto& m : all) {
    const double a = median(m.ours), b = median(m.theirs);
    fmt::print("{:10.1f} {:10.1f} {:7.1f}  {}\n", a, b, b / a, m.text);
    ours += std::log(a) / static_cast<double>(all.size());
    theirs += std::log(b) / static_cast<double>(all.size());
    least = std::min(least, b / a);
  }
  const double ratio = std::exp(theirs - ours), floor = goal * floor_of_goal;
  fmt::print("{:10.1f} {:10.1f} {:7.1f}  geometric mean\n", std::exp(ours), std::exp(theirs),
             ratio);
  fmt::print("ratio {:.2f} (goal {}, floor {:.1f}), least {:.2f} (goal and floor 1)\n", ratio, goal,
             floor, least);
  return ratio < floor || least < 1 ? 1 : 0;
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::max(std::atoi(arguments[1]), 1) : 7;
  auto worlds = bench::make_worlds();
  std::vector<Measured> all;
  for (const char* text : expressions) {
    all.push_back(start(text, worlds));
    compare(all.back(), worlds);
  }
  Arena arena;
  for (int round = 0; round < rounds; ++round)
    for (auto& m : all) {
      m.ours.push_back(nanoseconds_each(m.program, worlds[0], arena));
      m.theirs.push_back(m.reference->measure());
    }
  return report(all, rounds);
}
