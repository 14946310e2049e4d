// The syntax tree: made by the parser, annotated by the checker, read by the planner. Every node
// knows its bytes in the text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cel/type.h"

namespace probata::cel {

struct Overload;
struct NowComparison;
struct WellKnown;

enum class Form : uint8_t {
  null,
  boolean,
  integer,
  uinteger,
  real,
  string,
  bytes,    // literals
  name,     // name: `x`, `.x`
  select,   // children[0] . name
  index,    // children[0] [ children[1] ]
  call,     // name(children…); with `member`, children[0] is the receiver; operators are calls of
            // their sign
  list,     // children
  map,      // key, value, key, value, …
  message,  // name { fields: children }
  both,
  either,       // && and || of all their operands: chains are flat, so that they have no depth
  conditional,  // children[0] ? children[1] : children[2]
  macro,        // name, variables; children[0] is the range, then the bodies
  has           // children[0] is a select
};

// What a node means: the checker's answer.
enum class Meaning : uint8_t {
  none,
  path,            // a variable of the scope and fields from there: becomes a Slot
  local,           // a macro's variable: number
  field,           // a field of an entity: number
  member,          // a member of a map
  type_name,       // the name of a type as a value
  call,            // overloads
  now_comparison,  // now
  special,         // of semantics.md: exists, seen, path, cyclic; by name
  failure          // unchecked expressions only: an error when evaluated
};

struct Syntax {
  Form form = Form::null;
  bool member = false;    // call: receiver style
  bool optional = false;  // select, index: `.?`, `[?`; in a list or map: this entry is optional
  bool rooted = false;    // name, message: with a leading dot
  uint32_t begin = 0, end = 0;
  uint32_t mark = 0;    // where an error about this node points: its operator, field or function
  uint32_t height = 1;  // of the tree below
  std::string text;     // name, or the value of a string
  union {
    bool boolean;
    int64_t integer;
    uint64_t uinteger = 0;
    double real;
  };
  std::vector<std::string> names;  // macro: variables; message: fields
  std::vector<std::unique_ptr<Syntax>> children;

  // The checker's part.
  Meaning meaning = Meaning::none;
  uint16_t number = 0;  // local, field, record of a `some`
  uint16_t record = 0;  // field: the record that has it
  Type type;
  const RecordField* field = nullptr;   // where the value comes from a field: its enum's values
  uint16_t variable = 0;                // path
  std::vector<uint16_t> fields;         // path
  std::vector<std::string> path_names;  // path
  std::vector<const Overload*> overloads;
  std::unique_ptr<NowComparison> now;
  const WellKnown* message = nullptr;

  const Syntax& child(size_t i) const { return *children[i]; }
  Syntax& child(size_t i) { return *children[i]; }
};
using SyntaxPointer = std::unique_ptr<Syntax>;

// `now OP sum of terms`, what a comparison with now comes to (semantics.md, section 3).
struct NowComparison {
  struct Term {
    const Syntax* value = nullptr;  // a child of the comparison, somewhere
    bool minus = false;
  };
  std::string operation;
  std::vector<Term> terms;
};

}  // namespace probata::cel
