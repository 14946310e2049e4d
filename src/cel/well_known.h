// Messages of google.protobuf that are values of the language (langdef.md, "Dynamic Values" and
// "Wrapper Types"): an Int32Value is an int, a Struct a map. There are no other messages.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cel/code.h"

namespace probata::cel {

struct WellKnown {
  std::string_view name;   // without `google.protobuf.`
  std::string_view field;  // its one field; empty: Value, which has one of several
  TypeKind kind;           // of the value
};
// The message of a full name, or nullptr.
const WellKnown* find_well_known(std::string_view full_name);
// The type of a field of it, or nothing where it has no such field.
std::optional<Type> type_of_field(const WellKnown&, std::string_view field);
Type type_of(const WellKnown&);

// What `Message{}` and `Message{field: v}` are. An error where v does not fit (an int past 32
// bits).
Value default_of(const WellKnown&, Arena&);
Value make_well_known(const WellKnown&, std::string_view field, const Value& v, Arena&);

namespace nodes {
struct Message {
  const WellKnown* message = nullptr;
  std::string field;
};
Value message(const Node&, Frame&);  // extra: Message
}  // namespace nodes

}  // namespace probata::cel
