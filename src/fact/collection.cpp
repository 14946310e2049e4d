#include "fact/collection.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace probata {
namespace fact_reading {
namespace {

class Decoder {
 public:
  Decoder(const Fact& fact, Reading& reading)
      : fact_(fact),
        kind_(reading.catalog.at(fact.kind)),
        set_(fact.source.find("set")),
        reading_(reading) {}

  Collection decode() {
    Collection result;
    result.by = fact_.by;
    read_kinds(result);
    read_fields(result);
    read_how(result);
    read_stretch(result);
    result.rows = counts("rows", result);
    result.total = counts("total", result);
    if (const int64_t* n = value<int64_t>("rejected")) result.rejected = *n;
    if (result.rejected < 0)
      reading_.error(offset("rejected"), "`rejected` is negative", "write 0 or more");
    if (const std::string* proof = value<std::string>("proof")) result.proof = *proof;
    if (const bool* complete = value<bool>("complete")) result.complete = *complete;
    return result;
  }

 private:
  const FieldValue* find(std::string_view name) const {
    const FieldDefinition* field = kind_.find(name);
    for (const auto& [number, value] : fact_.set) {
      if (field != nullptr && number == field->number) return &value;
    }
    return nullptr;
  }
  template <class T>
  const T* value(std::string_view name) const {
    const FieldValue* value = find(name);
    return value == nullptr ? nullptr : std::get_if<T>(value);
  }
  const json::Value* written(std::string_view name) const {
    return set_ == nullptr ? nullptr : set_->find(name);
  }
  size_t offset(std::string_view name) const {
    const json::Value* value = written(name);
    return value == nullptr ? (set_ == nullptr ? 0 : set_->offset) : value->offset;
  }
  const Kind* kind(std::string_view name, size_t at) {
    const Kind* kind = reading_.catalog.kind(name);
    if (kind == nullptr) {
      reading_.error(at, fmt::format("unknown kind `{}`", name),
                     name_hint(name, reading_.catalog.kind_names()));
    }
    return kind;
  }

  void read_kinds(Collection& result) {
    const FieldList* list = value<FieldList>("kinds");
    if (list == nullptr || list->empty()) {
      reading_.error(offset("kinds"), "a collection names no kind",
                     "write `\"kinds\": [\"account\"]`");
      return;
    }
    const json::Array* array = written("kinds") == nullptr ? nullptr : written("kinds")->as_array();
    for (size_t i = 0; i < list->size(); ++i) {
      const auto& name = std::get<std::string>((*list)[i]);
      const Kind* found =
          kind(name, array != nullptr && i < array->size() ? (*array)[i].offset : 0);
      if (found != nullptr && !covers(result, found->number)) result.kinds.push_back(found->number);
    }
  }
  static bool covers(const Collection& collection, KindNo kind) {
    return std::ranges::find(collection.kinds, kind) != collection.kinds.end();
  }
  // A kind of the collection by the key of a map.
  const Kind* covered(const json::Member& member, const Collection& result) {
    const Kind* found = kind(member.key, member.offset);
    if (found != nullptr && !covers(result, found->number)) {
      reading_.error(member.offset, fmt::format("`{}` is not among the `kinds`", member.key),
                     "add it there, or leave it out here");
      return nullptr;
    }
    return found;
  }
  void read_fields(Collection& result) {
    const json::Value* fields = value<json::Value>("fields");
    if (fields == nullptr) return;
    if (fields->as_object() == nullptr) {
      reading_.error(offset("fields"),
                     fmt::format("`fields` must be an object, not {}", fields->type_name()),
                     "write `{\"account\": [\"status\"]}`");
      return;
    }
    for (const json::Member& member : *fields->as_object()) {
      const Kind* kind = covered(member, result);
      const json::Array* names = member.value.as_array();
      if (names == nullptr) {
        reading_.error(member.value.offset,
                       fmt::format("the fields of `{}` must be a list", member.key),
                       "write `[\"status\"]`");
      } else if (kind != nullptr) {
        result.fields.emplace_back(kind->number, field_numbers(*kind, *names));
      }
    }
  }
  std::vector<Field> field_numbers(const Kind& kind, const json::Array& names) {
    std::vector<Field> fields;
    for (const json::Value& name : names) {
      const std::string* text = name.as_string();
      const FieldDefinition* field = text == nullptr ? nullptr : kind.find(*text);
      if (field != nullptr) {
        fields.push_back(field->number);
      } else {
        reading_.error(
            name.offset,
            fmt::format("`{}` has no field {}", kind.name,
                        text == nullptr ? std::string(name.type_name()) : "`" + *text + "`"),
            name_hint(text == nullptr ? "" : *text, kind.field_names()));
      }
    }
    std::ranges::sort(fields);
    return fields;
  }
  void read_how(Collection& result) {
    if (const std::string* how = value<std::string>("how")) {
      result.how = *how == "looks" ? How::looks : *how == "claimed" ? How::claimed : How::events;
    }
    const Duration* every = value<Duration>("every");
    if (every == nullptr) return;
    result.every = *every;
    if (every->us <= 0)
      reading_.error(offset("every"), "`every` is not above 0", "write the time between two looks");
  }
  void read_stretch(Collection& result) {
    if (const Instant* from = value<Instant>("from")) result.from = *from;
    const Instant* to = value<Instant>("to");
    result.to = to == nullptr ? fact_.at : *to;
    if (result.from && *result.from > result.to) {
      reading_.error(offset("from"), "`from` is after `to`", "write the earlier time in `from`");
    }
  }
  std::vector<std::pair<KindNo, int64_t>> counts(std::string_view name, const Collection& result) {
    std::vector<std::pair<KindNo, int64_t>> list;
    const json::Value* map = value<json::Value>(name);
    if (map == nullptr || map->as_object() == nullptr) return list;
    for (const json::Member& member : *map->as_object()) {
      const Kind* kind = covered(member, result);
      const int64_t* n = member.value.as_int();
      if (n != nullptr && *n < 0)
        reading_.error(member.value.offset, fmt::format("`{}` is negative", name),
                       "write 0 or more");
      if (kind != nullptr && n != nullptr) list.emplace_back(kind->number, *n);
    }
    return list;
  }

  const Fact& fact_;
  const Kind& kind_;
  const json::Value* set_;
  Reading& reading_;
};

}  // namespace

Collection decode_collection(const Fact& fact, Reading& reading) {
  return Decoder(fact, reading).decode();
}

json::Value rows_by_kind(const json::Value& number, const json::Value* kinds) {
  const json::Array* array = kinds == nullptr ? nullptr : kinds->as_array();
  if (array == nullptr || array->size() != 1 || (*array)[0].as_string() == nullptr) return number;
  json::Value count = number;
  json::Value map{json::Object{{*(*array)[0].as_string(), std::move(count), number.offset}}};
  map.offset = number.offset;
  return map;
}

}  // namespace fact_reading

Result<Collection, Errors> read_collection(const Fact& fact, const Catalog& catalog) {
  fact_reading::Reading reading(catalog, {}, {});
  Collection collection = fact_reading::decode_collection(fact, reading);
  if (!reading.errors.empty()) return std::unexpected(std::move(reading.errors));
  return collection;
}

}  // namespace probata
