#include "fact/plain.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"
#include "base/text.h"
#include "fact/reader.h"

namespace probata {
namespace {

enum class Key : uint8_t {
  kind,
  id,
  at,
  after,
  set,
  gone,
  by,
  evidence,
  note,
  seq,
  recorded,
  none
};

constexpr std::pair<std::string_view, Key> keys[] = {{"at", Key::at},
                                                     {"by", Key::by},
                                                     {"id", Key::id},
                                                     {"kind", Key::kind},
                                                     {"set", Key::set},
                                                     {"evidence", Key::evidence},
                                                     {"gone", Key::gone},
                                                     {"after", Key::after},
                                                     {"note", Key::note},
                                                     {"seq", Key::seq},
                                                     {"recorded", Key::recorded}};

Key key_of(std::string_view name) {
  for (const auto& [text, key] : keys) {
    if (text == name) return key;
  }
  return Key::none;
}

// An integer of at most so many digits is exact as a double (RFC 8785), too.
constexpr ptrdiff_t most_digits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int two_digits(const char* p) {
  return is_digit(p[0]) && is_digit(p[1]) ? (p[0] - '0') * 10 + (p[1] - '0') : 1'000;
}

const FieldDefinition* field_of(const Kind& kind, std::string_view name) {
  for (const FieldDefinition& field : kind.fields) {
    if (field.name == name) return &field;
  }
  return kind.find(name);
}

}  // namespace

// One line being read. Whatever is unusual sets `good_` to false, and all that follows is of no
// account.
class PlainLine {
 public:
  PlainLine(PlainReader& reader, std::string_view line, PlainFact& fact)
      : reader_(reader), at_(line.data()), end_(line.data() + line.size()), fact_(fact) {}

  bool read() {
    fact_.kind = nullptr;
    fact_.id = fact_.by = {};
    fact_.after = fact_.recorded = {};
    fact_.seq = {};
    fact_.gone = false;
    fact_.set.clear();
    fact_.evidence.clear();
    members([&](std::string_view name) { read_key(key_of(name)); });
    skip_space();
    return good_ && at_ == end_ && whole();
  }
  bool ascii() const { return (bytes_ & 0x80) == 0; }

