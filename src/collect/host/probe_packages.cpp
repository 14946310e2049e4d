#include <fmt/format.h>

#include <algorithm>

#include "base/environment.h"
#include "collect/host/packages.h"
#include "collect/host/probes.h"
#include "collect/process.h"

namespace probata::collect {
namespace {

namespace fs = std::filesystem;
constexpr size_t list_bytes_max = 128u << 20;
constexpr const char* lists_folder = "/var/lib/apt/lists";

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
    names.push_back(it->path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

// Lists are kept plain or compressed; apt's own helper reads whatever this machine's apt writes.
Result<std::string> read_list(const HostRoot& root, const std::string& name) {
  const fs::path path = root.at(lists_folder) / name;
  if (name.ends_with("_Packages")) return read_file(path, list_bytes_max);
  const std::string helper = "/usr/lib/apt/apt-helper";
  if (!root.live()) return failure("a compressed list of another root is not read");
  ProcessOutput output = TRY(
      run({helper, "cat-file", path.string()}, {std::chrono::milliseconds{5'000}, list_bytes_max}));
  if (output.status != 0)
    return failure(fmt::format("`{}` failed: {}", helper, output.err.substr(0, 200)));
  return std::move(output.out);
}

struct Lists {
  std::vector<std::string> texts;
  std::string dates;  // `PREFIX DATE`, one security archive a line
  std::string problem;
};

// `deb.debian.org_…_bookworm-security_InRelease` goes before
// `…_bookworm-security_main_…_Packages*`.
Lists security_lists(const HostRoot& root) {
  Lists lists;
  const std::vector<std::string> names = names_in(root.at(lists_folder));
  for (const std::string& name : names) {
    if (!name.ends_with("Release")) continue;
    const Section release = file_section(root, "release", fmt::format("{}/{}", lists_folder, name));
    const auto date = release_date(release.text);
    if (!is_security_release(release.text) || !date) continue;
    const std::string prefix = name.substr(0, name.rfind('_') + 1);
    lists.dates += fmt::format("{} {}\n", prefix, to_text(*date));
    for (const std::string& other : names) {
      if (!other.starts_with(prefix) || other.find("_Packages") == std::string::npos) continue;
      auto text = read_list(root, other);
      if (text)
        lists.texts.push_back(std::move(*text));
      else
        lists.problem = text.error().what;
    }
  }
  return lists;
}

}  // namespace

std::vector<Section> package_sections(const HostRoot& root) {
  Section status = file_section(root, "packages", "/var/lib/dpkg/status");
  if (!status.read()) return {status};  // no dpkg: absent
  Lists lists = security_lists(root);
  Section dates{"security_lists", lists_folder, lists.dates, false, {}, {}};
  if (lists.dates.empty() || lists.texts.empty()) {
    dates.problem =
        lists.problem.empty() ? "there is no list of a security archive here" : lists.problem;
    dates.remedy = "run `apt-get update` with a security archive in its sources";
  } else if (!lists.problem.empty()) {
    dates.problem = lists.problem;
    dates.remedy = "look again; run `apt-get update` if it stays so";
  }
  status.text = reduce_packages(status.text, lists.texts);
  return {std::move(status), std::move(dates)};
}

}  // namespace probata::collect
