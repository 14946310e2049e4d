// What the company decided otherwise than what is shipped: none of it may be silent.
#include <fmt/format.h>

#include "catalog/applies.h"
#include "catalog/overrides.h"
#include "catalog/statement.h"
#include "report/html.h"
#include "report/sections.h"

namespace probata {
namespace {

// `words` is HTML.
std::string row(const std::string& what, const std::string& words) {
  return fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", html::escape(what), words);
}
std::string since(const ReportInput& in, const std::optional<Instant>& from) {
  return from ? ", from " + html::instant(*from, in.calendar()) : "";
}

// What counts because nobody has answered; empty where somebody has.
std::string assumed_html(const ReportInput& in, const Question& question) {
  const auto answer = answer_at(in.catalog(), in.settings(), question, in.assessment.now);
  if (answer.given) return {};
  const auto words = html::escape(answer_words(question, answer.value));
  return row(question.title, answer.value == nullptr ? words : words + " (assumed)");
}

std::string answers_html(const ReportInput& in) {
  std::string rows, assumed;
  for (const Question& question : in.catalog().questions) {
    assumed += assumed_html(in, question);
    const auto given = in.settings().answers.find(question.name);
    if (given == in.settings().answers.end()) continue;
    for (const auto& [value, from] : given->second)
      rows += row(question.title, html::escape(answer_words(question, &value)) + since(in, from));
  }
  return rows + assumed;
}

std::string value_html(const ParameterValue& value) { return html::escape(in_words(value, "")); }

std::string numbers_html(const ReportInput& in) {
  std::string rows;
  for (const auto& [number, values] : in.settings().parameters) {
    const Parameter& parameter = in.catalog().at(number);
    for (const auto& [value, from] : values)
      rows += row(parameter.title.empty() ? parameter.name : parameter.title,
                  fmt::format("{}{}; shipped: {}", value_html(value), since(in, from),
                              value_html(parameter.value)));
  }
  return rows;
}

std::string controls_html(const ReportInput& in) {
  std::string rows;
  for (const Control& control : in.catalog().controls) {
    const Applicability found =
        applicability(in.catalog(), in.settings(), control, in.assessment.now);
    if (found.applies == Applies::yes && found.because != Because::also) continue;
    rows += row(control.title, html::with_instants(found.reason, in.calendar()));
  }
  return rows;
}

std::string overrides_html(const ReportInput& in) {
  std::string rows;
  for (const Override& change : overrides_of(in.catalog()))
    rows += row(change.file, html::escape(words_and_effect(change)));
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
