// Blobs as files: `ab/cdef…` below one folder, by the hexadecimal digest. A file is written beside,
// synced and renamed, so that a name stands for whole content or is not there; what a crash leaves
// is a file that starts with a dot, removed at a later start.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "base/environment.h"
#include "store/blobs.h"

namespace probata {

namespace fs = std::filesystem;

namespace {

// Younger ones may be another process's, at work.
constexpr auto leftover_age = std::chrono::hours(24);

std::unexpected<Error> failed(std::string_view doing, const fs::path& path, int number) {
  return failure(fmt::format("cannot {}: {}", doing, std::strerror(number)),
                 "check the disk, its free space and the rights of the folder",
                 {.file = path.string()});
}

Result<void> sync_folder(const fs::path& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return failed("open the folder", path, errno);
  const int code = ::fsync(folder);
  const int number = errno;
  ::close(folder);
  if (code != 0) return failed("sync the folder", path, number);
  return {};
}

// A new folder lasts once the folder that holds it is synced.
Result<void> make_folder(const fs::path& path) {
  std::error_code error;
  const bool made = fs::create_directories(path, error);
  if (error) return failed("make the folder", path, error.value());
  if (!made) return {};
  const auto parent = path.parent_path();
  return sync_folder(parent.empty() ? fs::path(".") : parent);
}

void remove_leftovers(const fs::path& folder) {
  std::error_code ignored;
  const auto limit = fs::file_time_type::clock::now() - leftover_age;
  for (fs::recursive_directory_iterator at(folder, ignored), end; at != end;
       at.increment(ignored)) {
    const bool leftover = at->path().filename().native().starts_with('.');
    if (leftover && at->is_regular_file(ignored) && at->last_write_time(ignored) < limit)
      fs::remove(at->path(), ignored);
  }
}

class FileBlobs : public Blobs {
 public:
  FileBlobs(fs::path folder, DurableWrite write)
      : folder_(std::move(folder)), write_(std::move(write)) {}

  Result<Digest> put(std::string_view content) override {
    const auto digest = sha256(content);
    const auto path = path_of(digest);
    TRY_VOID(make_folder(path.parent_path()));
    // There and whole: the write that made it may have failed in its last step, so the name is
    // synced again. There and damaged: written anew, which heals it.
    if (get(digest))
      TRY_VOID(sync_folder(path.parent_path()));
    else
      TRY_VOID(write_(path, content));
    return digest;
  }

  Result<std::string> get(const Digest& digest) const override {
    const auto path = path_of(digest);
    auto content = TRY(read_file(path));
    if (sha256(content) == digest) return content;
    return failure(
        fmt::format("the evidence {} is damaged: its bytes have another hash", to_text(digest)),
        "restore this file from a backup", {.file = path.string()});
  }

  Result<bool> has(const Digest& digest) const override {
    std::error_code error;
    const bool there = fs::exists(path_of(digest), error);
    if (error) return failed("look for the evidence", path_of(digest), error.value());
    return there;
  }

  Result<void> remove(const Digest& digest) override {
    const auto path = path_of(digest);
    std::error_code error;
    const bool removed = fs::remove(path, error);
    if (error) return failed("remove the evidence", path, error.value());
    if (!removed) return {};
    return sync_folder(path.parent_path());
  }

 private:
  fs::path path_of(const Digest& digest) const {
    const auto hex = to_hex(digest.bytes);
    return folder_ / hex.substr(0, 2) / hex.substr(2);
  }

  const fs::path folder_;
  const DurableWrite write_;
};

}  // namespace

Result<std::unique_ptr<Blobs>> open_file_blobs(const fs::path& folder, DurableWrite write) {
  TRY_VOID(make_folder(folder));
  remove_leftovers(folder);
  return std::make_unique<FileBlobs>(folder, std::move(write));
}

Result<std::unique_ptr<Blobs>> open_file_blobs(const fs::path& folder) {
  return open_file_blobs(folder, [](const fs::path& path, std::string_view content) {
    return write_file_durably(path, content, 0600);
  });
}

}  // namespace probata
