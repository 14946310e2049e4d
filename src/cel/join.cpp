#include "cel/join.h"

#include <algorithm>
#include <optional>

namespace probata::cel {
namespace {

bool is_variable(const Syntax& s, uint16_t variable) {
  return s.meaning == Meaning::local && s.number == variable;
}

// The field of the loop's variable that this is, if it is a reference or a text; or the variable
// itself.
std::optional<uint16_t> own_field(const Syntax& s, uint16_t variable) {
  if (is_variable(s, variable)) return JoinedBy::itself;
  if (s.form != Form::select || s.meaning != Meaning::field || s.optional) return {};
  const bool own = is_variable(s.child(0), variable);
  const bool fits = s.type.kind == TypeKind::record || s.type.kind == TypeKind::string;
  return own && fits ? std::optional(s.number) : std::nullopt;
}

// Reads the variable, or loops itself: no value that is the same for all.
bool varies(const Syntax& s, uint16_t variable) {
  if (s.form == Form::macro || is_variable(s, variable)) return true;
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
    const auto field = own_field(s.child(side), variable);
    const Syntax& other = s.child(1 - side);
    // A text that is written out is one of a few words, as a status: it would leave out too little.
    if (!field || varies(other, variable) || other.form == Form::string) continue;
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
  return own_field(s.child(0), variable);
}

// Of a field that is only asked whether it is set, nobody knows for whom it is not known.
bool compares_all(const std::vector<JoinedBy>& joins, const std::vector<uint16_t>& set) {
  return std::ranges::all_of(set, [&](uint16_t field) {
    return std::ranges::find(joins, field, &JoinedBy::field) != joins.end();
  });
}

}  // namespace

std::vector<JoinedBy> joined_by(const Syntax& loop) {
  const Syntax& body = loop.child(0);
  const bool whole = body.form != Form::both;
  const size_t parts = whole ? 1 : body.children.size();
  std::vector<JoinedBy> joins;
  std::vector<uint16_t> set;
  for (size_t i = 0; i < parts; ++i) {
    const Syntax& part = whole ? body : body.child(i);
    JoinedBy by;
    if (const auto field = set_field(part, loop.number)) {
      set.push_back(*field);
      continue;
    }
    if (!take_equalities(part, loop.number, by)) break;
    joins.push_back(std::move(by));
    if (compares_all(joins, set)) continue;
    joins.pop_back();
    break;
  }
  for (JoinedBy& by : joins) by.set = std::ranges::find(set, by.field) != set.end();
  return joins;
}

}  // namespace probata::cel
