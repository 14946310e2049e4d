// The extension `strings` of cel-go's ext/README.md (without format, which is functions_format.cpp)
// and `base64`: useful in mappings. Positions count code points.
#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "cel/format.h"
#include "cel/functions.h"
#include "cel/utf8.h"

namespace probata::cel {
namespace {

Value outside(Frame& f, int64_t index) {
  return fail(f, Failure::out_of_range, fmt::format("index out of range: {}", index));
}

// The byte offset of a position from 0 to the length, or nothing.
std::optional<size_t> at(std::string_view s, int64_t position) {
  if (position < 0) return std::nullopt;
  const size_t offset = offset_of_code_point(s, static_cast<size_t>(position));
  if (offset == std::string_view::npos) return std::nullopt;
  return offset;
}

int64_t position(std::string_view s, size_t offset) {
  return offset == std::string_view::npos
             ? -1
             : static_cast<int64_t>(count_code_points(s.substr(0, offset)));
}

Value char_at(Frame& f, const Value* a) {
  const auto s = a[0].string();
  const auto offset = at(s, a[1].integer);
  if (!offset) return outside(f, a[1].integer);
  return make_string(f, *offset == s.size() ? std::string_view()
                                            : s.substr(*offset, code_point_length(s, *offset)));
}

Value search(Frame& f, std::string_view s, std::string_view part, int64_t from, bool last) {
  if (!f.spend(1 + s.size() / 64)) return problem(problems::limit);
  const auto offset = at(s, from);
  if (!offset) return outside(f, from);
  return Value::of(position(s, last ? s.rfind(part, *offset) : s.find(part, *offset)));
}
Value index_of(Frame& f, const Value* a) {
  return search(f, a[0].string(), a[1].string(), 0, false);
}
Value index_of_from(Frame& f, const Value* a) {
  return search(f, a[0].string(), a[1].string(), a[2].integer, false);
}
Value last_index_of(Frame&, const Value* a) {
  return Value::of(position(a[0].string(), a[0].string().rfind(a[1].string())));
}
Value last_index_of_from(Frame& f, const Value* a) {
  return search(f, a[0].string(), a[1].string(), a[2].integer, true);
}

Value join_with(Frame& f, const List& list, std::string_view separator) {
  size_t size = 0;
  for (const auto& item : list.items) {
    if (!item.is(Tag::string)) return problem(problems::no_overload);
    size += item.string().size() + separator.size();
  }
  if (!f.fits(size)) return problem(problems::memory);
  std::string out;
  out.reserve(size);
  for (size_t i = 0; i < list.items.size(); ++i) {
    if (i != 0) out += separator;
    out += list.items[i].string();
  }
  return make_string(f, out);
}
Value join(Frame& f, const Value* a) { return join_with(f, *a[0].list, {}); }
Value join_separated(Frame& f, const Value* a) { return join_with(f, *a[0].list, a[1].string()); }

template <char First, char Last, int Shift>
Value change_case(Frame& f, const Value* a) {
  std::string s(a[0].string());
  for (char& c : s)
    if (c >= First && c <= Last) c = static_cast<char>(c + Shift);
  return make_string(f, s);
}

Value replace_some(Frame& f, std::string_view s, std::string_view from, std::string_view to,
                   int64_t limit) {
  const size_t most = limit < 0 ? std::string_view::npos : static_cast<size_t>(limit);
  std::string out;
  size_t done = 0, n = 0;
  // An empty `from` is found before every code point and at the end.
  for (size_t found = s.find(from); n < most && found <= s.size(); ++n) {
    out.append(s.substr(done, found - done)).append(to);
    if (!f.fits(out.size()) || !f.spend(1)) return problem(problems::memory);
    done = found + from.size();
    if (from.empty() && found == s.size()) break;
    const size_t next = from.empty() ? found + code_point_length(s, found) : done;
    found = s.find(from, next);
  }
  out.append(s.substr(std::min(done, s.size())));
  return make_string(f, out);
}
Value replace(Frame& f, const Value* a) {
  return replace_some(f, a[0].string(), a[1].string(), a[2].string(), -1);
}
Value replace_limited(Frame& f, const Value* a) {
  return replace_some(f, a[0].string(), a[1].string(), a[2].string(), a[3].integer);
}

// With an empty separator: into code points.
Value split_into(Frame& f, std::string_view s, std::string_view separator, int64_t limit) {
  std::vector<Value> parts;
  const size_t most = limit < 0 ? std::string_view::npos : static_cast<size_t>(limit);
  while (most != 0 && parts.size() + 1 < most) {
    size_t end = separator.empty() ? (s.empty() ? 0 : code_point_length(s, 0)) : s.find(separator);
    if (end == std::string_view::npos || (separator.empty() && end >= s.size())) break;
    if (!f.fits((parts.size() + 1) * sizeof(Value) + end)) return problem(problems::memory);
    parts.push_back(make_string(f, s.substr(0, end)));
    if (parts.back().is(Tag::error)) return parts.back();
    s.remove_prefix(end + separator.size());
  }
  if (most != 0 && !(separator.empty() && s.empty())) parts.push_back(make_string(f, s));
  return f.arena->list(parts);
}
Value split(Frame& f, const Value* a) { return split_into(f, a[0].string(), a[1].string(), -1); }
Value split_limited(Frame& f, const Value* a) {
  return split_into(f, a[0].string(), a[1].string(), a[2].integer);
}

Value substring_of(Frame& f, std::string_view s, int64_t begin, std::optional<int64_t> end) {
  const auto first = at(s, begin);
  if (!first) return outside(f, begin);
  const auto last = end ? at(s, *end) : s.size();
  if (!last) return outside(f, *end);
  if (*last < *first)
    return fail(f, Failure::out_of_range,
                fmt::format("invalid substring range: {} to {}", begin, *end));
  return make_string(f, s.substr(*first, *last - *first));
}
Value substring(Frame& f, const Value* a) {
  return substring_of(f, a[0].string(), a[1].integer, std::nullopt);
}
Value substring_to(Frame& f, const Value* a) {
  return substring_of(f, a[0].string(), a[1].integer, a[2].integer);
}

// Unicode's White_Space, each as UTF-8.
constexpr std::string_view spaces[] = {
    " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u0085", "\u00a0", "\u1680",
    "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
    "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
Value trim_space(Frame& f, const Value* a) {
  std::string_view s = a[0].string();
  for (size_t before = s.size() + 1; s.size() < before;) {
    before = s.size();
    for (const auto space : spaces) {
      if (s.starts_with(space)) s.remove_prefix(space.size());
      if (s.ends_with(space)) s.remove_suffix(space.size());
    }
  }
  return make_string(f, s);
}

Value reverse(Frame& f, const Value* a) {
  const auto s = a[0].string();
  std::string out(s.size(), '\0');
  for (size_t i = 0; i < s.size();) {
    const size_t n = code_point_length(s, i);
    s.copy(out.data() + (s.size() - i - n), n, i);
    i += n;
  }
  return make_string(f, out);
}

Value quote(Frame& f, const Value* a) {
  constexpr std::string_view from = "\a\b\f\n\r\t\v\\\"", to = "abfnrtv\\\"";
  std::string out = "\"";
  for (const char c : a[0].string()) {
    const size_t i = from.find(c);
    if (i != std::string_view::npos) out += '\\';
    out += i == std::string_view::npos ? c : to[i];
  }
  return make_string(f, out + "\"");
}

Value encode(Frame& f, const Value* a) {
  return make_string(f, to_base64(as_bytes(a[0].string())));
}
Value decode(Frame& f, const Value* a) {
  std::string padded(a[0].string());
  while (padded.size() % 4 != 0) padded += '=';
  const auto bytes = from_base64(padded);
  if (!bytes) return fail(f, Failure::conversion, bytes.error().what);
  Value v = make_string(f, {reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  if (v.is(Tag::string)) v.tag = Tag::bytes;
  return v;
}

constexpr Definition definitions[] = {{"charAt", ".si>s", char_at},
                                      {"indexOf", ".ss>i", index_of},
                                      {"indexOf", ".ssi>i", index_of_from},
                                      {"lastIndexOf", ".ss>i", last_index_of},
                                      {"lastIndexOf", ".ssi>i", last_index_of_from},
                                      {"join", ".Ls>s", join},
                                      {"join", ".Lss>s", join_separated},
                                      {"lowerAscii", ".s>s", change_case<'A', 'Z', 32>},
                                      {"upperAscii", ".s>s", change_case<'a', 'z', -32>},
                                      {"replace", ".sss>s", replace},
                                      {"replace", ".sssi>s", replace_limited},
                                      {"split", ".ss>Ls", split},
                                      {"split", ".ssi>Ls", split_limited},
                                      {"substring", ".si>s", substring},
                                      {"substring", ".sii>s", substring_to},
                                      {"trim", ".s>s", trim_space},
                                      {"reverse", ".s>s", reverse},
                                      {"strings.quote", "s>s", quote},
                                      {"format", ".sL>s", format},
                                      {"base64.encode", "y>s", encode},
                                      {"base64.decode", "s>y", decode}};

}  // namespace

std::span<const Definition> string_extensions() { return definitions; }

}  // namespace probata::cel
