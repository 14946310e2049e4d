// One value of a fact against the definition of its field.
#include <fmt/format.h>

#include <algorithm>

#include "base/calendar.h"
#include "base/hash.h"
#include "base/text.h"
#include "fact/reader.h"

namespace probata::fact_reading {
namespace {

std::string shown(const json::Value& value) {
  if (const std::string* s = value.as_string()) return fmt::format("`{}`", s->substr(0, 80));
  return std::string(value.type_name());
}

class ValueReader {
 public:
  ValueReader(const FieldDefinition& field, Reading& reading) : field_(field), reading_(reading) {}

  std::optional<FieldValue> read(const json::Value& value) {
    if (value.is_null()) return FieldValue(std::monostate());
    if (field_.map_of) return read_map(value);
    if (!field_.list) return read_one(value, field_.type);
    const json::Array* array = value.as_array();
    if (array == nullptr) return wrong(value, "a list", "write `[…]`");
    FieldList list;
    bool good = true;
    for (const json::Value& item : *array) {
      std::optional<FieldValue> read = item.is_null()
                                           ? wrong(item, "a value", "a list holds no null")
                                           : read_one(item, field_.type);
      good &= read.has_value();
      if (read) list.push_back(std::move(*read));
    }
    if (!good) return {};
    return FieldValue(std::move(list));
  }

 private:
  std::nullopt_t wrong(const json::Value& value, std::string_view expected, std::string hint) {
    reading_.error(value.offset,
                   fmt::format("`{}` must be {}, not {}", field_.name, expected, shown(value)),
                   std::move(hint));
    return std::nullopt;
  }
  // What a text form of the base module says of the text.
  template <class T>
  std::optional<FieldValue> parsed(const json::Value& value, Result<T> (*parse)(std::string_view),
                                   std::string_view expected, std::string hint) {
    const std::string* text = value.as_string();
    if (text == nullptr) return wrong(value, expected, std::move(hint));
    Result<T> result = parse(*text);
    if (result) return FieldValue(std::move(*result));
    reading_.error(value.offset, fmt::format("`{}`: {}", field_.name, result.error().what),
                   result.error().hint.empty() ? std::move(hint) : result.error().hint);
    return {};
  }

  std::optional<FieldValue> read_one(const json::Value& value, FieldType type) {
    switch (type) {
      case FieldType::boolean:
        if (const bool* b = value.as_bool()) return FieldValue(*b);
        return wrong(value, "true or false", "write it without quotes");
      case FieldType::integer:
        if (const int64_t* i = value.as_int()) return FieldValue(*i);
        return wrong(value, "an integer", "write a whole number without quotes, within 64 bits");
      case FieldType::real:
        if (const double* d = value.as_double()) return FieldValue(*d);
        if (const int64_t* i = value.as_int()) return FieldValue(static_cast<double>(*i));
        return wrong(value, "a number", "write it without quotes");
      case FieldType::string:
        return read_string(value);
      case FieldType::timestamp:
        return parsed(value, parse_instant, "a timestamp", "write `2026-03-01T09:12:00Z`");
      case FieldType::date:
        return parsed(value, parse_date, "a date", "write `2026-03-01`");
      case FieldType::duration:
        return parsed(value, parse_duration, "a duration", "write `24h` or `30d`");
      case FieldType::span:
        return parsed(value, parse_span, "a span", "write `P1M` or `2bd`");
      case FieldType::window:
        return read_window(value);
      case FieldType::bytes:
        return read_bytes(value);
      case FieldType::file:
        return read_file_digest(value);
      case FieldType::json:
        return FieldValue(value);
      case FieldType::reference:
        return read_reference(value);
    }
    return {};
  }
  std::optional<FieldValue> read_string(const json::Value& value) {
    const std::string* text = value.as_string();
    if (text == nullptr) return wrong(value, "a string", "put it in quotes");
    const auto& values = field_.values;
    if (!values.empty() && std::ranges::find(values, *text) == values.end()) {
      reading_.error(value.offset, fmt::format("{} is no value of `{}`", shown(value), field_.name),
                     name_hint(*text, values));
      return {};
    }
    return FieldValue(*text);
  }
  std::optional<FieldValue> read_window(const json::Value& value) {
    const std::string* text = value.as_string();
    if (text != nullptr && parse_window(*text)) return FieldValue(*text);
    return wrong(value, "a window", "write day, week, month, quarter, half or year");
  }
  std::optional<FieldValue> read_bytes(const json::Value& value) {
    const std::string* text = value.as_string();
    const Result<Bytes> bytes = text == nullptr ? Result<Bytes>(failure("")) : from_base64(*text);
    if (!bytes) return wrong(value, "bytes", "write them in base64, with padding");
    return FieldValue(std::string(bytes->begin(), bytes->end()));
  }
  std::optional<FieldValue> read_file_digest(const json::Value& value) {
    const std::string* text = value.as_string();
    if (text != nullptr && parse_digest(*text)) return FieldValue(*text);
    return wrong(value, "a file's digest", "write `sha256:` and 64 hex digits");
  }
  // Members of one type; kept as JSON.
  std::optional<FieldValue> read_map(const json::Value& value) {
    const json::Object* object = value.as_object();
    if (object == nullptr) return wrong(value, "a map", "write `{\"key\": value}`");
    bool good = true;
    for (const json::Member& member : *object) {
      std::optional<FieldValue> read =
          member.value.is_null() ? wrong(member.value, "a map without null", "leave it out")
                                 : read_one(member.value, *field_.map_of);
      good &= read.has_value();
    }
    if (!good) return {};
    return FieldValue(value);
  }

