// Short texts (ids, keys), numbered by where they lie. They never move.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "history/archive.h"

namespace probata {

// The same on every machine: it is kept in snapshots.
uint64_t hash_text(std::string_view, uint64_t seed);

class Texts {
 public:
  uint32_t add(std::string_view);
  std::string_view at(uint32_t number) const {
    const char* p = place(number);
    size_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(*p++);
      size |= size_t{byte & 0x7fu} << shift;
      if (byte < 0x80) break;
    }
    return {p, size};
  }
  void prefetch(uint32_t number) const { __builtin_prefetch(place(number)); }
  void write(ArchiveWriter&) const;
  void read(ArchiveReader&);
  size_t bytes() const;

 private:
  static constexpr size_t unit = 2;  // numbers count units, so that there may be 8 GiB of text
  static constexpr size_t chunk_size = size_t{1} << 20;

  const char* place(uint32_t number) const {
    const size_t offset = number * unit;
    if (offset < base_.size()) return base_.data() + offset;
    return chunks_[(offset - base_.size()) / chunk_size].get() +
           (offset - base_.size()) % chunk_size;
  }
  char* room(size_t size);
  std::vector<std::span<const char>> parts() const;

  Flat<char> base_;
  // A text longer than a chunk takes several that lie together: the first is theirs, the others are
  // null.
  std::vector<std::unique_ptr<char[]>> chunks_;
  size_t used_ = chunk_size;  // of the last chunk
};

}  // namespace probata
