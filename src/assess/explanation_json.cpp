// Explanations as JSON and as text.
#include <fmt/format.h>

#include "assess/assess.h"
#include "assess/result_json.h"
#include "assess/table.h"
#include "assess/words.h"

namespace probata {
namespace {

using json::Value;

std::string_view truth_text(Truth truth) {
  return truth == Truth::yes ? "true" : truth == Truth::no ? "false" : "unknown";
}

Value read_json(const ReadValue& read) {
  Value result;
  result.set("path", read.path);
  result.set("item", read.item);
  result.set("value", read.value);
  json::Array facts;
  for (const FactNo fact : read.facts) facts.push_back(Value(int64_t{static_cast<uint32_t>(fact)}));
  result.set("facts", std::move(facts));
  json::Array gaps;
  for (const Gap& gap : read.gaps) gaps.push_back(Value(reason_words(gap)));
  result.set("gaps", std::move(gaps));
  return result;
}

Value program_json(const Evaluation::OfProgram& program) {
  Value result;
  result.set("text", program.text);
  result.set("value", program.value);
  json::Array steps;
  for (const cel::Step& step : program.steps) {
    Value one;
    one.set("text", program.text.substr(step.begin, step.end - step.begin));
    one.set("begin", int64_t{step.begin});
    one.set("end", int64_t{step.end});
    one.set("value", step.value);
    steps.push_back(std::move(one));
  }
  result.set("steps", std::move(steps));
  return result;
}

Value instant_of(const Explanation::Instant_& instant) {
  Value result;
  result.set("at", instant_json(instant.at));
  result.set("what", instant.what);
  result.set("value", truth_text(instant.evaluation.value));
  json::Array programs, reads;
  for (const auto& program : instant.evaluation.programs) programs.push_back(program_json(program));
  for (const ReadValue& read : instant.evaluation.reads) reads.push_back(read_json(read));
  result.set("programs", std::move(programs));
  result.set("reads", std::move(reads));
  return result;
}

std::string fact_list(const std::vector<FactNo>& facts) {
  std::string text;
  for (const FactNo fact : facts)
    text += fmt::format("{}{}", text.empty() ? "fact " : ", ", static_cast<uint32_t>(fact));
  return text;
}

}  // namespace

std::string to_json(const Explanation& explanation, const View&) {
  Value result;
  result.set("test", explanation.test->full_id);
  result.set("sentence", explanation.sentence);
  result.set("obligation", row_json(explanation.row));
  json::Array instants;
  for (const auto& instant : explanation.instants) instants.push_back(instant_of(instant));
  result.set("instants", std::move(instants));
  return json::write(result);
}

std::string to_text(const Explanation& explanation, const View& view, bool colours) {
  const auto bold = [&](std::string_view text) {
    return colours ? fmt::format("\033[1m{}\033[0m", text) : std::string(text);
  };
  const Row& row = explanation.row;
  std::string text = fmt::format("{}\n{}  {}  {}\n", bold(explanation.sentence),
                                 explanation.test->full_id, row.item, to_text(row.verdict));
  for (const auto& instant : explanation.instants) {
    text += fmt::format("\n{}  {}\n", bold(instant_words(view, instant.at)), instant.what);
    for (const auto& program : instant.evaluation.programs)
      text += fmt::format("  {}  is {}\n", program.text, program.value);
    for (const ReadValue& read : instant.evaluation.reads) {
      text += fmt::format("    {} = {}  ({}{}{})\n", read.path, read.value, read.item,
                          read.facts.empty() ? "" : ", ", fact_list(read.facts));
      for (const Gap& gap : read.gaps) text += fmt::format("      {}\n", reason_words(gap));
    }
  }
  for (const Gap& gap : row.gaps) text += fmt::format("\nnot known: {}\n", reason_words(gap));
  return text;
}

}  // namespace probata
