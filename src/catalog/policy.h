// Policies as the catalog has them (catalog/policies): texts whose numbers are parameters and whose
// sentences name the tests that prove them. Read when asked for, and checked against the catalog.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace probata {

struct PolicySentence {
  std::string text;           // `{param.x}` as written; a line for each point of a list in it
  std::vector<TestNo> tests;  // that prove it; a sentence without promises nothing
};
struct PolicyBlock {
  enum class Form : uint8_t { paragraph, item, rule };
  Form form = Form::paragraph;
  std::string
      heading;  // what it begins with in bold, without the marks: `Own accounts.`, `Reviewer`
  std::vector<PolicySentence> sentences;
  std::vector<TestNo> waives;        // of an exception: `{waiver: CONTROL/TEST}`
  std::optional<ControlNo> control;  // the one that a rule carries
};
struct PolicySection {
  std::string title;
  std::vector<PolicyBlock> blocks;
};
struct Policy {
  std::string name, title, type, topic, profile, owner, approved_by;
  std::vector<std::string> applies_to, criteria;  // roles, or `everybody`
  std::vector<PolicySection> sections;
  Place place;
};

// The files below `policies/` of the catalog's folders, later ones in place of earlier ones, by
// name. All mistakes at once.
Result<std::vector<Policy>, Errors> read_policies(const Catalog&);
// Bare numbers, vague words, promises that no test proves, and numbers and times in which a
// sentence and its tests differ.
Errors policy_warnings(const Catalog&);

}  // namespace probata
