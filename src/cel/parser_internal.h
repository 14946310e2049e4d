// The parser's one class; its members stand in parser.cpp (operators), parser_primary.cpp (names,
// literals, lists) and parser_macros.cpp.
#pragma once

#include <algorithm>
#include <string>

#include "cel/errors.h"
#include "cel/macros.h"
#include "cel/parser.h"

namespace probata::cel {

using Parsed = std::expected<SyntaxPointer, Mistake>;

inline bool is_keyword(std::string_view s) {
  return s == "true" || s == "false" || s == "null" || s == "in";
}

class Parser {
 public:
  Parser(std::string_view text, const Grammar& grammar)
      : lexer_(text), text_(text), grammar_(grammar) {}

  Parsed whole() {
    TRY_VOID(advance());
    auto tree = expression();
    if (tree && now_.token != Token::end)
      return std::unexpected(errors::unexpected(text_of(now_), now_.begin));
    return tree;
  }

 private:
  std::expected<void, Mistake> advance() {
    last_end_ = now_.end;
    now_ = TRY(lexer_.next());
    return {};
  }
  std::string_view text_of(const Lexeme& l) const { return lexer_.text(l); }
  bool at(Token t) const { return now_.token == t; }
  bool at_in() const { return at(Token::name) && text_of(now_) == "in"; }
  std::expected<bool, Mistake> accept(Token t) {
    if (!at(t)) return false;
    TRY_VOID(advance());
    return true;
  }
  std::expected<void, Mistake> expect(Token t, std::string_view what) {
    if (!at(t)) return std::unexpected(errors::expected(what, text_of(now_), now_.begin));
    return advance();
  }

  // Every node passes here once it has its children: the place where tall trees and large ones end.
  Parsed done(SyntaxPointer node) {
    for (const auto& c : node->children) node->height = std::max(node->height, c->height + 1);
    node->end = std::max(node->end, last_end_);
    if (node->height > static_cast<uint32_t>(grammar_.limits.depth) * 4)
      return std::unexpected(errors::too_deep(node->begin));
    if (++nodes_ > grammar_.limits.nodes) return std::unexpected(errors::too_many(node->begin));
    return node;
  }
  SyntaxPointer make(Form form, uint32_t begin) const {
    auto node = std::make_unique<Syntax>();
    node->form = form;
    node->begin = node->mark = begin;
    return node;
  }

  Parsed expression();
  Parsed conditional();
  Parsed chain(Form);
  Parsed binary(int level);
  Parsed unary();
  Parsed signs(Token, std::string_view name);
  Parsed member();
  Parsed dot(SyntaxPointer receiver);
  Parsed index(SyntaxPointer receiver);
  Parsed message(SyntaxPointer name);
  Parsed primary();
  Parsed name(bool rooted, uint32_t begin);
  Parsed list();
  Parsed map();
  Parsed literal();
  Parsed number(bool minus, uint32_t begin);
  Parsed finish_call(SyntaxPointer call);
  Parsed has(SyntaxPointer call);
  Parsed bind(SyntaxPointer call);
  Parsed macro(SyntaxPointer call, const MacroForm&);
  Parsed of_cel(SyntaxPointer call);
  Parsed block(SyntaxPointer call);

  Lexer lexer_;
  std::string_view text_;
  const Grammar& grammar_;
  Lexeme now_;
  uint32_t last_end_ = 0;
  int depth_ = 0;
  size_t nodes_ = 0;
};

}  // namespace probata::cel
