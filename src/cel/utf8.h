// Code points of UTF-8: CEL counts and cuts strings by code point (langdef.md, "String and Bytes
// Values").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace probata::cel {

// False, and nothing appended, for a surrogate or past U+10FFFF.
bool append_utf8(std::string& out, uint32_t code);
size_t count_code_points(std::string_view);
// Byte offset of the n-th code point, or npos if there are fewer than n.
size_t offset_of_code_point(std::string_view, size_t n);
// Bytes of the code point that begins at `at`. REQUIRES: valid UTF-8, at < size.
size_t code_point_length(std::string_view, size_t at);

}  // namespace probata::cel
