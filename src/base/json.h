// JSON values with the place of every value, so that an error can name line and column (a library's
// tree does not keep it).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace probata::json {

class Value;
using Array = std::vector<Value>;
struct Member;
using Object = std::vector<Member>;  // in the order of the text

// A number keeps whether it was written as an integer: int64 where it fits and has neither fraction
// nor exponent, else double.
class Value {
 public:
  Value();  // null
  Value(std::nullptr_t);
  Value(bool);
  Value(int64_t);
  Value(int);
  Value(uint64_t);  // double above int64
  Value(double);
  Value(std::string);
  Value(std::string_view);
  Value(const char*);
  Value(Array);
  Value(Object);
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
  // The value as that type, or nullptr. as_double() also answers for an integer through number().
  const bool* as_bool() const { return std::get_if<bool>(&data_); }
  const int64_t* as_int() const { return std::get_if<int64_t>(&data_); }
  const double* as_double() const { return std::get_if<double>(&data_); }
  const std::string* as_string() const { return std::get_if<std::string>(&data_); }
  const Array* as_array() const { return std::get_if<Array>(&data_); }
  const Object* as_object() const { return std::get_if<Object>(&data_); }
  Array* as_array() { return std::get_if<Array>(&data_); }
  Object* as_object() { return std::get_if<Object>(&data_); }
  // The member of an object, or nullptr (also where this is no object).
  const Value* find(std::string_view key) const;
  // Sets a member of an object, at the end when it is new. REQUIRES: object or null (which becomes
  // an object).
  void set(std::string key, Value);
  void push(Value);  // REQUIRES: array or null
  // What it is in words, for messages: `a string`, `an integer`, `null`.
  std::string_view type_name() const;
  // Byte offset in the parsed text; 0 for values made by code.
  uint32_t offset = 0;

  bool operator==(const Value&) const;  // ignores offsets; objects compare in order

 private:
  std::variant<std::monostate, bool, int64_t, double, std::string, Array, Object> data_;
};
struct Member {
  std::string key;
  Value value;
  uint32_t offset = 0;  // of the key
  bool operator==(const Member& other) const { return key == other.key && value == other.value; }
};

// Here, where Member is known: an Object inside the variant needs it whole.
inline Value::Value() = default;
inline Value::Value(std::nullptr_t) {}
inline Value::Value(bool b) : data_(b) {}
inline Value::Value(int64_t i) : data_(i) {}
inline Value::Value(int i) : data_(int64_t{i}) {}
inline Value::Value(double d) : data_(d) {}
inline Value::Value(std::string s) : data_(std::move(s)) {}
inline Value::Value(std::string_view s) : data_(std::string(s)) {}
inline Value::Value(const char* s) : data_(std::string(s)) {}
inline Value::Value(Array array) : data_(std::move(array)) {}
inline Value::Value(Object object) : data_(std::move(object)) {}
inline Value::Value(const Value&) = default;
inline Value::Value(Value&&) noexcept = default;
inline Value& Value::operator=(const Value&) = default;
inline Value& Value::operator=(Value&&) noexcept = default;
inline Value::~Value() = default;

struct Limits {
  int depth = 64;
  size_t bytes = 16u << 20;
};
// RFC 8259, UTF-8 only, one value with nothing after it but white space. A duplicate key, invalid
// UTF-8, a lone surrogate, too deep, too long: an error whose place has line (from 1) and column
// (bytes, from 1) in `text`.
Result<Value> parse(std::string_view text, Limits = {});
// Line and column of a byte offset in a text.
Place place_of(std::string_view text, size_t offset);

std::string write(const Value&);         // compact, members in their order
std::string write_pretty(const Value&);  // two spaces, for people
// RFC 8785: members by UTF-16 code units, numbers as ECMAScript prints them. A double that is NaN
// or infinite is an error.
Result<std::string> canonical(const Value&);
std::string number_text(double);  // ECMAScript's Number::toString, RFC 8785 section 3.2.2.3

}  // namespace probata::json
