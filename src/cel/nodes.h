// The functions of nodes, by family; the planner chooses among them, nothing else calls them.
#pragma once

#include <vector>

#include "cel/code.h"
#include "cel/functions.h"

namespace probata::cel::nodes {

// nodes_read.cpp
Value constant(const Node&, Frame&);
Value slot(const Node&, Frame&);
Value local(const Node&, Frame&);
Value field(const Node&, Frame&);           // number, record
Value member(const Node&, Frame&);          // constant: the key
Value member_or_null(const Node&, Frame&);  // the same, through null gives null
Value index(const Node&, Frame&);
Value has_field(const Node&, Frame&);  // operand: what selects it
Value has_member(const Node&, Frame&);
Value list(const Node&, Frame&);
Value map(const Node&, Frame&);
Value checked_map(Frame&, std::span<const std::pair<Value, Value>> entries);

// nodes_optional.cpp
Value select_optional(const Node&, Frame&);  // operands: from, key
Value list_of_optionals(const Node&,
                        Frame&);  // extra: std::vector<bool>, which entries are optional
Value map_of_optionals(const Node&, Frame&);
Value map_optional(const Node&, Frame&);       // optMap
Value flat_map_optional(const Node&, Frame&);  // optFlatMap
// What a key selects in an optional's value, as an optional; used where the operand of a plain
// selection turns out to be one.
Value look_up(Frame&, const Value& from, const Value& key);

// nodes_operators.cpp
Value both(const Node&, Frame&);
Value either(const Node&, Frame&);
Value conditional(const Node&, Frame&);
Value equal(const Node&, Frame&);
Value not_equal(const Node&, Frame&);
Value equal_text(const Node&, Frame&);  // constant: the other operand, a short string
Value not_equal_text(const Node&, Frame&);
Value less(const Node&, Frame&);
Value less_equal(const Node&, Frame&);
Value greater(const Node&, Frame&);
Value greater_equal(const Node&, Frame&);
Value in(const Node&, Frame&);

// nodes_calls.cpp
struct Overloads {
  explicit Overloads(std::vector<const Overload*>);
  std::vector<const Overload*> all;
  // Where there is but one, and it takes one or two arguments: its function, and their tags.
  Call only = nullptr;
  uint32_t accepts[2] = {};
};
Value call_one(const Node&, Frame&);  // extra: Overloads, for one argument
Value call_two(const Node&, Frame&);
Value call_many(const Node&, Frame&);
Value matches(const Node&, Frame&);  // extra: a RE2 of a constant pattern

// nodes_macros.cpp; operands: the range, then the bodies; number: the first local
Value all(const Node&, Frame&);
Value exists(const Node&, Frame&);
Value exists_one(const Node&, Frame&);
Value map_members(const Node&, Frame&);  // with three operands the first body is the condition
Value map_entries(const Node&, Frame&);  // transformMap
Value filter(const Node&, Frame&);
Value bind(const Node&, Frame&);
Value count(const Node&, Frame&);
// Of `record`: the entities that exist now, as the range of some() and count().
Value population(const Node&, Frame&);
// Narrowed by the first of its operands whose own operands are known: to those whose field `number`
// may be what one of these is; with a constant `true` one that is null counts for nothing.
Value joined_population(const Node&, Frame&);
// The record field of a node with two variables: it sets local `number` to the key and the next one
// to the member.
constexpr uint16_t two_variables = 1;

// nodes_control.cpp
Value exists_reference(const Node&, Frame&);
Value seen(const Node&, Frame&);  // constant: the layer
Value path(const Node&, Frame&);  // number: the field
Value cyclic(const Node&, Frame&);
struct Now {
  enum class Sign : uint8_t { less, less_equal, greater, greater_equal, equal, not_equal } sign;
  std::vector<bool> minus;  // of each operand
};
Value now(const Node&, Frame&);  // extra: Now

}  // namespace probata::cel::nodes