  // --- references: `id`, `{keyfield: value}`; with several target kinds `kind/id`, `{kind: …}` is
  // not needed, keys are looked up in all
  std::optional<FieldValue> read_reference(const json::Value& value) {
    if (const std::string* id = value.as_string()) return read_id(value, *id);
    if (const json::Object* object = value.as_object()) return read_key(value, *object);
    return wrong(value, "a reference", reference_hint());
  }
  std::string reference_hint() const {
    if (field_.targets.size() > 1) return "write `\"kind/id\"`";
    return "write the id in quotes, or `{\"key\": \"value\"}`";
  }
  std::optional<FieldValue> read_id(const json::Value& value, std::string_view id) {
    Reference reference;
    if (field_.targets.size() == 1) {
      reference.kind = field_.targets[0];
    } else if (const Kind* kind = split_kind(id)) {
      reference.kind = kind->number;
    } else {
      std::vector<std::string> names;
      for (const KindNo target : field_.targets) names.push_back(reading_.catalog.at(target).name);
      reading_.error(value.offset, fmt::format("`{}` refers to several kinds", field_.name),
                     fmt::format("write `kind/id` with one of {}", join(names, ", ")));
      return {};
    }
    if (!is_id(id))
      return wrong(value, "an id", "1 to 256 bytes without control characters and `#`");
    reference.id = id;
    return FieldValue(std::move(reference));
  }
  // The kind in front of `kind/id`, which is taken off.
  const Kind* split_kind(std::string_view& id) const {
    const size_t slash = id.find('/');
    if (slash == std::string_view::npos) return nullptr;
    for (const KindNo target : field_.targets) {
      const Kind& kind = reading_.catalog.at(target);
      if (kind.name != id.substr(0, slash)) continue;
      id.remove_prefix(slash + 1);
      return &kind;
    }
    return nullptr;
  }
  // The one target kind that has such a key.
  std::optional<FieldValue> read_key(const json::Value& value, const json::Object& object) {
    if (object.size() != 1)
      return wrong(value, "a reference", "name one key: `{\"email\": \"a@b.c\"}`");
    const json::Member& member = object[0];
    std::vector<std::string> keys;
    for (const KindNo target : field_.targets) {
      for (const FieldDefinition& candidate : reading_.catalog.at(target).fields) {
        if (!candidate.key) continue;
        keys.push_back(candidate.name);
        if (candidate.name != member.key) continue;
        return keyed(member, target, candidate.number);
      }
    }
    reading_.error(member.offset, fmt::format("`{}` is no key of `{}`", member.key, target_names()),
                   keys.empty() ? "write the id in quotes" : name_hint(member.key, keys));
    return {};
  }
  std::optional<FieldValue> keyed(const json::Member& member, KindNo target, Field key) {
    const std::string* text = member.value.as_string();
    if (text == nullptr || text->empty()) {
      reading_.error(member.value.offset, fmt::format("the key `{}` must be a string", member.key),
                     "put it in quotes");
      return {};
    }
    Reference reference;
    reference.kind = target;
    reference.key = key;
    reference.key_value = *text;
    return FieldValue(std::move(reference));
  }
  std::string target_names() const {
    std::vector<std::string> names;
    for (const KindNo target : field_.targets) names.push_back(reading_.catalog.at(target).name);
    return join(names, ", ");
  }

  const FieldDefinition& field_;
  Reading& reading_;
};

}  // namespace

std::optional<FieldValue> read_value(const json::Value& value, const FieldDefinition& field,
                                     Reading& reading) {
  return ValueReader(field, reading).read(value);
}

}  // namespace probata::fact_reading
