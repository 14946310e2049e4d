#include "cel/lexer.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/text.h"
#include "cel/errors.h"

namespace probata::cel {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

constexpr std::pair<std::string_view, Token> punctuations[] = {
    // Two characters before one.
    {"<=", Token::less_equal}, {">=", Token::greater_equal}, {"==", Token::equal},
    {"!=", Token::not_equal},  {"&&", Token::both},          {"||", Token::either},
    {".", Token::dot},         {",", Token::comma},          {":", Token::colon},
    {"?", Token::question},    {"(", Token::open},           {")", Token::close},
    {"[", Token::open_list},   {"]", Token::close_list},     {"{", Token::open_map},
    {"}", Token::close_map},   {"+", Token::plus},           {"-", Token::minus},
    {"*", Token::star},        {"/", Token::slash},          {"%", Token::percent},
    {"!", Token::bang},        {"<", Token::less},           {">", Token::greater}};

// `r`, `b` and both in either order and case before a quote: how many characters, and which.
struct Prefix {
  size_t length = 0;
  bool raw = false, bytes = false;
};
Prefix string_prefix(std::string_view s) {
  Prefix p;
  while (p.length < s.size() && p.length < 2) {
    const char c = s[p.length];
    if ((c == 'r' || c == 'R') && !p.raw) {
      p.raw = true;
    } else if ((c == 'b' || c == 'B') && !p.bytes) {
      p.bytes = true;
    } else {
      break;
    }
    ++p.length;
  }
  return p;
}

}  // namespace

void Lexer::skip_space() {
  while (at_ < text_.size()) {
    if (is_space(text_[at_])) {
      ++at_;
    } else if (text_.substr(at_).starts_with("//")) {
      const size_t line = text_.find('\n', at_);
      at_ = static_cast<uint32_t>(line == std::string_view::npos ? text_.size() : line);
    } else {
      return;
    }
  }
}

std::expected<Lexeme, Mistake> Lexer::next() {
  skip_space();
  if (at_ == text_.size()) return Lexeme{Token::end, at_, at_};
  const char c = peek();
  const Prefix prefix = string_prefix(text_.substr(at_));
  if (const char quote = peek(prefix.length); quote == '"' || quote == '\'')
    return quoted(prefix.length, prefix.raw, prefix.bytes ? Token::bytes : Token::string);
  if (is_letter(c)) return name();
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
  if (c == '`') return quoted_name();
  return punctuation();
}

std::expected<Lexeme, Mistake> Lexer::name() {
  const uint32_t begin = at_;
  while (is_letter(peek()) || is_digit(peek())) ++at_;
  return Lexeme{Token::name, begin, at_};
}

std::expected<Lexeme, Mistake> Lexer::quoted_name() {
  const uint32_t begin = at_++;
  const auto inside = [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '/' || c == ' ';
  };
  while (inside(peek())) ++at_;
  if (peek() != '`' || at_ == begin + 1) return std::unexpected(errors::bad_quoted_name(begin));
  ++at_;
  return Lexeme{Token::quoted_name, begin, at_};
}

std::expected<Lexeme, Mistake> Lexer::number() {
  const uint32_t begin = at_;
  Token token = Token::integer;
  if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && is_hex(peek(2))) {
    at_ += 2;
    while (is_hex(peek())) ++at_;
  } else {
    while (is_digit(peek())) ++at_;
    if (peek() == '.' && is_digit(peek(1))) {
      token = Token::real;
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    const size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if ((peek() == 'e' || peek() == 'E') && is_digit(peek(1 + sign))) {
      token = Token::real;
      at_ += static_cast<uint32_t>(1 + sign);
      while (is_digit(peek())) ++at_;
    }
  }
  if (token == Token::integer && (peek() == 'u' || peek() == 'U')) {
    token = Token::uinteger;
    ++at_;
  }
  if (is_letter(peek()) || is_digit(peek())) return std::unexpected(errors::bad_number(begin));
  return Lexeme{token, begin, at_};
}

std::expected<Lexeme, Mistake> Lexer::quoted(size_t prefix, bool raw, Token token) {
  const uint32_t begin = at_;
  at_ += static_cast<uint32_t>(prefix);
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  at_ += triple ? 3 : 1;
  for (; at_ < text_.size(); ++at_) {
    const char c = peek();
    if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
      at_ += triple ? 3 : 1;
      return Lexeme{token, begin, at_};
    }
    if (!triple && (c == '\n' || c == '\r')) break;
    if (c == '\\' && !raw) ++at_;
  }
  return std::unexpected(errors::open_string(begin));
}

std::expected<Lexeme, Mistake> Lexer::punctuation() {
  const std::string_view rest = text_.substr(at_);
  for (const auto& [mark, token] : punctuations) {
    if (!rest.starts_with(mark)) continue;
    const uint32_t begin = at_;
    at_ += static_cast<uint32_t>(mark.size());
    return Lexeme{token, begin, at_};
  }
  return std::unexpected(errors::bad_character(rest, at_));
}

}  // namespace probata::cel
