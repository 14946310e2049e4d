#include <fmt/format.h>

#include "base/text.h"
#include "catalog/policy_text.h"

namespace probata {
namespace {

using Form = PolicyBlock::Form;

std::string to_markdown(const SaidSentence& sentence, const Catalog& catalog) {
  std::string text;
  for (const PolicyWords& words : sentence.words)
    text += words.parameter ? fmt::format("**{}**", words.text) : words.text;
  for (const TestNo test : sentence.tests) text += fmt::format(" `{}`", catalog.at(test).full_id);
  return text;
}

// Further lines of a list's point begin below its words.
std::string indented(const std::string& text, size_t by) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    result += text[i];
    if (text[i] == '\n' && text[i + 1] != '\n') result.append(by, ' ');
  }
  return result;
}
// What follows a list inside of a point would else belong to its last point.
bool after_list(std::string_view text) {
  const size_t line = text.rfind('\n');
  return line != std::string_view::npos && text.substr(line + 1).starts_with("- ");
}

std::string to_markdown(const SaidBlock& block, const Catalog& catalog) {
  std::string text;
  if (block.form == Form::rule) text = fmt::format("{}. ", block.number);
  if (block.form == Form::item) text = "- ";
  const size_t indent = text.size();
  const bool colon = block.form == Form::item && !block.heading.empty();
  if (!block.heading.empty()) text += fmt::format("**{}**{} ", block.heading, colon ? ":" : "");
  for (size_t i = 0; i < block.sentences.size(); ++i)
    text += (i == 0             ? ""
             : after_list(text) ? "\n\n"
                                : "\n") +
            to_markdown(block.sentences[i], catalog);
  return indented(text, indent) + "\n";
}

std::string titles(const Catalog& catalog, const std::vector<std::string>& roles) {
  std::vector<std::string> result;
  for (const std::string& role : roles) result.push_back(reader_title(catalog, role));
  return join(result, ", ");
}

}  // namespace

std::string to_markdown(const Policy& policy, const PolicyText& said, const Catalog& catalog) {
  std::string text = fmt::format("# {}\n\n", policy.title);
  text +=
      fmt::format("- Owner: {}\n- Approved by: {}\n- Applies to: {}\n- Criteria: {}\n",
                  reader_title(catalog, policy.owner), reader_title(catalog, policy.approved_by),
                  titles(catalog, policy.applies_to), join(said.criteria, ", "));
  for (const SaidSection& section : said.sections) {
    text += fmt::format("\n## {}\n\n", section.title);
    Form before = Form::paragraph;
    for (size_t i = 0; i < section.blocks.size(); ++i) {
      const SaidBlock& block = section.blocks[i];
      if (i > 0 && (block.form == Form::paragraph || block.form != before)) text += "\n";
      text += to_markdown(block, catalog);
      before = block.form;
    }
  }
  return text;
}

}  // namespace probata
