// Recursive descent. An expression within brackets, an argument or a branch of `?:` goes one level
// deeper, and the levels are limited; a chain of operators or selections is a loop, but makes a
// tall tree, so that the height of the tree is limited too. Chains of && and || are flat: people
// write long ones.
#include "cel/parser.h"

#include "cel/parser_internal.h"

namespace probata::cel {
namespace {

// Binary operators below && and ||, by how tightly they bind (langdef.md, "Precedence").
int precedence(Token t) {
  switch (t) {
    case Token::less:
    case Token::less_equal:
    case Token::greater:
    case Token::greater_equal:
    case Token::equal:
    case Token::not_equal:
      return 1;
    case Token::plus:
    case Token::minus:
      return 2;
    case Token::star:
    case Token::slash:
    case Token::percent:
      return 3;
    default:
      return 0;
  }
}

}  // namespace

Parsed Parser::expression() {
  if (++depth_ > grammar_.limits.depth) return std::unexpected(errors::too_deep(now_.begin));
  auto tree = conditional();
  --depth_;
  return tree;
}

Parsed Parser::conditional() {
  auto condition = TRY(chain(Form::either));
  if (!at(Token::question)) return condition;
  auto node = make(Form::conditional, condition->begin);
  node->mark = now_.begin;
  TRY_VOID(advance());
  node->children.push_back(std::move(condition));
  node->children.push_back(TRY(chain(Form::either)));
  TRY_VOID(expect(Token::colon, "`:`"));
  node->children.push_back(TRY(expression()));
  return done(std::move(node));
}

Parsed Parser::chain(Form form) {
  const Token sign = form == Form::either ? Token::either : Token::both;
  const auto operand = [&] { return form == Form::either ? chain(Form::both) : binary(1); };
  auto first = TRY(operand());
  if (!at(sign)) return first;
  auto node = make(form, first->begin);
  node->mark = now_.begin;
  node->children.push_back(std::move(first));
  while (TRY(accept(sign))) node->children.push_back(TRY(operand()));
  return done(std::move(node));
}

Parsed Parser::binary(int level) {
  if (level > 3) return unary();
  auto left = TRY(binary(level + 1));
  while (precedence(now_.token) == level || (level == 1 && at_in())) {
    auto node = make(Form::call, left->begin);
    node->mark = now_.begin;
    node->text = text_of(now_);
    TRY_VOID(advance());
    node->children.push_back(std::move(left));
    node->children.push_back(TRY(binary(level + 1)));
    left = TRY(done(std::move(node)));
  }
  return left;
}

Parsed Parser::unary() {
  if (at(Token::bang)) return signs(Token::bang, "!");
  if (at(Token::minus)) return signs(Token::minus, "-");
  return member();
}

// `!!!!x` is `!!x`, `!!!x` is `!x`: any number of signs costs two levels at most.
Parsed Parser::signs(Token token, std::string_view sign) {
  const uint32_t begin = now_.begin;
  uint32_t last = begin;
  size_t n = 0;
  for (; at(token); ++n) {
    last = now_.begin;
    TRY_VOID(advance());
  }
  SyntaxPointer operand;
  if (token == Token::minus && (at(Token::integer) || at(Token::real))) {
    operand = TRY(number(true, last));
    --n;
  } else {
    operand = TRY(member());
  }
  if (n > 2) n = 2 - n % 2;
  for (; n > 0; --n) {
    auto node = make(Form::call, begin);
    node->text = sign;
    node->children.push_back(std::move(operand));
    operand = TRY(done(std::move(node)));
  }
  return operand;
}

Parsed Parser::member() {
  auto tree = TRY(primary());
  for (;;) {
    if (at(Token::dot)) {
      tree = TRY(dot(std::move(tree)));
    } else if (at(Token::open_list)) {
      tree = TRY(index(std::move(tree)));
    } else if (at(Token::open_map) && (tree->form == Form::name || tree->form == Form::select)) {
      tree = TRY(message(std::move(tree)));
    } else {
      return tree;
    }
  }
}

Parsed Parser::dot(SyntaxPointer receiver) {
  auto node = make(Form::select, receiver->begin);
  TRY_VOID(advance());
  node->optional = TRY(accept(Token::question));
  node->mark = now_.begin;
  node->text = text_of(now_);
  if (at(Token::quoted_name)) {
    node->text = node->text.substr(1, node->text.size() - 2);
  } else if (!at(Token::name) || is_keyword(node->text)) {
    return std::unexpected(errors::expected("a name after `.`", text_of(now_), now_.begin));
  }
  const bool plain = at(Token::name);
  TRY_VOID(advance());
  node->children.push_back(std::move(receiver));
  if (!plain || node->optional || !at(Token::open)) return done(std::move(node));
  node->form = Form::call;
  node->member = true;
  return finish_call(std::move(node));
}

Parsed Parser::index(SyntaxPointer receiver) {
  auto node = make(Form::index, receiver->begin);
  node->mark = now_.begin;
  TRY_VOID(advance());
  node->optional = TRY(accept(Token::question));
  node->children.push_back(std::move(receiver));
  node->children.push_back(TRY(expression()));
  TRY_VOID(expect(Token::close_list, "`]`"));
  return done(std::move(node));
}

// A name as `a.b.c`, or nothing if the tree is no such thing.
std::string qualified(const Syntax& tree) {
  if (tree.form == Form::name) return tree.text;
  if (tree.form != Form::select || tree.optional) return {};
  const std::string head = qualified(tree.child(0));
  return head.empty() ? head : head + "." + tree.text;
}

Parsed Parser::message(SyntaxPointer name) {
  auto node = make(Form::message, name->begin);
  node->text = qualified(*name);
  if (node->text.empty()) return std::unexpected(errors::unexpected(text_of(now_), now_.begin));
  TRY_VOID(advance());
  while (!at(Token::close_map)) {
    const bool optional = TRY(accept(Token::question));
    std::string field(text_of(now_));
    if (at(Token::quoted_name)) {
      field = field.substr(1, field.size() - 2);
    } else if (!at(Token::name) || is_keyword(field)) {
      return std::unexpected(errors::expected("a field's name", text_of(now_), now_.begin));
    }
    TRY_VOID(advance());
    TRY_VOID(expect(Token::colon, "`:`"));
    node->names.push_back(std::move(field));
    node->children.push_back(TRY(expression()));
    node->children.back()->optional |= optional;
    if (!TRY(accept(Token::comma))) break;
  }
  TRY_VOID(expect(Token::close_map, "`}`"));
  return done(std::move(node));
}

std::expected<SyntaxPointer, Mistake> parse(std::string_view text, const Grammar& grammar) {
  if (text.size() > grammar.limits.text)
    return std::unexpected(errors::too_long(grammar.limits.text));
  return Parser(text, grammar).whole();
}

}  // namespace probata::cel
