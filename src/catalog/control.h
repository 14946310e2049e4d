// Controls and their tests (formats.md, "A control"; semantics.md, section 4).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "catalog/kind.h"
#include "cel/program.h"

namespace probata {

enum class ControlNo : uint16_t {};
enum class TestNo : uint16_t {};  // index in Catalog::tests
enum class ParameterNo : uint16_t {
};  // index in Catalog::parameters, and field number - 1 of the record `param`

// A CEL text of a file with its program. Variables of its cel::Scope, by index:
//   0 the item (under its kind's name; `company` without `each`), 1 `param`,
//   then where, counts_for: 2 the occurring entity (under its kind's name or `as`); says: 2.. `late
//   from due done` (strings).
struct Condition {
  std::string text;
  Place place;
  cel::Program program;
};
// A time allowed: a literal, or an expression for a duration or span read at `from`. Left out: 0
// for within and grace.
using Allowance = std::variant<Duration, Span, Condition>;
// `every`: a window of the calendar, a rolling duration or span, or an expression for one.
using Every = std::variant<Window, Duration, Span, Condition>;

struct Invariant {
  Condition always;
  Allowance grace;
};
struct Response {
  std::optional<Condition>
      when;  // never empty for a response; of a judgement, empty where `every` is used
  std::optional<Condition> then;  // empty for a judgement
  Allowance within;
  std::optional<Condition> due;  // in place of within
  std::optional<Condition> unless;
  bool stays = false, tightens = false, gone_fails = false;
};
struct Recurrence {
  Every every;
  KindNo occurs{};               // kind of the occurring entities
  std::optional<Field> reverse;  // `occurs: entity.reverse`: only those that refer to the item
                                 // through this reverse reference
  std::optional<Condition> where, counts_for;
  std::string as;
  bool partial_counts = false;
};
struct Judgement {
  std::string question;
  std::vector<Condition> shows;
  std::string by;  // a role
  std::optional<Condition> not_by;
  std::vector<std::string> needs;           // qualifications
  std::variant<Recurrence, Response> when;  // over kind judgement
};
using Pattern = std::variant<Invariant, Response, Recurrence, Judgement>;

enum class Severity : uint8_t { low, medium, high };

// A part of `says`: literal text, or an expression printed for people.
using SentencePart = std::variant<std::string, Condition>;

struct Test {
  TestNo number{};
  ControlNo control{};
  std::string id, full_id;  // `leavers`, `access-removal/leavers`
  std::string title;
  std::optional<KindNo> each;  // empty: the company
  std::optional<Condition> scope;
  Pattern pattern;
  std::optional<Condition> assign;  // a person; or `assign_role`
  std::string assign_role;
  Severity severity = Severity::medium;
  std::vector<SentencePart> says;
  std::vector<std::string> waivable_by;  // roles
  // Kinds that the test reads for its verdict (not for `says` or `assign`), its own included,
  // sorted; and the (kind, field) pairs.
  std::vector<KindNo> kinds;
  std::vector<cel::Program::Read> reads;
  Place place;
};

struct InForce {
  std::optional<Instant> from, until;
  std::string replaces;
};

struct Control {
  ControlNo number{};
  std::string id, title,
      statement;        // statement with {param.x} as written; see Catalog for filling it
  std::string profile;  // lean | full | host
  std::map<std::string, std::vector<std::string>> criteria;
  std::string nature, operation, level, frequency, owner;
  std::vector<std::string> risks;
  std::optional<Condition> applies;  // over `tailoring` (variable 0) and `param` (1)
  std::string on_failure;
  InForce in_force;
  std::string cuec, csoc;
  std::vector<TestNo> tests;
  std::string file;
};

}  // namespace probata
