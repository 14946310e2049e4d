// A fast way to read facts: those in plain form, as Probata writes them and most programs do, are
// read in one pass without a tree of JSON, their texts left where they lie.
//
// What is accepted here is accepted by read_fact() and means the same (a property test and a fuzzer
// hold that); what is not is left to it, which also says what is wrong. So this reader knows no
// errors. Left to read_fact(): escapes in strings, lists, maps, bytes and JSON as values, numbers
// with a fraction, references by key, corrections, and facts of kind `collection`.
#pragma once

#include <array>
#include <string_view>
#include <variant>
#include <vector>

#include "fact/fact.h"

namespace probata {

struct PlainReference {
  KindNo kind{};
  std::string_view id;
};
struct PlainField {
  const FieldDefinition* field = nullptr;
  // As FieldValue; string_view also for a window and a file. monostate removes (null).
  std::variant<std::monostate, bool, int64_t, double, std::string_view, Instant, Date, Duration,
               Span, PlainReference>
      value;
};
// Its texts are views into the line.
struct PlainFact {
  const Kind* kind = nullptr;
  std::string_view id, by;
  Instant at;
  std::optional<Instant> after, recorded;
  std::optional<uint64_t> seq;
  bool gone = false;
  std::vector<PlainField> set;  // ascending by field
  std::vector<std::string_view> evidence;
};

// One a thread: it keeps what lines have in common.
class PlainReader {
 public:
  explicit PlainReader(const Catalog& catalog) : catalog_(catalog) {}
  // False: not in plain form; `fact` is then unspecified.
  bool read(std::string_view line, PlainFact& fact);

 private:
  friend class PlainLine;
  std::optional<Instant> instant(std::string_view);
  const Kind* kind(std::string_view name);
  bool is_source(std::string_view by);

  struct Day {
    std::array<char, 10> text{};
    int64_t us = 0;
  };
  static constexpr size_t most_sources = 64;

  const Catalog& catalog_;
  const Kind* last_kind_ = nullptr;
  std::array<Day, 512> days_;
  std::array<std::string, most_sources> sources_;  // by hash
};

// With its own copies of all, and no `source`: for whoever needs a Fact.
Fact to_fact(const PlainFact&);

}  // namespace probata
