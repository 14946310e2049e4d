// The one value of the Common Expression Language: 16 bytes, a tag and a payload.
//
// What does not fit lives in an Arena (for one evaluation) or in storage that outlives the
// evaluation (a program's constants, a history's interned values); a Value never owns it. Beside
// the types of the language there are Probata's own: `entity` (a thing with a history, read through
// a Reader) and `span` (calendar time); `ip` and `cidr` are those of the network extension. Two are
// no values: `unknown`, which carries why, and `error`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace probata::cel {

enum class Tag : uint8_t {
  null,
  boolean,
  integer,
  uinteger,
  real,
  string,
  bytes,
  list,
  map,
  timestamp,
  duration,
  type,
  optional,
  entity,
  span,
  ip,
  cidr,
  unknown,
  error
};

// Numbers a cause of an unknown in the table of whoever reads the histories (a gap, a lead, a
// dangling reference, …).
using Cause = uint32_t;

struct Value;
struct Text {
  std::string_view view;
};
// What one is not sure of in a list (semantics.md, section 3): whether a member is one, and whether
// there are more.
struct List {
  std::span<const Value> items;
  std::span<const Value>
      membership;               // empty: all certain; else as long as items, each `true` or unknown
  const Value* more = nullptr;  // not null: an unknown; one more member of which nothing is known
  bool certain() const { return membership.empty() && more == nullptr; }
};
struct Map {
  std::span<const std::pair<Value, Value>> entries;  // in the order written
};
// An address of the internet, or a network of them; an IPv4 address is held as `::ffff:a.b.c.d`.
struct Network {
  std::array<uint8_t, 16> address{};
  uint8_t bits = 0;  // of a network: the length of its prefix, as it is written
  bool operator==(const Network&) const = default;
};
struct Unknown {
  std::span<const Cause> causes;  // ascending, without repeats
};
enum class Failure : uint8_t {
  null_operand,
  no_such_field,
  no_such_overload,
  out_of_range,
  division,
  conversion,
  limit,
  other
};
struct Problem {
  Failure failure;
  std::string_view message;
};

struct Value {
  Tag tag = Tag::null;
  uint16_t record = 0;  // of an entity: the number of its record type
  uint32_t nanos = 0;   // of a timestamp or duration: nanoseconds beyond `us`, 0 to 999
  union {
    bool boolean;
    int64_t integer;
    uint64_t uinteger;
    double real;
    const Text* text;  // string, bytes, and the name of a type
    const List* list;
    const Map* map;
    const Value* optional;  // null pointer: none
    const Unknown* unknown;
    const Problem* problem;
    const Span* span;
    const Network* network;  // ip, cidr
    uint32_t entity;         // its number in the history; meaningful to the Reader only
    int64_t us;              // timestamp: since 1970; duration
  };
  constexpr Value() : integer(0) {}

  static Value of(bool);
  static Value of(int64_t);
  static Value of(uint64_t);
  static Value of(double);
  static Value of(Instant);
  static Value of(Duration);
  static Value of_entity(uint32_t entity, uint16_t record);
  // An unknown without a cause: a placeholder that whoever reads histories puts a cause to.
  static Value disposed();
  static Value of(const Span*);
  static Value of(const Text*, Tag tag = Tag::string);
  static Value of(const List*);
  static Value of(const Unknown*);
  static Value of(const Problem*);

  bool is(Tag t) const { return tag == t; }
  bool is_true() const { return tag == Tag::boolean && boolean; }
  bool is_false() const { return tag == Tag::boolean && !boolean; }
  std::string_view string() const { return text->view; }  // REQUIRES: string, bytes or type
  Instant instant() const { return {us}; }                // REQUIRES: timestamp
};
static_assert(sizeof(Value) == 16);

