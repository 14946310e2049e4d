#include "cel/functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cel/strict.h"

namespace probata::cel {
namespace {

Type simple(TypeKind kind) {
  Type t;
  t.kind = kind;
  return t;
}
Type parameter(uint16_t number) {
  Type t = simple(TypeKind::parameter);
  t.record = number;
  return t;
}

Type type_of_letter(char c) {
  Type t;
  switch (c) {
    case 'b':
      return simple(TypeKind::boolean);
    case 'i':
      return simple(TypeKind::integer);
    case 'u':
      return simple(TypeKind::uinteger);
    case 'd':
      return simple(TypeKind::real);
    case 's':
      return simple(TypeKind::string);
    case 'y':
      return simple(TypeKind::bytes);
    case 't':
      return simple(TypeKind::timestamp);
    case 'D':
      return simple(TypeKind::duration);
    case 'P':
      return simple(TypeKind::span);
    case 'I':
      return simple(TypeKind::ip);
    case 'C':
      return simple(TypeKind::cidr);
    case 'n':
      return simple(TypeKind::null);
    case 'T':
      return simple(TypeKind::type);
    case 'A':
      return parameter(1);
    case 'B':
      return parameter(2);
    case 'L':
      t = simple(TypeKind::list);
      break;
    case 'M':
      t = simple(TypeKind::map);
      break;
    case 'O':
      t = simple(TypeKind::optional);
      break;
    default:
      return t;
  }
  t.of.push_back(parameter(1));
  if (c == 'M') t.of.push_back(parameter(2));
  return t;
}

Overload read(const Definition& d) {
  Overload o;
  std::string_view s = d.signature;
  o.name = d.name;
  o.pure = d.pure;
  o.call = d.call;
  o.member = s.starts_with('.');
  if (o.member) s.remove_prefix(1);
  for (; !s.empty() && s[0] != '>'; s.remove_prefix(1)) {
    // `Ls` is list(string): a list letter takes the next one as its element when that is a small
    // letter.
    Type t = type_of_letter(s[0]);
    if (s[0] == 'L' && s.size() > 1 && s[1] >= 'a' && s[1] <= 'z') {
      t.of[0] = type_of_letter(s[1]);
      s.remove_prefix(1);
    }
    o.accepts.push_back(tags_of(t));
    o.parameters.push_back(std::move(t));
  }
  s.remove_prefix(1);
  o.result = type_of_letter(s[0]);
  if (s[0] == 'L' && s.size() > 1) o.result.of[0] = type_of_letter(s[1]);
  return o;
}

struct Key {
  std::string_view name;
  bool member;
  size_t arguments;
  auto operator<=>(const Key&) const = default;
};

struct Functions {
  std::map<Key, std::vector<Overload>> overloads;
  std::vector<std::string> names;

  Functions() {
    for (const auto family : {string_functions(), string_extensions(), number_functions(),
                              math_extensions(), time_functions(), list_functions(),
                              conversion_functions(), optional_functions(), network_functions()})
      for (const auto& d : family) {
        Overload o = read(d);
        overloads[Key{o.name, o.member, o.parameters.size()}].push_back(std::move(o));
      }
    for (const auto& [key, list] : overloads)
      if (names.empty() || names.back() != key.name) names.emplace_back(key.name);
  }
};

// Immutable after it is made: no state, a table.
const Functions& functions() {
  static const Functions all;
  return all;
}

constexpr uint32_t any = ~(bit(Tag::unknown) | bit(Tag::error));

}  // namespace

uint32_t tags_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::null:
      return bit(Tag::null);
    case TypeKind::boolean:
      return bit(Tag::boolean);
    case TypeKind::integer:
      return bit(Tag::integer);
    case TypeKind::uinteger:
      return bit(Tag::uinteger);
    case TypeKind::real:
      return bit(Tag::real);
    case TypeKind::string:
      return bit(Tag::string);
    case TypeKind::bytes:
      return bit(Tag::bytes);
    case TypeKind::list:
      return bit(Tag::list);
    case TypeKind::map:
      return bit(Tag::map);
    case TypeKind::timestamp:
      return bit(Tag::timestamp);
    case TypeKind::duration:
      return bit(Tag::duration);
    case TypeKind::type:
      return bit(Tag::type);
    case TypeKind::optional:
      return bit(Tag::optional);
    case TypeKind::record:
      return bit(Tag::entity);
    case TypeKind::span:
      return bit(Tag::span);
    case TypeKind::ip:
      return bit(Tag::ip);
    case TypeKind::cidr:
      return bit(Tag::cidr);
    case TypeKind::dyn:
    case TypeKind::opaque:
    case TypeKind::parameter:
      return any;
  }
  return any;
}

std::span<const Overload> find_overloads(std::string_view name, bool member, size_t arguments) {
  const auto found = functions().overloads.find(Key{name, member, arguments});
  if (found == functions().overloads.end()) return {};
  return found->second;
}

const std::vector<std::string>& function_names() { return functions().names; }

bool is_function(std::string_view name) {
  return std::ranges::binary_search(functions().names, name);
}

std::string to_text(const Overload& o) {
  std::string out = o.member ? to_text(o.parameters[0]) + "." : std::string();
  out += '(';
  for (size_t i = o.member ? 1 : 0; i < o.parameters.size(); ++i) {
    if (i > (o.member ? 1u : 0u)) out += ", ";
    out += to_text(o.parameters[i]);
  }
  return out + ')';
}

Value make_string(Frame& f, std::string_view s) {
  if (!f.fits(s.size()) || !f.spend(1 + s.size() / 64)) return problem(problems::memory);
  return f.arena->string(s);
}

Value fail(Frame& f, Failure failure, std::string_view message) {
  return f.arena->error(failure, message);
}

}  // namespace probata::cel
