// The functions of the language, a file a family: what each takes, gives and does. The checker
// reads the types, the evaluator calls.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cel/code.h"

namespace probata::cel {

// REQUIRES of `call`: every argument has one of the tags that its parameter accepts; none is
// unknown, an error or uncertain.
using Call = Value (*)(Frame&, const Value* arguments);

// How a family writes its functions down. The signature's letters: b bool, i int, u uint, d double,
// s string, y bytes, t timestamp, D duration, P span, I ip, C cidr, n null, T type, * anything, L
// list(A), M map(A, B), O optional(A), A and B any type;
// `.` first: called as a member; the result follows `>`.
struct Definition {
  std::string_view name;
  std::string_view signature;
  Call call;
  bool pure = true;  // reads nothing but its arguments: folded where they are constant
};

struct Overload {
  std::string_view name;
  bool member = false;
  bool pure = true;
  std::vector<Type> parameters;
  Type result;
  std::vector<uint32_t> accepts;  // for each parameter a bit for each tag
  Call call = nullptr;
};

std::span<const Definition> string_functions();
std::span<const Definition> string_extensions();
std::span<const Definition> number_functions();
std::span<const Definition> math_extensions();
std::span<const Definition> time_functions();
std::span<const Definition> list_functions();
std::span<const Definition> conversion_functions();
std::span<const Definition> optional_functions();
std::span<const Definition> network_functions();

// All of that name, style and number of arguments; empty if there are none.
std::span<const Overload> find_overloads(std::string_view name, bool member, size_t arguments);
bool is_function(std::string_view name);
const std::vector<std::string>& function_names();  // for hints
std::string to_text(const Overload&);              // `(string, int)`, or `string.(int)`

// Bits for the tags of a type.
uint32_t tags_of(const Type&);

// Strings and lists made by functions: limited.
Value make_string(Frame&, std::string_view);
Value fail(Frame&, Failure, std::string_view message);

}  // namespace probata::cel
