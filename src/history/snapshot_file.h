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

// Memory that is the reader's own: what happens to the file later does not reach it.
struct SnapshotMemory {
  struct Unmap {
    size_t size = 0;
    void operator()(char*) const;
  };
  std::unique_ptr<char, Unmap> bytes;
  std::span<char> content() const;  // behind the header
};
// Reads and checks, on two threads.
Result<SnapshotMemory> read_sealed(const std::filesystem::path&);

}  // namespace probata
