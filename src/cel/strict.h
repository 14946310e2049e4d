// How an operator treats operands that are no values: unknown before error (semantics.md, section
// 3).
#pragma once

#include "cel/code.h"

namespace probata::cel {

constexpr uint32_t bit(Tag t) { return uint32_t{1} << static_cast<unsigned>(t); }
// What an operator may have to ask more about before it takes it as a value.
constexpr uint32_t doubtful = bit(Tag::unknown) | bit(Tag::error) | bit(Tag::list);
inline bool is_plain(const Value& v) { return !(bit(v.tag) & doubtful); }

// A list of which all is known; a short one, so that looking costs no step.
inline bool is_settled(const List& list) {
  if (!list.certain() || list.items.size() >= 32) return false;
  for (const Value& item : list.items)
    if (item.is(Tag::unknown)) return false;
  return true;
}

// Collects what is wrong with operands, one after another.
class Troubles {
 public:
  explicit Troubles(Frame& f) : f_(f) {}
  // True if `v` is a value; otherwise it is kept. Gives it settled.
  bool take(Value& v) {
    if (v.is(Tag::list)) v = settle(f_, v);
    if (v.is(Tag::unknown)) {
      add_unknown(v);
      return false;
    }
    if (v.is(Tag::error)) {
      add_error(v);
      return false;
    }
    return true;
  }
  // Both are taken, whatever the first one is.
  bool take(Value& a, Value& b) {
    const bool first = take(a);
    return take(b) && first;
  }
  // Causes are joined once, at the end: a loop may meet thousands, each with its own.
  void add_unknown(const Value& v) {
    if (!unknown_.is(Tag::unknown))
      unknown_ = v;
    else if (unknown_.unknown != v.unknown)
      more_.push_back(v);
  }
  void add_error(const Value& v) {
    if (!error_.is(Tag::error)) error_ = v;
  }
  bool any() const { return unknown_.is(Tag::unknown) || error_.is(Tag::error); }
  bool any_unknown() const { return unknown_.is(Tag::unknown); }
  // REQUIRES: any()
  Value worst() const {
    if (!unknown_.is(Tag::unknown)) return error_;
    return more_.empty() ? unknown_ : join_all(f_, unknown_, more_);
  }

 private:
  Frame& f_;
  Value unknown_, error_;  // null where there is none
  std::vector<Value> more_;
};

// The error of an operator for operands of wrong tags: null has its own.
inline Value unfit(std::initializer_list<Tag> tags) {
  for (const Tag t : tags)
    if (t == Tag::null) return problem(problems::null_operand);
  return problem(problems::no_overload);
}

}  // namespace probata::cel
