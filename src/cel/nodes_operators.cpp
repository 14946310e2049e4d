// Logic, equality and order.
//
// && and || follow Kleene and langdef.md, "Logical Operators": a value that decides wins in
// whatever order; without one an unknown wins over an error.
#include "cel/compare.h"
#include "cel/nodes.h"
#include "cel/strict.h"

namespace probata::cel::nodes {
namespace {

// From operand `i` on, which gave `v`, no bool that decides or leaves it open.
template <bool Decisive>
[[gnu::noinline]] Value logic_of_troubles(const Node& n, Frame& f, size_t i, Value v) {
  Troubles troubles(f);
  for (;;) {
    if (v.is(Tag::boolean)) {
      if (v.boolean == Decisive) return v;
    } else if (v.is(Tag::unknown)) {
      troubles.add_unknown(v);
    } else if (v.is(Tag::error)) {
      troubles.add_error(v);
    } else {
      troubles.add_error(problem(v.is(Tag::null) ? problems::null_operand : problems::not_boolean));
    }
    if (++i == n.operands.size()) return troubles.worst();
    v = run(n.operand(i), f);
  }
}

template <bool Decisive>
Value logic(const Node& n, Frame& f) {
  for (size_t i = 0; i < n.operands.size(); ++i) {
    const Value v = run(n.operand(i), f);
    if (!v.is(Tag::boolean)) return logic_of_troubles<Decisive>(n, f, i, v);
    if (v.boolean == Decisive) return v;
  }
  return Value::of(!Decisive);
}

// Null equals only null; all else by value. Unordered things (NaN) are unequal.
[[gnu::noinline]] Value equality_of(Frame& f, Value a, Value b, bool wanted) {
  Troubles troubles(f);
  if (!troubles.take(a, b)) return troubles.worst();
  const bool same = cel::equal(a, b, f.steps);
  return f.steps == 0 ? problem(problems::limit) : Value::of(same == wanted);
}

bool both_short(const Value& a, const Value& b) {
  return a.is(Tag::string) && b.is(Tag::string) && a.string().size() < short_text;
}

template <bool Wanted>
Value equality(const Node& n, Frame& f) {
  const Value a = run(n.operand(0), f);
  const Value b = run(n.operand(1), f);
  if (both_short(a, b)) return Value::of(equal_short(a.text, b.text) == Wanted);
  if (a.is(Tag::integer) && b.is(Tag::integer))
    return Value::of((a.integer == b.integer) == Wanted);
  return equality_of(f, a, b, Wanted);
}

template <bool Wanted>
Value equality_with_text(const Node& n, Frame& f) {
  const Value v = run(n.operand(0), f);
  if (v.is(Tag::string)) return Value::of(equal_short(v.text, n.constant.text) == Wanted);
  return equality_of(f, v, n.constant, Wanted);
}

[[gnu::noinline]] Value ordering_of(Frame& f, Value a, Value b,
                                    bool (*holds)(std::partial_ordering)) {
  Troubles troubles(f);
  if (!troubles.take(a, b)) return troubles.worst();
  if (a.is(Tag::string) && !f.spend(a.string().size() / short_text))
    return problem(problems::limit);
  const Order o = order(a, b);
  return o.comparable ? Value::of(holds(o.order)) : unfit({a.tag, b.tag});
}

template <bool (*Holds)(std::partial_ordering)>
Value ordering(const Node& n, Frame& f) {
  const Value a = run(n.operand(0), f);
  const Value b = run(n.operand(1), f);
  if (a.is(Tag::integer) && b.is(Tag::integer)) return Value::of(Holds(a.integer <=> b.integer));
  if (both_short(a, b)) return Value::of(Holds(a.string() <=> b.string()));
  return ordering_of(f, a, b, Holds);
}

bool is_less(std::partial_ordering o) { return o < 0; }
bool is_less_equal(std::partial_ordering o) { return o <= 0; }
bool is_greater(std::partial_ordering o) { return o > 0; }
bool is_greater_equal(std::partial_ordering o) { return o >= 0; }

}  // namespace

Value both(const Node& n, Frame& f) { return logic<false>(n, f); }
Value either(const Node& n, Frame& f) { return logic<true>(n, f); }

Value conditional(const Node& n, Frame& f) {
  const Value condition = run(n.operand(0), f);
  if (condition.is_true()) return run(n.operand(1), f);
  if (condition.is_false()) return run(n.operand(2), f);
  if (condition.is(Tag::unknown) || condition.is(Tag::error)) return condition;
  return problem(condition.is(Tag::null) ? problems::null_operand : problems::not_boolean);
}

Value equal(const Node& n, Frame& f) { return equality<true>(n, f); }
Value not_equal(const Node& n, Frame& f) { return equality<false>(n, f); }
Value equal_text(const Node& n, Frame& f) { return equality_with_text<true>(n, f); }
Value not_equal_text(const Node& n, Frame& f) { return equality_with_text<false>(n, f); }
Value less(const Node& n, Frame& f) { return ordering<is_less>(n, f); }
Value less_equal(const Node& n, Frame& f) { return ordering<is_less_equal>(n, f); }
Value greater(const Node& n, Frame& f) { return ordering<is_greater>(n, f); }
Value greater_equal(const Node& n, Frame& f) { return ordering<is_greater_equal>(n, f); }

namespace {

[[gnu::noinline]] Value in_of(Frame& f, Value value, Value range) {
  Troubles troubles(f);
  if (!troubles.take(value, range)) return troubles.worst();
  bool found = false;
  if (range.is(Tag::list)) {
    for (size_t i = 0; i < range.list->items.size() && !found; ++i)
      found = cel::equal(range.list->items[i], value, f.steps);
  } else if (range.is(Tag::map)) {
    found = find(*range.map, value, f.steps) != nullptr;
  } else {
    return unfit({range.tag});
  }
  return f.steps == 0 ? problem(problems::limit) : Value::of(found);
}

// Whether it is among them, where all are short texts up to there and no step is left to ask for;
// -1 where not.
int among_texts(const Frame& f, const Text* text, const List& list) {
  if (!list.certain() || text->view.size() >= short_text || list.items.size() >= f.steps) return -1;
  bool found = false;
  for (const Value& item : list.items) {
    if (!item.is(Tag::string)) return -1;
    found = found || equal_short(item.text, text);
  }
  return found ? 1 : 0;
}

}  // namespace

Value in(const Node& n, Frame& f) {
  const Value value = run(n.operand(0), f);
  const Value range = run(n.operand(1), f);
  if (value.is(Tag::string) && range.is(Tag::list)) {
    const int found = among_texts(f, value.text, *range.list);
    if (found >= 0 && f.spend(range.list->items.size())) return Value::of(found == 1);
  }
  return in_of(f, value, range);
}

}  // namespace probata::cel::nodes
