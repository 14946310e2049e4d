// Strings and bytes (langdef.md, "Standard Definitions").
#include <re2/re2.h>

#include "cel/functions.h"
#include "cel/regex.h"
#include "cel/utf8.h"

namespace probata::cel {
namespace {

Value size_of_string(Frame&, const Value* a) {
  return Value::of(static_cast<int64_t>(count_code_points(a[0].string())));
}
Value size_of_bytes(Frame&, const Value* a) {
  return Value::of(static_cast<int64_t>(a[0].string().size()));
}
Value contains(Frame& f, const Value* a) {
  if (!f.spend(a[0].string().size() / 256)) return problem(problems::limit);
  return Value::of(a[0].string().find(a[1].string()) != std::string_view::npos);
}
Value starts_with(Frame&, const Value* a) {
  return Value::of(a[0].string().starts_with(a[1].string()));
}
Value ends_with(Frame&, const Value* a) {
  return Value::of(a[0].string().ends_with(a[1].string()));
}

Value matches(Frame& f, const Value* a) {
  if (!f.spend(2000 + a[0].string().size() / 16 + 50 * a[1].string().size()))
    return problem(problems::limit);
  const auto regex = make_regex(a[1].string());
  if (!regex->ok())
    return fail(f, Failure::conversion, "bad regular expression: " + regex->error());
  return Value::of(
      RE2::PartialMatch(re2::StringPiece(a[0].string().data(), a[0].string().size()), *regex));
}

Value concat(Frame& f, const Value* a, Tag tag) {
  const auto left = a[0].string();
  const auto right = a[1].string();
  const size_t size = left.size() + right.size();
  if (!f.fits(size) || !f.spend(size / 64)) return problem(problems::memory);
  auto bytes = f.arena->array<char>(size);
  std::copy(left.begin(), left.end(), bytes.begin());
  std::copy(right.begin(), right.end(), bytes.begin() + static_cast<ptrdiff_t>(left.size()));
  return Value::of(static_cast<const Text*>(f.arena->make(Text{{bytes.data(), size}})), tag);
}
Value concat_strings(Frame& f, const Value* a) { return concat(f, a, Tag::string); }
Value concat_bytes(Frame& f, const Value* a) { return concat(f, a, Tag::bytes); }

constexpr Definition definitions[] = {
    {"size", "s>i", size_of_string},  {"size", ".s>i", size_of_string},
    {"size", "y>i", size_of_bytes},   {"size", ".y>i", size_of_bytes},
    {"contains", ".ss>b", contains},  {"startsWith", ".ss>b", starts_with},
    {"endsWith", ".ss>b", ends_with}, {"matches", ".ss>b", matches},
    {"matches", "ss>b", matches},     {"+", "ss>s", concat_strings},
    {"+", "yy>y", concat_bytes}};

}  // namespace

std::unique_ptr<RE2> make_regex(std::string_view pattern) {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(1 << 20);
  return std::make_unique<RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
}

std::span<const Definition> string_functions() { return definitions; }

}  // namespace probata::cel
