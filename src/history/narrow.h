// A growing array of numbers, each in as few bytes as the greatest of them needs: one, two or four.
#pragma once

#include <cstdint>
#include <cstring>

#include "history/archive.h"

namespace probata {

class Narrow {
 public:
  size_t size() const { return bytes_.size() / width_; }
  uint32_t operator[](size_t i) const {
    if (width_ == 1) return bytes_[i];
    return width_ == 2 ? load<uint16_t>(i) : load<uint32_t>(i);
  }
  void push_back(uint32_t number) {
    while (number >> (8 * (width_ - 1)) > 0xff) widen();
    append(number);
  }
  // What is new is 0.
  void resize(size_t size) { bytes_.resize(size * width_); }
  void fit() { bytes_.fit(); }
  size_t bytes() const { return bytes_.bytes(); }
  void write(ArchiveWriter& out) const {
    out.number(width_);
    out.array(bytes_);
  }
  void read(ArchiveReader& in) {
    width_ = static_cast<uint32_t>(in.number());
    if (width_ != 2 && width_ != 4) width_ = 1;
    bytes_ = in.array<uint8_t>();
  }

 private:
  template <class T>
  uint32_t load(size_t i) const {
    T number;
    std::memcpy(&number, bytes_.data() + i * sizeof(T), sizeof(T));
    return number;
  }
  void append(uint32_t number) {
    if (width_ == 1) return bytes_.push_back(static_cast<uint8_t>(number));
    const size_t end = bytes_.size();
    bytes_.resize(end + width_);
    const auto shorter = static_cast<uint16_t>(number);
    std::memcpy(bytes_.data() + end, width_ == 2 ? static_cast<const void*>(&shorter) : &number,
                width_);
  }
  void widen() {
    Narrow wider;
    wider.width_ = width_ * 2;
    wider.bytes_.reserve(size() * wider.width_);
    for (size_t i = 0; i < size(); ++i) wider.append((*this)[i]);
    *this = std::move(wider);
  }

  Flat<uint8_t> bytes_;
  uint32_t width_ = 1;
};

}  // namespace probata
