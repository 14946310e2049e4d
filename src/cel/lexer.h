// Text to tokens (langdef.md, "Syntax"): names, numbers, strings and bytes with their escapes,
// punctuation.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "base/result.h"

namespace probata::cel {

enum class Token : uint8_t {
  end,
  name,
  quoted_name /* `a-b` */,
  integer,
  uinteger,
  real,
  string,
  bytes,
  // Punctuation.
  dot,
  comma,
  colon,
  question,
  open,
  close,
  open_list,
  close_list,
  open_map,
  close_map,
  plus,
  minus,
  star,
  slash,
  percent,
  bang,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  both,
  either
};

struct Lexeme {
  Token token = Token::end;
  uint32_t begin = 0, end = 0;  // bytes
};

struct Mistake {  // of the text, before it has a Place
  std::string what, hint;
  uint32_t offset = 0;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  std::expected<Lexeme, Mistake> next();
  std::string_view text(const Lexeme& l) const { return text_.substr(l.begin, l.end - l.begin); }

 private:
  void skip_space();
  char peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::expected<Lexeme, Mistake> name();
  std::expected<Lexeme, Mistake> quoted_name();
  std::expected<Lexeme, Mistake> number();
  std::expected<Lexeme, Mistake> quoted(size_t prefix, bool raw, Token);
  std::expected<Lexeme, Mistake> punctuation();

  std::string_view text_;
  uint32_t at_ = 0;
};

// The value of a string or bytes token, quotes and prefix included.
std::expected<std::string, Mistake> unquote(std::string_view token, uint32_t offset);

}  // namespace probata::cel
