// A growing array of plain data, which may begin in memory that somebody else owns (a snapshot that
// is mapped): it is used where it lies until it must grow.
#pragma once

#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace probata {

template <class T>
class Flat {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Flat() = default;
  // Memory that outlives the array and may be written.
  explicit Flat(std::span<T> borrowed)
      : data_(borrowed.data()), size_(borrowed.size()), capacity_(borrowed.size()) {}
  Flat(Flat&& other) noexcept { swap(other); }
  Flat& operator=(Flat&& other) noexcept {
    Flat taken(std::move(other));
    swap(taken);
    return *this;
  }
  ~Flat() {
    if (owned_) std::free(data_);
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](size_t i) { return data_[i]; }
  const T& operator[](size_t i) const { return data_[i]; }
  T& back() { return data_[size_ - 1]; }
  const T& back() const { return data_[size_ - 1]; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  std::span<const T> view() const { return {data_, size_}; }
  size_t bytes() const { return capacity_ * sizeof(T); }

  void push_back(T value) {
    if (size_ == capacity_) move_to(capacity_ < 16 ? 16 : capacity_ + capacity_ / 2);
    data_[size_++] = value;
  }
  // What is new is `fill`.
  void resize(size_t size, T fill = {}) {
    if (size > capacity_)
      move_to(size > capacity_ + capacity_ / 2 ? size : capacity_ + capacity_ / 2);
    for (size_t i = size_; i < size; ++i) data_[i] = fill;
    size_ = size;
  }
  // Room for exactly so many, of which nothing is set.
  void resize_unset(size_t size) {
    if (size > capacity_) move_to(size);
    size_ = size;
  }
  void reserve(size_t size) {
    if (size > capacity_) move_to(size);
  }
  void fit() {
    if (owned_ && size_ < capacity_) move_to(size_);
  }

 private:
  void swap(Flat& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    std::swap(owned_, other.owned_);
  }
  void move_to(size_t capacity) {
    void* moved = std::realloc(owned_ ? data_ : nullptr, (capacity + (capacity == 0)) * sizeof(T));
    if (moved == nullptr) throw std::bad_alloc();
    if (!owned_ && size_ > 0) std::memcpy(moved, data_, size_ * sizeof(T));
    data_ = static_cast<T*>(moved);
    capacity_ = capacity;
    owned_ = true;
  }

  T* data_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
  bool owned_ = false;
};

}  // namespace probata
