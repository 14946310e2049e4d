// One fact (formats.md, "Facts"): every mistake of it at once.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "fact/collection.h"
#include "fact/reader.h"

namespace probata {
namespace fact_reading {
namespace {

constexpr FactKey key_table[] = {
    {"kind", true},  {"id", true},        {"at", true},   {"after", false},
    {"set", false},  {"gone", false},     {"by", true},   {"evidence", false},
    {"note", false}, {"corrects", false}, {"seq", false}, {"recorded", false},
};
constexpr int64_t largest_exact = (int64_t{1} << 53) - 1;

// What a person is told to write for a wrong value of a key.
std::string hint_of(std::string_view key) {
  if (key == "by")
    return "write `person/ID`, `connector:NAME`, `connector:NAME/INSTANCE` or `probata`";
  if (key == "id") return "1 to 256 bytes without control characters and `#`";
  return "write `2026-03-01T09:12:00Z`";
}

class FactReader {
 public:
  FactReader(const json::Value& value, Reading& reading) : value_(value), reading_(reading) {}

  Fact read() {
    const json::Object* object = value_.as_object();
    if (object == nullptr) {
      reading_.error(value_.offset,
                     fmt::format("a fact must be an object, not {}", value_.type_name()),
                     "write `{\"kind\": …}`");
      return {};
    }
    check_keys(*object);
    read_kind();
    read_identity();
    read_times();
    read_change();
    read_rest();
    check_numbers(value_);
    keep_source(*object);
    return std::move(fact_);
  }

