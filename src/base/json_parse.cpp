// RFC 8259 by recursive descent; the depth is limited, so the stack is.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>

#include "base/json_internal.h"
#include "base/text.h"

namespace probata::json {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The first member in the text whose key came before. Few members, as nearly always: compare all;
// many: sort, so that no text takes quadratic time.
const Member* find_duplicate(const Object& object) {
  if (object.size() <= 16) {
    for (size_t i = 1; i < object.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (object[i].key == object[j].key) return &object[i];
      }
    }
    return nullptr;
  }
  std::vector<const Member*> sorted;
  for (const Member& member : object) sorted.push_back(&member);
  std::sort(sorted.begin(), sorted.end(), [](const Member* a, const Member* b) {
    return std::tie(a->key, a->offset) < std::tie(b->key, b->offset);
  });
  const Member* first = nullptr;
  for (size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i]->key != sorted[i - 1]->key) continue;
    if (!first || sorted[i] < first) first = sorted[i];
  }
  return first;
}

void append_utf8(std::string& out, uint32_t point) {
  const auto put = [&](uint32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0 | point >> 6);
  } else {
    if (point < 0x10000) {
      put(0xE0 | point >> 12);
    } else {
      put(0xF0 | point >> 18);
      put(0x80 | (point >> 12 & 0x3F));
    }
    put(0x80 | (point >> 6 & 0x3F));
  }
  put(0x80 | (point & 0x3F));
}

class Parser {
 public:
  Parser(std::string_view text, Limits limits) : text_(text), limits_(limits) {}

  Result<Value> document() {
    Value value = TRY(this->value());
    skip_space();
    if (at_ < text_.size()) return wrong(at_, "there is more after the value", "one value only");
    return value;
  }

 private:
  std::unexpected<Error> wrong(size_t offset, std::string what, std::string hint = {}) const {
    return failure(std::move(what), std::move(hint), place_of(text_, offset));
  }

