// Text: UTF-8, nearest names for hints, small joins.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace probata {

// Offset of the first byte that is not valid UTF-8 (RFC 3629), or npos.
size_t find_invalid_utf8(std::string_view);
// An id of formats.md: 1 to 256 bytes of UTF-8 without control characters and `#`.
bool is_id(std::string_view);
// The name at the smallest edit distance, if it is near enough to be meant; empty otherwise.
std::string_view nearest(std::string_view name, std::span<const std::string> names);
// `did you mean `x`?` or, where nothing is near, `known: a, b, c`; empty where there are no names.
std::string name_hint(std::string_view name, std::span<const std::string> names);
std::string join(std::span<const std::string> parts, std::string_view separator);
std::vector<std::string_view> split(std::string_view, char separator);
std::string_view trim(std::string_view);

}  // namespace probata
