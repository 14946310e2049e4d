// A catalog, whole: read once, immutable, shared between threads.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "catalog/control.h"
#include "catalog/kind.h"

namespace probata {

struct File {
  std::string path;  // within its folder, `kinds/account.yaml`
  std::string text;
};
struct Folder {
  std::string name;  // for messages: the path as the user gave it; `shipped`
  std::vector<File> files;
};
// All *.yaml and *.md below a directory, sorted by path; at most 4 MiB each.
Result<Folder> read_folder(const std::string& directory);

// The type of a parameter's or a tailoring answer's value, and the value.
using ParameterValue = std::variant<bool, int64_t, double, std::string, Duration, Span, Window>;
struct Parameter {
  ParameterNo number{};
  std::string name, title, why;
  FieldType type = FieldType::duration;
  ParameterValue value;  // the default
  std::optional<ParameterValue> min, max;
  Place place;
};
std::string to_text(const ParameterValue&);
Result<ParameterValue> parse_parameter_value(FieldType, std::string_view text);

struct Choice {
  std::string name, title;  // `remote`, `People work from home`
};
struct Question {  // of tailoring.yaml: its answer is `tailoring.NAME`
  std::string name, title, why;
  FieldType type = FieldType::boolean;
  std::optional<ParameterValue> value;  // assumed where not answered
  std::vector<Choice> choices;          // where it has any, the answer is the name of one
  int first = 0;                        // 1 to 5: its place among those that are asked first
  std::vector<KindNo> tells;            // the answer says where facts of these come from
};
struct Role {
  std::string name, title;
  std::vector<std::string> duties, conflicts;
};
struct PointOfFocus {
  std::string id, title;
  bool ours = false;
};
struct CriterionGroup {
  std::string id, title, category;  // `CC6`, our own title
};
struct Criterion {
  std::string id, title, group,
      category;  // `CC6.1`, our own short title, `CC6`, security | availability | confidentiality
  std::vector<PointOfFocus> points;
};
struct Risk {
  std::string id, title, about;
};

struct Catalog {
  std::vector<Kind> kinds;           // built in and from files; by KindNo
  std::vector<cel::Record> records;  // one a kind, same numbers; then `param` and `tailoring`
  uint16_t parameter_record = 0, tailoring_record = 0;
  std::vector<Parameter> parameters;
  std::vector<Question> questions;
  std::vector<Role> roles;
  std::vector<CriterionGroup> groups;  // of criteria, in the order of the file
  std::vector<Criterion> criteria;     // in the order of the file
  std::vector<Risk> risks;
  std::vector<Control> controls;  // by id, bytewise
  std::vector<Test> tests;        // by control, then in the order of the file
  Errors warnings;
  // SHA-256 of the RFC 8785 JSON of one object: a member a file, its path the key; of a *.yaml file
  // the value that it holds, of a
  // *.md file its text as a string. Comments and the order of keys do not count; the built-in kinds
  // are the program's own.
  Digest digest;
  std::vector<Folder> folders;  // as read, for `catalog show` and for the ledger

  const Kind* kind(std::string_view name) const;
  const Kind& at(KindNo n) const { return kinds[static_cast<size_t>(n)]; }
  const Test& at(TestNo n) const { return tests[static_cast<size_t>(n)]; }
  const Control& at(ControlNo n) const { return controls[static_cast<size_t>(n)]; }
  const Parameter& at(ParameterNo n) const { return parameters[static_cast<size_t>(n)]; }
  const Control* control(std::string_view id) const;
  const Test* test(std::string_view full_id) const;
  const Parameter* parameter(std::string_view name) const;
  const Question* question(std::string_view name) const;
  const Criterion* criterion(std::string_view id) const;
  const Role* role(std::string_view name) const;
  const Risk* risk(std::string_view id) const;
  std::vector<std::string> kind_names() const;
  // Built-in kinds that code must name.
  KindNo company{}, collection{}, judgement{}, waiver{}, assignment{}, qualification{}, finding{},
      control_kind{}, test_kind{}, obligation{};

  // Made by read_catalog: numbers by name, for kind() and the like.
  struct NameHash {
    using is_transparent = void;
    size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  using Index = std::unordered_map<std::string, uint16_t, NameHash, std::equal_to<>>;
  Index kind_index, parameter_index, control_index, test_index;
};

// Later folders win over earlier ones, file by file (shipped, then an organisation's overrides).
// All mistakes of all files at once, in the order of file, line, column.
Result<std::shared_ptr<const Catalog>, Errors> read_catalog(
    std::span<const Folder> shipped_then_overrides);

}  // namespace probata
