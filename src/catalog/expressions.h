// The CEL texts of catalog files: compiled with the places of the file, and with their reads
// collected.
#pragma once

#include <optional>

#include "catalog/draft.h"

namespace probata {

class Expressions {
 public:
  Expressions(Draft& draft, Reading& reading) : draft_(draft), reading_(reading) {}

  // Compiles a scalar. Reports and gives nothing where it is wrong.
  std::optional<Condition> compile(const yaml::Node&, const cel::Scope&,
                                   const std::optional<cel::Type>& expected);
  // A part of a scalar's text.
  std::optional<Condition> compile(const yaml::Node&, size_t offset, std::string_view part,
                                   const cel::Scope&, const std::optional<cel::Type>& expected);
  std::optional<Condition> condition(const yaml::Node&, const cel::Scope&);
  // `within`, `grace`: a literal is tried before CEL. Zero where it is wrong.
  Allowance allowance(const yaml::Node&, std::string_view key, const cel::Scope&);
  Every every(const yaml::Node&, const cel::Scope&);
  // A sentence with expressions in braces; `{{` and `}}` are braces.
  std::vector<SentencePart> sentence(const yaml::Node&, const cel::Scope&);

  // What all programs compiled so far read.
  const std::set<cel::Program::Read>& reads() const { return reads_; }

 private:
  void report(const yaml::Node&, size_t offset, std::string_view part, const Error&, Errors& into);
  void collect(const cel::Program&);
  std::optional<Condition> timed(const yaml::Node&, std::string_view key, const cel::Scope&,
                                 bool window);

  Draft& draft_;
  Reading& reading_;
  std::set<cel::Program::Read> reads_;
};

// A scope over the records of the catalog: `item` of a kind, then `param`.
cel::Scope scope_of(const Catalog&, std::string_view name, uint16_t record);
cel::Type record_type(uint16_t record);

}  // namespace probata
