#include "cel/value.h"

#include <algorithm>
#include <cstring>

namespace probata::cel {
namespace {

constexpr size_t first_chunk = 4096;

}  // namespace

void* Arena::allocate_in_next_chunk(size_t size, size_t align) {
  // A chunk kept by reset() serves again when it is large enough; otherwise it is passed over until
  // the next reset().
  while (next_ != 0 && chunk_ + 1 < chunks_.size()) {
    enter(chunk_ + 1);
    if (end_ - next_ >= size + align) return allocate(size, align);
  }
  const size_t doubled = chunks_.empty() ? first_chunk : chunks_.back().size * 2;
  const size_t wanted = std::max(std::min(doubled, size_t{1} << 20), size + align);
  chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(wanted), wanted});
  enter(chunks_.size() - 1);
  return allocate(size, align);
}

void Arena::enter(size_t chunk) {
  chunk_ = chunk;
  next_ = reinterpret_cast<uintptr_t>(chunks_[chunk].bytes.get());
  end_ = next_ + chunks_[chunk].size;
}

void Arena::reset() {
  used_ = 0;
  if (!chunks_.empty()) enter(0);
}

std::string_view Arena::copy(std::string_view s) {
  if (s.empty()) return {};
  auto bytes = array<char>(s.size());
  std::memcpy(bytes.data(), s.data(), s.size());
  return {bytes.data(), bytes.size()};
}

Value Arena::string(std::string_view s) { return Value::of(make(Text{copy(s)})); }
Value Arena::bytes(std::string_view s) { return Value::of(make(Text{copy(s)}), Tag::bytes); }

Value Arena::list(std::span<const Value> items) {
  auto copied = array<Value>(items.size());
  std::copy(items.begin(), items.end(), copied.begin());
  return Value::of(static_cast<const List*>(make(List{copied, {}, nullptr})));
}

Value Arena::list(const List& list) {
  auto items = array<Value>(list.items.size());
  std::copy(list.items.begin(), list.items.end(), items.begin());
  auto membership = array<Value>(list.membership.size());
  std::copy(list.membership.begin(), list.membership.end(), membership.begin());
  const Value* more = list.more ? make(Value(*list.more)) : nullptr;
  return Value::of(static_cast<const List*>(make(List{items, membership, more})));
}

Value Arena::map(std::span<const std::pair<Value, Value>> entries) {
  auto copied = array<std::pair<Value, Value>>(entries.size());
  std::uninitialized_copy(entries.begin(), entries.end(), copied.begin());
  Value v;
  v.tag = Tag::map;
  v.map = make(Map{copied});
  return v;
}

Value Arena::unknown(std::span<const Cause> causes) {
  auto copied = array<Cause>(causes.size());
  std::copy(causes.begin(), causes.end(), copied.begin());
  std::sort(copied.begin(), copied.end());
  const auto end = std::unique(copied.begin(), copied.end());
  const auto kept = static_cast<size_t>(end - copied.begin());
  return Value::of(static_cast<const Unknown*>(make(Unknown{copied.first(kept)})));
}

Value Arena::join(Value a, Value b) {
  const auto left = a.unknown->causes;
  const auto right = b.unknown->causes;
  // Most joins are of one trail with itself: nothing new is made then.
  if (std::includes(left.begin(), left.end(), right.begin(), right.end())) return a;
  if (std::includes(right.begin(), right.end(), left.begin(), left.end())) return b;
  auto joined = array<Cause>(left.size() + right.size());
  const auto end =
      std::set_union(left.begin(), left.end(), right.begin(), right.end(), joined.begin());
  const auto kept = static_cast<size_t>(end - joined.begin());
  return Value::of(static_cast<const Unknown*>(make(Unknown{joined.first(kept)})));
}

Value Arena::error(Failure failure, std::string_view message) {
  return Value::of(static_cast<const Problem*>(make(Problem{failure, copy(message)})));
}

Value Arena::span(const Span& span) {
  return Value::of(static_cast<const Span*>(make(Span(span))));
}

Value Arena::optional(const Value* value) {
  Value v;
  v.tag = Tag::optional;
  v.optional = value ? make(Value(*value)) : nullptr;
  return v;
}

}  // namespace probata::cel
