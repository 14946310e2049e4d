// Names, calls, lists, maps and literals.
#include <charconv>
#include <cstdlib>

#include "cel/parser_internal.h"

namespace probata::cel {
namespace {

constexpr std::string_view reserved[] = {
    "as",  "break", "const",   "continue",  "else",   "for", "function", "if",   "import",
    "let", "loop",  "package", "namespace", "return", "var", "void",     "while"};
bool is_reserved(std::string_view s) {
  return std::ranges::find(reserved, s) != std::end(reserved);
}

}  // namespace

Parsed Parser::primary() {
  const uint32_t begin = now_.begin;
  switch (now_.token) {
    case Token::open: {
      TRY_VOID(advance());
      auto inner = TRY(expression());
      TRY_VOID(expect(Token::close, "`)`"));
      return inner;
    }
    case Token::open_list:
      return list();
    case Token::open_map:
      return map();
    case Token::dot:
      TRY_VOID(advance());
      return name(true, begin);
    case Token::name:
      return name(false, begin);
    case Token::integer:
    case Token::uinteger:
    case Token::real:
      return number(false, begin);
    case Token::string:
    case Token::bytes:
      return literal();
    default:
      if (at(Token::end)) return std::unexpected(errors::ends(begin));
      return std::unexpected(errors::unexpected(text_of(now_), begin));
  }
}

Parsed Parser::name(bool rooted, uint32_t begin) {
  const std::string_view text = text_of(now_);
  if (!at(Token::name)) return std::unexpected(errors::expected("a name", text, now_.begin));
  if (!rooted && is_keyword(text) && text != "in") return literal();
  if (text == "in" || is_keyword(text))
    return std::unexpected(errors::unexpected(text, now_.begin));
  const bool forbidden = is_reserved(text);
  if (forbidden) return std::unexpected(errors::reserved(text, now_.begin));
  auto node = make(Form::name, begin);
  node->rooted = rooted;
  node->text = text;
  TRY_VOID(advance());
  if (!at(Token::open)) return done(std::move(node));
  node->form = Form::call;
  return finish_call(std::move(node));
}

Parsed Parser::list() {
  auto node = make(Form::list, now_.begin);
  TRY_VOID(advance());
  while (!at(Token::close_list)) {
    const bool optional = TRY(accept(Token::question));
    node->children.push_back(TRY(expression()));
    if (optional) node->names.push_back(std::to_string(node->children.size() - 1));
    if (!TRY(accept(Token::comma))) break;
  }
  TRY_VOID(expect(Token::close_list, "`,` or `]`"));
  return done(std::move(node));
}

Parsed Parser::map() {
  auto node = make(Form::map, now_.begin);
  TRY_VOID(advance());
  while (!at(Token::close_map)) {
    const bool optional = TRY(accept(Token::question));
    node->children.push_back(TRY(expression()));
    TRY_VOID(expect(Token::colon, "`:`"));
    node->children.push_back(TRY(expression()));
    if (optional) node->names.push_back(std::to_string(node->children.size() - 1));
    if (!TRY(accept(Token::comma))) break;
  }
  TRY_VOID(expect(Token::close_map, "`,` or `}`"));
  return done(std::move(node));
}

Parsed Parser::literal() {
  auto node = make(Form::null, now_.begin);
  const std::string_view text = text_of(now_);
  if (at(Token::name)) {
    if (text != "null") node->form = Form::boolean;
    node->boolean = text == "true";
  } else {
    node->form = at(Token::string) ? Form::string : Form::bytes;
    node->text = TRY(unquote(text, now_.begin));
  }
  TRY_VOID(advance());
  return done(std::move(node));
}

// The sign belongs to the literal: -9223372036854775808 has no positive form.
Parsed Parser::number(bool minus, uint32_t begin) {
  auto node = make(Form::integer, begin);
  std::string_view digits = text_of(now_);
  const std::string written = (minus ? "-" : "") + std::string(digits);
  const bool hex = digits.starts_with("0x") || digits.starts_with("0X");
  std::errc bad{};
  if (at(Token::real)) {
    node->form = Form::real;
    const auto r = std::from_chars(written.data(), written.data() + written.size(), node->real);
    bad = r.ec;
    // Too small is zero, too large is infinite, as IEEE 754 reads them; from_chars says only that
    // it does not fit.
    if (bad != std::errc()) {
      node->real = std::strtod(written.c_str(), nullptr);
      bad = {};
    }
  } else if (at(Token::uinteger)) {
    node->form = Form::uinteger;
    digits.remove_suffix(1);
    if (hex) digits.remove_prefix(2);
    bad =
        std::from_chars(digits.data(), digits.data() + digits.size(), node->uinteger, hex ? 16 : 10)
            .ec;
  } else {
    if (hex) digits.remove_prefix(2);
    const std::string signed_digits = (minus ? "-" : "") + std::string(digits);
    bad = std::from_chars(signed_digits.data(), signed_digits.data() + signed_digits.size(),
                          node->integer, hex ? 16 : 10)
              .ec;
  }
  if (bad != std::errc()) return std::unexpected(errors::number_too_large(written, begin));
  TRY_VOID(advance());
  return done(std::move(node));
}

}  // namespace probata::cel
