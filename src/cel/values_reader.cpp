#include "cel/values_reader.h"

#include <fmt/format.h>

#include "cel/compare.h"

namespace probata::cel {

Value ValuesReader::slot(const Slot& slot, Arena& arena) {
  const auto found = values_.find(slot.names[0]);
  if (found == values_.end())
    return arena.error(Failure::other, fmt::format("`{}` has no value", slot.names[0]));
  Value v = found->second;
  for (size_t i = 1; i < slot.names.size(); ++i) {
    if (v.is(Tag::null) || v.is(Tag::unknown) || v.is(Tag::error)) return v;
    const Value* member = v.is(Tag::map) ? find(*v.map, slot.names[i]) : nullptr;
    if (!member)
      return arena.error(Failure::no_such_field, fmt::format("no such field: {}", slot.names[i]));
    v = *member;
  }
  return v;
}

Value ValuesReader::select(Value, uint16_t, Arena& arena) {
  return arena.error(Failure::no_such_overload, "there are no entities here");
}
Value ValuesReader::entities(uint16_t, Arena& arena) { return select({}, 0, arena); }
Value ValuesReader::exists(const Slot*, Value reference, Arena&) {
  return reference.is(Tag::unknown) ? reference : Value::of(!reference.is(Tag::null));
}
Value ValuesReader::seen(Value, std::string_view, Arena& arena) { return select({}, 0, arena); }

}  // namespace probata::cel
