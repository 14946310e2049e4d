#include "cel/errors.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cel/utf8.h"

namespace probata::cel::errors {
namespace {

std::string one_of(std::span<const std::string> forms) {
  return forms.empty() ? std::string() : "it takes " + probata::join(forms, " or ");
}

// What to write where types do not go together. Types come with or without their article.
std::string agree(std::string_view a, std::string_view b) {
  constexpr std::pair<std::string_view, std::string_view> literals[] = {
      {"timestamp", "timestamp(\"2026-03-01T00:00:00Z\")"}, {"duration", "duration(\"24h\")"}};
  for (const auto& [type, literal] : literals)
    if (a.ends_with(type) != b.ends_with(type))
      return fmt::format("a {} is written `{}`", type, literal);
  if (a.contains("reference") || b.contains("reference"))
    return "compare references to one kind, or fields of what they refer to";
  if (a.ends_with("string") != b.ends_with("string"))
    return "only a string stands in quotes; `string(x)` and `int(x)` convert";
  return "write both of one type; `string(x)`, `int(x)` and `double(x)` convert";
}

}  // namespace

Mistake bad_character(std::string_view rest, uint32_t at) {
  const std::string_view c = rest.substr(0, code_point_length(rest, 0));
  std::string hint = "letters outside quotes are a to z; a string stands in quotes";
  if (c == "=") hint = "equality is `==`";
  if (c == "&" || c == "|") hint = fmt::format("write `{}{}`", c, c);
  return {fmt::format("`{}` means nothing here", c), hint, at};
}
Mistake bad_quoted_name(uint32_t at) {
  return {"a name in backticks is not closed or is empty",
          "letters, digits, `_ . - /` and space may stand in it", at};
}
Mistake bad_number(uint32_t at) {
  return {"a number runs into a letter",
          "write `duration(\"24h\")` for a time, `1u` for an unsigned integer", at};
}
Mistake open_string(uint32_t at) {
  return {"this string is not closed", "a string over several lines stands in `\"\"\"`", at};
}
Mistake bad_escape(std::string_view escape, uint32_t at) {
  return {fmt::format("`{}` is no escape", escape), "a backslash itself is `\\\\`, or write r\"…\"",
          at};
}
Mistake number_too_large(std::string_view n, uint32_t at) {
  return {fmt::format("`{}` does not fit in 64 bits", n),
          "write a smaller one, or a double: `1e30`", at};
}
Mistake unexpected(std::string_view token, uint32_t at) {
  if (token.empty()) return ends(at);
  return {fmt::format("`{}` is not expected here", token),
          "an operator is missing before it, or it is one too many", at};
}
Mistake expected(std::string_view what, std::string_view found, uint32_t at) {
  const std::string hint = fmt::format("write {} here", what);
  if (found.empty())
    return {fmt::format("the expression ends where {} is expected", what), hint, at};
  return {fmt::format("`{}` stands where {} is expected", found, what), hint, at};
}
Mistake ends(uint32_t at) {
  return {"the expression ends too early", "write what the last operator is about", at};
}
Mistake reserved(std::string_view word, uint32_t at) {
  return {fmt::format("`{}` is a reserved word", word), "choose another name", at};
}
Mistake too_deep(uint32_t at) { return {"the expression is nested too deeply", "split it", at}; }
Mistake too_many(uint32_t at) { return {"the expression has too many parts", "split it", at}; }
Mistake too_long(size_t limit) {
  return {fmt::format("the expression is longer than {} bytes", limit), "split it", 0};
}
Mistake not_utf8(uint32_t at) {
  return {"the expression is not valid UTF-8", "save the file as UTF-8", at};
}
Mistake has_needs_field(uint32_t at) {
  return {"`has` takes the selection of a field", "write `has(x.field)`", at};
}
Mistake variable_needs_name(std::string_view macro, uint32_t at) {
  return {fmt::format("`{}` takes a simple name here", macro), "as `v` in `list.exists(v, v > 0)`",
          at};
}
Mistake same_variable(std::string_view name, uint32_t at) {
  return {fmt::format("both variables are called `{}`", name), "choose another name", at};
}

Mistake unknown_name(std::string_view name, std::span<const std::string> known, uint32_t at) {
  return {
      fmt::format("`{}` is not known here", name),
      known.empty() ? "no names are known here; a string stands in quotes" : name_hint(name, known),
      at};
}
Mistake unknown_function(std::string_view name, std::span<const std::string> known, uint32_t at) {
  const auto near = nearest(name, known);
  return {fmt::format("there is no function `{}`", name),
          near.empty() ? "functions are written as `size(list)` or `text.contains(\"a\")`"
                       : fmt::format("did you mean `{}`?", near),
          at};
}
Mistake macro_form(std::string_view macro, std::string_view usage, uint32_t at) {
  return {fmt::format("the macro `{}` is not written so", macro), fmt::format("as `{}`", usage),
          at};
}
Mistake unknown_field(std::string_view field, std::string_view record,
                      std::span<const std::string> known, uint32_t at) {
  return {fmt::format("`{}` has no field `{}`", record, field),
          known.empty() ? "it has none" : name_hint(field, known), at};
}
Mistake unknown_kind(std::string_view name, std::span<const std::string> known, uint32_t at) {
  return {fmt::format("there is no kind `{}`", name),
          known.empty() ? "the catalog has none" : name_hint(name, known), at};
}
Mistake unknown_message(std::string_view name, uint32_t at) {
  return {fmt::format("there is no message type `{}`", name), "a map is written `{\"key\": value}`",
          at};
}
Mistake one_field(std::string_view message, uint32_t at) {
  return {fmt::format("`{}` takes one field", message), fmt::format("as `{}{{value: 1}}`", message),
          at};
}
Mistake wrong_field(std::string_view field, std::string_view wanted, std::string_view found,
                    uint32_t at) {
  return {fmt::format("`{}` is {}, not {}", field, wanted, found), agree(wanted, found), at};
}
Mistake no_fields(std::string_view field, std::string_view type, uint32_t at) {
  return {fmt::format("{} has no field `{}`", type, field),
          "only things of the catalog and maps have fields", at};
}
Mistake several_kinds(std::string_view field, uint32_t at) {
  return {fmt::format("`{}` is selected on a reference to one of several kinds", field),
          "compare the reference, or refer to one kind", at};
}
Mistake no_overload(std::string_view function, std::string_view found,
                    std::span<const std::string> forms, uint32_t at) {
  return {fmt::format("`{}` does not take ({})", function, found), one_of(forms), at};
}
Mistake never_equal(std::string_view a, std::string_view b, uint32_t at) {
  return {fmt::format("{} never equals {}", a, b), agree(a, b), at};
}
Mistake reference_to_text(uint32_t at) {
  return {"a reference never equals a string", "compare a field of what it refers to", at};
}
Mistake not_ordered(std::string_view sign, std::string_view a, std::string_view b, uint32_t at) {
  return {fmt::format("`{}` does not order {} and {}", sign, a, b),
          a == b ? "ordered are numbers, strings, timestamps, durations and bools" : agree(a, b),
          at};
}
Mistake not_boolean(std::string_view what, std::string_view found, uint32_t at) {
  return {fmt::format("{} is {}, not a bool", what, found), "compare it: `x == …`, `x != null`",
          at};
}
Mistake branches_differ(std::string_view a, std::string_view b, uint32_t at) {
  return {fmt::format("one branch is {}, the other {}", a, b), agree(a, b), at};
}
Mistake not_iterable(std::string_view found, uint32_t at) {
  return {fmt::format("{} has no members to go through", found), "a list or a map has", at};
}
Mistake bad_index(std::string_view container, std::string_view index, uint32_t at) {
  return {fmt::format("{} cannot be indexed with {}", container, index),
          "a list takes an int, a map a key of its own type", at};
}
Mistake bad_key(std::string_view found, uint32_t at) {
  return {fmt::format("{} cannot be a key", found), "keys are int, uint, bool or string", at};
}
Mistake outside_enum(std::string_view value, std::string_view field,
                     std::span<const std::string> values, uint32_t at) {
  return {fmt::format("`{}` is never `{}`", field, value), name_hint(value, values), at};
}
Mistake wrong_result(std::string_view expected, std::string_view found, uint32_t at) {
  return {fmt::format("the expression gives {}, not {}", found, expected),
          expected == "a bool" ? "compare it: `… == x`, `… != null`" : agree(found, expected), at};
}
Mistake now_misused(uint32_t at) {
  return {"`now` can only be compared",
          "write `now > T`, `now - T > D` or `T - now < D`, with T and D free of `now`", at};
}
Mistake now_not_here(uint32_t at) {
  return {"`now` has no meaning here", "write the instant: `timestamp(\"2026-03-01T00:00:00Z\")`",
          at};
}
Mistake not_one_record(std::string_view name, uint32_t at) {
  return {fmt::format("`{}` is no single thing", name), "select one of its fields", at};
}
Mistake needs_reference(std::string_view function, std::string_view found, uint32_t at) {
  return {fmt::format("`{}` takes a reference, not {}", function, found),
          "name the thing itself or a field that refers to one, as `account.person`", at};
}
Mistake needs_literal(std::string_view function, std::string_view what, uint32_t at) {
  return {fmt::format("`{}` takes {} written out in quotes", function, what),
          "what is computed cannot be checked before", at};
}
Mistake bad_layer(std::string_view layer, uint32_t at) {
  return {fmt::format("`{}` is no layer", layer), "write `people` or `connector:NAME`", at};
}
Mistake bad_way(std::string_view field, std::string_view record, std::span<const std::string> known,
                uint32_t at) {
  return {
      fmt::format("`{}` is no reference from `{}` to `{}`", field, record, record),
      known.empty() ? fmt::format("`{}` has no such reference", record) : name_hint(field, known),
      at};
}
Mistake bad_span(std::string_view text, uint32_t at) {
  return {fmt::format("`{}` is neither a span nor a duration", text), "as `P12M`, `P10D` or `2bd`",
          at};
}
Mistake no_dyn(uint32_t at) {
  return {"`dyn` cannot be used in a control", "its types are known", at};
}
Mistake no_optionals(uint32_t at) {
  return {"optionals cannot be used in a control", "use `has(x.field) ? … : …`", at};
}
Mistake not_optional(std::string_view found, uint32_t at) {
  return {fmt::format("{} stands where an optional is expected", found), "write it without `?`",
          at};
}
Mistake always_fails(std::string_view message, uint32_t at) {
  return {fmt::format("this always fails: {}", message), "mend what is written out here", at};
}
Mistake too_large(uint32_t at) { return {"the expression reads too much", "split it", at}; }
Mistake may_be_null(std::string_view path, uint32_t at) {
  return {fmt::format("`{}` may be null, and the order of null is unknown", path),
          fmt::format("test `{} != null` too", path), at};
}

}  // namespace probata::cel::errors
