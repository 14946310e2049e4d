// Relations between types (langdef.md, "Gradual Type Checking"). `dyn` goes with everything; so
// does a parameter that nothing has bound yet, as the element of `[]`.
#pragma once

#include <array>
#include <optional>

#include "cel/type.h"

namespace probata::cel {

Type make_type(TypeKind);
Type list_of(Type element);
Type map_of(Type key, Type value);
Type record_type(uint16_t record);

bool is_open(const Type&);  // dyn, or an unbound parameter
bool is_number(const Type&);
// May a value of `from` stand where `to` is wanted?
bool assignable(const Type& from, const Type& to);
// May two values be equal at all?
bool comparable(const Type&, const Type&);
bool orderable(const Type&, const Type&);
// The type of something that is one or the other; nothing where only dyn would do.
std::optional<Type> join(const Type&, const Type&);

// Parameters of a generic function, from 1, as its arguments bind them; 0 is one that nothing
// binds.
constexpr uint16_t most_parameters = 8;
using Bindings = std::array<std::optional<Type>, most_parameters + 1>;
bool bind_type(const Type& parameter, const Type& argument, Bindings&);
Type substitute(const Type&, const Bindings&);

}  // namespace probata::cel
