// The changes of one field, by row, as slices.
//
// Where many facts were loaded at once and each of the first rows has one change, these lie in the
// order of the rows and need no slices; rows of them that changed since are kept beside.
#pragma once

#include <unordered_map>

#include "history/history.h"
#include "history/slices.h"

namespace probata {

// The order of a track.
inline bool earlier(const Change& a, const Change& b) {
  return a.at != b.at ? a.at < b.at : a.fact < b.fact;
}

class Column {
 public:
  Slice at(uint32_t row) const {
    if (row >= uniform_) return row - uniform_ < slices_.size() ? slices_[row - uniform_] : Slice{};
    if (!others_.empty()) {
      if (const auto it = others_.find(row); it != others_.end()) return it->second;
    }
    return {.begin = begin_ + row, .size = 1, .packed = 1};
  }
  // Asks memory for what at() will read.
  void prefetch(uint32_t row) const {
    if (row >= uniform_ && row - uniform_ < slices_.size())
      __builtin_prefetch(slices_.data() + (row - uniform_));
  }
  // To be changed.
  Slice& make(uint32_t row) {
    if (row < uniform_) return others_.try_emplace(row, at(row)).first->second;
    row -= uniform_;
    if (row >= slices_.size()) slices_.resize(row + 1);
    return slices_[row];
  }

  // What loading at once and snapshots set; REQUIRES: empty.
  void adopt(uint32_t begin, uint32_t uniform, Flat<Slice> slices) {
    begin_ = begin;
    uniform_ = uniform;
    slices_ = std::move(slices);
  }
  uint32_t begin() const { return begin_; }
  uint32_t uniform() const { return uniform_; }
  const Flat<Slice>& slices() const { return slices_; }  // by row - uniform()
  const std::unordered_map<uint32_t, Slice>& others() const { return others_; }
  size_t bytes() const { return slices_.bytes() + others_.size() * 40; }

 private:
  uint32_t begin_ = 0, uniform_ = 0;
  Flat<Slice> slices_;  // as long as the last row that has something
  std::unordered_map<uint32_t, Slice> others_;
};

}  // namespace probata
