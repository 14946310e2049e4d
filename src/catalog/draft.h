// A catalog in the making: what the readers of the single files share. Each reads its part into
// `catalog` and reports into `errors`; what names something in another file is linked after all are
// read.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <unordered_map>

#include "catalog/catalog.h"
#include "catalog/mapping.h"

namespace probata {

// A field that refers to kinds by their names, to be linked.
struct PendingReference {
  KindNo kind{};
  size_t field = 0;  // index in Kind::fields
  std::vector<std::string> targets;
  std::vector<Place> places;
  bool built_in = false;  // a target that the catalog has not makes it a string
};
// A life cycle's `when`, to be compiled; and its roles, to be checked.
struct PendingTransition {
  KindNo kind{};
  size_t transition = 0;
  const Document* document = nullptr;
  const yaml::Node* node = nullptr;  // of the transition
};

struct Draft {
  explicit Draft(Catalog& c) : catalog(c) {}
  Catalog& catalog;
  Errors errors;
  std::deque<Document> documents;  // stay where they are: readers keep pointers to nodes
  std::unordered_map<std::string, Place> kind_places;
  std::vector<PendingReference> references;
  std::vector<PendingTransition> transitions;
  // A list that is missing is not checked against (formats.md: any of it may be missing).
  bool has_roles = false, has_criteria = false, has_risks = false;

  void check_role(const std::string& role, Place);
};

// In this order; each reads the documents that are its own.
void read_kinds(Draft&);       // built in, then kinds/
void read_parameters(Draft&);  // parameters.yaml
void read_tailoring(Draft&);   // tailoring.yaml
void read_roles(Draft&);       // roles.yaml
void read_criteria(Draft&);    // criteria.yaml
void read_risks(Draft&);       // risks.yaml
void link_kinds(Draft&);       // references, reverse references, records, life cycles
void read_controls(Draft&);    // controls/
void check_controls(Draft&);   // what controls name in other files and of each other

// The texts of the kinds that every catalog has: pairs of name and YAML.
std::span<const std::pair<std::string_view, std::string_view>> built_in_kinds();
// True for control, test and obligation.
bool is_computed(std::string_view kind);

Document* find_document(Draft&, std::string_view path);
std::vector<Document*> documents_under(Draft&, std::string_view folder);

// `{type, default, min, max}` of a parameter; a value of settings.
std::optional<FieldType> parse_field_type(std::string_view name);
std::string_view field_type_name(FieldType);
std::optional<ParameterValue> read_value(const yaml::Node&, FieldType, Reading&);
// Reports a value outside the range of the parameter.
bool check_range(const ParameterValue&, const Parameter&, const yaml::Node&, Reading&);
// Reports an answer that is none of the question's choices.
bool check_answer(const yaml::Node&, const Question&, Reading&);

}  // namespace probata
