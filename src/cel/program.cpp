#include "cel/program.h"

#include "base/json.h"
#include "base/text.h"
#include "cel/checker.h"
#include "cel/code.h"
#include "cel/compile.h"
#include "cel/errors.h"
#include "cel/parser.h"
#include "cel/plan.h"
#include "cel/types.h"

namespace probata::cel {
namespace {

// Where a byte of the text lies in the file that the text begins in at `start`.
Place place(std::string_view text, size_t offset, const Place& start) {
  Place p = start;
  p.line = std::max(start.line, 1);
  p.column = std::max(start.column, 1);
  for (const char c : text.substr(0, offset)) {
    p.column = c == '\n' ? 1 : p.column + 1;
    p.line += c == '\n' ? 1 : 0;
  }
  return p;
}

Errors to_errors(const std::vector<Mistake>& mistakes, std::string_view text, const Place& start) {
  Errors errors;
  for (const auto& m : mistakes) errors.push_back({m.what, m.hint, place(text, m.offset, start)});
  return errors;
}

std::string with_article(const Type& type) {
  return (type.kind == TypeKind::integer ? "an " : "a ") + to_text(type);
}

}  // namespace

Result<Program, Errors> compile_with(std::string_view text, const Scope& scope,
                                     const Compilation& how) {
  const auto refuse = [&](const std::vector<Mistake>& mistakes) {
    return std::unexpected(to_errors(mistakes, text, how.start));
  };
  if (const size_t bad = find_invalid_utf8(text); bad != std::string_view::npos)
    return refuse({errors::not_utf8(static_cast<uint32_t>(bad))});
  auto tree = parse(text, Grammar{scope.control, how.limits});
  if (!tree) return refuse({tree.error()});
  Checked checked = check(**tree, scope, how.lenient);
  const Type& type = (*tree)->type;
  if (checked.mistakes.empty() && how.expected && !assignable(type, *how.expected))
    checked.mistakes.push_back(
        errors::wrong_result(with_article(*how.expected), with_article(type), 0));
  if (!checked.mistakes.empty()) return refuse(checked.mistakes);
  Plan planned = plan(std::string(text), **tree, checked, scope);
  if (!planned.mistakes.empty()) return refuse(planned.mistakes);
  planned.code->warnings = to_errors(checked.warnings, text, how.start);
  return Program(planned.code);
}

Result<Program, Errors> compile(std::string_view text, const Scope& scope,
                                const std::optional<Type>& expected, Place start,
                                const Limits& limits) {
  return compile_with(text, scope, Compilation{expected, std::move(start), limits, false});
}

const std::string& Program::text() const { return code_->text; }
const Type& Program::type() const { return code_->type; }
const std::vector<Slot>& Program::slots() const { return code_->slots; }
const std::vector<uint16_t>& Program::ranges() const { return code_->ranges; }
const std::vector<Program::Read>& Program::reads() const { return code_->reads; }
bool Program::uses_now() const { return code_->now; }
const std::vector<Error>& Program::warnings() const { return code_->warnings; }

bool Program::constant() const {
  return code_->slots.empty() && code_->reads.empty() && code_->ranges.empty() && !code_->now;
}

}  // namespace probata::cel
