// Text with `{param.NAME}`: the statement of a control, a sentence of a policy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"

namespace probata {

struct StatementPart {
  bool parameter = false;
  std::string text;   // of a parameter its name; empty where what is in the braces is none
  size_t offset = 0;  // in the statement
};
std::vector<StatementPart> split_statement(std::string_view);
// A value as a person would say it in a sentence behind these words: `within` 30 days, `every`
// year.
std::string in_words(const ParameterValue&, std::string_view before);

}  // namespace probata
