// Values as text, for people and traces.
#include <fmt/format.h>

#include "base/hash.h"
#include "cel/network.h"
#include "cel/value.h"

namespace probata::cel {
namespace {

// A value can share its parts and be huge when written out: past this many bytes the rest is `…`.
constexpr size_t longest = 4096;

using Names = std::function<std::string(const Value&)>;

void write(std::string& out, const Value& v, const Names&);

constexpr std::string_view tag_names[] = {"null",     "bool",  "int",      "uint",      "double",
                                          "string",   "bytes", "list",     "map",       "timestamp",
                                          "duration", "type",  "optional", "reference", "span",
                                          "ip",       "cidr",  "unknown",  "error"};

void write_quoted(std::string& out, std::string_view s) {
  out += '"';
  for (const char c : s) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_list(std::string& out, const List& list, const Names& names) {
  out += '[';
  for (size_t i = 0; i < list.items.size() && out.size() < longest; ++i) {
    if (i != 0) out += ", ";
    if (!list.membership.empty() && list.membership[i].is(Tag::unknown)) out += "perhaps ";
    write(out, list.items[i], names);
  }
  if (list.more) out += list.items.empty() ? "perhaps more" : ", perhaps more";
  out += ']';
}

void write_map(std::string& out, const Map& map, const Names& names) {
  out += '{';
  for (size_t i = 0; i < map.entries.size() && out.size() < longest; ++i) {
    if (i != 0) out += ", ";
    write(out, map.entries[i].first, names);
    out += ": ";
    write(out, map.entries[i].second, names);
  }
  out += '}';
}

std::string timestamp_text(const Value& v) {
  std::string text = to_text(v.instant());
  if (v.nanos == 0) return text;
  text.pop_back();  // the Z
  if (text.find('.') == std::string::npos) text += ".000000";
  return text + fmt::format("{:03}Z", v.nanos);
}

std::string duration_text(const Value& v) {
  std::string text = to_text(Duration{v.us});
  return v.nanos == 0 ? text : fmt::format("{} and {} ns", text, v.nanos);
}

void write_optional(std::string& out, const Value& v, const Names& names) {
  if (!v.optional) {
    out += "optional.none()";
    return;
  }
  out += "optional.of(";
  write(out, *v.optional, names);
  out += ')';
}

std::string text_of_simple(const Value& v) {
  switch (v.tag) {
    case Tag::boolean:
      return v.boolean ? "true" : "false";
    case Tag::integer:
      return fmt::to_string(v.integer);
    case Tag::uinteger:
      return fmt::format("{}u", v.uinteger);
    case Tag::real:
      return fmt::format("{}", v.real);
    case Tag::bytes:
      return fmt::format("b64\"{}\"", to_base64(as_bytes(v.string())));
    case Tag::timestamp:
      return timestamp_text(v);
    case Tag::duration:
      return duration_text(v);
    case Tag::type:
      return std::string(v.string());
    case Tag::entity:
      return fmt::format("entity {}/{}", v.record, v.entity);
    case Tag::span:
      return to_text(*v.span);
    case Tag::ip:
    case Tag::cidr:
      return network_text(v);
    case Tag::error:
      return fmt::format("error: {}", v.problem->message);
    default:
      return std::string(tag_names[static_cast<size_t>(v.tag)]);
  }
}

void write(std::string& out, const Value& v, const Names& names) {
  if (out.size() >= longest) {
    if (!out.ends_with("…")) out += "…";
    return;
  }
  switch (v.tag) {
    case Tag::string:
      return write_quoted(out, v.string());
    case Tag::list:
      return write_list(out, *v.list, names);
    case Tag::map:
      return write_map(out, *v.map, names);
    case Tag::optional:
      return write_optional(out, v, names);
    case Tag::entity:
      if (std::string name = names ? names(v) : std::string(); !name.empty())
        out += name;
      else
        out += text_of_simple(v);
      return;
    default:
      out += text_of_simple(v);
  }
}

}  // namespace

std::string to_text(const Value& v, const Names& names) {
  std::string out;
  write(out, v, names);
  return out;
}

std::string to_text(const Value& v) { return to_text(v, {}); }

}  // namespace probata::cel
