// Nodes that read: constants, slots, locals, fields, members, and the literals that put values
// together.
#include <fmt/format.h>

#include "cel/compare.h"
#include "cel/nodes.h"
#include "cel/strict.h"

namespace probata::cel::nodes {
namespace {

const Problem outside{Failure::out_of_range, "the index is out of bounds"};
const Problem bad_key{Failure::no_such_overload, "a key must be int, uint, bool or string"};
const Problem repeated_key{Failure::other, "a map has the same key twice"};

Value no_such_key(Frame& f, std::string_view key) {
  return fail(f, Failure::no_such_field, fmt::format("no such key: {}", key.substr(0, 100)));
}

Value select(Frame& f, const Value& from, std::string_view key) {
  switch (from.tag) {
    case Tag::map: {
      if (!f.spend(from.map->entries.size() / 8)) return problem(problems::limit);
      const Value* found = find(*from.map, key);
      return found ? *found : no_such_key(f, key);
    }
    case Tag::unknown:
    case Tag::error:
      return from;
    case Tag::null:
      return problem(problems::null_operand);
    case Tag::optional: {
      const Text text{key};
      return look_up(f, from, Value::of(&text));
    }
    default:
      return problem(problems::no_overload);
  }
}

Value index_list(const Value& from, const Value& key) {
  int64_t at = 0;
  if (key.is(Tag::integer)) {
    at = key.integer;
  } else if (key.is(Tag::uinteger)) {
    at = key.uinteger >> 63 ? -1 : static_cast<int64_t>(key.uinteger);
  } else if (key.is(Tag::real)) {
    at = key.real >= 0 && key.real < 1e15 ? static_cast<int64_t>(key.real) : -1;
    if (static_cast<double>(at) != key.real) return problem(outside);
  } else {
    return unfit({key.tag});
  }
  const auto items = from.list->items;
  return at < 0 || static_cast<size_t>(at) >= items.size() ? problem(outside)
                                                           : items[static_cast<size_t>(at)];
}

bool is_key(const Value& v) {
  return v.is(Tag::integer) || v.is(Tag::uinteger) || v.is(Tag::boolean) || v.is(Tag::string);
}

}  // namespace

Value constant(const Node& n, Frame&) { return n.constant; }
Value slot(const Node& n, Frame& f) {
  return f.reader->slot(*static_cast<const Slot*>(n.extra), *f.arena);
}
Value local(const Node& n, Frame& f) { return f.locals[n.number]; }

Value field(const Node& n, Frame& f) {
  const Value from = run(n.operand(0), f);
  if (from.is(Tag::entity)) return f.reader->select(from, n.number, *f.arena);
  if (from.is(Tag::null) || from.is(Tag::unknown) || from.is(Tag::error)) return from;
  return select(f, from, n.constant.string());
}

Value member(const Node& n, Frame& f) {
  return select(f, run(n.operand(0), f), n.constant.string());
}

Value member_or_null(const Node& n, Frame& f) {
  const Value from = run(n.operand(0), f);
  return from.is(Tag::null) ? from : select(f, from, n.constant.string());
}

Value index(const Node& n, Frame& f) {
  Value from = run(n.operand(0), f);
  Value key = run(n.operand(1), f);
  Troubles troubles(f);
  if (!troubles.take(from, key)) return troubles.worst();
  if (from.is(Tag::list)) return index_list(from, key);
  if (from.is(Tag::optional)) return look_up(f, from, key);
  if (!from.is(Tag::map)) return unfit({from.tag, key.tag});
  if (!f.spend(from.map->entries.size() / 8)) return problem(problems::limit);
  const Value* found = find(*from.map, key, f.steps);
  return found ? *found : no_such_key(f, to_text(key));
}

Value has_field(const Node& n, Frame& f) {
  const Value v = run(n.operand(0), f);
  if (v.is(Tag::unknown) || v.is(Tag::error)) return v;
  return Value::of(!v.is(Tag::null));
}

// Its operand is that of the selection: only whether the member is there counts, not what it is.
Value has_member(const Node& n, Frame& f) {
  Value from = run(n.operand(0), f);
  if (from.is(Tag::unknown) || from.is(Tag::error)) return from;
  if (from.is(Tag::optional)) {
    if (!from.optional) return Value::of(false);
    from = *from.optional;
  }
  if (!from.is(Tag::map)) return unfit({from.tag});
  if (!f.spend(from.map->entries.size() / 8)) return problem(problems::limit);
  return Value::of(find(*from.map, n.constant.string()) != nullptr);
}

Value list(const Node& n, Frame& f) {
  if (!f.fits(n.operands.size() * sizeof(Value))) return problem(problems::memory);
  auto items = f.arena->array<Value>(n.operands.size());
  Troubles troubles(f);
  for (size_t i = 0; i < items.size(); ++i) {
    items[i] = run(n.operand(i), f);
    troubles.take(items[i]);
  }
  if (troubles.any()) return troubles.worst();
  return Value::of(static_cast<const List*>(f.arena->make(List{items, {}, nullptr})));
}

// A map of these entries, in the order written; an error for a key that is none or stands twice.
Value checked_map(Frame& f, std::span<const std::pair<Value, Value>> entries) {
  if (!f.fits(entries.size_bytes())) return problem(problems::memory);
  for (size_t i = 0; i < entries.size(); ++i) {
    if (!is_key(entries[i].first)) return problem(bad_key);
    for (size_t j = 0; j < i; ++j)
      if (cel::equal(entries[j].first, entries[i].first, f.steps)) return problem(repeated_key);
  }
  return f.steps == 0 ? problem(problems::limit) : f.arena->map(entries);
}

Value map(const Node& n, Frame& f) {
  std::vector<std::pair<Value, Value>> entries;
  entries.reserve(n.operands.size() / 2);
  Troubles troubles(f);
  for (size_t i = 0; i + 1 < n.operands.size(); i += 2) {
    Value key = run(n.operand(i), f);
    Value value = run(n.operand(i + 1), f);
    if (troubles.take(key, value)) entries.emplace_back(key, value);
  }
  return troubles.any() ? troubles.worst() : checked_map(f, entries);
}

}  // namespace probata::cel::nodes
