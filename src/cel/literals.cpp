// Escapes of string and bytes literals (langdef.md, "String and Bytes Values"). In a string an
// escape is a code point and the result is UTF-8; in bytes `\xff` and `\377` are octets.
#include <array>
#include <charconv>
#include <optional>

#include "cel/errors.h"
#include "cel/lexer.h"
#include "cel/utf8.h"

namespace probata::cel {
namespace {

struct Literal {
  std::string_view body;
  bool raw = false, bytes = false;
  uint32_t offset = 0;  // of the body in the expression
};

Literal open(std::string_view token, uint32_t offset) {
  Literal l;
  size_t i = 0;
  for (; token[i] != '"' && token[i] != '\''; ++i) {
    l.raw |= token[i] == 'r' || token[i] == 'R';
    l.bytes |= token[i] == 'b' || token[i] == 'B';
  }
  const char q = token[i];
  const bool triple = token.size() >= i + 6 && token[i + 1] == q && token[i + 2] == q;
  const size_t width = triple ? 3 : 1;
  l.body = token.substr(i + width, token.size() - i - 2 * width);
  l.offset = offset + static_cast<uint32_t>(i + width);
  return l;
}

std::optional<char> simple_escape(char c) {
  constexpr std::string_view from = "abfnrtv\\?\"'`";
  constexpr std::string_view to = "\a\b\f\n\r\t\v\\?\"'`";
  const size_t i = from.find(c);
  if (i == std::string_view::npos) return std::nullopt;
  return to[i];
}

// How many digits follow, in which base, and whether the escape names a code point only (not
// allowed in bytes).
struct Numeric {
  size_t skip, digits;
  int base;
  bool unicode;
};
std::optional<Numeric> numeric_escape(char c) {
  switch (c) {
    case 'x':
    case 'X':
      return Numeric{1, 2, 16, false};
    case 'u':
      return Numeric{1, 4, 16, true};
    case 'U':
      return Numeric{1, 8, 16, true};
    default:
      break;
  }
  if (c >= '0' && c <= '3') return Numeric{0, 3, 8, false};
  return std::nullopt;
}

// Appends what the escape at body[i] (after the backslash) stands for; gives its length, 0 for a
// wrong one.
size_t escape(const Literal& l, size_t i, std::string& out) {
  if (i >= l.body.size()) return 0;
  if (const auto simple = simple_escape(l.body[i])) {
    out += *simple;
    return 1;
  }
  const auto form = numeric_escape(l.body[i]);
  if (!form || (form->unicode && l.bytes)) return 0;
  const std::string_view digits =
      l.body.substr(std::min(i + form->skip, l.body.size()), form->digits);
  uint32_t code = 0;
  const auto [end, bad] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, form->base);
  if (bad != std::errc() || end != digits.data() + form->digits) return 0;
  if (l.bytes) {
    out += static_cast<char>(code);
  } else if (!append_utf8(out, code)) {
    return 0;
  }
  return form->skip + form->digits;
}

// A line ends in \n, whatever the file's own line ends are.
void append_plain(const Literal& l, size_t i, std::string& out) {
  if (l.body[i] != '\r') {
    out += l.body[i];
  } else if (i + 1 >= l.body.size() || l.body[i + 1] != '\n') {
    out += '\n';
  }
}

}  // namespace

std::expected<std::string, Mistake> unquote(std::string_view token, uint32_t offset) {
  const Literal l = open(token, offset);
  std::string out;
  out.reserve(l.body.size());
  for (size_t i = 0; i < l.body.size(); ++i) {
    if (l.body[i] != '\\' || l.raw) {
      append_plain(l, i, out);
      continue;
    }
    const size_t length = escape(l, i + 1, out);
    if (length == 0)
      return std::unexpected(
          errors::bad_escape(l.body.substr(i, 2), l.offset + static_cast<uint32_t>(i)));
    i += length;
  }
  return out;
}

}  // namespace probata::cel