  std::unexpected<Error> expected(std::string_view what) const {
    if (at_ >= text_.size()) return wrong(at_, fmt::format("expected {}, found the end", what));
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c < 0x20 || c >= 0x7F) {
      return wrong(at_, fmt::format("expected {}, found the byte 0x{:02x}", what, c));
    }
    return wrong(at_, fmt::format("expected {}, found `{}`", what, text_[at_]));
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') ++at_;
  }

  Result<Value> value() {
    skip_space();
    const auto offset = static_cast<uint32_t>(at_);
    Value value = TRY(bare_value());
    value.offset = offset;
    return value;
  }

  Result<Value> bare_value() {
    switch (peek()) {
      case '{':
        return nested(&Parser::object);
      case '[':
        return nested(&Parser::array);
      case '"':
        return Value(TRY(string()));
      case 't':
        return word("true", Value(true));
      case 'f':
        return word("false", Value(false));
      case 'n':
        return word("null", Value());
      default:
        return number();
    }
  }

  Result<Value> word(std::string_view word, Value value) {
    if (!text_.substr(at_).starts_with(word)) return expected("a value");
    at_ += word.size();
    return value;
  }

  Result<Value> nested(Result<Value> (Parser::*parse)()) {
    if (depth_ == limits_.depth) {
      return wrong(at_, fmt::format("nested more than {} deep", limits_.depth));
    }
    ++depth_;
    auto value = (this->*parse)();
    --depth_;
    return value;
  }

  Result<Value> array() {
    Array array;
    ++at_;
    skip_space();
    if (take(']')) return Value(std::move(array));
    for (;;) {
      array.push_back(TRY(value()));
      skip_space();
      if (take(']')) return Value(std::move(array));
      if (!take(',')) return expected("`,` or `]`");
    }
  }

  Result<Value> object() {
    Object object;
    ++at_;
    skip_space();
    if (!take('}')) {
      for (;;) {
        object.push_back(TRY(member()));
        skip_space();
        if (take('}')) break;
        if (!take(',')) return expected("`,` or `}`");
      }
    }
    if (const Member* twice = find_duplicate(object)) {
      return wrong(twice->offset, fmt::format("the key `{}` is there twice", twice->key),
                   "keep one of them");
    }
    return Value(std::move(object));
  }

  Result<Member> member() {
    skip_space();
    Member member;
    member.offset = static_cast<uint32_t>(at_);
    if (peek() != '"') return expected("a key in double quotes");
    member.key = TRY(string());
    skip_space();
    if (!take(':')) return expected("`:`");
    member.value = TRY(value());
    return member;
  }

  Result<std::string> string() {
    const size_t start = at_++;
    std::string out;
    for (;;) {
      const size_t run = at_;
      while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x20 &&
             text_[at_] != '"' && text_[at_] != '\\') {
        ++at_;
      }
      out.append(text_, run, at_ - run);
      if (at_ >= text_.size()) return wrong(start, "this string has no end");
      if (take('"')) return out;
      if (text_[at_] != '\\') {
        return wrong(at_, "a control character in a string", "write it as \\n, \\t or \\u00XX");
      }
      TRY_VOID(escape(out));
    }
  }

  Result<void> escape(std::string& out) {
    const size_t start = at_++;
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (take('u')) return unicode_escape(start, out);
    const size_t which = at_ < text_.size() ? letters.find(text_[at_]) : letters.npos;
    if (which == letters.npos) {
      return wrong(start, "no such escape", "JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
    }
    out += meanings[which];
    ++at_;
    return {};
  }

  // RFC 8259, section 7: beyond U+FFFF as a pair of surrogates. Half a pair is no character and has
  // no UTF-8 (RFC 7493, section 2.1).
  Result<void> unicode_escape(size_t start, std::string& out) {
    uint32_t point = TRY(four_digits(start));
    if (point >= 0xDC00 && point < 0xE000) return lone_surrogate(start);
    if (point >= 0xD800 && point < 0xDC00) {
      const size_t second = at_;
      if (!take('\\') || !take('u')) return lone_surrogate(start);
      const uint32_t low = TRY(four_digits(second));
      if (low < 0xDC00 || low >= 0xE000) return lone_surrogate(start);
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(out, point);
    return {};
  }

  std::unexpected<Error> lone_surrogate(size_t start) const {
    return wrong(start, "half a surrogate pair is no character", "write both halves");
  }

  Result<uint32_t> four_digits(size_t start) {
    uint32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = peek();
      uint32_t digit = 0;
      if (is_digit(c))
        digit = static_cast<uint32_t>(c - '0');
      else if (c >= 'a' && c <= 'f')
        digit = static_cast<uint32_t>(c - 'a' + 10);
      else if (c >= 'A' && c <= 'F')
        digit = static_cast<uint32_t>(c - 'A' + 10);
      else
        return wrong(start, "\\u needs four hexadecimal digits");
      value = value * 16 + digit;
    }
    return value;
  }

  Result<Value> number() {
    const size_t start = at_;
    const bool negative = take('-');
    if (!is_digit(peek())) return expected(negative ? "a digit" : "a value");
    if (take('0')) {
      if (is_digit(peek())) return wrong(start, "a number must not begin with 0");
    } else {
      skip_digits();
    }
    if (take('.')) TRY_VOID(digits());
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      TRY_VOID(digits());
    }
    auto value = number_value(text_.substr(start, at_ - start));
    if (!value) return wrong(start, "this number is too great", "write it as a string");
    return *std::move(value);
  }

  Result<void> digits() {
    if (!is_digit(peek())) return expected("a digit");
    skip_digits();
    return {};
  }
  void skip_digits() {
    while (is_digit(peek())) ++at_;
  }

  std::string_view text_;
  Limits limits_;
  size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Result<Value> parse(std::string_view text, Limits limits) {
  // Offsets have 32 bits, whatever the caller allows.
  limits.bytes = std::min<size_t>(limits.bytes, std::numeric_limits<uint32_t>::max());
  if (text.size() > limits.bytes) {
    return failure(fmt::format("longer than {} bytes", limits.bytes), {},
                   place_of(text, limits.bytes));
  }
  if (const size_t bad = find_invalid_utf8(text); bad != text.npos) {
    return failure("this is not UTF-8", "save the file as UTF-8", place_of(text, bad));
  }
  if (text.starts_with("\uFEFF")) {
    return failure("a byte order mark before the value", "save the file without it",
                   place_of(text, 0));
  }
  return Parser(text, limits).document();
}

}  // namespace probata::json
