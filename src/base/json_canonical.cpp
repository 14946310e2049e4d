// RFC 8785, the JSON Canonicalization Scheme.
#include <algorithm>
#include <cmath>

#include "base/json_internal.h"
#include "base/text.h"

namespace probata::json {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

// REQUIRES: valid UTF-8.
std::u16string to_utf16(std::string_view text) {
  std::u16string out;
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0x7Fu >> length);
    for (size_t j = 1; j < length; ++j) point = point << 6 | (text[i + j] & 0x3F);
    i += length;
    if (point < 0x10000) {
      out += static_cast<char16_t>(point);
    } else {
      out += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
    }
  }
  return out;
}

// Section 3.2.3: by UTF-16 code units. Bytes of UTF-8 order the same way except around the
// surrogates, so ASCII needs no conversion.
bool precedes(const Member* a, const Member* b) {
  if (is_ascii(a->key) && is_ascii(b->key)) return a->key < b->key;
  return to_utf16(a->key) < to_utf16(b->key);
}

class Canonical {
 public:
  Result<void> value(const Value& v) {
    if (const auto* b = v.as_bool()) out_ += *b ? "true" : "false";
    // Section 3.2.2.3: every number is a double, also an integer that a double cannot hold.
    else if (const auto* i = v.as_int())
      return number(static_cast<double>(*i));
    else if (const auto* d = v.as_double())
      return number(*d);
    else if (const auto* s = v.as_string())
      return string(*s);
    else if (const auto* a = v.as_array())
      return array(*a);
    else if (const auto* o = v.as_object())
      return object(*o);
    else
      out_ += "null";
    return {};
  }
  std::string take() { return std::move(out_); }

 private:
  Result<void> number(double d) {
    if (!std::isfinite(d)) {
      return failure("a number that is not finite has no canonical JSON", "store null or a string");
    }
    out_ += number_text(d);
    return {};
  }
  Result<void> string(std::string_view text) {
    if (find_invalid_utf8(text) != text.npos) {
      return failure("a string that is no UTF-8 has no canonical JSON", "store it as base64");
    }
    append_quoted(out_, text);
    return {};
  }
  Result<void> array(const Array& array) {
    out_ += '[';
    for (const Value& element : array) {
      if (&element != array.data()) out_ += ',';
      TRY_VOID(value(element));
    }
    out_ += ']';
    return {};
  }
  Result<void> object(const Object& object) {
    std::vector<const Member*> members;
    members.reserve(object.size());
    for (const Member& member : object) {
      if (find_invalid_utf8(member.key) != std::string::npos) {
        return failure("a key that is no UTF-8 has no canonical JSON");
      }
      members.push_back(&member);
    }
    std::sort(members.begin(), members.end(), precedes);
    out_ += '{';
    for (const Member* member : members) {
      if (member != members.front()) out_ += ',';
      append_quoted(out_, member->key);
      out_ += ':';
      TRY_VOID(value(member->value));
    }
    out_ += '}';
    return {};
  }

  std::string out_;
};

}  // namespace

Result<std::string> canonical(const Value& value) {
  Canonical writer;
  TRY_VOID(writer.value(value));
  return writer.take();
}

}  // namespace probata::json