 private:
  void fail() { good_ = false; }
  char peek() const { return at_ < end_ ? *at_ : '\0'; }
  bool take(char c) {
    if (peek() != c || at_ >= end_) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) fail();
  }
  void skip_space() {
    while (at_ < end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }
  std::string_view string() {
    skip_space();
    expect('"');
    const char* begin = at_;
    unsigned char bytes = 0;
    while (at_ < end_) {
      const auto c = static_cast<unsigned char>(*at_);
      if (c == '"' || c == '\\' || c < 0x20) break;
      bytes |= c;
      ++at_;
    }
    bytes_ |= bytes;
    const std::string_view text(begin, static_cast<size_t>(at_ - begin));
    expect('"');
    return text;
  }
  // `{"name": …, …}`; `each` reads the value.
  template <class Each>
  void members(Each each) {
    skip_space();
    expect('{');
    skip_space();
    if (!good_ || take('}')) return;
    while (good_) {
      const std::string_view name = string();
      skip_space();
      expect(':');
      skip_space();
      if (good_) each(name);
      skip_space();
      if (take('}')) return;
      expect(',');
    }
  }
  bool word(std::string_view text) {
    if (static_cast<size_t>(end_ - at_) < text.size() ||
        std::memcmp(at_, text.data(), text.size()) != 0)
      return false;
    at_ += text.size();
    return true;
  }
  std::optional<int64_t> integer() {
    const bool negative = take('-');
    const char* begin = at_;
    int64_t value = 0;
    // Beyond most_digits nothing is taken, so nothing need be counted.
    for (; at_ < end_ && is_digit(*at_); ++at_)
      if (at_ - begin < most_digits) value = value * 10 + (*at_ - '0');
    const ptrdiff_t digits = at_ - begin;
    const bool zero_first = digits > 0 && *begin == '0' && (digits > 1 || negative);
    const char next = peek();
    if (digits == 0 || digits > most_digits || zero_first || next == '.' || next == 'e' ||
        next == 'E') {
      fail();
      return {};
    }
    return negative ? -value : value;
  }

  void read_key(Key key) {
    const auto bit = static_cast<uint16_t>(1u << static_cast<unsigned>(key));
    if ((seen_ & bit) != 0 || key == Key::none) return fail();
    seen_ |= bit;
    switch (key) {
      case Key::kind:
        fact_.kind = reader_.kind(string());
        break;
      case Key::id:
        fact_.id = string();
        if (good_ && !is_id(fact_.id)) fail();
        break;
      case Key::by:
        fact_.by = string();
        if (good_ && !reader_.is_source(fact_.by)) fail();
        break;
      case Key::at:
        fact_.at = instant().value_or(Instant{});
        break;
      case Key::after:
        fact_.after = instant();
        break;
      case Key::recorded:
        fact_.recorded = instant();
        break;
      case Key::set:
        read_set();
        break;
      case Key::gone:
        fact_.gone = word("true");
        if (!fact_.gone) fail();
        break;
      case Key::evidence:
        read_evidence();
        break;
      case Key::note:
        string();
        break;
      case Key::seq:
        read_seq();
        break;
      case Key::none:
        break;
    }
  }
  std::optional<Instant> instant() {
    const std::string_view text = string();
    const auto t = good_ ? reader_.instant(text) : std::nullopt;
    if (!t) fail();
    return t;
  }
  void read_seq() {
    const auto number = integer();
    if (!number || *number < 0) return fail();
    fact_.seq = static_cast<uint64_t>(*number);
  }
  void read_evidence() {
    expect('[');
    skip_space();
    if (take(']')) return;
    while (good_) {
      fact_.evidence.push_back(string());
      if (good_ && !parse_digest(fact_.evidence.back())) fail();
      skip_space();
      if (take(']')) return;
      expect(',');
    }
  }
  // Where the kind comes after `set`, the fields are not known yet.
  void read_set() {
    if (fact_.kind == nullptr) return fail();
    members([&](std::string_view name) {
      PlainField& f = fact_.set.emplace_back();
      f.field = field_of(*fact_.kind, name);
      if (f.field == nullptr || f.field->list || f.field->map_of) return fail();
      if (!word("null")) read_value(f);
    });
    const auto number = [](const PlainField& f) { return f.field->number; };
    if (!good_ || fact_.set.size() < 2) return;
    if (!std::ranges::is_sorted(fact_.set, {}, number)) std::ranges::sort(fact_.set, {}, number);
    if (std::ranges::adjacent_find(fact_.set, {}, number) != fact_.set.end()) fail();
  }
  template <class T>
  void parsed(PlainField& f, Result<T> (*parse)(std::string_view)) {
    const std::string_view text = string();
    if (!good_) return;
    if (auto result = parse(text))
      f.value = *result;
    else
      fail();
  }
  void read_value(PlainField& f) {
    switch (f.field->type) {
      case FieldType::boolean:
        if (word("true"))
          f.value = true;
        else if (word("false"))
          f.value = false;
        else
          fail();
        return;
      case FieldType::integer:
        f.value = integer().value_or(0);
        return;
      case FieldType::real:
        f.value = static_cast<double>(integer().value_or(0));
        return;
      case FieldType::timestamp:
        f.value = instant().value_or(Instant{});
        return;
      case FieldType::date:
        return parsed(f, parse_date);
      case FieldType::duration:
        return parsed(f, parse_duration);
      case FieldType::span:
        return parsed(f, parse_span);
      case FieldType::string:
      case FieldType::window:
      case FieldType::file:
        return read_text(f);
      case FieldType::reference:
        return read_reference(f);
      case FieldType::bytes:
      case FieldType::json:
        return fail();
    }
  }
  void read_text(PlainField& f) {
    const std::string_view text = string();
    if (!good_) return;
    const auto& values = f.field->values;
    if (f.field->type == FieldType::window && !parse_window(text)) return fail();
    if (f.field->type == FieldType::file && !parse_digest(text)) return fail();
    if (f.field->type == FieldType::string && !values.empty() &&
        std::ranges::find(values, text) == values.end())
      return fail();
    f.value = text;
  }
  void read_reference(PlainField& f) {
    std::string_view id = string();
    if (!good_) return;
    PlainReference reference{f.field->targets[0], id};
    if (f.field->targets.size() > 1) {
      const size_t slash = id.find('/');
      const Kind* kind = slash == id.npos ? nullptr : reader_.catalog_.kind(id.substr(0, slash));
      if (kind == nullptr ||
          std::ranges::find(f.field->targets, kind->number) == f.field->targets.end())
        return fail();
      reference = {kind->number, id.substr(slash + 1)};
    }
    if (!is_id(reference.id)) return fail();
    f.value = reference;
  }
  bool has(Key key) const { return (seen_ >> static_cast<unsigned>(key) & 1) != 0; }
  bool whole() const {
    return fact_.kind != nullptr && has(Key::id) && has(Key::at) && has(Key::by) &&
           has(Key::set) != has(Key::gone) && (!fact_.after || *fact_.after < fact_.at);
  }

  PlainReader& reader_;
  const char* at_;
  const char* end_;
  PlainFact& fact_;
  bool good_ = true;
  unsigned char bytes_ = 0;  // all bytes of strings, or-ed
  uint16_t seen_ = 0;        // keys
};

bool PlainReader::read(std::string_view line, PlainFact& fact) {
  PlainLine reading(*this, line, fact);
  if (!reading.read()) return false;
  return reading.ascii() || find_invalid_utf8(line) == line.npos;
}

const Kind* PlainReader::kind(std::string_view name) {
  if (last_kind_ != nullptr && last_kind_->name == name) return last_kind_;
  const Kind* kind = catalog_.kind(name);
  if (kind == nullptr || kind->read_only || kind->number == catalog_.collection) return nullptr;
  return last_kind_ = kind;
}

bool PlainReader::is_source(std::string_view by) {
  if (by.empty()) return false;
  std::string& known =
      sources_[(by.size() * 31 + static_cast<unsigned char>(by.back())) % most_sources];
  if (known == by) return true;
  if (!fact_reading::is_by(by)) return false;
  known = by;
  return true;
}

// Whole seconds of a day that was met before are put together; everything else is parsed.
std::optional<Instant> PlainReader::instant(std::string_view text) {
  const bool usual =
      text.size() == 20 && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == 'Z';
  Day* day = nullptr;
  if (usual) {
    day = &days_[static_cast<size_t>(text[3] * 372 + two_digits(text.data() + 5) * 31 +
                                     two_digits(text.data() + 8)) %
                 days_.size()];
    const int h = two_digits(text.data() + 11), m = two_digits(text.data() + 14),
              s = two_digits(text.data() + 17);
    if (h < 24 && m < 60 && s < 60 && std::memcmp(day->text.data(), text.data(), 10) == 0)
      return Instant{day->us + (h * 3'600 + m * 60 + s) * second.us};
  }
  const auto t = parse_instant(text);
  if (!t) return {};
  if (usual) {
    std::memcpy(day->text.data(), text.data(), 10);
    const int64_t of_day = t->us % probata::day.us;
    day->us = t->us - (of_day < 0 ? of_day + probata::day.us : of_day);
  }
  return *t;
}

Fact to_fact(const PlainFact& plain) {
  Fact fact;
  fact.kind = plain.kind->number;
  fact.id = plain.id;
  fact.at = plain.at;
  fact.after = plain.after;
  fact.gone = plain.gone;
  fact.by = plain.by;
  fact.seq = plain.seq;
  fact.recorded = plain.recorded;
  for (const std::string_view digest : plain.evidence) fact.evidence.emplace_back(digest);
  for (const PlainField& f : plain.set) {
    FieldValue value = std::visit(
        [](const auto& v) -> FieldValue {
          using V = std::decay_t<decltype(v)>;
          if constexpr (std::is_same_v<V, std::string_view>)
            return std::string(v);
          else if constexpr (std::is_same_v<V, PlainReference>)
            return Reference{v.kind, std::string(v.id), {}, {}};
          else
            return v;
        },
        f.value);
    fact.set.emplace_back(f.field->number, std::move(value));
  }
  return fact;
}

}  // namespace probata
