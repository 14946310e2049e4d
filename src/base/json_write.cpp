#include <fmt/format.h>

#include <cmath>

#include "base/json_internal.h"
#include "base/text.h"

namespace probata::json {
namespace {

void append_escape(std::string& out, unsigned char c) {
  switch (c) {
    case '\b':
      out += "\\b";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\r':
      out += "\\r";
      break;
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
  }
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  size_t plain = 0;  // where the run of bytes that need no escape began
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    append_escape(out, c);
    plain = i + 1;
  }
  out.append(text, plain);
  out += '"';
}

namespace {

// What code made out of foreign bytes still has to be JSON: each byte that is no UTF-8 becomes
// U+FFFD.
std::string repaired(std::string_view text) {
  std::string out;
  for (;;) {
    const size_t bad = find_invalid_utf8(text);
    out += text.substr(0, bad);
    if (bad == text.npos) return out;
    out += "\uFFFD";
    text.remove_prefix(bad + 1);
  }
}

class Writer {
 public:
  explicit Writer(bool pretty) : pretty_(pretty) {}
  void value(const Value& v) {
    if (const auto* b = v.as_bool())
      out_ += *b ? "true" : "false";
    else if (const auto* i = v.as_int())
      fmt::format_to(std::back_inserter(out_), "{}", *i);
    else if (const auto* d = v.as_double())
      number(*d);
    else if (const auto* s = v.as_string())
      string(*s);
    else if (const auto* a = v.as_array())
      array(*a);
    else if (const auto* o = v.as_object())
      object(*o);
    else
      out_ += "null";
  }
  std::string take() { return std::move(out_); }

 private:
  // A whole double keeps a fraction, so that reading gives a double again. JSON has no NaN: null,
  // as in ECMAScript.
  void number(double d) {
    if (!std::isfinite(d)) {
      out_ += "null";
      return;
    }
    const std::string text = d == 0 && std::signbit(d) ? "-0" : number_text(d);
    out_ += text;
    if (text.find_first_of(".e") == text.npos) out_ += ".0";
  }
  void string(std::string_view text) {
    if (find_invalid_utf8(text) == text.npos)
      append_quoted(out_, text);
    else
      append_quoted(out_, repaired(text));
  }
  void array(const Array& array) {
    out_ += '[';
    ++depth_;
    for (const Value& element : array) {
      if (&element != array.data()) out_ += ',';
      line();
      value(element);
    }
    --depth_;
    if (!array.empty()) line();
    out_ += ']';
  }
  void object(const Object& object) {
    out_ += '{';
    ++depth_;
    for (const Member& member : object) {
      if (&member != object.data()) out_ += ',';
      line();
      string(member.key);
      out_ += pretty_ ? ": " : ":";
      value(member.value);
    }
    --depth_;
    if (!object.empty()) line();
    out_ += '}';
  }
  void line() {
    if (!pretty_) return;
    out_ += '\n';
    out_.append(depth_ * 2, ' ');
  }

  std::string out_;
  size_t depth_ = 0;
  bool pretty_;
};

}  // namespace

std::string write(const Value& value) {
  Writer writer(false);
  writer.value(value);
  return writer.take();
}

std::string write_pretty(const Value& value) {
  Writer writer(true);
  writer.value(value);
  return writer.take() + '\n';
}

}  // namespace probata::json
