// The checker's one class; its members stand in a file a subject: checker.cpp (names, fields,
// literals), checker_calls.cpp, checker_macros.cpp, checker_now.cpp, checker_control.cpp.
#pragma once

#include <map>
#include <string>
#include <unordered_map>

#include "cel/checker.h"
#include "cel/errors.h"
#include "cel/functions.h"
#include "cel/types.h"

namespace probata::cel {

class Checker {
 public:
  Checker(const Scope& scope, bool lenient);
  void check(Syntax&, bool selected = false);
  Checked finish();

 private:
  struct Local {
    std::string name;
    Type type;
  };

  void report(Mistake m) {
    if (!lenient_) out_.mistakes.push_back(std::move(m));
  }
  // An unresolved name or function: an error now, or, where types are not checked, when it is
  // evaluated.
  void unresolved(Syntax&, Mistake);

  void check_form(Syntax&);
  void check_message(Syntax&);
  void check_has(Syntax&);
  void check_name(Syntax&);
  bool resolve_variable(Syntax&, const std::string& qualified);
  bool resolve_type_name(Syntax&, const std::string& qualified);
  void check_select(Syntax&);
  void select_of_record(Syntax&);
  void select_optional(Syntax&);
  void open_optionals(Syntax&);
  void check_index(Syntax&);
  void check_list(Syntax&);
  void check_map(Syntax&);
  void check_logic(Syntax&);
  void check_conditional(Syntax&);
  void want_boolean(const Syntax&, std::string_view what);
  Type element_join(const Syntax&, size_t first, size_t step);

  void check_call(Syntax&);
  void check_overloads(Syntax&);
  std::vector<const Overload*> overloads(const Syntax&, bool member, size_t arguments) const;
  void adopt_namespace(Syntax&);
  void read_span_literal(Syntax& call);
  void no_match(Syntax&, std::span<const Type>);
  void check_comparison(Syntax&);
  void check_equality(Syntax&);
  void check_in(Syntax&);
  void check_enum(const Syntax& value, const Syntax& literal);

  bool check_control_call(Syntax&);
  void check_exists(Syntax&);
  void check_seen(Syntax&);
  void check_path(Syntax&);
  const Record* record_of(const Syntax& argument, std::string_view function);

  void check_macro(Syntax&);
  void check_bind(Syntax&);
  void check_optional_macro(Syntax&);
  void check_population(Syntax&);  // some, count
  void check_comprehension(Syntax&);
  Type result_of(const Syntax& macro, const Type& key, const Type& element);

  void normalise_now(Syntax& comparison);
  void note_ordered(const Syntax&);
  void note_null_test(const Syntax&);

  std::string name_of(const Type&) const;
  std::string say(const Type&) const;
  const Record* record(uint16_t number) const;
  std::vector<std::string> field_names(const Record&) const;
  void add_read(const Record&, const RecordField&);
  void add_existence(const Type&);
  const Local* find_local(std::string_view name, uint16_t& number) const;
  void push_local(std::string name, Type);
  void pop_locals(size_t n) { locals_.resize(locals_.size() - n); }

  const Scope& scope_;
  bool lenient_;
  Checked out_;
  std::unordered_map<std::string, uint16_t> variables_;
  std::vector<Local> locals_;
  bool now_allowed_ = false;                 // within a comparison's sums
  size_t nows_ = 0;                          // seen so far
  std::map<std::string, uint32_t> ordered_;  // nullable path → where
  std::set<std::string> null_tested_;
};

// `a.b.c` of a chain of plain selections, else empty.
std::string qualified_name(const Syntax&);
// A readable path for messages and for comparing paths: `account.person.start`.
std::string path_text(const Syntax&);

}  // namespace probata::cel
