#include "base/result.h"

#include <fmt/format.h>

namespace probata {

Error first_of(const Errors& errors) {
  return errors.empty() ? Error{"unknown error", {}, {}} : errors.front();
}

std::unexpected<Error> failure(std::string what, std::string hint, Place place) {
  return std::unexpected(Error{std::move(what), std::move(hint), std::move(place)});
}

std::string to_text(const Error& error) {
  std::string text = error.place.file;
  // A line without a file is still worth printing: standard input has none.
  if (error.place.line > 0) {
    if (text.empty())
      text = "line ";
    else
      text += ':';
    text += std::to_string(error.place.line);
    if (error.place.column > 0) text += fmt::format(":{}", error.place.column);
  }
  if (!text.empty()) text += ": ";
  text += error.what;
  if (!error.hint.empty()) text += "; " + error.hint;
  return text;
}

}  // namespace probata
