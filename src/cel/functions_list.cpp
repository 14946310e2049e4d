// Lists and maps. `in`, `==`, indexing and macros are nodes of their own (nodes_*.cpp).
#include "cel/compare.h"
#include "cel/functions.h"

namespace probata::cel {
namespace {

Value size_of_list(Frame&, const Value* a) {
  return Value::of(static_cast<int64_t>(a[0].list->items.size()));
}
Value size_of_map(Frame&, const Value* a) {
  return Value::of(static_cast<int64_t>(a[0].map->entries.size()));
}

Value concat(Frame& f, const Value* a) {
  const auto left = a[0].list->items;
  const auto right = a[1].list->items;
  const size_t size = left.size() + right.size();
  if (!f.fits(size * sizeof(Value)) || !f.spend(size)) return problem(problems::memory);
  auto items = f.arena->array<Value>(size);
  std::copy(left.begin(), left.end(), items.begin());
  std::copy(right.begin(), right.end(), items.begin() + static_cast<ptrdiff_t>(left.size()));
  return Value::of(static_cast<const List*>(f.arena->make(List{items, {}, nullptr})));
}

constexpr Definition definitions[] = {{"size", "L>i", size_of_list},
                                      {"size", ".L>i", size_of_list},
                                      {"size", "M>i", size_of_map},
                                      {"size", ".M>i", size_of_map},
                                      {"+", "LL>L", concat}};

}  // namespace

std::span<const Definition> list_functions() { return definitions; }

}  // namespace probata::cel
