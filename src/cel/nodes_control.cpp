// Functions of controls (semantics.md, section 3): existence, layers, ways along a reference, and
// now.
#include <limits>

#include "cel/clock.h"
#include "cel/nodes.h"
#include "cel/strict.h"

namespace probata::cel::nodes {

Value exists_reference(const Node& n, Frame& f) {
  const Node& operand = n.operand(0);
  const Value v = run(operand, f);
  if (v.is(Tag::error)) return v;
  const Slot* slot = operand.leaf == Leaf::slot ? static_cast<const Slot*>(operand.extra) : nullptr;
  return f.reader->exists(slot, v, *f.arena);
}

Value seen(const Node& n, Frame& f) {
  const Value v = run(n.operand(0), f);
  if (v.is(Tag::unknown) || v.is(Tag::error)) return v;
  if (v.is(Tag::null)) return Value::of(false);
  if (!v.is(Tag::entity)) return unfit({v.tag});
  return f.reader->seen(v, n.constant.string(), *f.arena);
}

namespace {

struct Walk {
  std::vector<Value> items;
  Value end;  // null: the end of the way; an entity: one that was there before; unknown; an error
};

Walk walk(const Node& n, Frame& f) {
  Walk w;
  w.end = run(n.operand(0), f);
  while (w.end.is(Tag::entity)) {
    for (const auto& before : w.items)
      if (cel::equal(before, w.end)) return w;
    if (!f.spend(1 + w.items.size())) {
      w.end = problem(problems::limit);
      return w;
    }
    w.items.push_back(w.end);
    w.end = f.reader->select(w.end, n.number, *f.arena);
  }
  return w;
}

}  // namespace

Value path(const Node& n, Frame& f) {
  const Walk w = walk(n, f);
  if (w.end.is(Tag::error) || (w.end.is(Tag::unknown) && w.items.empty())) return w.end;
  if (!f.fits(w.items.size() * sizeof(Value))) return problem(problems::memory);
  List list{w.items, {}, nullptr};
  if (w.end.is(Tag::unknown)) list.more = &w.end;
  return f.arena->list(list);
}

Value cyclic(const Node& n, Frame& f) {
  const Value end = walk(n, f).end;
  if (end.is(Tag::unknown) || end.is(Tag::error)) return end;
  return Value::of(end.is(Tag::entity));
}

namespace {

// The sum of the terms, in nanoseconds.
Value sum(const Node& n, Frame& f, const Now& now, Nanoseconds& total) {
  Troubles troubles(f);
  for (size_t i = 0; i < n.operands.size(); ++i) {
    Value v = run(n.operand(i), f);
    if (!troubles.take(v)) continue;
    if (!v.is(Tag::timestamp) && !v.is(Tag::duration)) {
      troubles.add_error(unfit({v.tag}));
      continue;
    }
    total += now.minus[i] ? -nanoseconds(v) : nanoseconds(v);
  }
  return troubles.any() ? troubles.worst() : Value();
}

void flip(Frame& f, Nanoseconds us) {
  if (us <= std::numeric_limits<int64_t>::min() || us >= std::numeric_limits<int64_t>::max())
    return;
  f.reader->flips(Instant{static_cast<int64_t>(us)});
}

}  // namespace

// `now` has whole microseconds: the first at which `now < E` no longer holds is E rounded up, the
// first at which `now > E` holds is the one after E rounded down.
Value now(const Node& n, Frame& f) {
  const auto& comparison = *static_cast<const Now*>(n.extra);
  Nanoseconds e = 0;
  if (const Value trouble = sum(n, f, comparison, e); !trouble.is(Tag::null)) return trouble;
  const Nanoseconds now = Nanoseconds{f.reader->now().us} * 1000;
  Nanoseconds down = e / 1000;
  if (e % 1000 < 0) --down;
  const Nanoseconds up = down + (e == down * 1000 ? 0 : 1);
  switch (comparison.sign) {
    case Now::Sign::less:
      flip(f, up);
      return Value::of(now < e);
    case Now::Sign::greater_equal:
      flip(f, up);
      return Value::of(now >= e);
    case Now::Sign::less_equal:
      flip(f, down + 1);
      return Value::of(now <= e);
    case Now::Sign::greater:
      flip(f, down + 1);
      return Value::of(now > e);
    case Now::Sign::equal:
    case Now::Sign::not_equal:
      break;
  }
  if (up == down) {
    flip(f, down);
    flip(f, down + 1);
  }
  return Value::of((now == e) == (comparison.sign == Now::Sign::equal));
}

}  // namespace probata::cel::nodes
