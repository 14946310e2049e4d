// Optional selections, entries and macros (cel-go's ext/README.md, "optional").
#include "cel/compare.h"
#include "cel/nodes.h"
#include "cel/strict.h"

namespace probata::cel::nodes {
namespace {

const Problem not_optional{Failure::no_such_overload, "no such overload: an optional is needed"};

// The item at a whole number of any type, if there is one.
const Value* item_at(const List& list, const Value& key) {
  for (size_t i = 0; is_number(key.tag) && i < list.items.size(); ++i)
    if (order_numbers(key, Value::of(static_cast<int64_t>(i))) == 0) return &list.items[i];
  return nullptr;
}

}  // namespace

Value look_up(Frame& f, const Value& given, const Value& key) {
  if (given.is(Tag::optional) && !given.optional) return given;
  const Value& from = given.is(Tag::optional) ? *given.optional : given;
  if (!from.is(Tag::map) && !from.is(Tag::list)) return unfit({from.tag});
  if (from.is(Tag::list) && !is_number(key.tag)) return unfit({key.tag});
  const size_t size = from.is(Tag::list) ? from.list->items.size() : from.map->entries.size();
  if (!f.spend(size / 8)) return problem(problems::limit);
  return f.arena->optional(from.is(Tag::list) ? item_at(*from.list, key)
                                              : find(*from.map, key, f.steps));
}

Value select_optional(const Node& n, Frame& f) {
  Value from = run(n.operand(0), f);
  Value key = run(n.operand(1), f);
  Troubles troubles(f);
  return troubles.take(from, key) ? look_up(f, from, key) : troubles.worst();
}

// The values that are there.
Value list_of_optionals(const Node& n, Frame& f) {
  const auto& optional = *static_cast<const std::vector<bool>*>(n.extra);
  std::vector<Value> items;
  Troubles troubles(f);
  for (size_t i = 0; i < n.operands.size(); ++i) {
    Value v = run(n.operand(i), f);
    if (!troubles.take(v)) continue;
    if (!optional[i]) {
      items.push_back(v);
    } else if (!v.is(Tag::optional)) {
      troubles.add_error(problem(not_optional));
    } else if (v.optional) {
      items.push_back(*v.optional);
    }
  }
  if (troubles.any()) return troubles.worst();
  if (!f.fits(items.size() * sizeof(Value))) return problem(problems::memory);
  return f.arena->list(items);
}

Value map_of_optionals(const Node& n, Frame& f) {
  const auto& optional = *static_cast<const std::vector<bool>*>(n.extra);
  std::vector<std::pair<Value, Value>> entries;
  Troubles troubles(f);
  for (size_t i = 0; i + 1 < n.operands.size(); i += 2) {
    Value key = run(n.operand(i), f);
    Value v = run(n.operand(i + 1), f);
    if (!troubles.take(key, v)) continue;
    if (!optional[i + 1]) {
      entries.emplace_back(key, v);
    } else if (!v.is(Tag::optional)) {
      troubles.add_error(problem(not_optional));
    } else if (v.optional) {
      entries.emplace_back(key, *v.optional);
    }
  }
  return troubles.any() ? troubles.worst() : checked_map(f, entries);
}

// Sets the local to the optional's value; gives what is no value, or none, as it is.
static std::optional<Value> open(const Node& n, Frame& f) {
  const Value from = run(n.operand(0), f);
  if (from.is(Tag::unknown) || from.is(Tag::error)) return from;
  if (!from.is(Tag::optional)) return problem(not_optional);
  if (!from.optional) return from;
  f.locals[n.number] = *from.optional;
  return std::nullopt;
}

Value flat_map_optional(const Node& n, Frame& f) {
  if (const auto shut = open(n, f)) return *shut;
  const Value v = run(n.operand(1), f);
  const bool fits = v.is(Tag::optional) || v.is(Tag::unknown) || v.is(Tag::error);
  return fits ? v : problem(not_optional);
}

Value map_optional(const Node& n, Frame& f) {
  if (const auto shut = open(n, f)) return *shut;
  Value v = run(n.operand(1), f);
  Troubles troubles(f);
  return troubles.take(v) ? f.arena->optional(&v) : troubles.worst();
}

}  // namespace probata::cel::nodes
