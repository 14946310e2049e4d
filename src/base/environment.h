// What a program would take from outside: clock, randomness, files. Passed in, so that every test
// can fix them.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/time.h"

namespace probata {

using Clock = std::function<Instant()>;
Clock system_clock();
using Random = std::function<void(std::span<uint8_t>)>;  // fills with random bytes
Random system_random();                                  // libsodium's
Random seeded_random(uint64_t seed);  // for tests: the same bytes for a seed, on every machine

// A file, or a pipe, read piece by piece, so that nobody need hold it whole.
class ReadingFile {
 public:
  static Result<ReadingFile> open(const std::filesystem::path&);
  ReadingFile(ReadingFile&&) noexcept;
  ~ReadingFile();
  // Appends at most so many bytes; how many there were, 0 at the end.
  Result<size_t> read(std::string& text, size_t most);
  size_t size() const;  // 0 where it is not known before

 private:
  ReadingFile(int descriptor, std::filesystem::path path);
  int descriptor_;
  std::filesystem::path path_;
};

Result<std::string> read_file(const std::filesystem::path&, size_t limit = size_t{1} << 32);
// Writes beside, syncs, renames over, syncs the folder: after it returns the file is whole and
// durable, or the old one stands.
Result<void> write_file_durably(const std::filesystem::path&, std::string_view,
                                unsigned mode = 0644);

}  // namespace probata
