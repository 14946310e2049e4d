// Macros: loops over lists and maps, each step counted.
//
// A list of Probata may be uncertain (semantics.md, section 3): of some items it is not known
// whether they are members, and there may be more. `exists` is any (member and c), `all` is every
// (not member or c), with Kleene's and, or; whatever else is done with such a list is unknown,
// which settle() sees to.
#include <optional>
#include <utility>
#include <vector>

#include "cel/nodes.h"
#include "cel/strict.h"

namespace probata::cel::nodes {
namespace {

// A list or a map as something to go through.
struct Range {
  Value of;
  size_t size() const { return of.is(Tag::list) ? of.list->items.size() : of.map->entries.size(); }
  Value key(size_t i) const {
    return of.is(Tag::list) ? Value::of(static_cast<int64_t>(i)) : of.map->entries[i].first;
  }
  // What a macro with one variable goes through: items of a list, keys of a map.
  const Value& single(size_t i) const {
    return of.is(Tag::list) ? of.list->items[i] : of.map->entries[i].first;
  }
  Value item(size_t i) const {
    return of.is(Tag::list) ? of.list->items[i] : of.map->entries[i].second;
  }
};

// Gives an error or unknown in place of a range that is none.
Value open(Frame& f, const Value& v, bool certain) {
  if (v.is(Tag::list)) return certain ? settle(f, v) : v;
  if (v.is(Tag::map) || v.is(Tag::unknown) || v.is(Tag::error)) return v;
  return unfit({v.tag});
}
bool is_range(const Value& v) { return v.is(Tag::list) || v.is(Tag::map); }

// What the variable of a loop over a list with one variable goes through; else nothing, and set()
// does it.
const Value* plain_items(const Node& n, const Range& range) {
  return n.record != two_variables && range.of.is(Tag::list) ? range.of.list->items.data()
                                                             : nullptr;
}

void set(const Node& n, Frame& f, const Range& range, size_t i) {
  if (n.record == two_variables) {
    f.locals[n.number] = range.key(i);
    f.locals[n.number + 1] = range.item(i);
  } else {
    f.locals[n.number] = range.single(i);
  }
}

// The same where `plain` is what plain_items() gave.
void set(const Node& n, Frame& f, const Range& range, size_t i, const Value* plain) {
  if (plain)
    f.locals[n.number] = plain[i];
  else
    set(n, f, range, i);
}

// One body for one member; a step counts all nodes of the body.
Value body(const Node& n, Frame& f, size_t operand) {
  const Node& node = n.operand(operand);
  if (!f.spend(node.weight)) return problem(problems::limit);
  return run(node, f);
}

// Whether its body is worth to be remembered: of a list that is not short, and inside of no other
// loop.
bool is_remembered(const Node& n, const Frame& f, const Range& range) {
  constexpr size_t few_items = 2;
  constexpr uint32_t few_nodes = 4;
  return n.number == 0 && n.record != two_variables && range.of.is(Tag::list) &&
         range.size() >= few_items && n.operand(1).weight >= few_nodes && !f.trace && f.reader &&
         f.reader->remembers();
}

// The condition of one member.
Value condition(const Node& n, Frame& f, bool remembered) {
  const Value member = f.locals[n.number];
  if (!remembered || !member.is(Tag::entity)) return body(n, f, 1);
  if (const auto known = f.reader->recall(&n, member))
    return f.spend(known->steps) ? Value::of(known->value) : problem(problems::limit);
  const uint64_t before = f.steps;
  f.reader->begin_body();
  const Value v = body(n, f, 1);
  f.reader->end_body(&n, member, v, before - f.steps);
  return v;
}

Value as_boolean(const Value& v) {
  if (v.is(Tag::boolean) || v.is(Tag::unknown) || v.is(Tag::error)) return v;
  return problem(v.is(Tag::null) ? problems::null_operand : problems::not_boolean);
}

bool out_of_steps(const Value& v) { return v.is(Tag::error) && v.problem == &problems::limit; }

// From member `i` on, for which the body gave `v`: none before decided.
template <bool Decisive>
[[gnu::noinline]] Value quantify_doubtful(const Node& n, Frame& f, const Range& range, size_t i,
                                          Value v) {
  const List* list = range.of.is(Tag::list) ? range.of.list : nullptr;
  Troubles troubles(f);
  for (;;) {
    v = as_boolean(v);
    if (out_of_steps(v)) return v;
    // One that does not hold counts for nothing, whether it is a member or not.
    if (!v.is(Tag::boolean) || v.boolean == Decisive) {
      const bool member = !list || list->membership.empty() || list->membership[i].is_true();
      if (!member) troubles.add_unknown(list->membership[i]);
      if (v.is(Tag::unknown)) {
        troubles.add_unknown(v);
      } else if (v.is(Tag::error)) {
        troubles.add_error(v);
      } else if (member) {
        return v;
      }
    }
    if (++i >= range.size()) break;
    set(n, f, range, i);
    v = body(n, f, 1);
  }
  if (list && list->more) troubles.add_unknown(*list->more);
  return troubles.any() ? troubles.worst() : Value::of(!Decisive);
}

// exists: Decisive is true; all: it is false.
template <bool Decisive>
Value quantify(const Node& n, Frame& f) {
  const Range range{open(f, run(n.operand(0), f), false)};
  if (!is_range(range.of)) return range.of;
  const bool certain = range.of.is(Tag::map) || range.of.list->certain();
  const size_t size = range.size();
  const Value* const plain = plain_items(n, range);
  const bool remembered = is_remembered(n, f, range);
  for (size_t i = 0; i < size; ++i) {
    set(n, f, range, i, plain);
    const Value v = condition(n, f, remembered);
    if (!certain || !v.is(Tag::boolean)) return quantify_doubtful<Decisive>(n, f, range, i, v);
    if (v.boolean == Decisive) return v;
  }
  if (!certain) return *range.of.list->more;
  return Value::of(!Decisive);
}

// A condition that is no bool.
[[gnu::noinline]] void note(const Value& condition, Troubles& troubles) {
  Value v = as_boolean(condition);
  troubles.take(v);
}

// A loop that makes a list: whether a member is taken, and what is put in its place.
template <bool Conditional, bool Maps>
Value collect(const Node& n, Frame& f) {
  const Range range{open(f, run(n.operand(0), f), true)};
  if (!is_range(range.of)) return range.of;
  const size_t size = range.size();
  if (!f.fits(size * sizeof(Value))) return problem(problems::memory);
  Value* const items = f.arena->array<Value>(size).data();
  size_t taken = 0;
  Troubles troubles(f);
  const Value* const plain = plain_items(n, range);
  const bool remembered = Conditional && is_remembered(n, f, range);
  for (size_t i = 0; i < size; ++i) {
    set(n, f, range, i, plain);
    if (Conditional) {
      const Value taken_too = condition(n, f, remembered);
      if (taken_too.is_false()) continue;
      if (!taken_too.is(Tag::boolean)) {
        if (out_of_steps(taken_too)) return taken_too;
        note(taken_too, troubles);
        continue;
      }
    }
    if constexpr (!Maps) {
      if (is_plain(range.single(i))) {
        items[taken++] = range.single(i);
        continue;
      }
    }
    Value v = Maps ? body(n, f, Conditional ? 2 : 1) : range.single(i);
    if (out_of_steps(v)) return v;
    if (troubles.take(v)) items[taken++] = v;
  }
  if (troubles.any()) return troubles.worst();
  return Value::of(static_cast<const List*>(f.arena->make(List{{items, taken}, {}, nullptr})));
}

// How many hold, and of how many that is certain: for exists_one and count. Uncertain members count
// only where the condition may hold.
struct Tally {
  int64_t holds = 0, certain = 0;
  bool any_error = false;
};
Value tally(const Node& n, Frame& f, const Range& range, Tally& result) {
  const List* list = range.of.is(Tag::list) ? range.of.list : nullptr;
  Troubles troubles(f);
  const bool remembered = is_remembered(n, f, range);
  for (size_t i = 0; i < range.size(); ++i) {
    set(n, f, range, i);
    const Value v = as_boolean(condition(n, f, remembered));
    if (out_of_steps(v)) return v;
    if (v.is_false()) continue;
    const bool member = !list || list->membership.empty() || list->membership[i].is_true();
    if (!member) troubles.add_unknown(list->membership[i]);
    if (v.is(Tag::unknown)) troubles.add_unknown(v);
    if (v.is(Tag::error)) troubles.add_error(v), result.any_error = true;
    result.holds += v.is_true() ? 1 : 0;
    result.certain += v.is_true() && member ? 1 : 0;
  }
  if (list && list->more) troubles.add_unknown(*list->more);
  return troubles.any() ? troubles.worst() : Value();
}

}  // namespace

Value all(const Node& n, Frame& f) { return quantify<false>(n, f); }
Value exists(const Node& n, Frame& f) { return quantify<true>(n, f); }

Value exists_one(const Node& n, Frame& f) {
  const Range range{open(f, run(n.operand(0), f), true)};
  if (!is_range(range.of)) return range.of;
  Tally found;
  const Value trouble = tally(n, f, range, found);
  // Two for certain are not one, whatever is not known of the others.
  if (trouble.is(Tag::unknown) && found.certain > 1 && !found.any_error) return Value::of(false);
  return trouble.is(Tag::null) ? Value::of(found.holds == 1) : trouble;
}

Value count(const Node& n, Frame& f) {
  const Range range{open(f, run(n.operand(0), f), false)};
  if (!is_range(range.of)) return range.of;
  Tally found;
  const Value trouble = tally(n, f, range, found);
  return trouble.is(Tag::null) ? Value::of(found.holds) : trouble;
}

Value map_members(const Node& n, Frame& f) {
  return n.operands.size() == 3 ? collect<true, true>(n, f) : collect<false, true>(n, f);
}
Value filter(const Node& n, Frame& f) { return collect<true, false>(n, f); }

Value map_entries(const Node& n, Frame& f) {
  const Range range{open(f, run(n.operand(0), f), true)};
  if (!is_range(range.of)) return range.of;
  using Entry = std::pair<Value, Value>;
  if (!f.fits(range.size() * sizeof(Entry))) return problem(problems::memory);
  auto entries = f.arena->array<Entry>(range.size());
  size_t taken = 0;
  Troubles troubles(f);
  for (size_t i = 0; i < range.size(); ++i) {
    set(n, f, range, i);
    if (n.operands.size() == 3) {
      Value condition = as_boolean(body(n, f, 1));
      if (out_of_steps(condition)) return condition;
      if (!troubles.take(condition) || !condition.boolean) continue;
    }
    Value v = body(n, f, n.operands.size() - 1);
    if (out_of_steps(v)) return v;
    if (troubles.take(v)) entries[taken++] = {range.key(i), v};
  }
  if (troubles.any()) return troubles.worst();
  Value v;
  v.tag = Tag::map;
  v.map = f.arena->make(Map{entries.first(taken)});
  return v;
}

// Whatever the value is, unknown and error included: only where it is used does that matter.
Value bind(const Node& n, Frame& f) {
  f.locals[n.number] = run(n.operand(0), f);
  return run(n.operand(1), f);
}

Value population(const Node& n, Frame& f) { return f.reader->entities(n.record, *f.arena); }

// What a field is compared with, where all of it is known; else nothing.
std::optional<std::vector<Value>> targets_of(const Node& join, Frame& f) {
  std::vector<Value> targets;
  for (size_t i = 0; i < join.operands.size(); ++i) {
    const Value v = run(join.operand(i), f);
    if (v.is(Tag::null) && join.constant.is_true()) continue;
    if (!v.is(Tag::entity) && !v.is(Tag::string)) return {};
    targets.push_back(v);
  }
  return targets;
}

// Where no join's targets are known, every condition is to be asked. What an earlier one is
// compared with is read, and not only aside: it is not known, and the condition would be asked.
Value joined_population(const Node& n, Frame& f) {
  if (!f.reader->narrows()) return population(n, f);
  auto* const trace = std::exchange(f.trace, nullptr);  // the condition's own steps tell of them
  std::vector<uint16_t> fields;
  std::optional<std::vector<Value>> targets;
  for (size_t i = 0; !targets && i < n.operands.size(); ++i) {
    if (i > 0) targets_of(n.operand(i - 1), f);
    fields.push_back(n.operand(i).number);
    f.reader->begin_aside();
    targets = targets_of(n.operand(i), f);
    f.reader->end_aside();
  }
  f.trace = trace;
  if (!targets) return population(n, f);
  return f.reader->referring(n.record, fields, *targets, *f.arena);
}

}  // namespace probata::cel::nodes
