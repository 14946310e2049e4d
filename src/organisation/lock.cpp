#include "organisation/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

#include "base/environment.h"
#include "base/text.h"

namespace probata {

Result<DirectoryLock> DirectoryLock::take(const std::filesystem::path& folder) {
  auto path = folder / "lock";
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0)
    return failure(fmt::format("cannot write to `{}`", folder.string()),
                   "check that the directory exists and that you may write to it");
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    // One that has just begun has not written its number yet.
    const std::string holder = read_file(path, 64).value_or("");
    const std::string_view number = trim(holder);
    ::close(file);
    return failure(fmt::format("`{}` is in use by {}{}", folder.string(),
                               number.empty() ? "another process" : "process ", number),
                   "stop `probata serve` there, or send the facts to its address: POST /api/facts");
  }
  auto number = fmt::format("{}\n", ::getpid());
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, number.data(), number.size(), 0) < 0) {
    ::close(file);
    return failure(fmt::format("cannot write `{}`", path.string()), "is the disk full?");
  }
  return DirectoryLock(file);
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept
    : file_(std::exchange(other.file_, -1)) {}

DirectoryLock::~DirectoryLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace probata
