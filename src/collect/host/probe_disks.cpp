#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "collect/host/probes.h"
#include "collect/host/text.h"

namespace probata::collect {
namespace {

namespace fs = std::filesystem;

std::string local_mounts(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(text, '\n'))
    if (line.starts_with("/dev/")) result.append(line).append("\n");
  return result;
}
std::string swap_as_mounts(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(text, '\n'))
    if (const auto w = words(line); w.size() > 1 && w[0].starts_with("/dev/"))
      result += fmt::format("{} swap swap\n", w[0]);
  return result;
}

std::string below(const fs::path& device) {
  std::string result;
  std::error_code code;
  for (fs::directory_iterator it(device / "slaves", code), end; !code && it != end;
       it.increment(code))
    result += (result.empty() ? "" : ",") + it->path().filename().string();
  return result.empty() ? "-" : result;
}

Section device_section(const HostRoot& root) {
  Section section{"devices", "/sys/class/block", {}, false, {}, {}};
  std::error_code code;
  for (fs::directory_iterator it(root.at(section.from), code), end; !code && it != end;
       it.increment(code)) {
    const Section uuid = file_section({it->path()}, "uuid", "/dm/uuid");
    const std::string_view id = trim(uuid.text);
    section.text += fmt::format("{} {} {}\n", it->path().filename().string(), id.empty() ? "-" : id,
                                below(it->path()));
  }
  if (code) return failed_section(section.name, section.from, code.value());
  return section;
}

// Which block device a path is: by its number, since /dev/root and /dev/mapper/x are only names.
Section path_section(const HostRoot& root, std::string_view mounts) {
  Section section{"device_paths", "/sys/dev/block", {}, false, {}, {}};
  for (const std::string_view line : split(mounts, '\n')) {
    const auto w = words(line);
    struct stat status{};
    if (w.empty()) continue;
    if (::stat(root.at(w[0]).c_str(), &status) != 0 || !S_ISBLK(status.st_mode)) continue;
    std::error_code code;
    const fs::path target = fs::read_symlink(
        root.at(fmt::format("/sys/dev/block/{}:{}", major(status.st_rdev), minor(status.st_rdev))),
        code);
    if (!code) section.text += fmt::format("{} {}\n", w[0], target.filename().string());
  }
  return section;
}

}  // namespace

std::vector<Section> disk_sections(const HostRoot& root) {
  if (!root.live()) return {};
  Section mounts = file_section(root, "mounts", "/proc/self/mounts", local_mounts);
  Section swap = file_section(root, "swap", "/proc/swaps", swap_as_mounts);
  Section paths = path_section(root, mounts.text + swap.text);
  return {std::move(mounts), std::move(swap), device_section(root), std::move(paths)};
}

}  // namespace probata::collect
