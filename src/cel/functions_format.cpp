// "…".format(list) of the extension `strings` (cel-go's ext/README.md): clauses %s %d %f %e %b %o
// %x %X %%, a precision for f and e.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cel/clock.h"
#include "cel/format.h"
#include "cel/number_text.h"

namespace probata::cel {
namespace {

constexpr size_t longest = 1 << 20;  // of what one format gives
constexpr int most_precise = 1000;

// What went wrong, or nothing.
using Trouble = std::optional<std::string>;

std::string real_text(double d) {
  if (std::isnan(d)) return "NaN";
  if (std::isinf(d)) return d > 0 ? "Infinity" : "-Infinity";
  return real_to_string(d);
}

Trouble write(std::string& out, const Value& v);

Trouble write_list(std::string& out, const List& list) {
  out += '[';
  for (size_t i = 0; i < list.items.size(); ++i) {
    if (i != 0) out += ", ";
    if (auto t = write(out, list.items[i])) return t;
  }
  out += ']';
  return {};
}

// Entries by the text of their keys, so that equal maps give equal strings.
Trouble write_map(std::string& out, const Map& map) {
  std::vector<std::pair<std::string, const Value*>> entries;
  for (const auto& [key, value] : map.entries) {
    std::string text;
    if (auto t = write(text, key)) return t;
    entries.emplace_back(std::move(text), &value);
  }
  std::ranges::sort(entries);
  out += '{';
  for (size_t i = 0; i < entries.size(); ++i) {
    out += (i != 0 ? ", " : "") + entries[i].first + ": ";
    if (auto t = write(out, *entries[i].second)) return t;
  }
  out += '}';
  return {};
}

Trouble write(std::string& out, const Value& v) {
  if (out.size() > longest) return "the text is too long";
  switch (v.tag) {
    case Tag::null:
      out += "null";
      return {};
    case Tag::boolean:
      out += v.boolean ? "true" : "false";
      return {};
    case Tag::integer:
      out += fmt::to_string(v.integer);
      return {};
    case Tag::uinteger:
      out += fmt::to_string(v.uinteger);
      return {};
    case Tag::real:
      out += real_text(v.real);
      return {};
    case Tag::string:
    case Tag::bytes:
    case Tag::type:
      out += v.string();
      return {};
    case Tag::timestamp:
      out += timestamp_to_string(v);
      return {};
    case Tag::duration:
      out += duration_to_string(v);
      return {};
    case Tag::span:
      out += to_text(*v.span);
      return {};
    case Tag::list:
      return write_list(out, *v.list);
    case Tag::map:
      return write_map(out, *v.map);
    default:
      return "%s does not take this";
  }
}

Trouble decimal(std::string& out, const Value& v) {
  const bool special = v.is(Tag::real) && !std::isfinite(v.real);
  if (!v.is(Tag::integer) && !v.is(Tag::uinteger) && !special) return "%d takes int and uint";
  return write(out, v);
}

Trouble real(std::string& out, const Value& v, int precision, bool scientific) {
  double d = 0;
  if (v.is(Tag::real))
    d = v.real;
  else if (v.is(Tag::integer))
    d = static_cast<double>(v.integer);
  else if (v.is(Tag::uinteger))
    d = static_cast<double>(v.uinteger);
  else
    return "%f and %e take numbers";
  if (!std::isfinite(d)) {
    out += real_text(d);
  } else {
    out += scientific ? fmt::format("{:.{}e}", d, precision) : fmt::format("{:.{}f}", d, precision);
  }
  return {};
}

// fmt writes a sign before the digits of a negative int, as the language wants it.
Trouble based(std::string& out, const Value& v, char clause) {
  if (v.is(Tag::boolean) && clause == 'b') {
    out += v.boolean ? '1' : '0';
    return {};
  }
  if ((v.is(Tag::string) || v.is(Tag::bytes)) && (clause == 'x' || clause == 'X')) {
    for (const char c : v.string())
      out += clause == 'x' ? fmt::format("{:02x}", static_cast<unsigned char>(c))
                           : fmt::format("{:02X}", static_cast<unsigned char>(c));
    return {};
  }
  const auto write_as = [&](auto n) {
    out += clause == 'b'   ? fmt::format("{:b}", n)
           : clause == 'o' ? fmt::format("{:o}", n)
           : clause == 'x' ? fmt::format("{:x}", n)
                           : fmt::format("{:X}", n);
  };
  if (v.is(Tag::integer))
    write_as(v.integer);
  else if (v.is(Tag::uinteger))
    write_as(v.uinteger);
  else
    return fmt::format("%{} does not take this", clause);
  return {};
}

Trouble clause(std::string& out, const Value& v, char kind, int precision) {
  switch (kind) {
    case 's':
      return write(out, v);
    case 'd':
      return decimal(out, v);
    case 'f':
      return real(out, v, precision, false);
    case 'e':
      return real(out, v, precision, true);
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      return based(out, v, kind);
    default:
      return fmt::format("`%{}` is no clause", kind);
  }
}

// `.3` after the percent sign; 6 without one.
std::optional<int> precision_of(std::string_view& s) {
  if (!s.starts_with('.')) return 6;
  s.remove_prefix(1);
  int value = 0;
  if (s.empty() || s[0] < '0' || s[0] > '9') return std::nullopt;
  for (; !s.empty() && s[0] >= '0' && s[0] <= '9'; s.remove_prefix(1)) {
    value = value * 10 + (s[0] - '0');
    if (value > most_precise) return std::nullopt;
  }
  return value;
}

Trouble write_all(std::string& out, std::string_view s, std::span<const Value> items) {
  size_t next = 0;
  while (!s.empty()) {
    const size_t percent = std::min(s.find('%'), s.size());
    out += s.substr(0, percent);
    s.remove_prefix(percent);
    if (s.empty()) break;
    s.remove_prefix(1);
    if (s.starts_with('%')) {
      out += '%';
      s.remove_prefix(1);
      continue;
    }
    const auto precision = precision_of(s);
    if (!precision || s.empty()) return "the format is not complete";
    if (next >= items.size()) return fmt::format("index {} out of range", next);
    if (out.size() > longest) return "the text is too long";
    if (auto t = clause(out, items[next++], s[0], *precision)) return t;
    s.remove_prefix(1);
  }
  return {};
}

}  // namespace

Value format(Frame& f, const Value* a) {
  std::string out;
  const auto trouble = write_all(out, a[0].string(), a[1].list->items);
  if (!f.spend(1 + a[0].string().size() / 8 + out.size() / 8)) return problem(problems::limit);
  if (trouble) return fail(f, Failure::conversion, "error during formatting: " + *trouble);
  return make_string(f, out);
}

}  // namespace probata::cel
