// Types that the checker knows. Records are the kinds of a catalog, `param`, `tailoring` and the
// like: named fields read through a Reader.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace probata::cel {

enum class TypeKind : uint8_t {
  dyn,
  null,
  boolean,
  integer,
  uinteger,
  real,
  string,
  bytes,
  list,
  map,
  timestamp,
  duration,
  type,
  optional,
  record,
  span,
  ip,
  cidr,
  opaque,   /* of a declared function: known by its number only */
  parameter /* of a generic function */
};

struct Type {
  TypeKind kind = TypeKind::dyn;
  uint16_t record =
      0;  // of TypeKind::record: its number; any_record where it may be several (`ref: [A, B]`);
          // of opaque: which one; of parameter: which of its function's
  bool nullable =
      false;  // a field that may be null; the checker warns where it is ordered without a null test
  std::vector<Type> of;  // list: element; map: key, value; optional, type: inner
  static constexpr uint16_t any_record = 0xffff;
  bool operator==(const Type&) const = default;
};
std::string to_text(const Type&);

struct RecordField {
  std::string name;
  Type type;
  uint16_t field = 0;  // its number, as Reader::select takes it
  std::vector<std::string>
      values;  // an enum's values; comparing with another string literal is an error with a hint
};
struct Record {
  std::string name;
  uint16_t number = 0;
  bool entity = true;  // false: `param`, `tailoring`: one instance, only its fields can be used
  std::vector<RecordField> fields;
  const RecordField* find(std::string_view name) const;
};

struct Overload;

// What names mean in an expression. Copied by nobody, must outlive compile() but not the Program.
struct Scope {
  struct Variable {
    std::string name;
    Type type;
  };
  std::vector<Variable> variables;               // slot paths begin at one of these, by index
  const std::vector<Record>* records = nullptr;  // by number
  bool now = false;       // `now` may be used (compared only, semantics.md section 3)
  bool control = false;   // an expression of a control: no `dyn`, functions of semantics.md; false:
                          // plain CEL (`probata cel`)
  std::string container;  // of plain CEL, for names
  // Functions that are declared and not there: an expression that calls them is checked, and fails
  // when it is evaluated. Nothing where there are none.
  const std::vector<Overload>* functions = nullptr;
};

}  // namespace probata::cel
