// Errors are values: what is wrong, where, and what to do about it.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace probata {

// Where an error lies in an input. Line and column count from 1; 0 means "not known". Columns count
// bytes.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const Place&) const = default;
};

// `what` is a full statement without capital or full stop, user input in backticks; `hint` says
// what to do, may be empty.
struct Error {
  std::string what;
  std::string hint;
  Place place;
  bool operator==(const Error&) const = default;
};
using Errors = std::vector<Error>;

template <class T, class E = Error>
using Result = std::expected<T, E>;

// For who can give one alone.
Error first_of(const Errors&);
std::unexpected<Error> failure(std::string what, std::string hint = {}, Place place = {});

// `FILE:LINE:COL: what; hint` (formats.md, "The command"), without the parts that are not known.
std::string to_text(const Error&);

}  // namespace probata

// Gives the value of a Result, or returns its error from the enclosing function.
#define TRY(expression)                                               \
  __extension__({                                                     \
    auto result_ = (expression);                                      \
    if (!result_) return std::unexpected(std::move(result_).error()); \
    *std::move(result_);                                              \
  })
// The same for a Result<void>.
#define TRY_VOID(expression)                                                                       \
  do {                                                                                             \
    if (auto result_ = (expression); !result_) return std::unexpected(std::move(result_).error()); \
  } while (false)
