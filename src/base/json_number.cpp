// Numbers: from text, and to text as ECMAScript prints them.
#include <array>
#include <charconv>
#include <cmath>

#include "base/json_internal.h"

namespace probata::json {
namespace {

// Whether a number out of a double's range is too great, and not too small: the decimal exponent of
// its first digit tells.
bool is_huge(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const size_t e = text.find_first_of("eE");
  int64_t exponent = 0;
  if (e != text.npos) {
    std::string_view digits = text.substr(e + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    const auto [_, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (error != std::errc{}) return !digits.starts_with('-');
  }
  const std::string_view mantissa = text.substr(0, e);
  const size_t point = std::min(mantissa.find('.'), mantissa.size());
  const size_t first = mantissa.find_first_of("123456789");
  if (first == mantissa.npos) return false;
  const auto position = static_cast<int64_t>(point) - static_cast<int64_t>(first);
  return position + exponent > 0;
}

}  // namespace

std::optional<Value> number_value(std::string_view text) {
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  if (text.find_first_of(".eE") == text.npos) {
    int64_t integer = 0;
    if (std::from_chars(begin, end, integer).ec == std::errc{}) return Value(integer);
  }
  double number = 0;
  if (std::from_chars(begin, end, number).ec != std::errc{}) {
    if (is_huge(text)) return std::nullopt;
    number = text.starts_with('-') ? -0.0 : 0.0;
  }
  if (!std::isfinite(number)) return std::nullopt;
  return Value(number);
}

// ECMA-262, Number::toString(x) with radix 10, steps 5 to 12: `digits` are the shortest that give x
// back, x = 0.digits × 10^n.
std::string number_text(double x) {
  if (x == 0) return "0";  // minus zero too
  if (std::isnan(x)) return "NaN";
  if (std::isinf(x)) return x < 0 ? "-Infinity" : "Infinity";
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(x),
                                     std::chars_format::scientific);
  const std::string_view text(buffer.data(), written.ptr);
  const size_t e = text.find('e');
  std::string digits(text.substr(0, e));
  if (digits.size() > 1) digits.erase(1, 1);  // the point
  int exponent = 0;
  const size_t sign = text[e + 1] == '+' ? 1 : 0;  // from_chars takes no plus
  std::from_chars(text.data() + e + 1 + sign, text.data() + text.size(), exponent);
  const int k = static_cast<int>(digits.size());
  const int n = exponent + 1;
  std::string out = x < 0 ? "-" : "";
  if (k <= n && n <= 21) return out + digits + std::string(static_cast<size_t>(n - k), '0');
  if (0 < n && n <= 21) return out + digits.insert(static_cast<size_t>(n), 1, '.');
  if (-6 < n && n <= 0) return out + "0." + std::string(static_cast<size_t>(-n), '0') + digits;
  if (k > 1) digits.insert(1, 1, '.');
  return out + digits + (n > 0 ? "e+" : "e-") + std::to_string(std::abs(n - 1));
}

}  // namespace probata::json
