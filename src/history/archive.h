// Plain data one after the other, as a snapshot keeps it: numbers, texts, and arrays at places
// where they can be used as they lie. The reader trusts what it is given, for that was checked by
// its hash; it only never reads past the end.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "history/flat.h"

namespace probata {

constexpr size_t archive_alignment = 16;

class ArchiveWriter {
 public:
  explicit ArchiveWriter(std::string& out) : out_(out) {}

  void number(uint64_t n) { out_.append(reinterpret_cast<const char*>(&n), sizeof n); }
  void text(std::string_view t) {
    number(t.size());
    out_ += t;
    pad(sizeof(uint64_t));
  }
  template <class T>
  void array(std::span<const T> items) {
    array(items.size(), [&](auto&& add) { add(items); });
  }
  // In parts: `parts` calls what it is given with each of them.
  template <class T = char, class Parts>
  void array(size_t size, Parts parts) {
    number(size);
    pad(archive_alignment);
    parts([&](auto items) {
      out_.append(reinterpret_cast<const char*>(items.data()), items.size_bytes());
    });
    pad(sizeof(uint64_t));
  }
  template <class T>
  void array(const Flat<T>& items) {
    array(items.view());
  }

 private:
  void pad(size_t to) { out_.append((to - out_.size() % to) % to, '\0'); }
  std::string& out_;  // begins at a place that is aligned
};

class ArchiveReader {
 public:
  explicit ArchiveReader(std::span<char> data) : data_(data) {}
  bool ok() const { return ok_; }
  bool at_end() const { return at_ == data_.size(); }

  uint64_t number() {
    uint64_t n = 0;
    if (const char* p = take(sizeof n)) std::memcpy(&n, p, sizeof n);
    return n;
  }
  std::string_view text() {
    const size_t size = number();
    const char* p = take(size);
    pad(sizeof(uint64_t));
    return p == nullptr ? std::string_view() : std::string_view(p, size);
  }
  template <class T>
  Flat<T> array() {
    const size_t size = number();
    pad(archive_alignment);
    char* p = size > data_.size() / sizeof(T) ? fail() : take(size * sizeof(T));
    pad(sizeof(uint64_t));
    if (p == nullptr) return {};
    return Flat<T>(std::span(reinterpret_cast<T*>(p), size));
  }

 private:
  char* fail() {
    ok_ = false;
    return nullptr;
  }
  char* take(size_t size) {
    if (!ok_ || size > data_.size() - at_) return fail();
    char* p = data_.data() + at_;
    at_ += size;
    return p;
  }
  void pad(size_t to) { at_ = std::min((at_ + to - 1) / to * to, data_.size()); }

  std::span<char> data_;
  size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace probata
