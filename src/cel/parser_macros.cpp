// Calls and the macros among them.
#include <fmt/format.h>

#include "cel/parser_internal.h"

namespace probata::cel {

Parsed Parser::finish_call(SyntaxPointer call) {
  TRY_VOID(advance());
  if (!at(Token::close)) {
    do call->children.push_back(TRY(expression()));
    while (TRY(accept(Token::comma)));
  }
  TRY_VOID(expect(Token::close, "`)`"));
  const size_t arguments = call->children.size() - (call->member ? 1 : 0);
  if (!call->rooted) {
    if (call->text == "has" && !call->member && arguments == 1) return has(std::move(call));
    if (call->member && call->child(0).form == Form::name && call->child(0).text == "cel")
      return of_cel(std::move(call));
    if (const auto* m = find_macro(call->text, call->member, arguments, grammar_.control))
      return macro(std::move(call), *m);
  }
  return done(std::move(call));
}

Parsed Parser::has(SyntaxPointer call) {
  if (call->child(0).form != Form::select)
    return std::unexpected(errors::has_needs_field(call->child(0).begin));
  call->form = Form::has;
  return done(std::move(call));
}

// cel.bind(v, value, body): one variable, then two bodies.
Parsed Parser::bind(SyntaxPointer call) {
  if (call->child(1).form != Form::name)
    return std::unexpected(errors::variable_needs_name("bind", call->child(1).begin));
  call->form = Form::macro;
  call->names.push_back(call->child(1).text);
  call->children.erase(call->children.begin(), call->children.begin() + 2);
  return done(std::move(call));
}

// The variables' arguments become names; the range (for `some` and `count`: the kind's name) stays
// the first child.
Parsed Parser::macro(SyntaxPointer call, const MacroForm& form) {
  const size_t first = form.member ? 1 : 0;
  for (size_t i = 0; i < form.variables; ++i) {
    const Syntax& variable = call->child(first + i);
    if (variable.form != Form::name || variable.rooted)
      return std::unexpected(errors::variable_needs_name(call->text, variable.begin));
    call->names.push_back(variable.text);
  }
  if (call->names.size() == 2 && call->names[0] == call->names[1] && form.member)
    return std::unexpected(errors::same_variable(call->names[0], call->child(first + 1).begin));
  const auto begin = call->children.begin() + static_cast<ptrdiff_t>(first);
  call->children.erase(begin, begin + static_cast<ptrdiff_t>(form.variables));
  call->form = Form::macro;
  return done(std::move(call));
}

// cel.bind(v, value, body); and what a common-subexpression optimiser writes: cel.block([values…],
// body), in which cel.index(i) is a value before, cel.iterVar(i, j) a variable of a macro.
Parsed Parser::of_cel(SyntaxPointer call) {
  const size_t arguments = call->children.size() - 1;
  const auto number = [&](size_t i) { return call->child(i).form == Form::integer; };
  if (call->text == "bind" && arguments == 3) return bind(std::move(call));
  if (call->text == "block" && arguments == 2 && call->child(1).form == Form::list)
    return block(std::move(call));
  std::string name;
  if (call->text == "index" && arguments == 1 && number(1))
    name = fmt::format("@index{}", call->child(1).integer);
  if (call->text == "iterVar" && arguments == 2 && number(1) && number(2))
    name = fmt::format("@it{}:{}", call->child(1).integer, call->child(2).integer);
  if (name.empty()) return done(std::move(call));
  auto node = make(Form::name, call->begin);
  node->text = std::move(name);
  return done(std::move(node));
}

// A bind around a bind around … the body, the first value outermost.
Parsed Parser::block(SyntaxPointer call) {
  auto& values = call->child(1).children;
  if (!call->child(1).names.empty()) return done(std::move(call));
  SyntaxPointer body = std::move(call->children[2]);
  for (size_t i = values.size(); i-- > 0;) {
    auto node = make(Form::macro, call->begin);
    node->text = "bind";
    node->member = true;
    node->names.push_back(fmt::format("@index{}", i));
    node->children.push_back(std::move(values[i]));
    node->children.push_back(std::move(body));
    body = TRY(done(std::move(node)));
  }
  return body;
}

}  // namespace probata::cel
