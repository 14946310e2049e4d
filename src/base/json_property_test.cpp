#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <ostream>

#include "base/json.h"
#include "base/text.h"

namespace probata::json {

void showValue(const Value& value, std::ostream& out) { out << write(value); }

namespace {

void append_character(std::string& out, char32_t point) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return put(point);
  if (point < 0x800) return put(0xC0 | point >> 6), put(0x80 | (point & 0x3F));
  if (point < 0x10000)
    return put(0xE0 | point >> 12), put(0x80 | (point >> 6 & 0x3F)), put(0x80 | (point & 0x3F));
  put(0xF0 | point >> 18), put(0x80 | (point >> 12 & 0x3F)), put(0x80 | (point >> 6 & 0x3F)),
      put(0x80 | (point & 0x3F));
}

rc::Gen<std::string> any_text() {
  const auto character = rc::gen::oneOf(
      rc::gen::inRange<uint32_t>(0, 0x80), rc::gen::inRange<uint32_t>(0x80, 0xD800),
      rc::gen::inRange<uint32_t>(0xE000, 0x10000), rc::gen::inRange<uint32_t>(0x10000, 0x110000));
  return rc::gen::map(rc::gen::container<std::vector<uint32_t>>(character),
                      [](const std::vector<uint32_t>& points) {
                        std::string out;
                        for (const uint32_t point : points) append_character(out, point);
                        return out;
                      });
}

// Any bits, so also the smallest and the greatest.
rc::Gen<double> any_double() {
  const auto bits = rc::gen::map(rc::gen::arbitrary<std::array<uint16_t, 4>>(),
                                 [](auto parts) { return std::bit_cast<double>(parts); });
  return rc::gen::suchThat(rc::gen::oneOf(bits, rc::gen::arbitrary<double>()),
                           [](double d) { return std::isfinite(d); });
}

rc::Gen<Value> any_value(int depth);

rc::Gen<Value> any_object(int depth) {
  const auto members =
      rc::gen::container<std::map<std::string, Value>>(any_text(), any_value(depth));
  return rc::gen::map(members, [](const std::map<std::string, Value>& map) {
    Object object;
    for (const auto& [key, value] : map)
      object.insert(object.begin(), {.key = key, .value = value});
    return Value(std::move(object));
  });
}

rc::Gen<Value> any_value(int depth) {
  const auto leaf = rc::gen::oneOf(
      rc::gen::just(Value()),
      rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return Value(b); }),
      rc::gen::map(rc::gen::arbitrary<int64_t>(), [](int64_t i) { return Value(i); }),
      rc::gen::map(any_double(), [](double d) { return Value(d); }),
      rc::gen::map(any_text(), [](std::string s) { return Value(std::move(s)); }));
  if (depth == 0) return leaf;
  const auto array = rc::gen::map(rc::gen::container<Array>(any_value(depth - 1)),
                                  [](Array a) { return Value(std::move(a)); });
  return rc::gen::scale(0.5, rc::gen::oneOf(leaf, array, any_object(depth - 1)));
}

RC_GTEST_PROP(JsonProperty, WritingAndReadingGiveTheSame, ()) {
  const Value v = *any_value(2);
  RC_ASSERT((parse(write(v)) == v));
  RC_ASSERT((parse(write_pretty(v)) == v));
}

RC_GTEST_PROP(JsonProperty, CanonicalIsStable, ()) {
  const Value v = *any_value(2);
  const std::string once = canonical(v).value();
  RC_ASSERT((canonical(parse(write(v)).value()) == once));
  RC_ASSERT((canonical(parse(once).value()) == once));
}

RC_GTEST_PROP(JsonProperty, OrderOfMembersDoesNotMatter, ()) {
  const Value v = *any_object(2);
  Object turned(*v.as_object());
  std::reverse(turned.begin(), turned.end());
  RC_ASSERT((canonical(Value(turned)) == canonical(v)));
}

RC_GTEST_PROP(JsonProperty, NumbersKeepEveryBit, ()) {
  const double d = *any_double();
  RC_ASSERT(std::strtod(number_text(d).c_str(), nullptr) == d);
}

RC_GTEST_PROP(JsonProperty, AnyBytesGiveAValueOrAPlace, ()) {
  std::string text = write(*any_value(2));
  const auto at = *rc::gen::inRange<size_t>(0, text.size());
  text[at] = *rc::gen::arbitrary<char>();
  const auto value = parse(text);
  if (!value) RC_ASSERT(value.error().place.line >= 1 && value.error().place.column >= 1);
}

RC_GTEST_PROP(TextProperty, MadeOfCharactersIsUtf8, ()) {
  const std::string text = *any_text();
  RC_ASSERT(find_invalid_utf8(text) == std::string::npos);
  RC_ASSERT(find_invalid_utf8(text + '\xFF') == text.size());
}

}  // namespace
}  // namespace probata::json