 private:
  void check_keys(const json::Object& object) {
    for (const json::Member& member : object) {
      if (std::ranges::find(key_table, std::string_view(member.key), &FactKey::name) !=
          std::end(key_table)) {
        continue;
      }
      std::vector<std::string> names;
      for (const FactKey& key : key_table) names.emplace_back(key.name);
      reading_.error(member.offset, fmt::format("unknown key `{}`", member.key),
                     name_hint(member.key, names));
    }
    for (const FactKey& key : key_table) {
      if (!key.required || value_.find(key.name) != nullptr) continue;
      reading_.error(value_.offset, fmt::format("`{}` is missing", key.name),
                     "a fact has `kind`, `id`, `at`, `by`, and `set` or `gone`");
    }
  }
  void wrong(const json::Value& value, std::string_view key, std::string_view expected,
             std::string hint) {
    reading_.error(value.offset,
                   fmt::format("`{}` must be {}, not {}", key, expected, value.type_name()),
                   std::move(hint));
  }
  const std::string* text(std::string_view key) {
    const json::Value* value = value_.find(key);
    if (value == nullptr) return nullptr;
    const std::string* text = value->as_string();
    if (text == nullptr) wrong(*value, key, "a string", "put it in quotes");
    return text;
  }
  void read_kind() {
    const std::string* name = text("kind");
    if (name == nullptr) return;
    kind_ = reading_.catalog.kind(*name);
    if (kind_ == nullptr) {
      reading_.error(value_.find("kind")->offset, fmt::format("unknown kind `{}`", *name),
                     name_hint(*name, reading_.catalog.kind_names()));
      return;
    }
    fact_.kind = kind_->number;
    if (kind_->read_only) {
      reading_.error(value_.find("kind")->offset,
                     fmt::format("`{}` is computed, not recorded", *name), "leave the fact out");
    }
  }
  void read_identity() {
    if (const std::string* id = text("id")) {
      fact_.id = *id;
      if (!is_id(*id)) reading_.error(value_.find("id")->offset, "this is no id", hint_of("id"));
    }
    if (const std::string* by = text("by")) {
      fact_.by = *by;
      if (!is_by(*by)) {
        reading_.error(value_.find("by")->offset, fmt::format("`{}` is no source of a fact", *by),
                       hint_of("by"));
      }
    }
  }
  std::optional<Instant> instant(std::string_view key) {
    const std::string* written = text(key);
    if (written == nullptr) return {};
    const Result<Instant> at = parse_instant(*written);
    if (at) return *at;
    reading_.error(value_.find(key)->offset, fmt::format("`{}`: {}", key, at.error().what),
                   at.error().hint.empty() ? hint_of(key) : at.error().hint);
    return {};
  }
  void read_times() {
    const std::optional<Instant> at = instant("at");
    fact_.at = at.value_or(Instant{});
    fact_.after = instant("after");
    fact_.recorded = instant("recorded");
    if (at && fact_.after && *fact_.after >= *at) {
      reading_.error(value_.find("after")->offset, "`after` is not before `at`",
                     "`after` is the last instant at which the old value was seen");
    }
  }
  void read_change() {
    const json::Value *set = value_.find("set"), *gone = value_.find("gone");
    if (gone != nullptr) {
      fact_.gone = gone->as_bool() != nullptr && *gone->as_bool();
      if (!fact_.gone)
        reading_.error(gone->offset, "`gone` must be true", "leave it out otherwise");
    }
    if (set != nullptr && gone != nullptr) {
      reading_.error(gone->offset, "`gone` beside `set`", "write two facts");
    }
    if (set == nullptr && gone == nullptr) {
      reading_.error(value_.offset, "neither `set` nor `gone`",
                     "write `\"set\": {…}` or `\"gone\": true`");
    }
    if (set != nullptr && set->as_object() == nullptr) {
      wrong(*set, "set", "an object", "write `{\"field\": value}`");
    } else if (set != nullptr && kind_ != nullptr) {
      read_fields(*set->as_object());
    }
  }
  void read_fields(const json::Object& members) {
    for (const json::Member& member : members) {
      const FieldDefinition* field = kind_->find(member.key);
      if (field == nullptr) {
        reading_.error(member.offset,
                       fmt::format("`{}` has no field `{}`", kind_->name, member.key),
                       name_hint(member.key, kind_->field_names()));
        continue;
      }
      std::optional<FieldValue> value = read_field(member.value, *field);
      if (value) fact_.set.emplace_back(field->number, std::move(*value));
    }
    std::ranges::sort(fact_.set, {}, [](const auto& pair) { return pair.first; });
    const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
    if (std::ranges::adjacent_find(fact_.set, same) != fact_.set.end()) {
      reading_.error(value_.find("set")->offset, "a field under its old and its new name",
                     "remove the old one");
    }
  }
  std::optional<FieldValue> read_field(const json::Value& value, const FieldDefinition& field) {
    const bool counts = fact_.kind == reading_.catalog.collection && value.as_int() != nullptr &&
                        (field.name == "rows" || field.name == "total");
    if (!counts) return read_value(value, field, reading_);
    const json::Value by_kind = rows_by_kind(value, value_.find("set")->find("kinds"));
    return read_value(by_kind, field, reading_);
  }
  void read_rest() {
    if (const std::string* note = text("note")) fact_.note = *note;
    if (const json::Value* evidence = value_.find("evidence")) read_evidence(*evidence);
    fact_.seq = number("seq");
    fact_.corrects = number("corrects");
    if (fact_.corrects && !fact_.by.empty() && !fact_.by.starts_with("person/")) {
      reading_.error(value_.find("corrects")->offset, "only a person corrects a source",
                     "write `\"by\": \"person/ID\"`, or leave `corrects` out");
    }
  }
  std::optional<uint64_t> number(std::string_view key) {
    const json::Value* value = value_.find(key);
    if (value == nullptr) return {};
    if (const int64_t* i = value->as_int(); i != nullptr && *i >= 0)
      return static_cast<uint64_t>(*i);
    wrong(*value, key, "an integer from 0", "write the `seq` of a fact");
    return {};
  }
  void read_evidence(const json::Value& evidence) {
    const json::Array* array = evidence.as_array();
    if (array == nullptr) return wrong(evidence, "evidence", "a list", "write `[\"sha256:…\"]`");
    for (const json::Value& item : *array) {
      const std::string* digest = item.as_string();
      if (digest != nullptr && parse_digest(*digest)) {
        fact_.evidence.push_back(*digest);
      } else {
        reading_.error(item.offset, "this is no digest of evidence",
                       "write `sha256:` and 64 lower-case hex digits");
      }
    }
  }
  // Canonical bytes hold numbers as doubles (RFC 8785): an integer that none holds would be
  // committed to as another.
  void check_numbers(const json::Value& value) {
    if (const int64_t* i = value.as_int();
        i != nullptr && (*i > largest_exact || *i < -largest_exact)) {
      reading_.error(value.offset, fmt::format("`{}` is beyond 2^53", *i), "write it as a string");
    }
    if (const json::Array* array = value.as_array()) {
      for (const json::Value& item : *array) check_numbers(item);
    }
    if (const json::Object* object = value.as_object()) {
      for (const json::Member& member : *object) check_numbers(member.value);
    }
  }
  void keep_source(const json::Object& object) {
    json::Object kept;
    for (const json::Member& member : object) {
      if (member.key != "seq" && member.key != "recorded") kept.push_back(member);
    }
    fact_.source = json::Value(std::move(kept));
  }

