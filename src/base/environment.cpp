#include "base/environment.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <random>
#include <system_error>

namespace probata {

Clock system_clock() {
  return [] {
    using namespace std::chrono;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return Instant{floor<microseconds>(now).count()};
  };
}

Random system_random() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();  // no source of randomness: keys made now would be guessable
  return [](std::span<uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); };
}

namespace {

// One stream of bytes, however it is cut; the standard fixes mt19937_64's numbers, and we fix their
// byte order.
struct SeededStream {
  std::mutex mutex;
  std::mt19937_64 engine;
  uint64_t word = 0;
  int left = 0;
  explicit SeededStream(uint64_t seed) : engine(seed) {}
  void fill(std::span<uint8_t> bytes) {
    const std::lock_guard lock(mutex);
    for (uint8_t& byte : bytes) {
      if (left == 0) {
        word = engine();
        left = 8;
      }
      byte = static_cast<uint8_t>(word);
      word >>= 8;
      --left;
    }
  }
};

}  // namespace

Random seeded_random(uint64_t seed) {
  // Shared, so that a copy of the function goes on in the stream and does not repeat it.
  return [stream = std::make_shared<SeededStream>(seed)](std::span<uint8_t> bytes) {
    stream->fill(bytes);
  };
}

namespace {

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() { close(); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }
  bool close() {
    const int descriptor = std::exchange(descriptor_, -1);
    return descriptor < 0 || ::close(descriptor) == 0;
  }

 private:
  int descriptor_;
};

// Takes errno first: call it before anything else may change it.
std::unexpected<Error> failed(std::string_view doing, const std::filesystem::path& path) {
  const int number = errno;
  std::string_view hint;
  if (number == ENOENT) hint = "check the path";
  if (number == EACCES || number == EPERM)
    hint = "check the permissions of the file and its folder";
  if (number == ENOSPC || number == EDQUOT) hint = "free some space on the disk";
  return failure(fmt::format("cannot {} `{}`: {}", doing, path.string(),
                             std::generic_category().message(number)),
                 std::string(hint), {.file = path.string()});
}

std::unexpected<Error> too_large(const std::filesystem::path& path, size_t limit) {
  return failure(fmt::format("`{}` is longer than {} bytes", path.string(), limit), {},
                 {.file = path.string()});
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

bool write_and_sync(File& file, std::string_view text, unsigned mode) {
  return ::fchmod(file.get(), static_cast<mode_t>(mode)) == 0 && write_all(file.get(), text) &&
         ::fsync(file.get()) == 0 && file.close();
}

}  // namespace

ReadingFile::ReadingFile(int descriptor, std::filesystem::path path)
    : descriptor_(descriptor), path_(std::move(path)) {}
ReadingFile::ReadingFile(ReadingFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}
ReadingFile::~ReadingFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<ReadingFile> ReadingFile::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed("open", path);
  return ReadingFile(descriptor, path);
}

Result<size_t> ReadingFile::read(std::string& text, size_t most) {
  const size_t had = text.size();
  text.resize(had + most);
  for (;;) {
    const ssize_t got = ::read(descriptor_, text.data() + had, most);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("read", path_);
    text.resize(had + static_cast<size_t>(got));
    return static_cast<size_t>(got);
  }
}

size_t ReadingFile::size() const {
  struct stat status{};
  const bool known = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
  return known ? static_cast<size_t>(status.st_size) : 0;
}

// To the end, and not as long as it said: pipes and /proc do not say, and a file may grow
// meanwhile.
Result<std::string> read_file(const std::filesystem::path& path, size_t limit) {
  ReadingFile file = TRY(ReadingFile::open(path));
  std::string text;
  constexpr size_t chunk = size_t{1} << 18, least = 4096;
  // With room to see the end, so that the whole is not moved for that.
  text.reserve(file.size() + least);
  for (;;) {
    const size_t room = std::clamp(text.capacity() - text.size(), least, chunk);
    if (TRY(file.read(text, room)) == 0) return text;
    if (text.size() > limit) return too_large(path, limit);
  }
}

Result<void> write_file_durably(const std::filesystem::path& path, std::string_view text,
                                unsigned mode) {
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  std::string beside = (folder / fmt::format(".{}.XXXXXX", path.filename().string())).string();
  File file(::mkostemp(beside.data(), O_CLOEXEC));
  if (!file) return failed("write", path);
  if (!write_and_sync(file, text, mode) || ::rename(beside.c_str(), path.c_str()) != 0) {
    auto error = failed("write", path);
    ::unlink(beside.c_str());
    return error;
  }
  // The new name is in the folder, which has its own place on the disk.
  const File opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened || ::fsync(opened.get()) != 0) return failed("sync the folder of", path);
  return {};
}

}  // namespace probata
