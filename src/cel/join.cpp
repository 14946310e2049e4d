#include "cel/join.h"

#include <algorithm>

namespace probata::cel {
namespace {

// The field of the loop's variable that this is, if it is a reference.
std::optional<uint16_t> own_reference(const Syntax& s, uint16_t variable) {
  if (s.form != Form::select || s.meaning != Meaning::field || s.optional) return {};
  const Syntax& of = s.child(0);
  const bool own = of.meaning == Meaning::local && of.number == variable;
  return own && s.type.kind == TypeKind::record ? std::optional(s.number) : std::nullopt;
}

// Reads the variable, or loops itself: no value that is the same for all.
bool varies(const Syntax& s, uint16_t variable) {
  if (s.form == Form::macro || (s.meaning == Meaning::local && s.number == variable)) return true;
  return std::ranges::any_of(s.children,
                             [&](const SyntaxPointer& c) { return varies(*c, variable); });
}

bool is_operator(const Syntax& s, std::string_view sign) {
  return s.form == Form::call && s.meaning == Meaning::none && s.text == sign &&
         s.children.size() == 2;
}

// `v.field == other`, either way round.
bool take_equality(const Syntax& s, uint16_t variable, JoinedBy& by) {
  if (!is_operator(s, "==")) return false;
  for (const size_t side : {size_t{0}, size_t{1}}) {
    const auto field = own_reference(s.child(side), variable);
    const Syntax& other = s.child(1 - side);
    if (!field || other.type.kind != TypeKind::record || varies(other, variable)) continue;
    if (!by.others.empty() && by.field != *field) return false;
    by.field = *field;
    by.others.push_back(&other);
    return true;
  }
  return false;
}

bool take_equalities(const Syntax& s, uint16_t variable, JoinedBy& by) {
  if (s.form != Form::either) return take_equality(s, variable, by);
  return std::ranges::all_of(
      s.children, [&](const SyntaxPointer& c) { return take_equality(*c, variable, by); });
}

std::optional<uint16_t> set_field(const Syntax& s, uint16_t variable) {
  if (!is_operator(s, "!=") || s.child(1).form != Form::null) return {};
  return own_reference(s.child(0), variable);
}

}  // namespace

std::optional<JoinedBy> joined_by(const Syntax& loop) {
  const Syntax& body = loop.child(0);
  const bool whole = body.form != Form::both;
  const auto part = [&](size_t i) -> const Syntax& { return whole ? body : body.child(i); };
  JoinedBy by;
  const auto set = set_field(part(0), loop.number);
  if (set && whole) return {};
  if (!take_equalities(part(set ? 1 : 0), loop.number, by)) return {};
  if (set && set != by.field) return {};
  by.set = set.has_value();
  return by;
}

}  // namespace probata::cel
