// Optionals (cel-go's ext/README.md, "optional"): a value, or none.
#include "cel/functions.h"

namespace probata::cel {
namespace {

const Problem no_value{Failure::other, "the optional has no value"};

Value none(Frame& f, const Value*) { return f.arena->optional(nullptr); }
Value of(Frame& f, const Value* a) { return f.arena->optional(a); }

bool is_zero(const Value& v) {
  switch (v.tag) {
    case Tag::null:
      return true;
    case Tag::boolean:
      return !v.boolean;
    case Tag::integer:
    case Tag::uinteger:
      return v.integer == 0;
    case Tag::real:
      return v.real == 0;
    case Tag::string:
    case Tag::bytes:
      return v.string().empty();
    case Tag::list:
      return v.list->items.empty();
    case Tag::map:
      return v.map->entries.empty();
    case Tag::duration:
      return v.us == 0 && v.nanos == 0;
    default:
      return false;
  }
}
Value of_non_zero(Frame& f, const Value* a) {
  return f.arena->optional(is_zero(a[0]) ? nullptr : a);
}

Value has_value(Frame&, const Value* a) { return Value::of(a[0].optional != nullptr); }
Value value(Frame&, const Value* a) { return a[0].optional ? *a[0].optional : problem(no_value); }
Value either(Frame&, const Value* a) { return a[0].optional ? a[0] : a[1]; }
Value value_or(Frame&, const Value* a) { return a[0].optional ? *a[0].optional : a[1]; }

constexpr Definition definitions[] = {{"optional.none", ">O", none},
                                      {"optional.of", "A>O", of},
                                      {"optional.ofNonZeroValue", "A>O", of_non_zero},
                                      {"hasValue", ".O>b", has_value},
                                      {"value", ".O>A", value},
                                      {"or", ".OO>O", either},
                                      {"orValue", ".OA>A", value_or}};

}  // namespace

std::span<const Definition> optional_functions() { return definitions; }

}  // namespace probata::cel
