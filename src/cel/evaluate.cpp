// The frame of an evaluation; what a node does stands in nodes_*.cpp.
#include <algorithm>

#include "cel/nodes.h"
#include "cel/strict.h"

namespace probata::cel {

namespace problems {
const Problem null_operand{Failure::null_operand, "an operand is null"};
const Problem no_overload{Failure::no_such_overload, "no such overload"};
const Problem not_boolean{Failure::no_such_overload, "no such overload: a bool is needed"};
const Problem limit{Failure::limit, "the expression takes too many steps"};
const Problem memory{Failure::limit, "the expression takes too much memory"};
}  // namespace problems

Value join_all(Frame& f, const Value& first, std::span<const Value> more) {
  if (more.size() == 1) return f.arena->join(first, more[0]);
  std::vector<Cause> causes(first.unknown->causes.begin(), first.unknown->causes.end());
  const Unknown* last = first.unknown;
  for (const auto& v : more) {
    if (v.unknown == last) continue;
    last = v.unknown;
    causes.insert(causes.end(), last->causes.begin(), last->causes.end());
  }
  return f.arena->unknown(causes);
}

Value causes_of(Frame& f, const List& list) {
  Troubles troubles(f);
  const auto add = [&](const Value& v) {
    if (v.is(Tag::unknown)) troubles.add_unknown(v);
  };
  for (const auto& v : list.items) add(v);
  for (const auto& v : list.membership) add(v);
  if (list.more) add(*list.more);
  return troubles.any() ? troubles.worst() : Value();
}

Value settle(Frame& f, const Value& v) {
  const List& list = *v.list;
  if (!f.spend(list.items.size() / 32)) return problem(problems::limit);
  const auto is_unknown = [](const Value& item) { return item.is(Tag::unknown); };
  if (list.certain() && std::ranges::none_of(list.items, is_unknown)) return v;
  const Value unknown = causes_of(f, list);
  return unknown.is(Tag::unknown) ? unknown : v;
}

static Value evaluate(const Program& program, Reader& reader, Arena& arena, const Limits& limits,
                      std::vector<Step>* trace) {
  constexpr size_t few = 8;
  const Program::Code& code = program.code();
  // A local is set before it is read: nothing to begin with.
  alignas(Value) std::byte locals[few * sizeof(Value)];
  Frame f;
  f.code = &code;
  f.reader = &reader;
  f.arena = &arena;
  f.steps = limits.steps;
  f.memory_end = arena.bytes_used() + limits.memory;
  f.locals = code.locals <= few ? reinterpret_cast<Value*>(locals)
                                : arena.array<Value>(code.locals).data();
  f.trace = trace;
  if (!f.spend(code.root->weight)) return problem(problems::limit);
  return run(*code.root, f);
}

Value evaluate(const Program& program, Reader& reader, Arena& arena, const Limits& limits) {
  return evaluate(program, reader, arena, limits, nullptr);
}

Value evaluate_traced(const Program& program, Reader& reader, Arena& arena,
                      std::vector<Step>& steps, const Limits& limits) {
  return evaluate(program, reader, arena, limits, &steps);
}

// A literal explains nothing, and a loop may run long: the trace has an end.
Value run_traced(const Node& node, Frame& f) {
  constexpr size_t longest = 10'000;
  const Value v = node.run(node, f);
  const bool literal = node.leaf == Leaf::constant;
  const auto name = [&](const Value& entity) { return f.reader->entity_name(entity); };
  if (!literal && f.trace->size() < longest)
    f.trace->push_back({node.begin, node.end, to_text(v, name)});
  return v;
}

}  // namespace probata::cel
