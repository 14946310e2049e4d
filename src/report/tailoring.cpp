// What the company decided otherwise than what is shipped: none of it may be silent.
#include <fmt/format.h>

#include "catalog/applies.h"
#include "catalog/overrides.h"
#include "report/html.h"
#include "report/sections.h"

namespace probata {
namespace {

std::string row(const std::string& what, const std::string& words) {
  return fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", html::escape(what), html::escape(words));
}
std::string since(const std::optional<Instant>& from) {
  return from ? fmt::format(", from {}", to_text(*from)) : "";
}

std::string answers_html(const ReportInput& in) {
  std::string rows;
  for (const Question& question : in.catalog().questions) {
    const auto given = in.settings().answers.find(question.name);
    if (given == in.settings().answers.end()) continue;
    for (const auto& [value, from] : given->second)
      rows += row(question.title, answer_words(question, &value) + since(from));
  }
  return rows;
}

std::string numbers_html(const ReportInput& in) {
  std::string rows;
  for (const auto& [number, values] : in.settings().parameters) {
    const Parameter& parameter = in.catalog().at(number);
    for (const auto& [value, from] : values)
      rows += row(
          parameter.title.empty() ? parameter.name : parameter.title,
          fmt::format("{}{}; shipped: {}", to_text(value), since(from), to_text(parameter.value)));
  }
  return rows;
}

std::string controls_html(const ReportInput& in) {
  std::string rows;
  for (const Control& control : in.catalog().controls) {
    const Applicability found =
        applicability(in.catalog(), in.settings(), control, in.assessment.now);
    if (found.applies == Applies::yes && found.because != Because::also) continue;
    rows += row(control.title, found.reason);
  }
  return rows;
}

std::string overrides_html(const ReportInput& in) {
  std::string rows;
  for (const Override& change : overrides_of(in.catalog()))
    rows += row(change.file, words_and_effect(change));
  return rows;
}

std::string table(std::string_view title, const std::string& rows, std::string_view none) {
  if (rows.empty()) return fmt::format("<h3>{}</h3>\n<p>{}</p>\n", title, none);
  return fmt::format("<h3>{}</h3>\n<table><tbody>\n{}</tbody></table>\n", title, rows);
}

}  // namespace

std::string tailoring_section(const ReportInput& in) {
  const std::string& profile = in.settings().profile;
  return fmt::format(
      "<h2>What the company chose</h2>\n<p>Profile: {}. Answers that nobody gave are assumed so "
      "that "
      "nothing is left out.</p>\n{}{}{}{}",
      profile.empty() ? "every control" : html::escape(profile),
      table("Answers that decide what applies", answers_html(in), "Nobody answered a question."),
      table("Our numbers", numbers_html(in), "All numbers are as shipped."),
      table("Controls that do not apply, or apply beside the profile", controls_html(in), "None."),
      table("Differences from the catalog that is shipped", overrides_html(in),
            "The catalog is as shipped."));
}

}  // namespace probata
