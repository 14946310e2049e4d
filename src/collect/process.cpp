#include "collect/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

namespace probata::collect {
namespace {

using Time = std::chrono::steady_clock;

struct Descriptor {
  int number = -1;
  Descriptor() = default;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  void close() {
    if (number >= 0) ::close(number);
    number = -1;
  }
};
struct Pipe {
  Descriptor read, write;
  bool open() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return false;
    read.number = ends[0];
    write.number = ends[1];
    return true;
  }
};

Result<pid_t> spawn(const std::vector<std::string>& argv, Pipe& out, Pipe& err) {
  std::vector<char*> arguments;
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  // Nothing of our own environment reaches the program: it may hold secrets, and it would make the
  // output depend on who started us.
  static const char* const environment[] = {"LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                                            nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.write.number, 1);
  posix_spawn_file_actions_adddup2(&actions, err.write.number, 2);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);  // so that its children die with it
  pid_t child = 0;
  const int error = posix_spawn(&child, argv[0].c_str(), &actions, &attributes, arguments.data(),
                                const_cast<char* const*>(environment));
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return failure(fmt::format("cannot run `{}`: {}", argv[0], std::strerror(error)));
  return child;
}

// Appends what is there; false at the end of the stream.
bool drain(Descriptor& from, std::string& to) {
  std::array<char, 65536> buffer;
  const ssize_t n = ::read(from.number, buffer.data(), buffer.size());
  if (n < 0 && errno == EINTR) return true;
  if (n <= 0) {
    from.close();
    return false;
  }
  to.append(buffer.data(), static_cast<size_t>(n));
  return true;
}

// Empty: all was read. Otherwise why it was given up.
std::string read_all(Pipe& out, Pipe& err, ProcessOutput& output, const ProcessLimits& limits) {
  const Time::time_point end = Time::now() + limits.time;
  while (out.read.number >= 0 || err.read.number >= 0) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Time::now());
    if (left.count() <= 0) return fmt::format("it took longer than {} ms", limits.time.count());
    std::array<pollfd, 2> wait{{{out.read.number, POLLIN, 0}, {err.read.number, POLLIN, 0}}};
    if (::poll(wait.data(), wait.size(), static_cast<int>(left.count())) < 0 && errno != EINTR)
      return std::strerror(errno);
    if (wait[0].revents != 0) drain(out.read, output.out);
    if (wait[1].revents != 0) drain(err.read, output.err);
    if (output.out.size() + output.err.size() > limits.output)
      return fmt::format("it printed more than {} bytes", limits.output);
  }
  return {};
}

// The child's status; killed, with its children, where it has not ended in that time.
int reap(pid_t child, std::chrono::milliseconds patience) {
  int status = 0;
  for (const Time::time_point end = Time::now() + patience; Time::now() < end;) {
    if (::waitpid(child, &status, WNOHANG) == child) return status;
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  ::kill(-child, SIGKILL);
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

Result<ProcessOutput> run(const std::vector<std::string>& argv, const ProcessLimits& limits) {
  Pipe out, err;
  if (!out.open() || !err.open())
    return failure(fmt::format("cannot run `{}`: {}", argv[0], std::strerror(errno)));
  const pid_t child = TRY(spawn(argv, out, err));
  out.write.close();
  err.write.close();
  ProcessOutput output;
  std::string problem = read_all(out, err, output, limits);
  const int status = reap(child, problem.empty() ? limits.time : std::chrono::milliseconds{0});
  if (problem.empty() && status == SIGKILL) problem = "it closed its output and did not end";
  if (!problem.empty())
    return failure(fmt::format("`{}` was stopped: {}", fmt::join(argv, " "), problem));
  output.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return output;
}

std::string find_program(const std::string& name) {
  for (const char* folder : {"/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"})
    if (const std::string path = folder + name; ::access(path.c_str(), X_OK) == 0) return path;
  return {};
}

}  // namespace probata::collect