  const json::Value& value_;
  Reading& reading_;
  const Kind* kind_ = nullptr;
  Fact fact_;
};

Result<Fact, Errors> read(const json::Value& value, Reading& reading) {
  Fact fact = FactReader(value, reading).read();
  if (reading.errors.empty() && fact.kind == reading.catalog.collection && !fact.gone) {
    decode_collection(fact, reading);
  }
  if (!reading.errors.empty()) return std::unexpected(std::move(reading.errors));
  return fact;
}

}  // namespace

bool is_by(std::string_view by) {
  if (by == "probata") return true;
  if (by.starts_with("person/")) return is_id(by.substr(7));
  if (!by.starts_with("connector:")) return false;
  const std::string_view source = by.substr(10);
  const size_t slash = source.find('/');
  if (slash == std::string_view::npos) return is_id(source);
  return is_id(source.substr(0, slash)) && is_id(source.substr(slash + 1));
}

std::span<const FactKey> fact_keys() { return key_table; }

void Reading::error(size_t offset, std::string what, std::string hint) {
  Place place = start_;
  place.column = 0;
  if (!text_.empty()) {
    place.column = static_cast<int>(offset) + 1 + std::max(0, start_.column - 1);
    if (place.line == 0) {
      const Place within = json::place_of(text_, offset);
      place.line = within.line, place.column = within.column;
    }
  }
  errors.push_back({std::move(what), std::move(hint), std::move(place)});
}

}  // namespace fact_reading

Result<Fact, Errors> read_fact(std::string_view line, const Catalog& catalog, Place start) {
  Result<json::Value> value = json::parse(line, {.bytes = line.size()});
  if (!value) {
    Error error = value.error();
    error.place.file = start.file;
    error.place.line += std::max(0, start.line - 1);
    if (start.column > 0) error.place.column += start.column - 1;
    return std::unexpected(Errors{std::move(error)});
  }
  fact_reading::Reading reading(catalog, line, std::move(start));
  return fact_reading::read(*value, reading);
}

Result<Fact, Errors> read_fact(const json::Value& value, const Catalog& catalog) {
  fact_reading::Reading reading(catalog, {}, {});
  return fact_reading::read(value, reading);
}

Result<std::string> canonical_bytes(const Fact& fact) { return json::canonical(fact.source); }

json::Value to_json(const Fact& fact) {
  json::Value value = fact.source;
  if (fact.seq) value.set("seq", json::Value(static_cast<int64_t>(*fact.seq)));
  if (fact.recorded) value.set("recorded", json::Value(to_text(*fact.recorded)));
  return value;
}

std::string_view layer_of(std::string_view by) {
  return by.starts_with("connector:") ? by : std::string_view("people");
}

}  // namespace probata
