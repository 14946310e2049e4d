// Kinds: what things there are and which fields they have (formats.md, "A kind").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "cel/program.h"

namespace probata {

enum class KindNo : uint16_t {};  // index in Catalog::kinds, and the number of its cel::Record
enum class Field : uint16_t {
};  // within its kind; 0 is existence, then the declared fields, then the reverse references
constexpr Field existence{0};

enum class FieldType : uint8_t {
  boolean,
  integer,
  real,
  string,
  timestamp,
  date,
  duration,
  span,
  window,
  bytes,
  json,
  file,
  reference
};

struct FieldDefinition {
  Field number{};
  std::string name;
  FieldType type = FieldType::string;
  bool list = false;
  std::optional<FieldType>
      map_of;  // `{map: T}`: type is then json, the value an object whose members are T
  std::vector<KindNo> targets;      // of a reference; several: the value is `kind/id`
  std::vector<std::string> values;  // of an enum
  bool required = false, key = false, confidential = false, label = false, deprecated = false;
  bool read_only = false;  // `state`, `STATE_at`, `STATE_by` of a life cycle
  std::string title, unit, about, reverse, was;
  Place place;
};
// `accounts` of a person: the accounts whose `person` refers to it.
struct ReverseReference {
  Field number{};
  std::string name;
  KindNo from{};
  Field field{};
};

struct Transition {
  std::string from, to, name;
  std::vector<std::string> by, needs, not_by;  // roles or fields
  std::optional<cel::Program> when;
};
struct LifeCycle {
  std::vector<std::string> states;
  std::string initial;
  std::vector<Transition> transitions;
};

struct Kind {
  KindNo number{};
  std::string name, title, plural, about;
  bool record = false;                      // Probata is its system of record
  std::vector<std::string> collected_from;  // kinds of source that tell of it: `HR file`, in words
  bool built_in = false;
  bool read_only = false;  // control, test, obligation: computed, never appended
  bool confidential = false;
  std::optional<Span> retention;
  std::vector<FieldDefinition> fields;     // fields[i].number is i + 1
  std::vector<ReverseReference> reverses;  // numbered on from there
  std::optional<LifeCycle> life_cycle;
  std::vector<std::vector<std::string>> form;
  std::string file;
  const FieldDefinition* find(
      std::string_view field) const;       // by its name, else by the name that it had (`was`)
  const FieldDefinition* at(Field) const;  // nullptr for existence and reverse references
  std::vector<std::string> field_names() const;
  const ReverseReference* reverse(std::string_view name) const;
};

}  // namespace probata
