#include <fmt/format.h>
#include <sys/timex.h>

#include <cstring>

#include "collect/host/probes.h"
#include "collect/host/text.h"
#include "collect/process.h"

namespace probata::collect {
namespace {

// The output of a program that is there; absent where it is not installed.
Section command_section(const HostRoot& root, std::string name, const std::string& program,
                        std::vector<std::string> arguments) {
  const std::string path = root.live() ? find_program(program) : std::string();
  Section section{std::move(name), program, {}, path.empty(), {}, {}};
  if (section.absent) return section;
  section.from = fmt::format("{} {}", program, fmt::join(arguments, " "));
  arguments.insert(arguments.begin(), path);
  auto output = run(arguments);
  if (!output)
    section.problem = output.error().what;
  else if (output->status != 0)
    section.problem = lower(std::string(trim(output->err)).substr(0, 200));
  else
    section.text = std::move(output->out);
  if (!section.problem.empty())
    section.remedy = "run the look as root (docs/sources.md, \"Rights\")";
  else if (!output)
    section.remedy = "look again";
  return section;
}

}  // namespace

std::vector<Section> firewall_sections(const HostRoot& root) {
  return {command_section(root, "nft", "nft", {"list", "ruleset"}),
          command_section(root, "iptables", "iptables", {"-S"})};
}

std::vector<Section> ssh_sections(const HostRoot& root) {
  Section files = including_section(root, "sshd_config", "/etc/ssh/sshd_config", Include::sshd);
  Section effective = command_section(root, "sshd", "sshd", {"-T"});
  return {std::move(files), std::move(effective)};
}

Section clock_section(const HostRoot& root) {
  Section section{"clock", "adjtimex", {}, !root.live(), {}, {}};
  if (section.absent) return section;
  timex clock{};
  clock.modes = 0;  // only asked, nothing is set
  if (::adjtimex(&clock) < 0) {
    section.problem = lower(std::strerror(errno));
    section.remedy = "allow the system call adjtimex";
    return section;
  }
  section.text = fmt::format("status={:#06x} maxerror={}us", clock.status, clock.maxerror);
  return section;
}

}  // namespace probata::collect
