// A test's rule, part by part, in words and as written.
#pragma once

#include "base/json.h"
#include "catalog/catalog.h"
#include "history/history.h"

namespace probata::api {

struct RulePart {
  std::string part, words;
  std::optional<std::string> cel;  // none for a literal
};
std::vector<RulePart> rule_of(const Test&, const View&);
json::Value rule_json(const Test&, const View&);
// A condition in words; as it is written where it has none.
std::string condition_words(const std::string&, const Catalog&);
std::string_view pattern_name(const Test&);  // invariant | response | recurrence | judgement
// `24 h`, `5 business days`; a text as it is.
std::string number_words(const ParameterValue&);
// The numbers (`param.x`) that a control's statement or tests read.
std::vector<const Parameter*> numbers_of(const Control&, const Catalog&);

}  // namespace probata::api
