// From the checked value of a fact's field to the value as expressions read it.
#include "fact/said.h"
#include "history/state.h"

namespace probata {
namespace {

using cel::Value;

// A reference by key has no entity before the key names one: it is known by its number.
Value refer(History::State& state, const Reference& r) {
  if (!r.key)
    return Value::of_entity(static_cast<uint32_t>(state.intern_entity(r.kind, r.id)),
                            static_cast<uint16_t>(r.kind));
  const FieldDefinition* key = state.catalog->at(r.kind).at(*r.key);
  const uint32_t number = state.keys.intern(r.kind, *r.key, r.key_value);
  return reference_by_key(state.scratch, r.kind, key ? key->name : "", r.key_value, number);
}

}  // namespace

ValueId intern_field(History::State& state, const FieldDefinition& field, const FieldValue& value) {
  state.scratch.reset();
  return state.values.intern(to_value(value, field.type, state.settings.calendar, state.scratch,
                                      [&](const Reference& r) { return refer(state, r); }));
}

std::string key_text(const cel::Value& v) {
  return v.is(cel::Tag::string) ? std::string(v.string()) : cel::to_text(v);
}

}  // namespace probata
