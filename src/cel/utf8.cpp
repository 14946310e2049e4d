#include "cel/utf8.h"

namespace probata::cel {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

}  // namespace

bool append_utf8(std::string& out, uint32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3f)); };
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
  return true;
}

size_t count_code_points(std::string_view s) {
  size_t n = 0;
  for (const char c : s) n += continues(c) ? 0 : 1;
  return n;
}

size_t offset_of_code_point(std::string_view s, size_t n) {
  size_t at = 0;
  for (; n > 0 && at < s.size(); --n) at += code_point_length(s, at);
  return n == 0 ? at : std::string_view::npos;
}

size_t code_point_length(std::string_view s, size_t at) {
  size_t length = 1;
  while (at + length < s.size() && continues(s[at + length])) ++length;
  return length;
}

}  // namespace probata::cel
