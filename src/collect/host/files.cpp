#include "collect/host/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fnmatch.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "collect/host/text.h"

namespace probata::collect {
namespace {

namespace fs = std::filesystem;

// 0 or the error. Read by hand: files of /proc tell no size, and the kind of failure matters.
int read_bytes(const fs::path& path, std::string& text) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return errno;
  struct stat status{};
  int error = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) ? 0 : EINVAL;
  std::array<char, 65536> buffer;
  while (error == 0) {
    const ssize_t n = ::read(file, buffer.data(), buffer.size());
    if (n == 0) break;
    if (n < 0 && errno != EINTR) error = errno;
    if (n > 0) text.append(buffer.data(), static_cast<size_t>(n));
    if (text.size() > file_bytes_max) error = EFBIG;
  }
  ::close(file);
  return error;
}

struct Expansion {
  const HostRoot& root;
  Include style;
  std::string text;
  size_t files = 0;
  int error = 0;  // the first that stopped a file that is there
  std::string error_path;

  void add(const std::string& path, int depth);
  void line(std::string_view line, const std::string& path, int depth);
  void add_matching(const std::string& pattern, int depth);
  void add_folder(const std::string& folder, int depth);
};

std::string beside(const std::string& path, std::string_view name) {
  if (name.starts_with('/')) return std::string(name);
  return (fs::path(path).parent_path() / name).string();
}

void Expansion::add(const std::string& path, int depth) {
  std::string bytes;
  if (depth > include_depth_max || ++files > include_files_max) {
    error = ELOOP;
    error_path = path;
    return;
  }
  if (const int failed = read_bytes(root.at(path), bytes); failed != 0) {
    if (error == 0 && (failed != ENOENT || depth == 0)) error = failed, error_path = path;
    return;
  }
  text += fmt::format("# from {}\n", path);
  for (const std::string_view each : split(bytes, '\n')) line(each, path, depth);
}

void Expansion::line(std::string_view each, const std::string& path, int depth) {
  const std::vector<std::string_view> w = words(each);
  const std::string first = w.empty() ? "" : lower(w[0]);
  if (style == Include::sshd && first == "include" && w.size() > 1) {
    for (size_t i = 1; i < w.size(); ++i) add_matching(beside("/etc/ssh/x", w[i]), depth + 1);
  } else if (style == Include::sudoers && w.size() > 1 &&
             (first == "@include" || first == "#include")) {
    add(beside(path, w[1]), depth + 1);
  } else if (style == Include::sudoers && w.size() > 1 &&
             (first == "@includedir" || first == "#includedir")) {
    add_folder(beside(path, w[1]), depth + 1);
  } else {
    text.append(each).append("\n");
  }
}

std::vector<std::string> names_in(const fs::path& folder, int& error) {
  std::vector<std::string> names;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
    names.push_back(it->path().filename().string());
  if (code && code.value() != ENOENT && error == 0) error = code.value();
  std::sort(names.begin(), names.end());
  return names;
}

void Expansion::add_matching(const std::string& pattern, int depth) {
  const fs::path path(pattern);
  const std::string folder = path.parent_path().string();
  for (const std::string& name : names_in(root.at(folder), error))
    if (::fnmatch(path.filename().c_str(), name.c_str(), FNM_PERIOD) == 0)
      add(fmt::format("{}/{}", folder, name), depth);
}

void Expansion::add_folder(const std::string& folder, int depth) {
  // sudo skips names with a dot or a tilde at the end: packages' leftovers.
  for (const std::string& name : names_in(root.at(folder), error))
    if (name.find('.') == std::string::npos && !name.ends_with('~'))
      add(fmt::format("{}/{}", folder, name), depth);
}

}  // namespace

fs::path HostRoot::at(std::string_view absolute) const {
  return path / fs::path(absolute).relative_path();
}

Section failed_section(std::string name, std::string from, int error) {
  Section section{
      std::move(name), std::move(from), {}, error == ENOENT || error == ENOTDIR, {}, {}};
  if (section.absent) return section;
  const bool rights = error == EACCES || error == EPERM;
  section.problem = rights ? "only root may read it" : lower(std::strerror(error));
  section.remedy = rights ? "run the look as root (docs/sources.md, \"Rights\")"
                          : "mend the file, or say why it is so";
  return section;
}

Section file_section(const HostRoot& root, std::string name, const std::string& path,
                     const Reduce& reduce) {
  std::string text;
  if (const int error = read_bytes(root.at(path), text); error != 0)
    return failed_section(std::move(name), path, error);
  return {std::move(name), path, reduce ? reduce(text) : std::move(text), false, {}, {}};
}

Section including_section(const HostRoot& root, std::string name, const std::string& path,
                          Include style) {
  Expansion expansion{root, style, {}, 0, 0, {}};
  expansion.add(path, 0);
  if (expansion.error != 0)
    return failed_section(std::move(name),
                          expansion.error_path.empty() ? path : expansion.error_path,
                          expansion.error);
  return {std::move(name), path, std::move(expansion.text), false, {}, {}};
}

}  // namespace probata::collect
