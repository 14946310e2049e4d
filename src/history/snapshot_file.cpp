#include "history/snapshot_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <thread>
#include <vector>

#include "base/hash.h"

namespace probata {
namespace {

constexpr std::string_view magic = "PrbSnap1";
constexpr size_t page_size = 4096;
constexpr size_t block_size = size_t{4} << 20;
constexpr size_t digest_at = magic.size(), digest_end = digest_at + sizeof(Digest);

size_t blocks_of(size_t size) { return (size - snapshot_header + block_size - 1) / block_size; }

// Of block n of the whole file: where it lies.
std::pair<size_t, size_t> block(size_t n, size_t size) {
  const size_t begin = snapshot_header + n * block_size;
  return {begin, std::min(block_size, size - begin)};
}

// Of each block, on two threads; `get` gives its bytes.
template <class Get>
std::vector<Digest> hash_blocks(size_t size, Get get) {
  std::vector<Digest> digests(blocks_of(size));
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    Sha256 hasher;
    for (size_t n = next++; n < digests.size(); n = next++) {
      const auto [begin, length] = block(n, size);
      digests[n] = hasher.add(get(begin, length)).finish();
    }
  };
  std::jthread other(work);
  work();
  other.join();
  return digests;
}

Digest digest_of(const std::vector<Digest>& blocks, uint64_t size) {
  Sha256 hasher;
  hasher.add(magic).add(std::string_view(reinterpret_cast<const char*>(&size), sizeof size));
  for (const Digest& d : blocks) hasher.add(d.bytes);
  return hasher.finish();
}

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

bool is_header(const char* bytes, const Digest& digest) {
  std::array<char, snapshot_header> expected{};
  std::memcpy(expected.data(), magic.data(), magic.size());
  std::memcpy(expected.data() + digest_at, digest.bytes.data(), sizeof digest);
  static_assert(digest_end <= snapshot_header);
  return std::memcmp(bytes, expected.data(), snapshot_header) == 0;
}

}  // namespace

void SnapshotMemory::Unmap::operator()(char* bytes) const { ::munmap(bytes, size); }

std::span<char> SnapshotMemory::content() const {
  return {bytes.get() + snapshot_header, bytes.get_deleter().size - snapshot_header};
}

void seal(std::string& file) {
  const std::vector<Digest> digests = hash_blocks(file.size(), [&](size_t begin, size_t length) {
    return std::string_view(file).substr(begin, length);
  });
  const Digest digest = digest_of(digests, file.size());
  std::memset(file.data(), 0, snapshot_header);
  std::memcpy(file.data(), magic.data(), magic.size());
  std::memcpy(file.data() + digest_at, digest.bytes.data(), sizeof digest);
}

Result<SnapshotMemory> read_sealed(const std::filesystem::path& path) {
  const auto unusable = [&](std::string what) {
    return failure(std::move(what), "it is made anew", Place{.file = path.string()});
  };
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status{};
  if (file.number < 0 || ::fstat(file.number, &status) != 0)
    return unusable("there is no snapshot");
  const auto size = static_cast<size_t>(status.st_size);
  if (!S_ISREG(status.st_mode) || size <= snapshot_header) return unusable("this is no snapshot");
  // The pages are those of the file, so that none needs to be cleared and filled; one that is
  // changed becomes the process's own.
  void* mapped =
      ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, file.number, 0);
  if (mapped == MAP_FAILED) return unusable("there is no memory for the snapshot");
  SnapshotMemory memory{{static_cast<char*>(mapped), {size}}};
  char* bytes = memory.bytes.get();
  std::atomic<bool> readable = true;
  const std::vector<Digest> digests = hash_blocks(size, [&](size_t begin, size_t length) {
    // All its pages at once; where the kernel does not know how (EINVAL), one by one as they are
    // read.
    const size_t page = begin / page_size * page_size;
    if (::madvise(bytes + page, begin + length - page, MADV_POPULATE_READ) != 0 && errno == EFAULT)
      readable = false;
    return std::string_view(bytes + begin, readable ? length : 0);
  });
  if (!readable) return unusable("the snapshot cannot be read");
  if (!is_header(bytes, digest_of(digests, size))) return unusable("the snapshot is damaged");
  return memory;
}

}  // namespace probata
