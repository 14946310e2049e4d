#include "report/report.h"

#include <fmt/format.h>

#include "report/html.h"
#include "report/sections.h"
#include "report/style.h"

namespace probata {
namespace {

// What is fixed to the window is printed on each page.
std::string_view body_html(bool demo) {
  if (!demo) return "<body>";
  return "<body class=\"demo\"><p class=\"stripe\"><span>DEMO</span></p>\n<p class=\"notice\">"
         "<strong>DEMO.</strong> This company does not exist. Its people, entries and exceptions "
         "are "
         "made up by a simulator.</p>";
}

}  // namespace

std::string report_html(const Assessment& assessment, const View& view, const ReportFacts& facts) {
  Evaluator evaluator(view);
  const People people(view);
  ReportInput input{assessment, view, facts, evaluator, people};
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">"
      "<title>{} – results of management's own "
      "tests</title><style>{}</style></head>{}<main>\n{}{}{}{}{}{}{}{}</main></body></html>\n",
      html::escape(facts.organisation), report_style(), body_html(facts.demo), title_section(input),
      exceptions_section(input), scope_section(input), summary_section(input),
      criteria_sections(input), not_seen_section(input), tailoring_section(input),
      seal_section(input));
}

}  // namespace probata
