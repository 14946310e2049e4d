// From text to a program and to its value: parse, check, plan, evaluate. Parser, checker and
// evaluator are files of their own.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cel/reader.h"
#include "cel/type.h"
#include "cel/value.h"

namespace probata::cel {

// A path that the checker lifted out of an expression: a variable of the Scope and fields from
// there, all typed.
struct Slot {
  uint16_t number = 0;             // index in Program::slots()
  uint16_t variable = 0;           // index in Scope::variables
  uint16_t record = 0;             // record of the variable
  std::vector<uint16_t> fields;    // may be empty: the variable itself
  std::vector<std::string> names;  // `account person status`, for traces
  Type type;
  bool null_test = false;    // only ever compared with null
  bool exists_test = false;  // exists() asks of it
};

struct Limits {
  int depth = 100;          // of the syntax tree
  size_t text = 64 * 1024;  // bytes of an expression
  size_t nodes = 10'000;
  uint64_t steps = 1'000'000;  // evaluated nodes; passing it is an error value, Failure::limit
  size_t memory = 64u << 20;   // bytes of the arena
};

// What a traced evaluation tells of one sub-expression: for explanations.
struct Step {
  uint32_t begin = 0, end = 0;  // bytes in the expression's text
  std::string value;            // to_text of it
};

struct Warning {
  Error error;
};

class Program {  // immutable, shared between threads
 public:
  const std::string& text() const;
  const Type& type() const;
  const std::vector<Slot>& slots() const;
  // Records whose set of entities the expression ranges over (some, count), and (record, field)
  // pairs read beside the slots.
  const std::vector<uint16_t>& ranges() const;
  struct Read {
    uint16_t record, field;
    auto operator<=>(const Read&) const = default;
  };
  // Every (record, field) that the expression may read, slots' ways included, sorted; field 0 is
  // existence.
  const std::vector<Read>& reads() const;
  bool uses_now() const;
  bool constant() const;  // reads nothing at all
  const std::vector<Error>& warnings() const;

  struct Code;  // of plan.cpp and evaluate.cpp
  const Code& code() const { return *code_; }
  explicit Program(std::shared_ptr<const Code> code) : code_(std::move(code)) {}
  Program() = default;
  explicit operator bool() const { return code_ != nullptr; }

 private:
  std::shared_ptr<const Code> code_;
};

// Errors have place: `start` is where the text begins in its file; lines and columns within it are
// added. `expected` checks the result's type (bool for conditions).
Result<Program, Errors> compile(std::string_view text, const Scope&,
                                const std::optional<Type>& expected = {}, Place start = {},
                                const Limits& = {});

// Never throws, never hangs: passing a limit gives an error value. The result lives in the arena,
// the program or the reader's storage.
Value evaluate(const Program&, Reader&, Arena&, const Limits& = {});
// The same, and appends the value of each sub-expression in the order of evaluation.
Value evaluate_traced(const Program&, Reader&, Arena&, std::vector<Step>&, const Limits& = {});

}  // namespace probata::cel
