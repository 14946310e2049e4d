// One process at a time serves an organisation: an advisory lock on `lock` in its data directory,
// holding the process's number.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace probata {

class DirectoryLock {
 public:
  // Fails at once, naming the process that holds it. The kernel frees it when the process ends,
  // however it ends.
  static Result<DirectoryLock> take(const std::filesystem::path& folder);
  DirectoryLock(DirectoryLock&&) noexcept;
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int file) : file_(file) {}
  int file_;
};

}  // namespace probata
