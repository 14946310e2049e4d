// A policy as it holds for an organisation at an instant: with the values of its numbers, without
// the rules of controls that do not apply.
#pragma once

#include "catalog/policy.h"
#include "catalog/settings.h"

namespace probata {

struct PolicyWords {
  std::string text;
  const Parameter* parameter = nullptr;  // the text is its value
};
struct SaidSentence {
  std::vector<PolicyWords> words;
  std::vector<TestNo> tests;
};
struct SaidBlock {
  PolicyBlock::Form form = PolicyBlock::Form::paragraph;
  int number = 0;  // of a rule, counted anew
  std::string heading;
  std::vector<SaidSentence> sentences;
  std::optional<ControlNo> control;
};
struct SaidSection {
  std::string title;
  std::vector<SaidBlock> blocks;
};
struct LeftOut {
  std::string what;  // a control, or CONTROL/TEST where only that does not apply
  std::string why;
};
struct PolicyText {
  std::vector<std::string> criteria;  // of the controls whose rules stand
  std::vector<SaidSection> sections;
  std::vector<LeftOut> left_out;  // of what has a rule in the file
  size_t rules = 0;
};

PolicyText text_of(const Policy&, const Catalog&, const Settings&, Instant);
// `Security officer`; of `everybody` that word.
std::string reader_title(const Catalog&, const std::string& role);
// The text for people, with the ids of the tests behind what they prove.
std::string to_markdown(const Policy&, const PolicyText&, const Catalog&);

}  // namespace probata