// Memory of one evaluation. reset() keeps the capacity, so that a sweep over a history allocates
// once.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&& other) noexcept { *this = std::move(other); }
  Arena& operator=(Arena&& other) noexcept {  // the other one is empty then
    chunks_ = std::exchange(other.chunks_, {});
    chunk_ = std::exchange(other.chunk_, 0);
    next_ = std::exchange(other.next_, 0);
    end_ = std::exchange(other.end_, 0);
    used_ = std::exchange(other.used_, 0);
    return *this;
  }
  std::string_view copy(std::string_view);
  Value string(std::string_view);  // copies
  Value bytes(std::string_view);
  Value list(std::span<const Value>);  // copies the span, not what its items point to
  Value list(const List&);
  Value map(std::span<const std::pair<Value, Value>>);
  Value unknown(std::span<const Cause>);  // sorts and removes repeats
  Value join(Value unknown_a, Value unknown_b);
  Value error(Failure, std::string_view message);
  Value span(const Span&);
  Value optional(const Value*);
  template <class T>
  T* make(T value) {
    return new (allocate(sizeof(T), alignof(T))) T(std::move(value));
  }
  template <class T>
  std::span<T> array(size_t n) {
    return {static_cast<T*>(allocate(n * sizeof(T), alignof(T))), n};
  }
  size_t bytes_used() const { return used_; }  // since the last reset; the evaluator limits it
  void reset();

 private:
  struct Chunk {
    std::unique_ptr<std::byte[]> bytes;
    size_t size = 0;
  };
  void* allocate(size_t size, size_t align) {
    const uintptr_t begin = (next_ + align - 1) & ~uintptr_t{align - 1};
    if (next_ == 0 || begin + size > end_) return allocate_in_next_chunk(size, align);
    next_ = begin + size;
    used_ += size;
    return reinterpret_cast<void*>(begin);
  }
  void* allocate_in_next_chunk(size_t size, size_t align);
  void enter(size_t chunk);

  std::vector<Chunk> chunks_;
  size_t chunk_ = 0;              // the one in use, where there is one
  uintptr_t next_ = 0, end_ = 0;  // the free part of it
  size_t used_ = 0;
};

// Equality of the language (numbers across types by value, lists and maps by members, entities by
// identity, null only null). REQUIRES: no unknown and no error inside.
bool equal(const Value&, const Value&);
// A text form for people and traces: `"disabled"`, `2026-03-01T09:12:00Z`, `[1, 2]`, `unknown`,
// `error: …`.
std::string to_text(const Value&);
// The same with names for entities; where it gives none, as above.
std::string to_text(const Value&, const std::function<std::string(const Value&)>& entity_name);

inline Value Value::of(bool b) {
  Value v;
  v.tag = Tag::boolean;
  v.integer = 0;
  v.boolean = b;
  return v;
}
inline Value Value::of(int64_t i) {
  Value v;
  v.tag = Tag::integer;
  v.integer = i;
  return v;
}
inline Value Value::of(uint64_t u) {
  Value v;
  v.tag = Tag::uinteger;
  v.uinteger = u;
  return v;
}
inline Value Value::of(double d) {
  Value v;
  v.tag = Tag::real;
  v.real = d;
  return v;
}
inline Value Value::of(Instant t) {
  Value v;
  v.tag = Tag::timestamp;
  v.us = t.us;
  return v;
}
inline Value Value::of(Duration d) {
  Value v;
  v.tag = Tag::duration;
  v.us = d.us;
  return v;
}
inline Value Value::disposed() {
  Value v;
  v.tag = Tag::unknown;
  v.unknown = nullptr;
  return v;
}
inline Value Value::of_entity(uint32_t entity, uint16_t record) {
  Value v;
  v.tag = Tag::entity;
  v.record = record;
  v.integer = 0;
  v.entity = entity;
  return v;
}
inline Value Value::of(const Span* span) {
  Value v;
  v.tag = Tag::span;
  v.span = span;
  return v;
}
inline Value Value::of(const Text* text, Tag tag) {
  Value v;
  v.tag = tag;
  v.text = text;
  return v;
}
inline Value Value::of(const List* list) {
  Value v;
  v.tag = Tag::list;
  v.list = list;
  return v;
}
inline Value Value::of(const Unknown* unknown) {
  Value v;
  v.tag = Tag::unknown;
  v.unknown = unknown;
  return v;
}
inline Value Value::of(const Problem* problem) {
  Value v;
  v.tag = Tag::error;
  v.problem = problem;
  return v;
}

}  // namespace probata::cel
