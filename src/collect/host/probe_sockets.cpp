#include <dirent.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <set>

#include "collect/host/ports.h"
#include "collect/host/probes.h"
#include "collect/host/text.h"

namespace probata::collect {
namespace {

namespace fs = std::filesystem;
constexpr int processes_max = 50'000;

Section table(const HostRoot& root, const std::string& name, bool udp) {
  // A host without IPv6 has no tcp6: it listens on none.
  return file_section(root, name, "/proc/net/" + name,
                      [udp](std::string_view text) { return reduce_sockets(text, udp); });
}

std::set<uint64_t> inodes_of(const std::vector<Section>& tables) {
  std::set<uint64_t> result;
  for (const Section& section : tables)
    for (const std::string_view line : split(section.text, '\n'))
      if (const auto w = words(line); w.size() > 9)
        if (const auto inode = to_integer<uint64_t>(w[9])) result.insert(*inode);
  return result;
}

// The sockets among the open files of one process. False: they may not be read.
bool sockets_of(const fs::path& process, const std::set<uint64_t>& wanted,
                std::vector<uint64_t>& found) {
  DIR* folder = ::opendir((process / "fd").c_str());
  if (folder == nullptr) return errno != EACCES && errno != EPERM;
  while (const dirent* entry = ::readdir(folder)) {
    char target[64] = {};
    const ssize_t n = ::readlinkat(::dirfd(folder), entry->d_name, target, sizeof target - 1);
    const std::string_view text(target, n > 0 ? static_cast<size_t>(n) : 0);
    if (!text.starts_with("socket:[") || !text.ends_with("]")) continue;
    const auto inode = to_integer<uint64_t>(text.substr(8, text.size() - 9));
    if (inode && wanted.contains(*inode)) found.push_back(*inode);
  }
  ::closedir(folder);
  return true;
}

Section programs(const HostRoot& root, const std::set<uint64_t>& wanted) {
  Section section{"socket_programs", "/proc/*/fd", {}, false, {}, {}};
  bool whole = true;
  int count = 0;
  std::error_code code;
  for (fs::directory_iterator it(root.at("/proc"), code), end;
       !code && it != end && count < processes_max; it.increment(code)) {
    const std::string pid = it->path().filename().string();
    std::vector<uint64_t> found;
    if (!to_integer(pid)) continue;
    ++count;
    whole &= sockets_of(it->path(), wanted, found);
    if (found.empty()) continue;
    const Section name = file_section({it->path()}, "comm", "/comm");
    for (const uint64_t inode : found) {
      std::string program(trim(name.text));
      for (char& c : program)
        if (c == ' ') c = '_';
      section.text += fmt::format("{} {} {}\n", inode, pid, program);
    }
  }
  if (!whole) {
    section.problem = "only root may see other users' open files";
    section.remedy = "run the look as root (docs/sources.md, \"Rights\")";
  }
  return section;
}

}  // namespace

std::vector<Section> socket_sections(const HostRoot& root) {
  if (!root.live()) return {};
  std::vector<Section> all{table(root, "tcp", false), table(root, "tcp6", false),
                           table(root, "udp", true), table(root, "udp6", true)};
  const std::set<uint64_t> wanted = inodes_of(all);
  all.push_back(file_section(root, "local_ports", "/proc/sys/net/ipv4/ip_local_port_range"));
  all.push_back(programs(root, wanted));
  return all;
}

}  // namespace probata::collect
