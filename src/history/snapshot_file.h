// The frame of a snapshot's file: what shows that its bytes are those that were written.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace probata {

constexpr size_t snapshot_header = 64;

// REQUIRES: `file` begins with so many bytes of room, which are filled.
void seal(std::string& file);

// The file as memory that may be written, which changes no file. A file that is replaced or removed
// stays as it is here; REQUIRES: nobody writes into one that was read.
struct SnapshotMemory {
  struct Unmap {
    size_t size = 0;
    void operator()(char*) const;
  };
  std::unique_ptr<char, Unmap> bytes;
  std::span<char> content() const;  // behind the header
};
// Maps and checks, on two threads.
Result<SnapshotMemory> read_sealed(const std::filesystem::path&);

}  // namespace probata
