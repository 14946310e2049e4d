// What a program is once planned: a tree of nodes, each with the function that evaluates it
// (closures without a closure).
//
// A node never decides again what the checker knew: which function, which field, which local. The
// checks that are left are those of values: a null where a field is not set, an unknown, a `dyn`.
#pragma once

#include <deque>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "cel/program.h"

namespace probata::cel {

struct Node;
struct Frame;
using Run = Value (*)(const Node&, Frame&);

// A node without operands that only fetches: run() does that itself, without a call.
enum class Leaf : uint8_t { none, constant, local, slot };

struct Node {
  Run run = nullptr;
  std::span<const Node* const> operands;
  Value constant;  // a constant's value; of other nodes what their function needs (a name, a sign)
  const void* extra = nullptr;  // what the function needs: overloads, a regular expression, a loop
  uint32_t begin = 0, end = 0;  // bytes in the text
  uint32_t weight = 1;          // nodes of this tree, for the count of steps
  uint16_t number = 0;          // slot, local, field, record
  uint16_t record = 0;
  Leaf leaf = Leaf::none;

  const Node& operand(size_t i) const { return *operands[i]; }
};

// One evaluation.
struct Frame {
  const Program::Code* code = nullptr;
  Reader* reader = nullptr;  // null while constants are folded
  Arena* arena = nullptr;
  uint64_t steps = 0;     // left
  size_t memory_end = 0;  // bytes_used() may not pass it
  Value* locals = nullptr;
  std::vector<Step>* trace = nullptr;

  bool spend(uint64_t n) {
    if (steps < n) {
      steps = 0;
      return false;
    }
    steps -= n;
    return true;
  }
  // Before memory is taken: so that no expression can ask for more than its limit, even once.
  bool fits(size_t bytes) const {
    const size_t used = arena->bytes_used();
    return used <= memory_end && bytes <= memory_end - used;
  }
};

Value run_traced(const Node&, Frame&);
inline Value run(const Node& node, Frame& f) {
  if (f.trace) [[unlikely]]
    return run_traced(node, f);
  if (node.leaf == Leaf::none) return node.run(node, f);
  if (node.leaf == Leaf::constant) return node.constant;
  if (node.leaf == Leaf::local) return f.locals[node.number];
  return f.reader->slot(*static_cast<const Slot*>(node.extra), *f.arena);
}

struct Program::Code {
  std::string text;
  Type type;
  std::vector<Slot> slots;  // complete before anything is evaluated: nodes point to them
  std::vector<uint16_t> ranges;
  std::vector<Read> reads;
  bool now = false;
  std::vector<Error> warnings;

  std::deque<Node> nodes;
  std::deque<std::vector<const Node*>> lists;    // operands
  std::deque<std::shared_ptr<const void>> kept;  // what nodes' `extra` points to
  Arena constants;
  const Node* root = nullptr;
  uint16_t locals = 0;
};

// Errors without memory: the messages that every evaluation may give.
Value problem(const Problem&);
namespace problems {
extern const Problem null_operand, no_overload, not_boolean, limit, memory;
}
inline Value problem(const Problem& p) { return Value::of(&p); }

// A value as an operand: an uncertain list, or one with unknown members, is unknown with all their
// causes.
Value settle(Frame&, const Value&);
Value causes_of(Frame&, const List&);
// One unknown with the causes of all.
Value join_all(Frame&, const Value& first, std::span<const Value> more);

}  // namespace probata::cel
