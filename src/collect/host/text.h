// Small cuts of text that all parsers of this folder share.
#pragma once

#include <cctype>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace probata::collect {

// A whole text as an integer of that base, or nothing.
template <class T = int64_t>
std::optional<T> to_integer(std::string_view text, int base = 10) {
  T value{};
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value, base);
  if (text.empty() || error != std::errc() || at != end) return std::nullopt;
  return value;
}

// Parts between white space.
inline std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> result;
  size_t at = 0;
  while (true) {
    at = line.find_first_not_of(" \t\r\n\v\f", at);
    if (at == std::string_view::npos) return result;
    const size_t end = std::min(line.find_first_of(" \t\r\n\v\f", at), line.size());
    result.push_back(line.substr(at, end - at));
    at = end;
  }
}

inline std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

}  // namespace probata::collect
