// Many small lists in common memory. A list is a slice: where it begins and how long it is. One
// that outgrows its place moves; the place it leaves serves the next list of that size.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "history/flat.h"

namespace probata {

struct Slice {
  uint32_t begin = 0;
  uint32_t size : 31 = 0;
  uint32_t packed : 1 = 0;  // no room behind it
};
static_assert(sizeof(Slice) == 8);

template <class T>
class Slices {
 public:
  std::span<const T> of(const Slice& s) const {
    if (s.size == 0) return {};
    return {place(s.begin), s.size};
  }
  // Asks memory for the first of them.
  void prefetch(const Slice& s) const {
    if (s.size > 0) __builtin_prefetch(place(s.begin));
  }
  void append(Slice& s, const T& item) { *open(s, s.size) = item; }
  // Keeps the slice ascending; of equals, the new one is last.
  template <class Earlier>
  void insert(Slice& s, const T& item, Earlier earlier) {
    size_t where = s.size;
    if (s.size > 0 && earlier(item, place(s.begin)[s.size - 1])) {
      const T* begin = place(s.begin);
      where = static_cast<size_t>(std::upper_bound(begin, begin + s.size, item, earlier) - begin);
    }
    *open(s, where) = item;
  }
  // The slice in an array that is being put together from the slices of others.
  Slice packed(const Slice& s, Flat<T>& into) const {
    const Slice there{
        .begin = static_cast<uint32_t>(into.size()), .size = s.size, .packed = s.size > 0};
    for (const T& item : of(s)) into.push_back(item);
    return there;
  }
  // REQUIRES: empty. The slices made beside it are packed.
  void adopt(Flat<T> base) {
    base_ = std::move(base);
    used_ = chunk_size;
  }
  size_t bytes() const { return base_.bytes() + bytes_in_chunks_; }

 private:
  static constexpr uint32_t chunk_size = 2048;

  // Small slices are most of them, so they grow by little; long ones by half.
  static uint32_t larger(uint32_t capacity) {
    return capacity < 4 ? capacity + 1 : capacity + capacity / 2;
  }
  // The place that a slice of this size has: the least of 1 2 3 4 6 9 … that holds it.
  static uint32_t capacity_for(uint32_t size) {
    uint32_t capacity = size == 0 ? 0 : 1;
    while (capacity < size) capacity = larger(capacity);
    return capacity;
  }
  T* place(uint32_t begin) const {
    const auto base = static_cast<uint32_t>(base_.size());
    if (begin < base) return const_cast<T*>(base_.data()) + begin;
    return chunks_[(begin - base) / chunk_size].get() + (begin - base) % chunk_size;
  }
  // Room for one more at `where`.
  T* open(Slice& s, size_t where) {
    const uint32_t capacity = s.packed ? s.size : capacity_for(s.size);
    if (s.size == capacity) grow(s, capacity);
    T* at = place(s.begin) + where;
    std::move_backward(at, place(s.begin) + s.size, place(s.begin) + s.size + 1);
    s.size = s.size + 1;
    return at;
  }
  void grow(Slice& s, uint32_t from) {
    const uint32_t capacity = capacity_for(s.size + 1);
    const uint32_t begin = allocate(capacity);
    if (s.size > 0) std::copy_n(place(s.begin), s.size, place(begin));
    if (from > 0) release(s.begin, from);
    s.begin = begin;
    s.packed = 0;
  }
  void release(uint32_t begin, uint32_t capacity) {
    if (capacity_for(capacity) != capacity) return;  // fits no other; it is left
    if (free_.size() <= capacity) free_.resize(capacity + 1);
    free_[capacity].push_back(begin);
  }
  uint32_t allocate(uint32_t capacity) {
    if (capacity < free_.size() && !free_[capacity].empty()) {
      const uint32_t begin = free_[capacity].back();
      free_[capacity].pop_back();
      return begin;
    }
    if (used_ + capacity > chunk_size) {
      // One longer than a chunk takes a longer chunk for itself; its number still counts as one.
      const uint32_t size = std::max(capacity, chunk_size);
      chunks_.push_back(std::make_unique_for_overwrite<T[]>(size));
      bytes_in_chunks_ += size * sizeof(T);
      used_ = 0;
    }
    const size_t begin = base_.size() + (chunks_.size() - 1) * chunk_size + used_;
    used_ = std::min(used_ + capacity, chunk_size);
    return static_cast<uint32_t>(begin);
  }

  Flat<T> base_;
  std::vector<std::unique_ptr<T[]>> chunks_;
  size_t bytes_in_chunks_ = 0;
  uint32_t used_ = chunk_size;               // of the last chunk
  std::vector<std::vector<uint32_t>> free_;  // by capacity
};

}  // namespace probata
