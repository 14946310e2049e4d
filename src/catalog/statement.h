// The statement of a control: text with `{param.NAME}`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace probata {

struct StatementPart {
  bool parameter = false;
  std::string text;   // of a parameter its name; empty where what is in the braces is none
  size_t offset = 0;  // in the statement
};
std::vector<StatementPart> split_statement(std::string_view);

}  // namespace probata
