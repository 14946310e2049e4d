// What the files of this module share: checking one value against its field, errors with their
// place in the line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fact/fact.h"

namespace probata::fact_reading {

// One fact being read. Errors are at a byte of its text; without a text (a value made by code) they
// have no column.
class Reading {
 public:
  Reading(const Catalog& catalog, std::string_view text, Place start)
      : catalog(catalog), text_(text), start_(std::move(start)) {}
  void error(size_t offset, std::string what, std::string hint = {});

  const Catalog& catalog;
  Errors errors;

 private:
  std::string_view text_;
  Place start_;
};

// The value of a field, null included (monostate). Nothing where it is wrong (reported).
std::optional<FieldValue> read_value(const json::Value&, const FieldDefinition&, Reading&);
// `rows` and `total` of a collection: a lone number is `{kind: n}` where it has one kind.
json::Value rows_by_kind(const json::Value& number, const json::Value* kinds);

// Whether it names a source of facts: `person/ID`, `connector:NAME[/INSTANCE]` or `probata`.
bool is_by(std::string_view);

struct FactKey {
  std::string_view name;
  bool required;
};
std::span<const FactKey> fact_keys();

}  // namespace probata::fact_reading
