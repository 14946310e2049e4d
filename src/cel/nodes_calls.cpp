// Calls of functions. The checker left the overloads that may fit; the tags of the values choose
// among them.
#include <re2/re2.h>

#include "cel/nodes.h"
#include "cel/strict.h"

namespace probata::cel::nodes {
namespace {

constexpr uint32_t texts = bit(Tag::string) | bit(Tag::bytes);

const Overloads& overloads_of(const Node& n) { return *static_cast<const Overloads*>(n.extra); }

bool accepts(const Overload& o, std::span<const Value> arguments) {
  for (size_t i = 0; i < arguments.size(); ++i)
    if (!(o.accepts[i] & bit(arguments[i].tag))) return false;
  return true;
}

[[gnu::noinline]] Value dispatch(const Node& n, Frame& f, std::span<Value> arguments) {
  uint32_t tags = 0;
  for (const auto& a : arguments) tags |= bit(a.tag);
  if (tags & texts) {
    for (const auto& a : arguments)
      if ((bit(a.tag) & texts) && !f.spend(a.string().size() / 64)) return problem(problems::limit);
  }
  if (tags & doubtful) {
    Troubles troubles(f);
    for (auto& a : arguments) troubles.take(a);
    if (troubles.any()) return troubles.worst();
  }
  for (const Overload* o : overloads_of(n).all)
    if (accepts(*o, arguments)) return o->call(f, arguments.data());
  return problem(tags & bit(Tag::null) ? problems::null_operand : problems::no_overload);
}

// A value of the one overload's type that costs nothing to take: no long text, no list with
// something unknown in it.
bool is_easy(const Value& v, uint32_t accepted) {
  if (!(bit(v.tag) & accepted)) return false;
  if (bit(v.tag) & texts) return v.string().size() < 64;
  return !v.is(Tag::list) || is_settled(*v.list);
}

}  // namespace

Overloads::Overloads(std::vector<const Overload*> overloads) : all(std::move(overloads)) {
  if (all.size() != 1 || all[0]->accepts.size() > std::size(accepts)) return;
  only = all[0]->call;
  std::ranges::copy(all[0]->accepts, accepts);
}

Value call_one(const Node& n, Frame& f) {
  Value a[1] = {run(n.operand(0), f)};
  const Overloads& o = overloads_of(n);
  if (o.only && is_easy(a[0], o.accepts[0])) return o.only(f, a);
  return dispatch(n, f, a);
}

Value call_two(const Node& n, Frame& f) {
  Value a[2] = {run(n.operand(0), f), run(n.operand(1), f)};
  const Overloads& o = overloads_of(n);
  if (o.only && is_easy(a[0], o.accepts[0]) && is_easy(a[1], o.accepts[1])) return o.only(f, a);
  return dispatch(n, f, a);
}

Value call_many(const Node& n, Frame& f) {
  constexpr size_t most = 8;
  Value a[most];
  for (size_t i = 0; i < n.operands.size(); ++i) a[i] = run(n.operand(i), f);
  return dispatch(n, f, {a, n.operands.size()});
}

Value matches(const Node& n, Frame& f) {
  const Value v = run(n.operand(0), f);
  if (v.is(Tag::unknown) || v.is(Tag::error)) return v;
  if (!v.is(Tag::string)) return unfit({v.tag});
  if (!f.spend(v.string().size() / 16)) return problem(problems::limit);
  const auto& regex = *static_cast<const RE2*>(n.extra);
  return Value::of(
      RE2::PartialMatch(re2::StringPiece(v.string().data(), v.string().size()), regex));
}

}  // namespace probata::cel::nodes
