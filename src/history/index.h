// Numbers by what they stand for: open addressing, five bytes a place. What a number stands for is
// kept elsewhere; a byte of its hash is kept here, so that few others are compared.
#pragma once

#include <cstdint>
#include <optional>

#include "history/archive.h"

namespace probata {

class Index {
 public:
  template <class Same>
  std::optional<uint32_t> find(uint64_t hash, Same same) const {
    if (tags_.empty()) return {};
    const size_t mask = tags_.size() - 1;
    const auto tag = tag_of(hash);
    for (size_t i = hash & mask; tags_[i] != 0; i = (i + 1) & mask) {
      if (tags_[i] == tag && same(numbers_[i])) return numbers_[i];
    }
    return {};
  }
  // REQUIRES: numbers come from 0 on, each once. hash_of(number) gives the hash of one that is
  // there.
  template <class HashOf>
  void add(uint64_t hash, uint32_t number, HashOf hash_of) {
    if ((used_ + 1) * 8 > tags_.size() * 7) grow(hash_of);
    place(hash, number);
    ++used_;
  }
  void prefetch(uint64_t hash) const {
    if (tags_.empty()) return;
    const size_t i = hash & (tags_.size() - 1);
    __builtin_prefetch(tags_.data() + i);
    __builtin_prefetch(numbers_.data() + i);
  }
  // What find() will probably look at first.
  std::optional<uint32_t> candidate(uint64_t hash) const {
    if (tags_.empty()) return {};
    const size_t mask = tags_.size() - 1;
    const auto tag = tag_of(hash);
    for (size_t i = hash & mask; tags_[i] != 0; i = (i + 1) & mask) {
      if (tags_[i] == tag) return numbers_[i];
    }
    return {};
  }
  void write(ArchiveWriter& out) const {
    out.number(used_);
    out.array(tags_);
    out.array(numbers_);
  }
  void read(ArchiveReader& in) {
    used_ = in.number();
    tags_ = in.array<uint8_t>();
    numbers_ = in.array<uint32_t>();
  }
  size_t bytes() const { return tags_.bytes() + numbers_.bytes(); }

 private:
  static uint8_t tag_of(uint64_t hash) { return static_cast<uint8_t>(hash >> 57 | 0x80); }

  void place(uint64_t hash, uint32_t number) {
    const size_t mask = tags_.size() - 1;
    size_t i = hash & mask;
    while (tags_[i] != 0) i = (i + 1) & mask;
    tags_[i] = tag_of(hash);
    numbers_[i] = number;
  }
  template <class HashOf>
  void grow(HashOf hash_of) {
    const size_t places = tags_.empty() ? 64 : tags_.size() * 2;
    tags_ = {};
    numbers_ = {};
    tags_.resize(places);
    numbers_.resize_unset(places);
    // In their order, and not in that of the places: what they stand for lies in it.
    for (uint32_t number = 0; number < used_; ++number) place(hash_of(number), number);
  }

  Flat<uint8_t> tags_;  // 0: free
  Flat<uint32_t> numbers_;
  size_t used_ = 0;
};

}  // namespace probata
